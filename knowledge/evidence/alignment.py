"""From a place in a passage's normalised text to the place in the original it was made from.

Normalising joins lines, drops page numbers and repairs characters, and a table row is printed
with its column names; so the two texts share most syllables in the same order. The syllables
are aligned, and the range runs from the first to the last aligned one.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from foundation.document import Span
from language.text import fold, tokens

# What may stand between the cells of a row, or inside one: markup and marks, no words.
_BETWEEN = r"(?:[^\w<]|<[^<>]*>)*"
_CLOSERS = ".;:,!?)]”\"'%…"


@lru_cache(maxsize=256)
def _mapping(passage: str, original: str) -> tuple[tuple[tuple[int, int, int, int], ...], int]:
    """Aligned syllables as (passage start, passage end, original start, original end)."""
    ours, theirs = tokens(passage), tokens(original)
    matcher = SequenceMatcher(
        None, [fold(t.text) for t in ours], [fold(t.text) for t in theirs], autojunk=False
    )
    pairs = []
    for a, b, size in matcher.get_matching_blocks():
        for i in range(size):
            mine, other = ours[a + i], theirs[b + i]
            pairs.append((mine.start, mine.end, other.start, other.end))
    return tuple(pairs), len(original)


def align_row(row: str, original: str) -> Span | None:
    """The cells of a printed row ("name — column: value; column: value") in the original table.

    The name and the values stand there one after the other with nothing but markup between; the
    names of the columns, which every row repeats, are left aside. None where that is not so, or is
    so more than once.
    """
    name, _, rest = row.partition(" — ")
    values = [cell.rpartition(": ")[2] for cell in rest.split("; ")] if rest else []
    syllables = [t.text for text in (name, *values) for t in tokens(text)]
    if not values or not syllables:
        return None
    pattern = _BETWEEN.join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in syllables)
    found = [m.span() for m in re.finditer(pattern, original)]
    return Span(*found[0]) if len(found) == 1 else None


def align(passage: str, original: str, start: int, end: int) -> Span:
    """The range of ``original`` behind ``passage[start:end]``; never empty.

    Falls back to the whole of ``original`` when nothing of the range is found in it.
    """
    exact = passage[start:end]
    at = original.find(exact)
    if at >= 0 and original.find(exact, at + 1) < 0:
        return Span(at, at + len(exact))
    pairs, size = _mapping(passage, original)
    inside = [p for p in pairs if p[0] >= start and p[1] <= end]
    if not inside:
        return Span(0, size)
    first, last = min(p[2] for p in inside), max(p[3] for p in inside)
    while last < size and original[last] in _CLOSERS and passage[end - 1] in _CLOSERS:
        last += 1
    # Marks that stand before the first syllable belong to the quote ("- ", "“").
    while first > 0 and original[first - 1] in '“"(-+' and passage[start : start + 1] in '“"(-+':
        first -= 1
    return Span(first, last)
