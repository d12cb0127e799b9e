"""The header of a flattened table: its lines, and the row of column labels beneath it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.normalise import Line
from ingest.tables.flattened.formulas import Labels, read_labels
from ingest.tables.flattened.titles import segment
from ingest.tables.lexicon import words
from language.text import fold

# The number or section mark that begins a row: "4", "12.", "II", "B".
ORDINAL = re.compile(r"\s*(\d{1,3}|[IVX]{1,5}|[A-H])(\s?[.)])?(?=\s|$)")
_FIRST_ROW = re.compile(r"\s*(?:1|I|A)\s?[.)]?(?:\s|$)")
_LONGEST_HEADER = 60
_LONGEST_LABELS = 14
_LONGEST_TITLE = 60
_LONGEST_LINE = 160
_FEWEST_TITLES = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The lines of a header, the labels beneath it, and the line where the rows begin."""

    lines: tuple[Line, ...]
    labels: Labels | None
    end: int

    @property
    def key(self) -> tuple[str, ...]:
        """The folded lines, to know the header again when it is repeated."""
        return tuple(fold(line.text) for line in self.lines)


def find_header(lines: Sequence[Line], first: int) -> Header | None:
    """The header that begins at ``lines[first]`` with a title for ordinals ("TT"), None if none does."""
    folded = fold(lines[first].text)
    opener = next((word for word in words("titles", "ordinal") if re.match(rf"{word}\b", folded)), None)
    if opener is None or len(folded) > _LONGEST_LINE:
        return None
    complete = len(segment([lines[first].raw.text])) >= _FEWEST_TITLES
    last = min(len(lines), first + _LONGEST_HEADER)
    for i in range(first + 1, last):
        labels = labels_at(lines, i)
        if labels is not None:
            return Header(tuple(lines[first:i]), labels[0], labels[1])
        if _FIRST_ROW.match(lines[i].raw.text) and (complete or i > first + 1) and _is_row(lines, i):
            return Header(tuple(lines[first:i]), None, i)
        if len(lines[i].text) > _LONGEST_TITLE:
            return None
    return None


def _is_row(lines: Sequence[Line], i: int) -> bool:
    """Whether a name follows the "1" or "I" of a line: a header has such numbers too."""
    rest = ORDINAL.sub("", lines[i].text, count=1).strip() or (
        lines[i + 1].text if i + 1 < len(lines) else ""
    )
    return rest[:1].isupper()


def labels_at(lines: Sequence[Line], i: int) -> tuple[Labels, int] | None:
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
