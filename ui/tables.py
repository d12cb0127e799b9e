"""The rows of a list or comparison: as a table on the page and as an Excel file."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import openpyxl.styles
from markupsafe import Markup
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.cell import get_column_letter

from foundation.wording import say, wording
from ui.answer_markup import mark_html
from ui.html import render
from ui.identity import period_label

_openpyxl: Any = openpyxl  # has no annotations
_ROW_FIELDS = (
    "unit", "district", "province", "recipient", "recipient_kind", "count", "award",
    "authority", "period", "status", "note",
)  # fmt: skip
_NUMERIC = {"count"}
_BELOW_THE_UNIT = ("district", "province")  # on the page; the Excel sheet has columns for them
_WIDEST_COLUMN = 60  # characters in the Excel sheet


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the rows that at least one row fills."""

    name: str
    label: str
    numeric: bool


def columns_of(rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The columns worth showing: those in which at least one row has something."""
    return [
        Column(name, say(f"ui.rows.{name}"), name in _NUMERIC)
        for name in _ROW_FIELDS
        if any(row.get(name) for row in rows)
    ]


def rows_html(turn: str, answer: Mapping[str, Any]) -> Markup:
    """The rows of the answer as a table with the citation mark in each row; "" without rows."""
    rows = answer["rows"]
    if not rows:
        return Markup("")
    columns = [column for column in columns_of(rows) if column.name not in _BELOW_THE_UNIT]
    citations = {citation["n"]: citation for citation in answer["citations"]}
    shown = [
        {
            "cells": {name: _cell(name, row) for name in _ROW_FIELDS},
            "place": ", ".join(_cell(name, row) for name in _BELOW_THE_UNIT if row.get(name)),
            "mark": mark_html(turn, citations[row["citation"]]) if row["citation"] in citations else "",
        }
        for row in rows
    ]
    return render("rows_table", columns=columns, rows=shown)


def _cell(name: str, row: Mapping[str, Any]) -> str:
    value = str(row.get(name) or "")
    if name == "period":
        return period_label(value)
    if name == "status":
        return str(wording("ui.status").get(value, value))
    return value


def excel(answer: Mapping[str, Any], question: str) -> bytes:
    """The rows with their sources as an ``.xlsx`` workbook.

    Counts are numbers; every other cell is text, so that nothing a document says can become
    a formula.
    """
    columns = columns_of(answer["rows"])
    citations = {citation["n"]: citation for citation in answer["citations"]}
    labels = [column.label for column in columns]
    labels += [say(f"ui.rows.{name}") for name in ("document", "page", "quote")]
    lines = [
        [_cell(column.name, row) for column in columns] + _source(citations.get(row["citation"]))
        for row in answer["rows"]
    ]
    numeric = {index for index, column in enumerate(columns) if column.numeric}
    workbook = _openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = say("ui.rows.sheet")
    _write_row(sheet, 1, [question], bold=True)
    _write_row(sheet, 2, labels, bold=True)
    for number, line in enumerate(lines, start=3):
        _write_row(sheet, number, line, numeric)
    for index, label in enumerate(labels):
        longest = max(len(label), *(len(line[index]) for line in lines))
        sheet.column_dimensions[get_column_letter(index + 1)].width = min(longest + 2, _WIDEST_COLUMN)
    sheet.freeze_panes = "A3"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _source(citation: Mapping[str, Any] | None) -> list[str]:
    if citation is None:
        return ["", "", ""]
    return [str(citation["document"]), str(citation["page"] or ""), str(citation["quote"])]


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
