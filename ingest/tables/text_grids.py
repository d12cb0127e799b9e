"""Tables in plain text whose cells still stand side by side: pipes, tabs, aligned columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from foundation.document import MappedText, Span, Table, TableCell, TableRow
from foundation.wording import say
from ingest.normalise import Line, collapse_spaces, split, strip
from ingest.tables.build import by_section, tables_of
from ingest.tables.grid import EMPTY, grid_of_rows
from ingest.tables.lexicon import is_figure

_PIPE = re.compile(r"\|")
_RUN = re.compile(r" {2,}|\t+")
_DELIMITER = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")


def pipe_table(lines: Sequence[Line], first: int) -> tuple[int, list[Table]] | None:
    """The Markdown table that begins at ``lines[first]`` and where it ends, None if none does."""
    last = first
    while last < len(lines) and lines[last].raw.text.count("|") >= 2:
        last += 1
    rules = [i for i in range(first, last) if _DELIMITER.fullmatch(lines[i].raw.text)]
    if len(rules) > 1 and rules[1] > rules[0] + 2:
        last = rules[1] - 1  # a second rule stands beneath the header of another table
    rows = [line for line in lines[first:last] if not _DELIMITER.fullmatch(line.raw.text)]
    if last - first < 2 or not rows:
        return None
    return last, _tables(rows, [_pipe_cells(line.raw) for line in rows])


def _pipe_cells(raw: MappedText) -> list[MappedText]:
    cells = [collapse_spaces(cell) for cell in split(strip(raw), _PIPE)]
    if cells and not cells[0].text:
        cells = cells[1:]
    if cells and not cells[-1].text:
        cells = cells[:-1]
    return cells


def tab_table(lines: Sequence[Line], first: int) -> tuple[int, list[Table]] | None:
    """The table of tab-separated lines that begins at ``lines[first]``, None if none does."""
    last = first
    while last < len(lines) and "\t" in lines[last].raw.text.strip():
        last += 1
    if last - first < 2:
        return None
    rows = [
        [collapse_spaces(cell) for cell in split(strip(line.raw), re.compile(r"\t"))]
        for line in lines[first:last]
    ]
    if max(map(len, rows)) < 3 and not (last - first >= 3 and _has_figures(rows)):
        return None
    return last, _tables(lines[first:last], rows)


def _has_figures(rows: Sequence[Sequence[MappedText]]) -> bool:
    return sum(any(is_figure(cell.text) for cell in row) for row in rows) * 2 >= len(rows)


def _tables(lines: Sequence[Line], rows: list[list[MappedText]]) -> list[Table]:
    """Tables of rows; a header that names fewer columns than the rows have names none of them."""
    spans = [Span(line.raw.origin[0], line.raw.origin[-1] + 1) for line in lines]
    page = lines[0].page
    width = max(map(len, rows))
    if (
        len(rows) == 1
        or len(rows[0]) == width
        or not all(cell.text for cell in rows[0])
        or _group_header(rows)
    ):
        return tables_of(grid_of_rows(rows, spans), page)
    header = " | ".join(cell.text for cell in rows[0])
    columns = tuple(say("tables.column", n=i + 1) for i in range(width))
    body = grid_of_rows(rows[1:], spans[1:])
    body_rows = [
        (columns, TableRow(tuple(map(TableCell, cells)), span))
        for cells, span in zip(body.cells, body.spans, strict=True)
    ]
    whole = Span(spans[0].start, spans[-1].end)
    return list(by_section(body_rows, columns, whole, header, page, recovered=True))


def _group_header(rows: Sequence[Sequence[MappedText]]) -> bool:
    """Whether a short first row is the upper of two header rows."""
    return len(rows) > 2 and not any(is_figure(cell.text) for cell in rows[1])


def aligned_table(lines: Sequence[Line], first: int) -> tuple[int, list[Table]] | None:
    """The table whose columns are aligned by runs of spaces, None if none begins here."""
    last = first
    rows: list[list[tuple[int, MappedText]]] = []
    while last < len(lines) and lines[last].block == "line":
        cells = _aligned_cells(lines[last].raw)
        if len(cells) < 3:
            break
        rows.append(cells)
        last += 1
    if len(rows) < 3:
        return None
    count, often = Counter(map(len, rows)).most_common(1)[0]
    figures = sum(any(is_figure(cell.text) for _, cell in row) for row in rows)
    if often * 2 < len(rows) or figures * 2 < len(rows):
        return None
    edges = _edges([row for row in rows if len(row) == count])
    return last, _tables(lines[first:last], [_placed(row, edges) for row in rows])


def _aligned_cells(raw: MappedText) -> list[tuple[int, MappedText]]:
    cells = []
    offset = 0
    for piece in split(raw, _RUN):
        start = raw.text.find(piece.text, offset) if piece.text else offset
        offset = start + len(piece.text)
        if piece.text.strip():
            cells.append((start, collapse_spaces(piece)))
    return cells


def _edges(rows: Sequence[Sequence[tuple[int, MappedText]]]) -> list[tuple[float, float]]:
    """Where each column begins and ends, as the rows with every cell show it."""
    columns = zip(*rows, strict=True)
    return [
        (min(start for start, _ in column), max(start + len(cell.text) for start, cell in column))
        for column in columns
    ]


def _placed(row: Sequence[tuple[int, MappedText]], edges: Sequence[tuple[float, float]]) -> list[MappedText]:
    if len(row) >= len(edges):
        return [cell for _, cell in row]
    placed: list[MappedText] = [EMPTY] * len(edges)
    free = 0
    for i, (start, cell) in enumerate(row):
        end = start + len(cell.text)
        room = range(free, len(edges) - (len(row) - i) + 1)
        best = max(room, key=_overlap(start, end, edges))
        placed[best] = cell
        free = best + 1
    return placed


def _overlap(start: int, end: int, edges: Sequence[tuple[float, float]]) -> Callable[[int], float]:
    return lambda column: min(end, edges[column][1]) - max(start, edges[column][0])
