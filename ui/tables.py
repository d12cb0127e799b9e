"""The rows of a list or comparison: as a table on the page and as an Excel file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from foundation.wording import say, wording
from language.periods import period_label
from ui.answer_markup import mark_html
from ui.html import render
from ui.sheets import Workbook

_ROW_FIELDS = (
    "unit", "district", "province", "recipient", "recipient_kind", "count", "award",
    "authority", "period", "status", "note",
)  # fmt: skip
_NUMERIC = {"count"}
_BELOW_THE_UNIT = ("district", "province")  # on the page; the Excel sheet has columns for them


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


def row_cells(row: Mapping[str, Any], columns: Sequence[Column]) -> list[str]:
    """The row as it is shown in these columns."""
    return [_cell(column.name, row) for column in columns]


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
    lines = [row_cells(row, columns) + _source(citations.get(row["citation"])) for row in answer["rows"]]
    numeric = {index for index, column in enumerate(columns) if column.numeric}
    workbook = Workbook()
    workbook.add(say("ui.rows.sheet"), question, labels, lines, numeric)
    return workbook.content()


def _source(citation: Mapping[str, Any] | None) -> list[str]:
    if citation is None:
        return ["", "", ""]
    return [str(citation["document"]), str(citation["page"] or ""), str(citation["quote"])]
