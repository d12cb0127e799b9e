"""Which lines of a flattened table are one row, and where the table ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.document import MappedText, Span
from ingest.normalise import Line, collapse_spaces
from ingest.tables.flattened.cells import is_count, is_value
from ingest.tables.flattened.header import ORDINAL, Header, labels_at
from ingest.tables.lexicon import is_figure, words
from language.text import fold

_BULLET = re.compile(r"\s*([-–+*•])(?=\s|$)")
_LONGEST_NAME = 60
_SHORTEST_PROSE = 45
_ENDS_PROSE = (".", ";", ":")


@dataclass(frozen=True, slots=True)
class RawRow:
    """The lines of one row; ``mark`` is its ordinal or bullet as it stands on the first line."""

    mark: MappedText
    parts: tuple[MappedText, ...]
    span: Span


def read_rows(lines: Sequence[Line], header: Header, cells: int | None = None) -> tuple[list[RawRow], int]:
    """The rows after a header, and the first line that is none of the table's.

    ``cells`` is how many cells each row has after its ordinal where every cell has a line of its
    own: a dash alone is then an empty cell, not the mark of a row, and a full row takes no more.
    """
    return _Reader(lines, header, cells).read()


class _Reader:
    """Cuts the lines after a header into rows, until prose begins."""

    def __init__(self, lines: Sequence[Line], header: Header, cells: int | None) -> None:
        self.lines = lines
        self.header = header
        self.cells = cells
        self.number = 0
        self.section = 0
        self.style: str | None = None
        self.rows: list[list[MappedText]] = []
        self.marks: list[MappedText] = []
        self.widest = 0

    def read(self) -> tuple[list[RawRow], int]:
        i = self.header.end
        while i < len(self.lines):
            skipped = self._skip_header(i)
            if skipped:
                i = skipped
                continue
            line = self.lines[i]
            mark = self._mark(i)
            outside = not self.rows or self._is_prose(line) or self._is_outside(line)
            if mark is None and (outside or (self._is_full() and not line.text[:1].islower())):
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
            RawRow(collapse_spaces(mark), tuple(parts), _span(mark, parts))
            for mark, parts in zip(self.marks, self.rows, strict=True)
        ]
        return rows, i

    def _rest(self, raw: MappedText, mark: MappedText) -> MappedText:
        end = raw.text.index(mark.text) + len(mark.text)
        return raw.slice(end, len(raw.text))

    def _add(self, raw: MappedText) -> None:
        page_number = self.cells is not None and not self.rows[-1] and is_figure(raw.text)
        if raw.text.strip() and not page_number:  # a figure is no name
            self.rows[-1].append(raw)
            words_only = not any(character.isdigit() for character in raw.text)
            self.widest = max(self.widest, len(raw.text.strip()) if words_only else 0)

    def _skip_header(self, i: int) -> int | None:
        """The line after a header that is repeated at a page break, None if none stands here."""
        key = self.header.key
        if tuple(fold(line.text) for line in self.lines[i : i + len(key)]) != key:
            return None
        after = i + len(key)
        labels = labels_at(self.lines, after) if after < len(self.lines) else None
        return labels[1] if labels else after

    def _is_full(self) -> bool:
        """Whether the row has all its cells: a name, then as many figures or empty cells."""
        if self.cells is None or not self.rows or len(self.rows[-1]) < self.cells:
            return False
        return all(is_count(part.text) for part in self.rows[-1][1 - self.cells :])

    def _is_prose(self, line: Line) -> bool:
        text = line.text
        if len(text) <= max(_SHORTEST_PROSE, 1.5 * self.widest):
            return False
        tokens = text.split()
        figures = sum(is_figure(token.rstrip(",;.:")) for token in tokens)
        return figures < 2 or (text.rstrip().endswith(_ENDS_PROSE) and figures * 3 < len(tokens))

    def _is_outside(self, line: Line) -> bool:
        """Whether a line is numbered as the table's rows are not: a heading after the table."""
        match = ORDINAL.match(line.text)
        if match is None or not line.text[match.end() :].strip()[:1].isupper():
            return False
        return bool((match.group(2) or "").strip()) and self.style == ""

    def _mark(self, i: int) -> MappedText | None:
        """The ordinal or bullet that begins a row at line ``i``, None if the row goes on."""
        raw = self.lines[i].raw
        if self._is_total(raw.text):
            return raw.slice(0, 0)
        bullet = _BULLET.match(raw.text)
        if bullet:
            rest = raw.text[bullet.end() :]
            begins = len(rest.strip()) <= _LONGEST_NAME and bool(rest.strip() or self.cells is None)
            return raw.slice(*bullet.span(1)) if begins else None
        match = ORDINAL.match(raw.text)
        if match is None:
            return None
        written, style = match.group(1), (match.group(2) or "").strip()
        rest = raw.text[match.end() :].strip()
        if rest and (_all_values(rest) or self._is_prose(self.lines[i])):
            return None
        following = rest or (self.lines[i + 1].text if i + 1 < len(self.lines) else "")
        if not following[:1].isupper() and not self._is_full():
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

    def _is_total(self, text: str) -> bool:
        """Whether a line begins the row that sums up, which has no number: "Tổng cộng"."""
        name = re.sub(r"[\s\d.,:]+$", "", fold(text)).strip()
        return name in words("titles", "total") and bool(self.rows) and len(self.rows[-1]) > 1

    def _has_row_soon(self, i: int) -> bool:
        """Whether a numbered row follows a section's title within a few lines."""
        return any(
            (match := ORDINAL.match(line.raw.text)) is not None
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
