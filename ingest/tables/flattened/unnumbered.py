"""Flattened tables without a column of ordinals: one cell a line, every row of the same length.

Nothing marks where a row begins, so only the regular kind is recovered: a title that such
tables begin with, further titles, then rows of a name and as many figures (units, marks of
an empty cell, a remark) as there are titles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.document import MappedText, Span, Table, TableCell, TableRow, join_mapped
from ingest.normalise import Line, collapse_spaces
from ingest.tables.build import by_section
from ingest.tables.flattened.cells import is_count, is_unit, is_value
from ingest.tables.flattened.titles import segment
from ingest.tables.grid import EMPTY
from ingest.tables.lexicon import is_figure, title_is, words
from language.text import fold

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_TITLES = 3
_LONGEST_HEADER = 14
_LONGEST_CELL = 90
_FEWEST_ROWS = 2
_LONGEST_UNIT = 20
_MOST_NAME_LINES = 3
_ENDS_PROSE = (".", ";", ":", ",")


def unnumbered_table(lines: Sequence[Line], first: int) -> tuple[int, list[Table]] | None:
    """The table that begins at ``lines[first]`` and where it ends, None if none does."""
    if not title_is(lines[first].text, "name"):
        return None
    for end in range(first + _FEWEST_TITLES, min(len(lines), first + _LONGEST_HEADER)):
        if is_figure(lines[end - 1].text) and not _YEAR.fullmatch(lines[end - 1].text.strip()):
            return None
        titles = segment([line.raw.text.strip() for line in lines[first:end]])
        rows = _rows(lines, end, titles)
        if len(titles) >= _FEWEST_TITLES and len(rows) >= _FEWEST_ROWS:
            after = rows[-1][0]
            span = Span(lines[first].raw.origin[0], lines[after - 1].raw.origin[-1] + 1)
            columns = tuple(titles)
            named = [(columns, row) for _, row in rows]
            return after, list(by_section(named, columns, span, page=lines[first].page, recovered=True))
    return None


def _rows(lines: Sequence[Line], start: int, titles: Sequence[str]) -> list[tuple[int, TableRow]]:
    """The rows, each with the line after it."""
    rows: list[tuple[int, TableRow]] = []
    begin = start
    while (found := _row(lines, begin, titles)) is not None:
        begin, cells = found
        filled = [cell for cell in cells if cell.text]
        span = Span(filled[0].origin[0], filled[-1].origin[-1] + 1)
        rows.append((begin, TableRow(tuple(map(TableCell, cells)), span)))
    return rows


def _row(lines: Sequence[Line], begin: int, titles: Sequence[str]) -> tuple[int, list[MappedText]] | None:
    """The row at ``begin`` and the line after it; its name may take several lines."""
    width = len(titles)
    for name_lines in range(1, _MOST_NAME_LINES + 1):
        end = begin + width + name_lines - 1
        parts = [collapse_spaces(line.raw) for line in lines[begin:end]]
        if len(parts) < width - 1 + name_lines - 1 or not _is_wrapped(parts[:name_lines]):
            return None
        cells = [join_mapped(parts[:name_lines]), *parts[name_lines:]]
        if len(cells) == width and _is_row(cells, titles):
            return end, cells
        shorter = [*cells[: width - 1], EMPTY]
        if _is_share(titles[-1]) and len(shorter) == width and _is_row(shorter, titles):
            return end - 1, shorter
    return None


def _is_wrapped(parts: Sequence[MappedText]) -> bool:
    """Whether the lines can be one name: those after the first go on in small letters."""
    return all(part.text[:1].islower() for part in parts[1:])


def _is_share(title: str) -> bool:
    return any(word in fold(title) for word in words("titles", "share"))


def _is_row(cells: Sequence[MappedText], titles: Sequence[str]) -> bool:
    name, *others = (cell.text for cell in cells)
    if is_value(name) or is_unit(name) or len(name) > _LONGEST_CELL or name.endswith(_ENDS_PROSE):
        return False
    fits = all(_fits(cell, title) for cell, title in zip(others, titles[1:], strict=True) if cell)
    return fits and any(cell[:1].isdigit() for cell in others)


def _fits(cell: str, title: str) -> bool:
    if title_is(title, "remark"):
        return len(cell) <= _LONGEST_CELL
    if title_is(title, "unit"):
        return is_unit(cell) or (len(cell) <= _LONGEST_UNIT and not is_figure(cell))
    return is_count(cell)
