"""Ruled tables of a PDF page: found by pdfplumber, filled with PDFium's text."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pdfplumber

from foundation.document import Box
from ingest.readers.content import CellDraft

Rectangle = tuple[float, float, float, float]  # x0, top, x1, bottom

# Edges closer than this many points are one ruled line.
_SAME_EDGE = 3.0
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
# Drawings and maps have thousands of paths and no tables worth their cost.
_MOST_PATHS = 4_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page: its outline and its cells' rectangles in grid places."""

    box: Box
    cells: tuple[tuple[CellDraft, Rectangle], ...]


class TableFinder:
    """Finds the ruled tables of a document's pages; the slow parser is opened when needed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None

    def tables(self, page_index: int, paths: int) -> list[RuledTable]:
        """The tables of a page that draws ``paths`` paths; none when the parser gives up."""
        if not 2 <= paths <= _MOST_PATHS:
            return []
        try:
            if self._document is None:
                self._document = pdfplumber.open(io.BytesIO(self._data))
            page = self._document.pages[page_index]
            found = [table for table in map(_ruled_table, page.find_tables()) if table is not None]
            page.close()
        except Exception:
            # pdfminer raises errors of any kind on odd files; the lines are still read.
            return []
        return found

    def close(self) -> None:
        """Release the parser."""
        if self._document is not None:
            self._document.close()


def _ruled_table(table: Any) -> RuledTable | None:
    rectangles = [tuple(map(float, cell)) for cell in table.cells]
    columns = _edges([edge for r in rectangles for edge in (r[0], r[2])])
    rows = _edges([edge for r in rectangles for edge in (r[1], r[3])])
    if len(rows) - 1 < _FEWEST_ROWS or len(columns) - 1 < _FEWEST_COLUMNS:
        return None
    cells = []
    for x0, top, x1, bottom in sorted(rectangles, key=lambda r: (r[1], r[0])):
        row, column = _place(rows, top), _place(columns, x0)
        spans = max(1, _place(rows, bottom) - row), max(1, _place(columns, x1) - column)
        cells.append((CellDraft(row, column, "", *spans), (x0, top, x1, bottom)))
    return RuledTable(Box(*map(float, table.bbox)), tuple(cells))


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def filled(table: RuledTable, text_in: Callable[[Rectangle], str]) -> tuple[CellDraft, ...]:
    """The table's cells with the text that stands in each rectangle."""
    return tuple(
        CellDraft(cell.row, cell.column, text_in(rectangle).strip(), cell.row_span, cell.column_span)
        for cell, rectangle in table.cells
    )
