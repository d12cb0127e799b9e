"""Tables that were flattened to one cell, or part of one, per line, and their recovery.

A converter that reads a table cell by cell leaves a header in pieces, a row of column labels,
and rows whose name, unit and figures stand on lines of their own. What is recovered: which
lines are one row, and which column each figure belongs to. Where the columns cannot be told,
the row is kept with its figures in printed order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.document import MappedText, Span, Table, TableCell, TableRow
from foundation.wording import say
from ingest.normalise import Line, collapse_spaces
from ingest.tables.build import by_section
from ingest.tables.formulas import Labels, read_labels
from ingest.tables.grid import EMPTY
from ingest.tables.lexicon import is_figure, title_is, words
from ingest.tables.rows import FlatRow, aligned, is_value, read_row
from ingest.tables.titles import columns_of, segment
from language.text import fold

_FIRST_ROW = re.compile(r"\s*(?:1|I|A)\s?[.)]?(?:\s|$)")
_ORDINAL = re.compile(r"\s*(\d{1,3}|[IVX]{1,5}|[A-H])(\s?[.)])?(?=\s|$)")
_BULLET = re.compile(r"\s*([-–+*•])(?=\s|$)")
_LONGEST_HEADER = 60
_LONGEST_LABELS = 14
_LONGEST_TITLE = 60
_SHORTEST_PROSE = 38
_FEWEST_ROWS = 2
_FEWEST_LIKE_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Header:
    """The lines of a header, the labels beneath it, and where the rows begin."""

    lines: tuple[Line, ...]
    labels: Labels | None
    end: int

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(fold(line.text) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _RawRow:
    """The lines of one row; ``mark`` is its ordinal or bullet as it stands on the first line."""

    mark: MappedText
    parts: tuple[MappedText, ...]
    span: Span


def flattened_table(lines: Sequence[Line], first: int) -> tuple[int, list[Table]] | None:
    """The flattened table that begins at ``lines[first]`` and where it ends, None if none does."""
    header = _header(lines, first)
    if header is None:
        return None
    raw_rows, end = _Rows(lines, header).read()
    if len(raw_rows) < _FEWEST_ROWS or not any(_has_figures(row) for row in raw_rows):
        return None
    span = Span(lines[first].raw.origin[0], lines[end - 1].raw.origin[-1] + 1)
    return end, _tables(header, raw_rows, span, lines[first].page)


def _has_figures(row: _RawRow) -> bool:
    return any(is_value(token) for part in row.parts for token in part.text.split())


# --- the header ----------------------------------------------------------------------------


def _header(lines: Sequence[Line], first: int) -> _Header | None:
    folded = fold(lines[first].text)
    opener = next((word for word in words("titles", "ordinal") if re.match(rf"{word}\b", folded)), None)
    if opener is None or len(folded) > _LONGEST_TITLE:
        return None
    last = min(len(lines), first + _LONGEST_HEADER)
    for i in range(first + 1, last):
        if len(lines[i].text) > _LONGEST_TITLE:
            return None
        labels = _labels(lines, i)
        if labels is not None:
            return _Header(tuple(lines[first:i]), labels[0], labels[1])
        if _FIRST_ROW.match(lines[i].raw.text) and i > first + 1 and _is_row(lines, i):
            return _Header(tuple(lines[first:i]), None, i)
    return None


def _is_row(lines: Sequence[Line], i: int) -> bool:
    """Whether a name follows the "1" or "I" of a line: a header has such numbers too."""
    rest = _ORDINAL.sub("", lines[i].text, count=1).strip() or (
        lines[i + 1].text if i + 1 < len(lines) else ""
    )
    return rest[:1].isupper()


def _labels(lines: Sequence[Line], i: int) -> tuple[Labels, int] | None:
    """The labels that begin at line ``i`` and the first line after them."""
    several = [line.text for line in lines[i : i + _LONGEST_LABELS]]
    found = read_labels(" ".join(several))
    if found is None:
        return None
    labels, end = found
    reached = -1
    for count, text in enumerate(several):
        reached += len(text) + 1
        if reached >= end:
            return (labels, i + count + 1) if reached == end else None
    return None


# --- the rows ------------------------------------------------------------------------------


class _Rows:
    """Cuts the lines after a header into rows, until prose begins."""

    def __init__(self, lines: Sequence[Line], header: _Header) -> None:
        self.lines = lines
        self.header = header
        self.number = 0
        self.section = 0
        self.style: str | None = None
        self.rows: list[list[MappedText]] = []
        self.marks: list[MappedText] = []
        self.widest = 0

    def read(self) -> tuple[list[_RawRow], int]:
        i = self.header.end
        while i < len(self.lines):
            skipped = self._skip_header(i)
            if skipped:
                i = skipped
                continue
            line = self.lines[i]
            mark = self._mark(i)
            if mark is None and (not self.rows or self._is_prose(line) or self._is_outside(line)):
                break
            if mark is not None:
                self.marks.append(mark)
                self.rows.append([])
                self._add(
                    line.raw.slice(
                        len(line.raw.text) - len(self._rest(line.raw, mark).text), len(line.raw.text)
                    )
                )
            else:
                self._add(line.raw)
            i += 1
        rows = [
            _RawRow(collapse_spaces(mark), tuple(parts), _span(mark, parts))
            for mark, parts in zip(self.marks, self.rows, strict=True)
        ]
        return rows, i

    def _rest(self, raw: MappedText, mark: MappedText) -> MappedText:
        end = raw.text.index(mark.text) + len(mark.text)
        return raw.slice(end, len(raw.text))

    def _add(self, raw: MappedText) -> None:
        if raw.text.strip():
            self.rows[-1].append(raw)
            words_only = not any(character.isdigit() for character in raw.text)
            self.widest = max(self.widest, len(raw.text.strip()) if words_only else 0)

    def _skip_header(self, i: int) -> int | None:
        """The line after a header that is repeated at a page break, None if none stands here."""
        key = self.header.key
        if tuple(fold(line.text) for line in self.lines[i : i + len(key)]) != key:
            return None
        after = i + len(key)
        labels = _labels(self.lines, after) if after < len(self.lines) else None
        return labels[1] if labels else after

    def _is_prose(self, line: Line) -> bool:
        text = line.text
        if len(text) <= max(_SHORTEST_PROSE, 1.5 * self.widest):
            return False
        return sum(is_figure(token) for token in text.split()) < 2

    def _is_outside(self, line: Line) -> bool:
        """Whether a line is numbered as the table's rows are not: a heading after the table."""
        match = _ORDINAL.match(line.text)
        if match is None or not line.text[match.end() :].strip()[:1].isupper():
            return False
        return bool((match.group(2) or "").strip()) and self.style == ""

    def _mark(self, i: int) -> MappedText | None:
        """The ordinal or bullet that begins a row at line ``i``, None if the row goes on."""
        raw = self.lines[i].raw
        bullet = _BULLET.match(raw.text)
        if bullet:
            rest = raw.text[bullet.end() :]
            return None if len(rest.strip()) > _LONGEST_TITLE else raw.slice(*bullet.span(1))
        match = _ORDINAL.match(raw.text)
        if match is None:
            return None
        written, style = match.group(1), (match.group(2) or "").strip()
        rest = raw.text[match.end() :].strip()
        if rest and (_all_values(rest) or self._is_prose(self.lines[i])):
            return None
        following = rest or (self.lines[i + 1].text if i + 1 < len(self.lines) else "")
        if not following[:1].isupper():
            return None
        if written.isdigit():
            number = int(written)
            if number != self.number + 1 and not (number == 1 and self.section):
                return None
            if self.style is not None and style != self.style:
                return None
            self.number, self.style = number, style
        else:
            order = _order(written)
            if order != self.section + 1 or (self.style is not None and style != self.style and style):
                return None
            if not self._has_row_soon(i + 1):
                return None
            self.section = order
        return raw.slice(match.start(1), match.end())

    def _has_row_soon(self, i: int) -> bool:
        """Whether a numbered row follows a section's title within a few lines."""
        return any(
            (match := _ORDINAL.match(line.raw.text)) is not None
            and match.group(1) in (str(self.number + 1), "1")
            for line in self.lines[i : i + 6]
        )


