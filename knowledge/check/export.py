"""Findings as a workbook that an office can pass around."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import openpyxl.styles

from foundation.wording import say, wording
from knowledge.check.finding import Finding

_library: Any = openpyxl  # its own calls are untyped
_WIDTHS = (6, 16, 12, 10, 8, 50, 60, 50)


def write_findings(findings: Sequence[Finding], text: str, path: Path) -> None:
    """Write findings to an .xlsx, one a row; ``text`` is the original text, to tell the lines.

    Raises:
        OSError: the file cannot be written.
    """
    book = _library.Workbook()
    sheet = book.active
    sheet.title = say("check.sheet.title")
    sheet.append(list(wording("check.sheet.columns")))
    for cell in sheet[1]:
        cell.font = _library.styles.Font(bold=True)
    for number, finding in enumerate(findings, start=1):
        sheet.append(_row(number, finding, text))
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = _library.styles.Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    book.save(path)


def _row(number: int, finding: Finding, text: str) -> list[object]:
    quotes = "\n".join(f"“{' '.join(quote.text.split())}”" for quote in finding.quotes)
    line = text.count("\n", 0, finding.quotes[0].start) + 1 if finding.quotes else ""
    return [
        number,
        say(f"check.category.{finding.category}"),
        say(f"check.severity.{finding.severity}"),
        f"{finding.confidence:.0%}",
        line,
        _plain(quotes),
        _plain(finding.message),
        _plain(finding.suggestion),
    ]


def _plain(words: str) -> str:
    """Words of a document as text: never a formula, no control characters."""
    clean = "".join(letter for letter in words if letter >= " " or letter == "\n")
    return f"'{clean}" if clean.startswith(("=", "+", "-", "@")) else clean
