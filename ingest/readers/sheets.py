"""From the filled cells of one sheet to blocks: titles above, tables, words below.

A sheet of an office report is a printed page: letterhead and title rows, one or more tables,
notes and signatures. Rows with a single filled cell before or after a table are text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.readers.content import BlockDraft, CellDraft, PageDraft
from ingest.readers.layout import is_letterhead_or_signature

Row = list[CellDraft]


def sheet_page(name: str, number: int, cells: Iterable[CellDraft]) -> PageDraft:
    """A sheet as a page: its name as heading, then its blocks. Give filled cells only."""
    blocks = [BlockDraft("heading", name, level=1)]
    for region in _regions(_rows(cells)):
        blocks += _region_blocks(region)
    return PageDraft(tuple(blocks), number)


def _rows(cells: Iterable[CellDraft]) -> list[Row]:
    rows: dict[int, Row] = {}
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        rows.setdefault(cell.row, []).append(cell)
    return list(rows.values())


def _regions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that belong together: two blank rows, or one before a title row, part them."""
    region: list[Row] = []
    bottom = -1
    for row in rows:
        gap = row[0].row - bottom - 1
        if region and (gap >= 2 or (gap == 1 and len(row) == 1)):
            yield region
            region = []
        region.append(row)
        bottom = max(bottom, *(cell.row + cell.row_span - 1 for cell in row))
    if region:
        yield region


def _is_text(row: Row) -> bool:
    return len(row) == 1 or is_letterhead_or_signature(" ".join(cell.text for cell in row))


def _region_blocks(region: list[Row]) -> Iterator[BlockDraft]:
    top = 0
    while top < len(region) and _is_text(region[top]):
        top += 1
    bottom = len(region)
    while bottom > top and _is_text(region[bottom - 1]):
        bottom -= 1
    yield from _paragraphs(region[:top])
    if region[top:bottom]:
        yield BlockDraft("table", cells=_closed_up(region[top:bottom]))
    yield from _paragraphs(region[bottom:])


def _paragraphs(rows: Sequence[Row]) -> Iterator[BlockDraft]:
    return (BlockDraft("paragraph", cell.text) for row in rows for cell in row)


def _closed_up(rows: Sequence[Row]) -> tuple[CellDraft, ...]:
    """The cells with empty rows and columns closed up, so that the table starts at 0, 0."""
    cells = [cell for row in rows for cell in row]
    row_places = {row: place for place, row in enumerate(sorted({cell.row for cell in cells}))}
    column_places = {column: place for place, column in enumerate(sorted({cell.column for cell in cells}))}

    def span(start: int, length: int, places: dict[int, int]) -> int:
        return max(1, sum(start <= used < start + length for used in places))

    return tuple(
        replace(
            cell,
            row=row_places[cell.row],
            column=column_places[cell.column],
            row_span=span(cell.row, cell.row_span, row_places),
            column_span=span(cell.column, cell.column_span, column_places),
        )
        for cell in cells
    )
