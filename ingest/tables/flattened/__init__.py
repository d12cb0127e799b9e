"""Tables that were flattened to one cell, or part of one, per line, and their recovery.

A converter that reads a table cell by cell leaves a header in pieces, a row of column labels,
and rows whose name, unit and figures stand on lines of their own. What is recovered: which
lines are one row, and which column each figure belongs to. Where the columns cannot be told,
the row is kept with its figures in printed order.
"""

from __future__ import annotations

from collections.abc import Sequence

from foundation.document import Span, Table
from ingest.normalise import Line
from ingest.tables.flattened.cells import is_value
from ingest.tables.flattened.columns import (
    cells_beneath_groups,
    cells_of_a_row,
    one_cell_a_line,
    tables_from,
)
from ingest.tables.flattened.header import Header, find_header
from ingest.tables.flattened.lines import RawRow, read_rows
from ingest.tables.flattened.unnumbered import unnumbered_table

__all__ = ["flattened_table", "unnumbered_table"]

_FEWEST_ROWS = 2


def flattened_table(lines: Sequence[Line], first: int) -> tuple[int, list[Table]] | None:
    """The flattened table that begins at ``lines[first]`` and where it ends, None if none does."""
    header = find_header(lines, first)
    if header is None:
        return None
    raw_rows, end, count = _rows(lines, header)
    if len(raw_rows) < _FEWEST_ROWS:
        return None
    if not any(_has_figures(row) for row in raw_rows) and not one_cell_a_line(header, raw_rows, count):
        return None
    span = Span(lines[first].raw.origin[0], lines[end - 1].raw.origin[-1] + 1)
    return end, tables_from(header, raw_rows, count, span, lines[first].page)


def _rows(lines: Sequence[Line], header: Header) -> tuple[list[RawRow], int, int]:
    """The rows, one cell a line where every row then has all its cells; and how many cells that is."""
    count = cells_of_a_row(header)
    for cells in (count, *cells_beneath_groups(header)):
        filled, end = read_rows(lines, header, cells)
        if len(filled) >= _FEWEST_ROWS and all(one_cell_a_line(header, filled, cells) or [None]):
            return filled, end, cells
    return *read_rows(lines, header), count


def _has_figures(row: RawRow) -> bool:
    return any(is_value(token) for part in row.parts for token in part.text.split())
