"""From a draft, as it was made or as a person has edited it, to the bytes of a ``.docx``."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Cm, Mm, Pt

from foundation.wording import say, wording
from knowledge.draft.parts import Draft, ShownParagraph
from knowledge.draft.word import layout
from knowledge.draft.word.letterhead import letterhead_of
from language.periods import Period
from language.units import strip_kind

_CITATION = re.compile(r"\s?\[\d+\]")
_OPEN = re.compile(r"(\[[^\[\]]*\])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LEFT_COLUMN, _RIGHT_COLUMN = Mm(64), Mm(96)


def document_bytes(
    draft: Draft,
    day: date | None = None,
    paragraphs: Sequence[ShownParagraph] | None = None,
    *,
    roll_up: bool = False,
) -> bytes:
    """The draft as a Word document by Decree 30/2020/NĐ-CP.

    Args:
        draft: whose head and title it is.
        day: gives the year in the place-and-day line; day and month stay open.
        paragraphs: the text as edited; the draft's own by default. Citation marks are left out,
            blanks and suggestions stay in their brackets and are marked in yellow.
        roll_up: whether the title is that of a district's roll-up.
    """
    document = docx.Document()
    layout.set_font(document)
    layout.set_page(document)
    document.core_properties.title = say("draft.layout.kind")
    document.core_properties.author = ""
    _head(document, draft, day)
    _title(document, draft, roll_up)
    _body(document, draft.paragraphs if paragraphs is None else paragraphs)
    _tail(document, draft)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _head(document: Any, draft: Draft, day: date | None) -> None:
    """Issuing body with number on the left, the nation's name with place and day on the right."""
    table = layout.columns(document, _LEFT_COLUMN, _RIGHT_COLUMN)
    left, right = table.cell(0, 0), table.cell(0, 1)
    head = letterhead_of(draft)
    lines = [(line, False) for line in head.above] + [(line, True) for line in head.issuer]
    for index, (line, bold) in enumerate(lines):
        paragraph = left.add_paragraph() if index else left.paragraphs[0]
        layout.write(paragraph, line, layout.SMALL, bold=bold, alignment=layout.CENTRE)
    layout.rule_below(left, Mm(24))
    _with_open_places(left.add_paragraph(), head.number, layout.SMALL, alignment=layout.CENTRE)
    nation = right.paragraphs[0]
    layout.write(nation, say("draft.layout.nation"), layout.RECIPIENTS, bold=True, alignment=layout.CENTRE)
    motto = right.add_paragraph()
    layout.write(motto, say("draft.layout.motto"), layout.SMALL, bold=True, alignment=layout.CENTRE)
    layout.rule_below(right, Mm(56))
    year = (day or date.today()).year if day else Period(draft.period).year
    blank = say("draft.layout.number_blank")
    placed = say("draft.layout.place_and_day", place=strip_kind(draft.unit), blank=blank, year=year)
    _with_open_places(right.add_paragraph(), placed, layout.SMALL, italic=True, alignment=layout.CENTRE)


def _title(document: Any, draft: Draft, roll_up: bool) -> None:
    kind = document.add_paragraph()
    kind.paragraph_format.space_before = Pt(18)
    layout.write(kind, say("draft.layout.kind"), bold=True, alignment=layout.CENTRE)
    subject = document.add_paragraph()
    key = "draft.layout.subject_roll_up" if roll_up else "draft.layout.subject"
    text = say(key, period=Period(draft.period).label())
    layout.write(subject, text, bold=True, alignment=layout.CENTRE)
    subject.paragraph_format.space_after = Pt(14)


def _body(document: Any, paragraphs: Sequence[ShownParagraph]) -> None:
    sections = topics = 0
    for shown in paragraphs:
        text = layout.fit(_CITATION.sub("", shown.text)).strip()
        if not text:
            continue
        if shown.style == "section":
            sections, topics = sections + 1, 0
            text = f"{_ROMAN[min(sections, len(_ROMAN)) - 1]}. {text.upper()}"
        elif shown.style == "topic":
            topics += 1
            text = f"{topics}. {text}"
        elif shown.style == "item" and not text.startswith(("-", "+", "[")):
            text = f"- {text}"
        for line in text.split("\n"):
            _body_paragraph(document, line, bold=shown.style in ("section", "topic"))


def _body_paragraph(document: Any, text: str, *, bold: bool) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.first_line_indent = layout.FIRST_LINE
    form.space_after = layout.BETWEEN
    form.keep_with_next = bold
    _with_open_places(paragraph, text, layout.BODY, bold=bold, alignment=layout.JUSTIFY)


def _with_open_places(paragraph: Any, text: str, size: Any, **look: Any) -> None:
    """Text whose bracketed places, which a person has still to fill or adapt, are marked."""
    for piece in _OPEN.split(text):
        if piece:
            run = layout.write(paragraph, piece, size, **look)
            if _OPEN.fullmatch(piece):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _tail(document: Any, draft: Draft) -> None:
    """Recipients on the left, the signature block on the right."""
    table = layout.columns(document, Mm(75), Mm(85))
    left, right = table.cell(0, 0), table.cell(0, 1)
    label = left.paragraphs[0]
    label.paragraph_format.space_before = Pt(12)
    layout.write(label, say("draft.layout.addressee_label"), layout.RECIPIENTS, bold=True, italic=True)
    for line in wording("draft.layout.addressees"):
        _with_open_places(left.add_paragraph(), line, layout.RECIPIENT_LIST)
    head = letterhead_of(draft)
    title = right.paragraphs[0]
    title.paragraph_format.space_before = Pt(12)
    if head.authority:
        layout.write(title, head.authority, bold=True, alignment=layout.CENTRE)
        title = right.add_paragraph()
    _with_open_places(title, head.signer_title, layout.BODY, bold=True, alignment=layout.CENTRE)
    signer = right.add_paragraph()
    signer.paragraph_format.space_before = Cm(2)
    _with_open_places(signer, say("draft.layout.signer"), layout.BODY, bold=True, alignment=layout.CENTRE)