def _order(written: str) -> int:
    romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    return romans.index(written) + 1 if written in romans else ord(written[0]) - ord("A") + 1


def _all_values(text: str) -> bool:
    return all(is_value(token) for token in text.split())


def _span(mark: MappedText, parts: Sequence[MappedText]) -> Span:
    origins = [*mark.origin, *(origin for part in parts for origin in collapse_spaces(part).origin)]
    return Span(min(origins), max(origins) + 1)


# --- the columns ---------------------------------------------------------------------------


def _tables(header: _Header, raw_rows: Sequence[_RawRow], span: Span, page: int | None) -> list[Table]:
    titles = segment([line.raw.text.strip() for line in header.lines])
    has_unit = any(title_is(title, "unit") for title in titles)
    remarks = any(title_is(title, "remark") for title in titles)
    rows = [read_row(row.mark, row.parts, has_unit, remarks) for row in raw_rows]
    labels = header.labels.names if header.labels else ()
    formulas = header.labels.formulas if header.labels else {}
    width = len(labels) - 2 if labels else _usual_width(rows, len(titles) - 2)
    columns = columns_of(titles, width + 2, labels, formulas)
    caption = "" if columns else " ".join(titles)
    if columns is None:
        columns = tuple(say("tables.column", n=i + 1) for i in range(width + 2))
    rows = _without_remarks(rows, width) if remarks else rows
    placed = [aligned(row, width, has_unit, remarks, labels[2:], formulas) for row in rows]
    placed = _by_analogy(rows, placed, has_unit)
    named_rows = [
        _named_row(columns, row, cells, raw.span, has_unit)
        for row, cells, raw in zip(rows, placed, raw_rows, strict=True)
    ]
    return list(by_section(named_rows, columns, span, caption, page, recovered=True))


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
