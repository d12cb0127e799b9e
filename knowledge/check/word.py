"""Findings as a Word file that an office can print and go through."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from foundation.wording import say, wording
from knowledge.check.finding import Finding

_WIDTHS_MM = (11, 30, 72, 78, 66)
_MARGIN_MM = 20
_LONGEST_QUOTE = 400  # characters


def findings_document(findings: Sequence[Finding], text: str, name: str, today: date) -> bytes:
    """The bytes of a .docx with a table of findings for each category, in the order given.

    ``text`` is the original text, to tell the lines; ``name`` is what was checked.
    """
    document = docx.Document()
    _lay_out(document)
    document.add_heading(_plain(say("check_tab.docx.title", name=name)), level=1)
    document.add_paragraph(
        say("check_tab.docx.count", n=len(findings), day=today.day, month=today.month, year=today.year)
    )
    for category in dict.fromkeys(finding.category for finding in findings):
        document.add_heading(say(f"check.category.{category}"), level=2)
        _add_table(document, [finding for finding in findings if finding.category == category], text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _lay_out(document: Any) -> None:
    """A4 on its side, in the type of administrative documents."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    style = document.styles["Normal"].font
    style.name, style.size = "Times New Roman", Pt(12)


def _add_table(document: Any, findings: Sequence[Finding], text: str) -> None:
    columns = wording("check_tab.docx.columns")
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    for cell, label in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(label).bold = True
    for number, finding in enumerate(findings, start=1):
        for cell, words in zip(table.add_row().cells, _row(number, finding, text), strict=True):
            cell.text = _plain(words)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS_MM, strict=True):
            cell.width = Mm(width)


def _row(number: int, finding: Finding, text: str) -> tuple[str, str, str, str, str]:
    quotes = [" ".join(quote.text.split()) for quote in finding.quotes]
    cut = [words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "…" for words in quotes]
    place = say(
        "check_tab.docx.place",
        line=text.count("\n", 0, finding.quotes[0].start) + 1 if finding.quotes else "–",
        severity=say(f"check.severity.{finding.severity}").lower(),
        confidence=f"{finding.confidence:.0%}",
    )
    told = "\n".join(f"“{words}”" for words in cut)
    return str(number), place, told, finding.message, finding.suggestion


def _plain(words: str) -> str:
    """Words of a document without the control characters that XML cannot hold."""
    return "".join(letter for letter in words if letter >= " " or letter in "\n\t")
