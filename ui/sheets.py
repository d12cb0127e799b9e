"""Excel workbooks in which nothing that a document says can become a formula."""

from __future__ import annotations

import base64
import io
from collections.abc import Collection, Sequence
from typing import Any

import openpyxl
import openpyxl.styles
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.cell import get_column_letter

_openpyxl: Any = openpyxl  # has no annotations
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST_COLUMN = 60  # characters


class Workbook:
    """A workbook that is written sheet by sheet, each with a title line and a head."""

    def __init__(self) -> None:
        self._workbook = _openpyxl.Workbook()
        self._workbook.remove(self._workbook.active)

    def add(
        self,
        name: str,
        title: str,
        labels: Sequence[str],
        lines: Sequence[Sequence[str]],
        numeric: Collection[int] = (),
        bold_lines: Collection[int] = (),
        frozen: str = "A3",
    ) -> None:
        """A sheet. Cells of the ``numeric`` columns are numbers where they can be, all else is text.

        ``bold_lines`` are positions in ``lines``; what lies above and left of ``frozen`` stays in view.
        """
        sheet = self._workbook.create_sheet(name)
        _write_row(sheet, 1, [title], bold=True)
        _write_row(sheet, 2, labels, bold=True)
        for number, line in enumerate(lines):
            _write_row(sheet, number + 3, line, numeric, bold=number in bold_lines)
        for index, label in enumerate(labels):
            longest = max([len(label), *(len(line[index]) for line in lines)])
            sheet.column_dimensions[get_column_letter(index + 1)].width = min(longest + 2, _WIDEST_COLUMN)
        sheet.freeze_panes = frozen

    def content(self) -> bytes:
        """The bytes of the ``.xlsx`` file."""
        buffer = io.BytesIO()
        self._workbook.save(buffer)
        return buffer.getvalue()


def data_uri(content: bytes) -> str:
    """A workbook as an address that the page can download without asking for it again."""
    return f"data:{_XLSX};base64,{base64.b64encode(content).decode('ascii')}"


def _write_row(
    sheet: Any, number: int, values: Sequence[str], numeric: Collection[int] = (), bold: bool = False
) -> None:
    for index, value in enumerate(values):
        cell = sheet.cell(number, index + 1)
        if index in numeric and value.isdigit():
            cell.value = int(value)
        else:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"
        cell.font = _openpyxl.styles.Font(bold=bold)
        cell.alignment = _openpyxl.styles.Alignment(wrap_text=number > 1, vertical="top")
