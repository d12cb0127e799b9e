"""From the rows of a flattened table to tables: which cell of a row stands in which column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from foundation.document import MappedText, Span, Table, TableCell, TableRow, join_mapped
from foundation.wording import say
from ingest.normalise import collapse_spaces
from ingest.tables.build import by_section
from ingest.tables.flattened.cells import FlatRow, aligned, is_count, is_value, read_row
from ingest.tables.flattened.formulas import Labels
from ingest.tables.flattened.header import Header
from ingest.tables.flattened.lines import RawRow
from ingest.tables.flattened.titles import columns_of, segment
from ingest.tables.grid import EMPTY
from ingest.tables.lexicon import title_is, words
from language.text import fold

_FEWEST_LIKE_ROWS = 3
# Of the rows of a table printed one cell a line, at least this share must have every cell.
_MOST_ROWS = 0.6


def tables_from(
    header: Header, raw_rows: Sequence[RawRow], count: int, span: Span, page: int | None
) -> list[Table]:
    """The tables of the rows, one for each section; ``span`` is that of the whole.

    ``count`` is how many cells a full row has after its ordinal where each has a line of its own.
    """
    titles = segment([line.raw.text.strip() for line in header.lines])
    labels = header.labels or Labels((), {})
    has_unit = any(title_is(title, "unit") for title in titles[2:])  # right of "TT" it names the rows
    remarks = any(title_is(title, "remark") for title in titles)
    rows = [read_row(row.mark, row.parts, has_unit) for row in raw_rows]
    by_line = one_cell_a_line(header, raw_rows, count)
    if by_line:
        width = count - 1
        rows = [
            FlatRow(row.ordinal, cells[0], cells[1:]) if cells else row
            for row, cells in zip(rows, by_line, strict=True)
        ]
        placed = [row.cells if cells else None for row, cells in zip(rows, by_line, strict=True)]
    else:
        width = len(labels.names) - 2 if labels.names else _usual_width(rows, len(titles) - 2)
        rows = _without_remarks(rows, width) if remarks else rows
        placed = [aligned(row, width, has_unit, remarks, labels.names[2:], labels.formulas) for row in rows]
        placed = _by_analogy(rows, placed, has_unit)
    columns = columns_of(titles, width + 2, labels.names, labels.formulas)
    caption = "" if columns else " ".join(titles)
    if columns is None:
        columns = tuple(say("tables.column", n=i + 1) for i in range(width + 2))
    named_rows = [
        _named_row(columns, row, cells, raw.span, has_unit)
        for row, cells, raw in zip(rows, placed, raw_rows, strict=True)
    ]
    return list(by_section(named_rows, columns, span, caption, page, recovered=True))


def cells_of_a_row(header: Header) -> int:
    """How many cells a full row has after its ordinal, as the labels or else the titles tell."""
    if header.labels:
        return len(header.labels.names) - 1
    return len(segment([line.raw.text.strip() for line in header.lines])) - 1


def cells_beneath_groups(header: Header) -> Iterator[int]:
    """How many cells a row may have after its ordinal where titles stand above others, most first."""
    titles = segment([line.raw.text.strip() for line in header.lines])
    if not header.labels:
        yield from (n - 1 for n in range(len(titles) - 1, 3, -1) if columns_of(titles, n) is not None)


def one_cell_a_line(
    header: Header, raw_rows: Sequence[RawRow], count: int
) -> list[tuple[MappedText, ...] | None]:
    """The ``count`` cells of rows that were printed one cell a line, None for rows of another shape.

    Empty when most rows are of another shape: then lines are no cells.
    """
    titles = segment([line.raw.text.strip() for line in header.lines])
    remarks = any(title_is(title, "remark") for title in titles)
    cells = [_line_cells(row, count, remarks) for row in raw_rows]
    if sum(row is not None for row in cells) * 2 >= len(cells):
        share_last = any(word in fold(titles[-1]) for word in words("titles", "share"))
        cells = [_line_cells(row, count, remarks or share_last) for row in raw_rows]
    told = sum(row is not None for row in cells)
    sections = sum(len(row.parts) == 1 < count for row in raw_rows)
    enough = told >= 2 and told >= _MOST_ROWS * (len(raw_rows) - sections)
    return cells if enough and count >= 2 else []


def _line_cells(row: RawRow, count: int, may_miss: bool) -> tuple[MappedText, ...] | None:
    """The cells of a row; where one is missing, the last is, if it ``may_miss``: a remark, or a
    share, which is worked out from the others."""
    cells: list[MappedText] = []
    spare = len(row.parts) - count
    parts = [collapse_spaces(part) for part in row.parts]
    if spare > 0 and all(is_count(part.text) for part in parts[1 - count :]):
        parts = [join_mapped(parts[: spare + 1]), *parts[spare + 1 :]]  # a name of several lines
        spare = 0
    for part in parts:
        if cells and spare > 0 and part.text[0].islower():
            cells[-1] = join_mapped([cells[-1], part])
            spare -= 1
        else:
            cells.append(part)
    if len(cells) == count - 1 and may_miss and all(is_value(cell.text) for cell in cells[-2:]):
        cells.append(EMPTY)
    return tuple(cells) if len(cells) == count else None


def _usual_width(rows: Sequence[FlatRow], titled: int) -> int:
    """How many cells follow the name in most rows; the header's count where rows do not tell."""
    counts = Counter(len(row.cells) for row in rows if row.figures)
    return counts.most_common(1)[0][0] if counts else max(1, titled)


