"""HTML tables inside plain text or Markdown: found by their tags, cells kept in place."""

from __future__ import annotations

import re

from foundation.document import Block, Cell

_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(tr|td|th)\b([^<>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"(row|col)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)


def html_tables(text: str) -> list[Block]:
    """The tables of HTML source in ``text`` as table blocks; of nested ones the innermost."""
    blocks = []
    position = 0
    for close in _CLOSE.finditer(text):
        opened = [match.start() for match in _OPEN.finditer(text, position, close.start())]
        position = close.end()
        cells = _cells(text, opened[-1], close.end()) if opened else ()
        if cells:
            line_start = text.count("\n", 0, opened[-1]) + 1
            line_end = line_start + text.count("\n", opened[-1], close.end())
            blocks.append(Block("table", opened[-1], close.end(), line_start, line_end, cells=cells))
    return blocks


def _cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    row, column = -1, 0
    opened: tuple[int, dict[str, int]] | None = None
    for tag in [*_TAG.finditer(text, start, end), None]:
        if opened is not None:  # a cell ends at the next tag, closed or not
            begin, spans = opened
            stop = tag.start() if tag else end
            while (row, column) in taken:
                column += 1
            rows, columns = spans.get("row", 1), spans.get("col", 1)
            taken.update((row + r, column + c) for r in range(rows) for c in range(columns))
            cells.append(Cell(row, column, begin, stop, rows, columns))
            column += columns
            opened = None
        if tag is None or tag.group(1):
            continue
        if tag.group(2).lower() == "tr":
            row, column = row + 1, 0
        elif row >= 0:
            spans = {name.lower(): max(1, int(count)) for name, count in _SPAN.findall(tag.group(3))}
            opened = (tag.end(), spans)
    return tuple(cells)
