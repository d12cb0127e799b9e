"""A conversation as a Word document to be filed: each question, its answer, and the sources cited."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import docx
from docx.shared import Cm, Pt

from foundation.wording import say
from knowledge.draft.word import layout
from knowledge.people.kept import StoredTurn
from ui.answer_markup import HEADING, INLINE, ITEM, QUOTE, starts_table, table_cells
from ui.tables import columns_of, row_cells
from ui.transcript import place_of

_TEXT, _SOURCE, _CELL = Pt(13), Pt(11.5), Pt(10)
_INDENT, _HANGING = Cm(1), Cm(0.6)


def conversation_docx(title: str, turns: Sequence[StoredTurn], who: str, at: datetime) -> bytes:
    """The bytes of the document. ``who`` takes it out, "" where nobody signs in; ``at`` is local time."""
    document = docx.Document()
    layout.set_font(document)
    layout.set_page(document)
    document.core_properties.title = layout.fit(title)
    document.core_properties.author = layout.fit(who)
    _line(document, say("ui.conversations.docx.heading"), bold=True, alignment=layout.CENTRE)
    layout.write(_paragraph(document, layout.CENTRE), layout.fit(title), _TEXT, bold=True)
    key = "by" if who else "at"
    made = say(f"ui.conversations.docx.{key}", who=who, at=at.strftime("%H:%M, %d/%m/%Y"), n=len(turns))
    _line(document, made, size=_SOURCE, italic=True, alignment=layout.CENTRE)
    for number, turn in enumerate(turns, start=1):
        _turn(document, number, turn)
    note = _line(document, say("ui.chat.disclaimer"), size=_SOURCE, italic=True)
    note.paragraph_format.space_before = Pt(18)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _turn(document: Any, number: int, turn: StoredTurn) -> None:
    asked = datetime.fromisoformat(turn.asked_at).astimezone().strftime("%d/%m/%Y %H:%M")
    head = _line(document, say("ui.conversations.docx.question", n=number, at=asked), bold=True)
    head.paragraph_format.space_before = Pt(16)
    head.paragraph_format.keep_with_next = True
    question = _paragraph(document)  # typed by a person, no Markdown
    layout.write(question, layout.fit(turn.question), _TEXT, italic=True)
    question.paragraph_format.left_indent = _HANGING
    question.paragraph_format.keep_with_next = True
    answer = turn.answer
    _line(document, say("ui.conversations.docx.answer"), bold=True).paragraph_format.keep_with_next = True
    _blocks(document, str(answer["answer"]).strip().split("\n"))
    if answer.get("rows"):
        _rows(document, answer)
    if answer["citations"]:
        _line(document, say("ui.chat.copy_sources"), bold=True).paragraph_format.keep_with_next = True
        for citation in answer["citations"]:
            _source(document, citation)


def _blocks(document: Any, lines: list[str]) -> None:
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if starts_table(lines, at):
            end = at
            while end < len(lines) and lines[end].lstrip().startswith("|"):
                end += 1
            cells = [table_cells(one) for one in lines[at:end]]
            _table(document, cells[0], cells[2:])
            at = end
            continue
        if heading := HEADING.fullmatch(line):
            _line(document, heading["text"], bold=True).paragraph_format.keep_with_next = True
        elif item := ITEM.fullmatch(lines[at]):
            bullet = item["bullet"] if item["bullet"][0].isdigit() else "–"
            paragraph = _line(document, f"{bullet} {item['text']}")
            nested = len(item["indent"]) >= 2
            paragraph.paragraph_format.left_indent = _HANGING + (_INDENT if nested else Cm(0))
            paragraph.paragraph_format.first_line_indent = -_HANGING
        elif quote := QUOTE.fullmatch(line):
            _line(document, quote["text"], italic=True).paragraph_format.left_indent = _INDENT
        elif line:
            _line(document, line)
        at += 1


def _rows(document: Any, answer: Mapping[str, Any]) -> None:
    columns = columns_of(answer["rows"])
    labels = [*(column.label for column in columns), say("ui.rows.citation")]
    lines = [
        [*row_cells(row, columns), f"[{row['citation']}]" if row.get("citation") else ""]
        for row in answer["rows"]
    ]
    _table(document, labels, lines)


def _table(document: Any, head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    layout.repeat_head(table)
    for cell, label in zip(table.rows[0].cells, head, strict=True):
        _inline(cell.paragraphs[0], label, _CELL, bold=True)
    for line in lines:
        cells = table.add_row().cells
        for cell, words in zip(cells, line, strict=False):
            _inline(cell.paragraphs[0], words, _CELL)
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _source(document: Any, citation: Mapping[str, Any]) -> None:
    """``[1] Title (file), page, lines: “quote”``."""
    title = citation.get("title") or citation["document"]
    named = say("ui.conversations.docx.source", n=citation["n"], title=title, file=citation["document"],
                place=place_of(citation))  # fmt: skip
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent, form.space_after = _HANGING, -_HANGING, Pt(4)
    layout.write(paragraph, layout.fit(named), _SOURCE)
    quote = " ".join(str(citation["quote"]).split())
    layout.write(paragraph, layout.fit(f" “{quote}”"), _SOURCE, italic=True)
    if citation.get("ocr"):
        layout.write(paragraph, f" {say('ui.conversations.docx.ocr')}", _SOURCE)


def _paragraph(document: Any, alignment: Any = layout.JUSTIFY) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = layout.BETWEEN
    return paragraph


def _line(
    document: Any, text: str, *, size: Any = _TEXT, alignment: Any = layout.JUSTIFY, **look: bool
) -> Any:
    paragraph = _paragraph(document, alignment)
    _inline(paragraph, text, size, **look)
    return paragraph


def _inline(paragraph: Any, text: str, size: Any, *, bold: bool = False, italic: bool = False) -> None:
    """Text with its marks for bold and italics as such; citation marks stay as ``[n]``."""
    position = 0
    for match in INLINE.finditer(text):
        layout.write(paragraph, layout.fit(text[position : match.start()]), size, bold=bold, italic=italic)
        position = match.end()
        if match["strong"] is not None:
            _inline(paragraph, match["strong"], size, bold=True, italic=italic)
        elif match["emphasis"] is not None:
            _inline(paragraph, match["emphasis"], size, bold=bold, italic=True)
        else:
            layout.write(paragraph, match["literal"] or match[0], size, bold=bold, italic=italic)
    layout.write(paragraph, layout.fit(text[position:]), size, bold=bold, italic=italic)
