"""Ruled tables of a PDF page: found by pdfplumber, filled with PDFium's text."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber

from foundation.document import Box
from ingest.readers.content import CellDraft

# Edges closer than this many points are one ruled line.
_SAME_EDGE = 3.0
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
# Drawings and maps have thousands of paths and no tables worth their cost.
_MOST_PATHS = 4_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page as shown: its outline, and the grid place and box of each cell."""

    box: Box
    cells: tuple[tuple[CellDraft, Box], ...]


class TableFinder:
    """Finds the ruled tables of a document's pages; the slow parser is opened when needed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None

    def tables(self, page_index: int, paths: int, sheet: Box) -> list[RuledTable]:
        """The tables of a page that draws ``paths`` paths; none when the parser gives up.

        ``sheet`` is the whole sheet's place on the shown part of the page.
        """
        if not 2 <= paths <= _MOST_PATHS:
            return []
        try:
            if self._document is None:
                self._document = pdfplumber.open(io.BytesIO(self._data))
            page = self._document.pages[page_index]
            # The parser counts from the sheet's corner, a reader from what is shown of it.
            corner = page.bbox[0] - sheet.x0, page.bbox[1] - sheet.top
            tables = [_ruled_table(table, corner) for table in page.find_tables()]
            page.close()
        except Exception:
            # pdfminer raises errors of any kind on odd files; the lines are still read.
            return []
        return [table for table in tables if table is not None]

    def close(self) -> None:
        """Release the parser."""
        if self._document is not None:
            self._document.close()


def _ruled_table(table: Any, corner: tuple[float, float]) -> RuledTable | None:
    boxes = sorted((_box(cell, corner) for cell in table.cells), key=lambda box: (box.top, box.x0))
    columns = _edges([edge for box in boxes for edge in (box.x0, box.x1)])
    rows = _edges([edge for box in boxes for edge in (box.top, box.bottom)])
    if len(rows) - 1 < _FEWEST_ROWS or len(columns) - 1 < _FEWEST_COLUMNS:
        return None
    cells = []
    for box in boxes:
        row, column = _place(rows, box.top), _place(columns, box.x0)
        spans = max(1, _place(rows, box.bottom) - row), max(1, _place(columns, box.x1) - column)
        cells.append((CellDraft(row, column, "", *spans), box))
    return RuledTable(_box(table.bbox, corner), tuple(cells))


def _box(rectangle: Any, corner: tuple[float, float]) -> Box:
    x0, top, x1, bottom = map(float, rectangle)
    return Box(x0 - corner[0], top - corner[1], x1 - corner[0], bottom - corner[1])


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def filled(table: RuledTable, text_in: Callable[[Box], str]) -> tuple[CellDraft, ...]:
    """The table's cells with the text that stands in each box."""
    return tuple(replace(cell, text=text_in(box).strip()) for cell, box in table.cells)
