"""A table as a rectangle of cells, before it is known which rows are its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.document import Block, MappedText, Span
from ingest.normalise import mapped, normalise

EMPTY = MappedText("", ())


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equally many cells.

    ``titles[r][c]`` is the text that stands over column ``c`` in row ``r`` when the row is
    part of a header: a merged cell's text is repeated over all it covers. ``depth`` is how
    many rows the cells of the first row span, 1 where the format does not tell. ``above[r][c]``
    is the content of a merged cell that reaches down from a row above, empty elsewhere.
    """

    cells: tuple[tuple[MappedText, ...], ...]
    titles: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...]
    depth: int = 1
    above: tuple[tuple[MappedText, ...], ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.cells[0]) if self.cells else 0


def grid_of_block(text: str, block: Block) -> Grid | None:
    """The grid of a table block over the stored original text, None when it has no cells."""
    if not block.cells:
        return None
    height = max(cell.row + cell.row_span for cell in block.cells)
    width = max(cell.column + cell.column_span for cell in block.cells)
    cells = [[EMPTY] * width for _ in range(height)]
    titles = [[""] * width for _ in range(height)]
    above = [[EMPTY] * width for _ in range(height)]
    starts: list[list[int]] = [[] for _ in range(height)]
    for cell in block.cells:
        content = normalise(mapped(text[cell.start : cell.end], cell.start))
        cells[cell.row][cell.column] = content
        starts[cell.row].extend((cell.start, cell.end))
        for row in range(cell.row + 1, cell.row + cell.row_span):
            above[row][cell.column] = content
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                titles[row][column] = content.text
    kept = [row for row in range(height) if any(content.text for content in cells[row])]
    if not kept:
        return None
    first = kept[0]
    depth = max((cell.row_span for cell in block.cells if cell.row == first), default=1)
    return Grid(
        tuple(tuple(cells[row]) for row in kept),
        tuple(tuple(titles[row]) for row in kept),
        tuple(Span(min(starts[row]), max(starts[row])) for row in kept),
        depth,
        tuple(tuple(above[row]) for row in kept),
    )


def grid_of_rows(rows: Sequence[Sequence[MappedText]], spans: Sequence[Span]) -> Grid:
    """The grid of rows of cells as text gives them; short rows are filled up with empty cells."""
    width = max(len(row) for row in rows)
    cells = tuple((*row, *[EMPTY] * (width - len(row))) for row in rows)
    titles = tuple(tuple(content.text for content in row) for row in cells)
    return Grid(cells, titles, tuple(spans))
