"""One row of a flattened table: its number, name, unit of measure, and what stands in its columns.

In print an empty cell leaves only spaces. Two things tell which cells of a row are empty:
the runs of spaces (each empty cell makes a run two longer), and the formulas of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from foundation.document import MappedText, join_mapped
from ingest.normalise import collapse_spaces
from ingest.tables.flattened.formulas import place
from ingest.tables.grid import EMPTY
from ingest.tables.lexicon import is_figure, words
from language.measures import measures_data
from language.numbers import parse_figure
from language.text import fold

_TOKEN = re.compile(r"\S+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What an empty cell adds to the run of spaces between its neighbours.
_SPACES_OF_AN_EMPTY_CELL = 2
_SPACES_BETWEEN_CELLS = 2
_LONGEST_UNIT = 3
# "19 tập thể, 70 cá nhân" in a cell of counts.
_LONGEST_COUNT = 40


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row read from its lines. ``cells`` follow the name: unit first where the table has one,
    then figures and remarks in printed order, with an empty cell wherever spaces show one.
    ``padded`` tells that cells were filled up with spaces, so that spaces show nothing.
    """

    ordinal: MappedText
    name: MappedText
    cells: tuple[MappedText, ...]
    padded: bool = False

    @property
    def figures(self) -> tuple[MappedText, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell.text)


@cache
def _units() -> frozenset[str]:
    tables = measures_data()["measures"]
    assert isinstance(tables, dict)
    spellings = {fold(name) for entries in tables.values() for name in entries}
    spellings |= {
        fold(alias) for entries in tables.values() for aliases in entries.values() for alias in aliases
    }
    return frozenset(spellings)


def is_unit(text: str) -> bool:
    """Whether a cell holds a unit of measure: "tấn", "Trđ/người", "%", or a ditto mark."""
    folded = fold(text).strip(" .")
    if folded.strip("()") in ("%", '"', "''", "”", "-nt-", "nt"):
        return True
    return bool(folded) and all(part.strip(" ()") in _units() for part in re.split(r"\s?/\s?", folded))


def is_value(text: str) -> bool:
    """Whether a cell holds a figure or a word in its place ("đạt", "x")."""
    return is_figure(text) or fold(text) in words("cells", "values")


def is_count(text: str) -> bool:
    """Whether a cell that has a line of its own is one of figures: "12", "3 tập thể, 1 cá nhân", "-"."""
    text = text.strip()
    counted = text[:1].isdigit() and len(text) <= _LONGEST_COUNT
    return counted or is_value(text) or fold(text) in words("cells", "empty")


def read_row(ordinal: MappedText, lines: Sequence[MappedText], has_unit: bool) -> FlatRow:
    """Read the lines of one row (runs of spaces kept, ordinal cut off).

    ``has_unit`` says whether the table has a column of units.
    """
    tails = [_tail(line.text, has_unit) for line in lines]
    at = max(range(len(lines)), key=lambda i: (tails[i].evidence, -i), default=-1)
    if at < 0 or not tails[at].evidence:
        return FlatRow(ordinal, _joined(lines), ())
    start = tails[at].start
    name = _joined([*lines[:at], lines[at].slice(0, start)])
    cells = _cells(lines[at].slice(start, len(lines[at].text)), has_unit)
    if has_unit and (not cells or not is_unit(cells[0].text)):
        cells = [EMPTY, *cells]
    for line in lines[at + 1 :]:
        following = _cells(line, False) if _is_values(line.text) else [collapse_spaces(line)]
        if cells and _is_words(cells[-1].text) and len(following) == 1:
            cells[-1] = join_mapped([cells[-1], following[0]])
        else:
            cells.extend(following)
    return FlatRow(ordinal, name, tuple(cells), _is_padded(lines[at].text, start))


def _is_padded(line: str, start: int) -> bool:
    """Whether cells were filled up with spaces: more of them stand before the unit than part cells."""
    before = line[:start]
    return len(before) - len(before.rstrip()) > _SPACES_BETWEEN_CELLS


def _is_words(text: str) -> bool:
    return bool(text) and not is_value(text) and not is_unit(text)


def _is_values(text: str) -> bool:
    return all(is_value(token) for token in text.split())


def _joined(lines: Sequence[MappedText]) -> MappedText:
    return join_mapped([part for line in lines if (part := collapse_spaces(line)).text])


@dataclass(frozen=True, slots=True)
class _Tail:
    """Where the unit and figures at the end of a line begin, and how sure it is that they do.

    3: a unit and figures, or several figures; 2: a unit where a unit must be; 1: a lone
    figure, which may belong to the name; 0: the line is all name.
    """

    start: int
    evidence: int


