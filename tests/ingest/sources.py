"""Source documents for tests, made of text as the reader of text files makes them."""

from __future__ import annotations

from pathlib import Path

from foundation.document import Block, Cell, Page, SourceDocument

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def of_text(text: str, name: str = "bao-cao.txt") -> SourceDocument:
    """Every physical line a block, pages parted at form feeds."""
    pages = []
    start, line = 0, 1
    parts = text.split("\f")
    for number, part in enumerate(parts, 1):
        blocks = []
        offset = start
        for row in part.split("\n"):
            blocks.append(Block("line", offset, offset + len(row), line, line))
            offset += len(row) + 1
            line += 1
        line -= 1
        end = min(start + len(part) + 1, len(text))
        pages.append(Page(number if len(parts) > 1 else None, start, end, tuple(blocks)))
        start = end
    return SourceDocument(name, "txt", "0" * 64, text, tuple(pages))


def of_blocks(*blocks: tuple[str, str] | tuple[str, str, int], name: str = "bao-cao.docx") -> SourceDocument:
    """Blocks of a format that knows paragraphs: (kind, text) or (kind, text, heading level)."""
    text, built = "", []
    for kind, content, *level in blocks:
        start = len(text)
        built.append(
            Block(kind, start, start + len(content), 1, 1, level=level[0] if level else None)  # type: ignore[arg-type]
        )
        text += content + "\n"
    return SourceDocument(name, "docx", "0" * 64, text, (Page(None, 0, len(text), tuple(built)),))


def of_table(
    rows: list[list[str]], spans: dict[tuple[int, int], tuple[int, int]] | None = None, before: str = ""
) -> SourceDocument:
    """One table block; ``spans`` gives row and column span of merged cells by their position.

    A None-like cell that a merged cell covers is written as "^" and left out.
    """
    text = before + "\n" if before else ""
    blocks = [Block("paragraph", 0, len(before), 1, 1)] if before else []
    start = len(text)
    cells = []
    for r, row in enumerate(rows):
        for c, content in enumerate(row):
            if content == "^":
                continue
            row_span, column_span = (spans or {}).get((r, c), (1, 1))
            cells.append(Cell(r, c, len(text), len(text) + len(content), row_span, column_span))
            text += content + "\t"
        text += "\n"
    blocks.append(Block("table", start, len(text), 2, 2, cells=tuple(cells)))
    return SourceDocument("bang.docx", "docx", "0" * 64, text, (Page(None, 0, len(text), tuple(blocks)),))
