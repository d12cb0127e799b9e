"""Ruled tables of a PDF page, found among its strokes with pdfplumber's table geometry.

pdfplumber's own parser takes ten times as long for the same strokes, so only its geometry is
used: which strokes join, where they cross, and which crossings bound a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from foundation.document import Box
from ingest.readers.boxes import surrounding
from ingest.readers.content import CellDraft
from ingest.readers.pdf.rules import Rule

# Points: strokes closer than this are one rule, and rules may miss each other by this much.
_TOLERANCE = 3.0
_SHORTEST_RULE = 3.0
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page as shown: its outline and its cells, still without text."""

    box: Box
    cells: tuple[CellDraft, ...]


def ruled_tables(found: Sequence[Rule]) -> list[RuledTable]:
    """The tables that the rules of a page draw, from the top of the page down."""
    if len(found) < 2 * (_FEWEST_ROWS + _FEWEST_COLUMNS) - 2:
        return []
    edges: list[dict[str, Any]] = [
        {
            "x0": rule.x0, "x1": rule.x1, "top": rule.top, "bottom": rule.bottom,
            "orientation": "v" if rule.upright else "h",
        }
        for rule in found
    ]  # fmt: skip
    merged = merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    lasting = [edge for edge in merged if _length(edge) >= _SHORTEST_RULE]
    cells = intersections_to_cells(edges_to_intersections(lasting, _TOLERANCE, _TOLERANCE))
    tables = [_table([Box(*map(float, cell)) for cell in group]) for group in cells_to_tables(cells)]
    return [table for table in tables if table is not None]


def _length(edge: dict[str, Any]) -> float:
    return float(max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]))


def _table(boxes: list[Box]) -> RuledTable | None:
    boxes.sort(key=lambda box: (box.top, box.x0))
    columns = _edges([edge for box in boxes for edge in (box.x0, box.x1)])
    rows = _edges([edge for box in boxes for edge in (box.top, box.bottom)])
    if len(rows) - 1 < _FEWEST_ROWS or len(columns) - 1 < _FEWEST_COLUMNS:
        return None
    cells = []
    for box in boxes:
        row, column = _place(rows, box.top), _place(columns, box.x0)
        spans = max(1, _place(rows, box.bottom) - row), max(1, _place(columns, box.x1) - column)
        cells.append(CellDraft(row, column, "", *spans, box))
    return RuledTable(surrounding(boxes), tuple(cells))


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _TOLERANCE:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def filled(table: RuledTable, text_in: Callable[[Box], str]) -> tuple[CellDraft, ...]:
    """The table's cells with the text that stands in each box."""
    return tuple(replace(cell, text=text_in(cell.box).strip()) for cell in table.cells if cell.box)
