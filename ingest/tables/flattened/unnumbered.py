"""Flattened tables without a column of ordinals: one cell a line, every row of the same length.

Nothing marks where a row begins, so only the regular kind is recovered: a title that such
tables begin with, further titles, then rows of a name and as many figures (units, marks of
an empty cell, a remark) as there are titles.
"""

from __future__ import annotations

from collections.abc import Sequence

from foundation.document import MappedText, Span, Table, TableCell, TableRow
from ingest.normalise import Line, collapse_spaces
from ingest.tables.build import by_section
from ingest.tables.flattened.cells import is_count, is_unit, is_value
from ingest.tables.flattened.titles import segment
from ingest.tables.lexicon import is_figure, title_is

_FEWEST_TITLES = 3
_LONGEST_HEADER = 14
_LONGEST_CELL = 90
_FEWEST_ROWS = 2
_LONGEST_UNIT = 20
_ENDS_PROSE = (".", ";", ":", ",")


def unnumbered_table(lines: Sequence[Line], first: int) -> tuple[int, list[Table]] | None:
    """The table that begins at ``lines[first]`` and where it ends, None if none does."""
    if not title_is(lines[first].text, "name"):
        return None
    for end in range(first + _FEWEST_TITLES, min(len(lines), first + _LONGEST_HEADER)):
        titles = segment([line.raw.text.strip() for line in lines[first:end]])
        rows = _rows(lines, end, titles)
        if len(titles) >= _FEWEST_TITLES and len(rows) >= _FEWEST_ROWS:
            after = end + len(rows) * len(titles)
            span = Span(lines[first].raw.origin[0], lines[after - 1].raw.origin[-1] + 1)
            columns = tuple(titles)
            named = [(columns, row) for row in rows]
            return after, list(by_section(named, columns, span, page=lines[first].page, recovered=True))
    return None


def _rows(lines: Sequence[Line], start: int, titles: Sequence[str]) -> list[TableRow]:
    rows: list[TableRow] = []
    width = len(titles)
    for begin in range(start, len(lines) - width + 1, width):
        cells = [collapse_spaces(line.raw) for line in lines[begin : begin + width]]
        if not _is_row(cells, titles):
            break
        span = Span(cells[0].origin[0], cells[-1].origin[-1] + 1)
        rows.append(TableRow(tuple(map(TableCell, cells)), span))
    return rows


def _is_row(cells: Sequence[MappedText], titles: Sequence[str]) -> bool:
    name, *others = (cell.text for cell in cells)
    if is_value(name) or is_unit(name) or len(name) > _LONGEST_CELL or name.endswith(_ENDS_PROSE):
        return False
    fits = all(map(_fits, others, titles[1:]))
    return fits and any(cell[:1].isdigit() for cell in others)


def _fits(cell: str, title: str) -> bool:
    if title_is(title, "remark"):
        return len(cell) <= _LONGEST_CELL
    if title_is(title, "unit"):
        return is_unit(cell) or (len(cell) <= _LONGEST_UNIT and not is_figure(cell))
    return is_count(cell)
