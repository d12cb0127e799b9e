"""The compiled award matrix as HTML."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from foundation.records import RecipientKind
from foundation.wording import say
from knowledge.awards.matrix import KINDS, AwardMatrix, Cell, Column, MatrixGroup, MatrixRow
from language.periods import period_label
from ui.award_words import kind_label, level_label
from ui.html import render

_MOST_ROWS = 300  # on the page; the Excel file has all
_MOST_BARS = 20
_MOST_NAMES = 12
_MARKS = ("by_hand", "amended", "disagrees", "uncounted")
_SIGNS = {"by_hand": "*", "amended": "✎", "disagrees": "≠", "uncounted": "+"}


def row_key(row: MatrixRow) -> str:
    """The row's unit as a text that the page sends back."""
    return "|".join(row.unit.key)


def matrix_title(matrix: AwardMatrix) -> str:
    """What the matrix is of: period and place."""
    title = say("award_tabs.matrix.title", period=period_label(matrix.scope.period))
    place = ", ".join(part for part in (matrix.scope.district, matrix.scope.province) if part)
    return say("award_tabs.matrix.place", title=title, place=place) if place else title


def matrix_html(matrix: AwardMatrix) -> str:
    """The table with totals, legend and chart."""
    shown, left = [], _MOST_ROWS
    for group in matrix.groups:
        shown.append((group, group.rows[:left]))
        left = max(0, left - len(group.rows))
    total, present = len(matrix.rows), sum(len(rows) for _, rows in shown)
    heads = [
        {"award": award, "level": level_label(level), "kinds": [kind_label(c.kind) for c in columns]}
        for (award, level), columns in _heads(matrix)
    ]
    used = {mark for row in matrix.rows for cell in row.cells.values() for mark in _marks(cell)}
    signs = [(_SIGNS[mark], say(f"award_tabs.matrix.mark_{mark}")) for mark in _MARKS if mark in used]
    cut = "" if present == total else say("award_tabs.matrix.cut", shown=present, total=total)
    return str(
        render(
            "matrix",
            matrix=matrix,
            title=matrix_title(matrix),
            none=say("award_tabs.matrix.none"),
            heads=heads,
            kinds=[kind_label(kind) for kind in matrix.kinds],
            groups=[_group(matrix, group, rows) for group, rows in shown],
            legend=signs,
            cut=cut,
            **_coverage(matrix),
            **_bars(matrix),
        )
    )


def _heads(matrix: AwardMatrix) -> list[tuple[tuple[str, str], list[Column]]]:
    grouped = groupby(matrix.columns, key=lambda column: (column.award, column.level))
    return [(head, list(columns)) for head, columns in grouped]


def _firsts(matrix: AwardMatrix) -> set[Column]:
    """The columns that open an award."""
    return {columns[0] for _, columns in _heads(matrix)}


def _group(matrix: AwardMatrix, group: MatrixGroup, rows: tuple[MatrixRow, ...]) -> dict[str, Any]:
    label = say(f"award_tabs.unit_levels.{group.level}").lower()
    totals = [
        *((group.total(column), column in _firsts(matrix)) for column in matrix.columns),
        *((group.kind_total(kind), kind == matrix.kinds[0]) for kind in matrix.kinds),
    ]
    return {
        "rows": [_row(matrix, row) for row in rows],
        "label": say("award_tabs.matrix.group_total", level=label),
        "totals": [{"value": value, "first": first} for value, first in totals],
    }


def _row(matrix: AwardMatrix, row: MatrixRow) -> dict[str, Any]:
    unit = row.unit
    above = (unit.district if unit.level == "xã" else None, unit.province if unit.level != "tỉnh" else None)
    firsts = _firsts(matrix)
    is_empty = not row.has_report and not any(cell.records for cell in row.cells.values())
    return {
        "key": row_key(row),
        "name": unit.name,
        "place": ", ".join(part for part in above if part),
        "across": across_line(row),
        "missing": _missing(row) if is_empty else "",
        "cells": [
            _cell(row, column, cell) | {"first": column in firsts} for column, cell in row.cells.items()
        ],
        "totals": [row.total(kind) for kind in matrix.kinds],
    }