def _tail(text: str, has_unit: bool) -> _Tail:
    tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
    first = len(tokens)
    while first > 0 and is_value(tokens[first - 1][0]):
        first -= 1
    values = [token for token, _ in tokens[first:]]
    for length in range(min(_LONGEST_UNIT, first), 0, -1) if has_unit else ():
        start = tokens[first - length][1]
        if not is_unit(" ".join(token for token, _ in tokens[first - length : first])):
            continue
        begins = first == length or text[:start].endswith("  ")
        if values and (begins or any(map(is_figure, values))):
            return _Tail(start, 3)
        if not values and (begins or len(text) - len(text.rstrip()) > _SPACES_BETWEEN_CELLS):
            return _Tail(start, 2)
    if not values:
        return _Tail(len(text), 0)
    start = tokens[first][1]
    if len(values) > 1 and any(map(is_figure, values)):
        return _Tail(start, 2 if has_unit else 3)
    return _Tail(start, 1)


def _cells(line: MappedText, has_unit: bool) -> list[MappedText]:
    """The cells of a line, empty ones where the runs of spaces are long enough."""
    tokens = list(_TOKEN.finditer(line.text))
    if not tokens:
        return [EMPTY] * _empty(len(line.text))
    cells: list[MappedText] = []
    i = 0
    if has_unit:
        for length in range(min(_LONGEST_UNIT, len(tokens)), 0, -1):
            unit = line.slice(tokens[0].start(), tokens[length - 1].end())
            if is_unit(collapse_spaces(unit).text):
                cells.append(collapse_spaces(unit))
                i = length
                break
    end = tokens[i - 1].end() if i else tokens[0].start()
    for token in tokens[i:]:
        if cells or token.start() > end:
            cells.extend([EMPTY] * _empty(token.start() - end))
        cells.append(line.slice(token.start(), token.end()))
        end = token.end()
    cells.extend([EMPTY] * _empty(len(line.text) - end))
    return cells


def _empty(spaces: int) -> int:
    """How many empty cells a run of spaces stands for; one space only parts two cells."""
    return max(0, (spaces - 1) // _SPACES_OF_AN_EMPTY_CELL)


def aligned(
    row: FlatRow,
    width: int,
    has_unit: bool,
    remarks: bool,
    labels: Sequence[str],
    formulas: Mapping[str, str],
) -> tuple[MappedText, ...] | None:
    """The cells of the ``width`` columns after the name, None when they cannot be told.

    ``labels`` are the labels of these columns. A cell is placed, never invented.
    """
    cells = row.cells
    if not any(cell.text for cell in cells):
        return (EMPTY,) * width
    if len(cells) == width and not row.padded:
        return cells
    if len(cells) < width and not row.padded and _has_gaps(cells[1 if has_unit else 0 :]):
        return (*cells, *[EMPTY] * (width - len(cells)))
    return _by_formulas(row, width, has_unit, remarks, labels, formulas)


def _has_gaps(cells: Sequence[MappedText]) -> bool:
    """Whether an empty cell is shown before a filled one: the row's spaces can be trusted."""
    filled = [i for i, cell in enumerate(cells) if cell.text]
    return bool(filled) and any(not cell.text for cell in cells[: filled[-1]])


def _by_formulas(
    row: FlatRow,
    width: int,
    has_unit: bool,
    remarks: bool,
    labels: Sequence[str],
    formulas: Mapping[str, str],
) -> tuple[MappedText, ...] | None:
    unit = row.cells[:1] if has_unit else ()
    filled = [cell for cell in row.cells[len(unit) :] if cell.text]
    note = [filled.pop()] if remarks and filled and _is_words(filled[-1].text) else []
    room = width - len(unit) - (1 if remarks else 0)
    if len(filled) > room:
        return None
    if len(filled) == room:
        return (*unit, *filled, *note, *[EMPTY] * (width - len(unit) - room - len(note)))
    figures = [_figure(cell.text) for cell in filled]
    names = labels[len(unit) : len(unit) + room]
    if None in figures or len(names) != room or not figures:
        return None
    columns = place([figure for figure in figures if figure is not None], names, formulas)
    if columns is None:
        return None
    cells = [EMPTY] * room
    for column, cell in zip(columns, filled, strict=True):
        cells[column] = cell
    return (*unit, *cells, *(note or [EMPTY] * (1 if remarks else 0)))


def _figure(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text.strip(" %()"))
    return parse_figure(match.group()) if match else None