def _without_remarks(rows: Sequence[FlatRow], width: int) -> list[FlatRow]:
    """Rows without figures keep no remark in their name that other rows have in the last column."""
    known = {fold(row.cells[-1].text) for row in rows if len(row.cells) == width and row.cells[-1].text}
    result = []
    for row in rows:
        remark = next((r for r in known if len(r) > 3 and fold(row.name.text).endswith(" " + r)), None)
        if remark is not None and not row.figures:
            cut = len(row.name.text) - len(remark)
            note = row.name.slice(cut, len(row.name.text))
            row = FlatRow(row.ordinal, row.name.slice(0, cut - 1), (*[EMPTY] * (width - 1), note))
        result.append(row)
    return result


def _by_analogy(
    rows: Sequence[FlatRow], placed: Sequence[tuple[MappedText, ...] | None], has_unit: bool
) -> list[tuple[MappedText, ...] | None]:
    """Place a row's figures where all rows with as many figures have theirs, if several do."""
    start = 1 if has_unit else 0
    patterns: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    often: Counter[int] = Counter()
    for cells in placed:
        columns = _filled(cells, start) if cells else ()
        patterns[len(columns)].add(columns)
        often[len(columns)] += 1
    result: list[tuple[MappedText, ...] | None] = []
    for row, cells in zip(rows, placed, strict=True):
        values = [cell for cell in row.cells[start:] if cell.text]
        usual = patterns.get(len(values), set())
        if cells is None and values and len(usual) == 1 and often[len(values)] >= _FEWEST_LIKE_ROWS:
            width = next(len(other) for other in placed if other)
            own = [*row.cells[:start], *[EMPTY] * (width - start)]
            for column, value in zip(next(iter(usual)), values, strict=True):
                own[column] = value
            cells = tuple(own)
        result.append(cells)
    return result


def _filled(cells: Sequence[MappedText], start: int) -> tuple[int, ...]:
    """The columns after the unit that hold a figure; remarks do not count."""
    return tuple(i for i, cell in enumerate(cells) if i >= start and cell.text and is_value(cell.text))


def _named_row(
    columns: tuple[str, ...],
    row: FlatRow,
    cells: tuple[MappedText, ...] | None,
    span: Span,
    has_unit: bool,
) -> tuple[tuple[str, ...], TableRow]:
    """The row with its columns; figures without a known column are only numbered."""
    if cells is None:
        kept = 1 if has_unit else 0
        cells = (*row.cells[:kept], *(cell for cell in row.cells[kept:] if cell.text))
        columns = (*columns[: 2 + kept], *(say("tables.figure", n=i + 1) for i in range(len(cells) - kept)))
    return columns, TableRow(tuple(map(TableCell, (row.ordinal, row.name, *cells))), span)
