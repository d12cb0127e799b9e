"""Which rows of a grid are its header, and what each column is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.wording import say
from ingest.tables.grid import Grid
from ingest.tables.lexicon import is_figure, is_ordinal, title_is
from language.text import fold

_LABEL = re.compile(r"\(?(?:[A-H]|\d{1,2})\)?(?:\s*=.*)?")
_NUMBER = re.compile(r"\(?(\d+)")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/-]\s?(?:19|20)\d\d)?\s?%?")  # "2024", "2025/2024"
_DEEPEST_HEADER = 4


def is_label_row(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: "A", "B", "1", "2", "3=2/1*100"."""
    filled = [text.strip() for text in texts if text.strip()]
    if len(filled) < 3 or len(filled) < len(texts) / 2:
        return False
    if not all(_LABEL.fullmatch(text) for text in filled):
        return False
    numbers = [int(match.group(1)) for text in filled if (match := _NUMBER.match(text))]
    return (
        len(numbers) >= 2
        and numbers[0] <= 3
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def header_depth(grid: Grid) -> int:
    """How many rows at the top are header, label row not counted; 0 when there is none."""
    for row in range(min(len(grid.cells), _DEEPEST_HEADER + 2)):
        if is_label_row(grid.titles[row]):
            return row
    if len(grid.cells) < 2 or _is_data(grid.titles[0]):
        return 0
    if grid.depth > 1:
        return min(grid.depth, len(grid.cells) - 1)
    depth = 1
    while depth < min(_DEEPEST_HEADER, len(grid.cells) - 1) and _continues_header(grid, depth):
        depth += 1
    return depth


def _is_data(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    figures = sum(is_figure(text) and not _YEAR.fullmatch(text.strip()) for text in filled)
    return not filled or figures * 2 >= len(filled) or (is_ordinal(filled[0]) and len(filled) > 1)


def _continues_header(grid: Grid, row: int) -> bool:
    """Whether a row still belongs to the header: its first cells are empty, none is a figure."""
    texts, above = [content.text for content in grid.cells[row]], grid.titles[row - 1]
    if texts[0] or not any(texts) or any(is_figure(text) and not _YEAR.fullmatch(text) for text in texts):
        return False
    return any(not text for text in above) or len(set(above)) < len(above)


def column_titles(grid: Grid, depth: int) -> tuple[str, ...]:
    """One title for each column: the header rows from top to bottom, joined by " / "."""
    rows = [_spread(grid, row, depth) for row in range(depth)]
    columns = []
    for column in range(grid.width):
        parts: list[str] = []
        for row in rows:
            if row[column] and (not parts or fold(parts[-1]) != fold(row[column])):
                parts.append(row[column])
        columns.append(" / ".join(parts) or say("tables.column", n=column + 1))
    return tuple(columns)


def _spread(grid: Grid, row: int, depth: int) -> list[str]:
    """A header row whose group titles are repeated over the empty cells to their right."""
    texts = list(grid.titles[row])
    for column in range(1, len(texts)):
        below = any(grid.titles[other][column] for other in range(row + 1, depth))
        above = any(grid.titles[other][column] for other in range(row))
        if not texts[column] and below and not above and not title_is(texts[column - 1], "ordinal"):
            texts[column] = texts[column - 1]
    return texts
