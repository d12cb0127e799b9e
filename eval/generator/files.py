"""Blocks into files of every format that offices send."""

from __future__ import annotations

import html
import io
import random
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from eval.generator.noise import ENCODINGS, NOISES
from eval.generator.writing import Block

# Where Linux keeps a font with Vietnamese letters; without it, a PDF becomes an HTML page.
PDF_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def text(blocks: Sequence[Block], noise: Sequence[str], draw: random.Random) -> bytes:
    """Plain text. A table is flattened to one cell a line, or to columns between spaces."""
    flat = "flattened tables" in noise
    told = "\n".join(_table_text(block, flat) if block.rows else block.text for block in blocks)
    for name in noise:
        if name in NOISES:
            told = NOISES[name](told, draw)
    encoding = next((ENCODINGS[name] for name in noise if name in ENCODINGS), str.encode)
    return encoding(told + "\n")


def _table_text(block: Block, flat: bool) -> str:
    if flat:
        return "\n".join(cell or "-" for row in block.rows for cell in row)
    return "\n".join("\t".join(row) for row in block.rows)


def markdown(blocks: Sequence[Block], noise: Sequence[str], draw: random.Random) -> bytes:
    """Markdown with pipe tables."""
    return ("\n\n".join(map(_markdown_block, blocks)) + "\n").encode()


def _markdown_block(block: Block) -> str:
    if block.rows:
        lines = ["| " + " | ".join(row) + " |" for row in block.rows]
        return "\n".join([lines[0], "|" + "---|" * len(block.rows[0]), *lines[1:]])
    return f"## {block.text}" if block.kind == "heading" else block.text


def page(blocks: Sequence[Block], noise: Sequence[str], draw: random.Random) -> bytes:
    """An HTML page."""
    body = "\n".join(map(_html_block, blocks))
    head = '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"></head>'
    return f"{head}<body>\n{body}\n</body></html>".encode()


def _html_block(block: Block) -> str:
    if block.rows:
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    tag = "h2" if block.kind == "heading" else "p"
    return f"<{tag}>{html.escape(block.text)}</{tag}>"


def word(blocks: Sequence[Block], noise: Sequence[str], draw: random.Random) -> bytes:
    """A Word document with real tables."""
    import docx

    document = docx.Document()
    for block in blocks:
        if block.rows:
            table = document.add_table(rows=0, cols=len(block.rows[0]))
            for row in block.rows:
                for cell, told in zip(table.add_row().cells, row, strict=True):
                    cell.text = told
        elif block.kind == "heading":
            document.add_heading(block.text, 2)
        else:
            document.add_paragraph(block.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet(blocks: Sequence[Block], noise: Sequence[str], draw: random.Random) -> bytes:
    """An Excel sheet: a paragraph in the first cell of a row, a table in its cells."""
    from openpyxl.workbook.workbook import Workbook

    book = Workbook()  # type: ignore[no-untyped-call]
    active = book.active
    assert active is not None
    for block in blocks:
        for row in block.rows or ((block.text,),):
            active.append([int(cell) if cell.isdigit() else cell for cell in row])
    out = io.BytesIO()
    book.save(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def pdf(blocks: Sequence[Block], noise: Sequence[str], draw: random.Random) -> bytes:
    """A printed PDF with a text layer and ruled tables."""
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table  # type: ignore[import-untyped]

    pdfmetrics.registerFont(TTFont("body", str(PDF_FONT)))
    words = ParagraphStyle("body", fontName="body", fontSize=11, leading=15)
    lines = [("FONTNAME", (0, 0), (-1, -1), "body"), ("GRID", (0, 0), (-1, -1), 0.5, "black")]
    story = [
        Table([list(row) for row in block.rows], style=lines)
        if block.rows
        else Paragraph(html.escape(block.text), words)
        for block in blocks
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


Writer = Callable[[Sequence[Block], Sequence[str], random.Random], bytes]
WRITERS: dict[str, Writer] = {
    "txt": text, "md": markdown, "html": page, "docx": word, "xlsx": sheet, "pdf": pdf,
}  # fmt: skip


def can_write_pdf() -> bool:
    """Whether this machine has what PDF needs: the font, and reportlab of the development set."""
    return PDF_FONT.is_file() and find_spec("reportlab") is not None
