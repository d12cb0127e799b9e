"""Rows of cells, as old word processors store them, put together as a table with merged cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.readers.content import CellDraft

# Right edges (in twips) closer than this are one column line.
_SAME_EDGE = 30


@dataclass(frozen=True, slots=True)
class CellEdge:
    """Where a cell ends, and how it is merged with the one before or above it."""

    right: int
    joins_left: bool = False
    joins_above: bool = False


@dataclass(slots=True)
class Row:
    """A finished row: its texts and, where stated, the right edge of each."""

    texts: list[str] = field(default_factory=list)
    edges: list[CellEdge] = field(default_factory=list)


def cells_of(rows: list[Row]) -> tuple[CellDraft, ...]:
    """The cells of consecutive rows on one grid; a merged cell stands once."""
    lines = _column_lines(rows)
    cells: list[CellDraft] = []
    above: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for place, text in enumerate(row.texts):
            edge = row.edges[place] if place < len(row.edges) else None
            end = _column(lines, edge.right) + 1 if edge and lines else column + 1
            end = max(end, column + 1)
            if edge and edge.joins_left and cells and cells[-1].row == number:
                cells[-1] = replace(cells[-1], column_span=end - cells[-1].column)
            elif edge and edge.joins_above and column in above:
                upper = cells[above[column]]
                cells[above[column]] = replace(upper, row_span=number - upper.row + 1)
            else:
                above[column] = len(cells)
                cells.append(CellDraft(number, column, text, 1, end - column))
            column = end
    return tuple(cells)


def _column_lines(rows: list[Row]) -> list[int]:
    lines: list[int] = []
    for right in sorted(edge.right for row in rows for edge in row.edges):
        if not lines or right - lines[-1] > _SAME_EDGE:
            lines.append(right)
    return lines


def _column(lines: list[int], right: int) -> int:
    return min(range(len(lines)), key=lambda i: abs(lines[i] - right))
