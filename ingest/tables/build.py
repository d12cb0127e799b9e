"""From a grid to tables: header cut off, label rows and repeated headers dropped, sections told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foundation.document import MappedText, Span, Table, TableCell, TableRow
from ingest.tables.grid import Grid
from ingest.tables.header import column_titles, header_depth, is_label_row
from ingest.tables.lexicon import is_figure, is_ordinal, is_section_mark
from language.text import fold

CAPTION_JOIN = " — "


def tables_of(grid: Grid, page: int | None = None, recovered: bool = False, caption: str = "") -> list[Table]:
    """The tables of a grid: one, or one for each section of its rows.

    A section row ("I | KINH TẾ") becomes the caption of the rows beneath it. Titles that
    stand alone above the header become the caption of all.
    """
    skipped = 0
    while len(grid.cells) - skipped > 2 and _stands_alone(grid, skipped):
        caption = CAPTION_JOIN.join(filter(None, (caption, _texts(grid.cells[skipped])[0])))
        skipped += 1
    span = Span(grid.spans[0].start, grid.spans[-1].end)
    grid = Grid(
        grid.cells[skipped:], grid.titles[skipped:], grid.spans[skipped:], grid.depth, grid.above[skipped:]
    )
    depth = header_depth(grid)
    columns = column_titles(grid, depth)
    header = {_key(grid.cells[row]) for row in range(depth)}
    rows = [
        (columns, TableRow(tuple(map(TableCell, _with_words_above(grid, depth + row, cells))), row_span))
        for row, (cells, row_span) in enumerate(zip(grid.cells[depth:], grid.spans[depth:], strict=True))
        if not is_label_row([content.text for content in cells]) and _key(cells) not in header
    ]
    return list(by_section(rows, columns, span, caption, page, recovered))


def _with_words_above(grid: Grid, row: int, cells: Sequence[MappedText]) -> tuple[MappedText, ...]:
    """A row with the words of merged cells that reach down into it.

    Words hold for each row that they stand beside; a figure is one for all of them together.
    """
    if not grid.above:
        return tuple(cells)
    return tuple(
        above if not cell.text and not is_figure(above.text) and not is_ordinal(above.text) else cell
        for cell, above in zip(cells, grid.above[row], strict=True)
    )


def by_section(
    rows: Sequence[tuple[tuple[str, ...], TableRow]],
    columns: tuple[str, ...],
    span: Span,
    caption: str = "",
    page: int | None = None,
    recovered: bool = False,
) -> Iterator[Table]:
    """One table for each section of rows, and for each run of rows with the same columns.

    Each row comes with its columns; ``columns`` are those of a table without rows, ``span`` is
    that of the whole, header included. The tables' spans follow each other without a gap.
    """
    start, section, kept = span.start, "", list[TableRow]()

    def table(end: int) -> Table:
        title = CAPTION_JOIN.join(filter(None, (caption, section)))
        return Table(columns, tuple(kept), Span(start, max(end, start + 1)), (), title, page, recovered)

    for own_columns, row in rows:
        name = section_name(row)
        if (kept and (name or own_columns != columns)) or (name and section):
            yield table(row.span.start)
            start, kept = row.span.start, []
        columns = own_columns
        if name:
            section = name
        else:
            kept.append(row)
    yield table(span.end)


def section_name(row: TableRow) -> str | None:
    """The title of a section row, None for a row with figures or an ordinary number."""
    texts = [cell.text for cell in row.cells if cell.text]
    if not texts or any(is_figure(text) for text in texts) or len(row.cells) < 2:
        return None
    if len(texts) == 1:
        return texts[0] if len(row.cells) > 2 and row.cells[0].text else None
    if len(texts) == 2 and is_section_mark(texts[0]):
        return f"{texts[0].rstrip('.)')}. {texts[1]}"
    return None


def _texts(cells: Sequence[MappedText]) -> list[str]:
    return [content.text for content in cells if content.text]


def _stands_alone(grid: Grid, row: int) -> bool:
    return grid.width > 2 and len(_texts(grid.cells[row])) == 1 and len(_texts(grid.cells[row + 1])) > 1


def _key(cells: Sequence[MappedText]) -> tuple[str, ...]:
    return tuple(fold(content.text) for content in cells)
