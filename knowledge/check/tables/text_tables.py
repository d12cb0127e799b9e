"""Figures of the text against cells of the same report's tables, where one is a slip of the other.

"Thu ngân sách 6 tháng đạt 92,7 tỷ đồng" and in the row "Thu ngân sách" 97,2: both speak of one
thing where the words of the row (of the column, in a total row) all stand beside the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.document import Table, TableCell, TableRow
from foundation.wording import say
from knowledge.check.arithmetic.figures import shown
from knowledge.check.arithmetic.slips_of_figures import digits_of, is_exchanged, is_slip
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from knowledge.check.tables.total_rows import sum_name
from language.quantities import Quantity, quantities
from language.text import fold

_CELL = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?")
_YEAR = re.compile(r"(?:nam )?(?P<year>20\d\d)")
_UNITS = ("don vi tinh", "dvt", "don vi")
_COUNTING = ("tt", "stt", "so tt")
_CLAUSE = re.compile(r"\.\s|;|\n")
_BEFORE, _AFTER = 90, 45
_LEAST_DIGITS, _LONG = 3, 4
_LEAST_WORDS, _FULL_NAME = 2, 4
# Words beside any figure, that name nothing.
_EMPTY = frozenset(
    re.findall(r"\w+", "tong so luong ty le cac cua co va theo tren dia ban ket qua thuc hien so voi dat cho")
)
# Words that make the figure another time's or another measure's.
_OTHER = re.compile(
    r"\b(?:ke hoach|kh|du toan|chi tieu|muc tieu|phan dau|cung ky|tang|giam|vuot|binh quan)\b"
)
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure of a table: the words that must stand beside it in the text, and its unit, folded."""

    cell: TableCell
    words: frozenset[str]
    heading: str
    unit: str
    year: str


@dataclass(frozen=True, slots=True)
class _Told:
    piece: Piece
    quantity: Quantity
    words: frozenset[str]
    folded: str


def check_text_tables(draft: Draft) -> Iterator[Finding]:
    """Each figure of the text that is a slip of the cell about the same thing."""
    told = [each for piece in draft.pieces if not piece.in_table for each in _told(piece)]
    for table in draft.document.tables:
        cells = list(_cells(table))
        printed = {digits_of(each.cell.text) for each in cells}
        for each in told:
            if digits_of(each.quantity.text) in printed:
                continue
            for cell in cells:
                if _same_thing(each, cell) and not _told_elsewhere(told, cell):
                    yield _finding(draft, each, cell)
                    break


def _told(piece: Piece) -> Iterator[_Told]:
    text = piece.content.text
    folded = fold(text)
    for quantity in quantities(text):
        end = quantity.stop
        if (
            quantity.whole is not None
            or quantity.upper is not None
            or quantity.qualifier
            or not quantity.unit
        ):
            continue
        before = _CLAUSE.split(folded[max(0, quantity.start - _BEFORE) : quantity.start])[-1]
        after = _CLAUSE.split(folded[end : end + _AFTER])[0]
        if _OTHER.search(before[-40:]):
            continue
        words = f"{before} {folded[quantity.end : end]} {after}"
        yield _Told(piece, quantity, frozenset(re.findall(r"\w+", words)), words)


def _cells(table: Table) -> Iterator[_Cell]:
    headings = [fold(name.split(" / ")[-1]).strip(" :.") for name in table.columns]
    for row in table.rows:
        label = _label(row, headings)
        # Under "Đơn vị" stands a measure, or what the row is of.
        units = (fold(row.cells[i].text).strip() for i in _unit_columns(row, headings))
        unit = next((told for told in units if told != label), "")
        year = _YEAR.fullmatch(label.strip())
        total = sum_name(row) is not None
        for index, cell in enumerate(row.cells[: len(headings)]):
            if not _CELL.fullmatch(cell.text.strip()) or headings[index] in _COUNTING:
                continue
            if len(digits_of(cell.text)) < _LEAST_DIGITS:
                continue
            named = headings[index] if total or year else label
            words = frozenset(re.findall(r"[^\W\d_]+", named)) - _EMPTY
            yield _Cell(cell, words, headings[index], unit, year["year"] if year else "")


def _label(row: TableRow, headings: list[str]) -> str:
    """What a row is of: its first cell of words, or a year."""
    for index, cell in enumerate(row.cells[: len(headings)]):
        text = fold(cell.text).strip()
        if headings[index] not in _COUNTING and (re.search(r"[a-z]{2}", text) or _YEAR.fullmatch(text)):
            return text
    return ""


def _unit_columns(row: TableRow, headings: list[str]) -> list[int]:
    return [i for i, heading in enumerate(headings) if heading in _UNITS and i < len(row.cells)]


def _same_thing(told: _Told, cell: _Cell) -> bool:
    quantity = told.quantity
    if not is_slip(quantity.text, cell.cell.text) or len(digits_of(quantity.text)) < _LEAST_DIGITS:
        return False
    if cell.year and not re.search(rf"\b{cell.year}\b", told.folded):
        return False
    unit = fold(quantity.unit)
    if cell.unit:
        if cell.unit != unit:
            return False
    elif re.search(rf"\b{re.escape(unit)}\b", cell.heading):
        named = bool(cell.words) and cell.words <= told.words
        long = len(digits_of(quantity.text)) >= _LONG
        fully = named and len(cell.words) >= _FULL_NAME
        return fully or (is_exchanged(quantity.text, cell.cell.text) and (named or long))
    exchanged = is_exchanged(quantity.text, cell.cell.text)
    long = len(digits_of(quantity.text)) >= _LONG
    fewest = 1 if cell.unit and exchanged and long else _LEAST_WORDS
    return len(cell.words) >= fewest and cell.words <= told.words and (exchanged or long)


def _told_elsewhere(told: list[_Told], cell: _Cell) -> bool:
    """Whether the text also tells the cell's own figure beside its words."""
    return any(
        digits_of(each.quantity.text) == digits_of(cell.cell.text) and cell.words <= each.words
        for each in told
    )


def _finding(draft: Draft, told: _Told, cell: _Cell) -> Finding:
    end = told.quantity.stop
    content = cell.cell.content
    quotes = (
        draft.quote_in(told.piece.content, told.quantity.start, end),
        draft.quote_in(content, 0, len(content.text)),
    )
    message = say("check.arithmetic.table_differs", first=shown(told.quantity), second=cell.cell.text.strip())
    return Finding("arithmetic", "error", _SURE, message, say("check.arithmetic.differs_repair"), quotes)