def across_line(row: MatrixRow) -> str:
    """What a row was put together from, or why it stands apart; "" for a row as it was reported."""
    if row.joined:
        return say("award_tabs.matrix.joined", units=", ".join(row.joined))
    if not row.across:
        return ""
    key = "split" if row.unit.district else "whole"
    return say(f"award_tabs.matrix.{key}", units=", ".join(row.across))


def _missing(row: MatrixRow) -> str:
    told = say("award_tabs.matrix.no_report_row")
    if not row.other_periods:
        return told
    periods = ", ".join(period_label(period) for period in row.other_periods)
    return f"{told} ({say('award_tabs.matrix.other_periods', periods=periods)})"


def cell_text(cell: Cell) -> str:
    """What stands in a cell: the sum, or in words why there is none."""
    if cell.state != "counted":
        return say(f"award_tabs.matrix.{cell.state}")
    return str(cell.count)


def _marks(cell: Cell) -> list[str]:
    told = {
        "by_hand": cell.by_hand, "amended": cell.amended and not cell.by_hand,
        "disagrees": cell.disagrees, "uncounted": cell.state == "counted" and cell.uncounted > 0,
    }  # fmt: skip
    return [mark for mark in _MARKS if told[mark]]


def _cell(row: MatrixRow, column: Column, cell: Cell) -> dict[str, Any]:
    marks = _marks(cell)
    hints = [say(f"award_tabs.matrix.mark_{mark}") for mark in marks]
    label = say(
        "award_tabs.matrix.open_cell", unit=row.unit.name, award=column.award,
        level=level_label(column.level), kind=kind_label(column.kind), value=cell_text(cell),
    )  # fmt: skip
    return {
        "state": cell.state, "value": cell_text(cell), "opens": bool(cell.records),
        "marks": "".join(_SIGNS[mark] for mark in marks), "hint": "; ".join(hints), "label": label,
        "award": column.award, "level": column.level, "kind": column.kind,
    }  # fmt: skip


def _coverage(matrix: AwardMatrix) -> dict[str, str]:
    without = [row.unit.name for row in matrix.rows if not row.has_report]
    told = say(
        "award_tabs.matrix.coverage", units=len(matrix.rows), with_report=len(matrix.rows) - len(without)
    )
    names = ", ".join(without[:_MOST_NAMES])
    if len(without) > _MOST_NAMES:
        names = say("award_tabs.matrix.missing_more", names=names, n=len(without) - _MOST_NAMES)
    return {
        "coverage": told,
        "missing": say("award_tabs.matrix.missing", names=names) if without else "",
    }


def _bars(matrix: AwardMatrix) -> dict[str, Any]:
    """The units of the level with most units, largest sum first, as stacked bars."""
    group = max(matrix.groups, key=lambda each: len(each.rows), default=None)
    sums = [] if group is None else [(sum(map(row.total, matrix.kinds)), row) for row in group.rows]
    ranked = sorted((pair for pair in sums if pair[0]), key=lambda pair: -pair[0])
    if len(ranked) < 2:
        return {"bars": [], "bars_cut": "", "bar_kinds": []}
    largest = ranked[0][0]
    bars = [
        {
            "name": row.unit.name,
            "sum": total,
            "parts": [_part(kind, row.total(kind), largest) for kind in matrix.kinds if row.total(kind)],
        }
        for total, row in ranked[:_MOST_BARS]
    ]
    return {
        "bars": bars,
        "bars_cut": say("award_tabs.matrix.chart_cut", n=_MOST_BARS) if len(ranked) > _MOST_BARS else "",
        "bar_kinds": [{"number": KINDS.index(kind), "label": kind_label(kind)} for kind in matrix.kinds],
    }


def _part(kind: RecipientKind, count: int, largest: int) -> dict[str, Any]:
    width = round(100 * count / largest, 2)
    return {"number": KINDS.index(kind), "label": kind_label(kind), "count": count, "width": width}
