"""Set expressions of the register that lack a syllable or have one that is another word.

"hội đồng nhân xã" lacks one; in "xóa nhà tạp" every syllable is a word, and only the expression
tells that "tạm" was meant. ``data/set_expressions.txt`` lists those compared so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from language.compounds import begun_alike, compounds, ended_alike, is_right
from language.near_compounds import one_letter_apart
from language.slips import Slip, gap, spelling_table
from language.text import Token
from language.words import canonical, toned

_TABLE = Path(__file__).parent / "data" / "set_expressions.txt"
_SHORTEST, _LONGEST = 3, 8
# Longer expressions are listed with commas and hyphens inside: "thi đua, khen thưởng".
_WITH_SIGNS = 4
_SIGNS = re.compile(r"\s+|\s*,\s*|\s*[-–]\s*")
Syllables = tuple[str, ...]


@cache
def _without_one() -> dict[Syllables, tuple[Syllables, str]]:
    """What is left of a set expression without a syllable inside -> the whole."""
    table = {}
    for written in re.split(r"[;\n]+", spelling_table()["set"]["expressions"]):
        whole = tuple(toned(syllable) for syllable in written.split())
        for gone in range(1, len(whole) - 1):
            table[whole[:gone] + whole[gone + 1 :]] = (whole, written.strip())
        if len(whole) >= 4:
            table[whole[:-1]] = (whole, written.strip())
    return table


def missing_syllables(text: str, pieces: list[Token]) -> Iterator[Slip]:
    """A set expression that lacks a syllable: "hội đồng nhân xã"."""
    marks = [toned(token.text) for token in pieces]
    for index in range(len(pieces)):
        for size in range(3, 6):
            there = _without_one().get(tuple(marks[index : index + size]))
            if there is None or len(there[0]) != size + 1:
                continue
            if any(
                gap(text, a, b).strip()
                for a, b in zip(pieces[index:], pieces[index + 1 : index + size], strict=False)
            ):
                continue
            whole, written = there
            follows = marks[index + size] if index + size < len(marks) else ""
            cut_short = tuple(marks[index : index + size]) == whole[:-1]
            if cut_short and (follows == whole[-1] or not _cannot_end(whole)):
                continue
            yield Slip("missing", pieces[index].start, pieces[index + size - 1].end, written)


def _cannot_end(whole: Syllables) -> bool:
    """Whether the expression without its last syllable is no expression: "ủy ban nhân"."""
    last_pair = (canonical(whole[-2]), canonical(whole[-1]))
    return whole[-2:] in compounds().get(last_pair, {})


@cache
def _with_one_open() -> dict[tuple[str | None, ...], list[tuple[Syllables, str]]]:
    """An expression with None for one of its syllables -> the expressions that it may be."""
    table: dict[tuple[str | None, ...], list[tuple[Syllables, str]]] = {}
    lines = (line for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    for written in filter(None, map(str.strip, re.split(r"[;\n]+", "\n".join(lines)))):
        whole = tuple(toned(syllable) for syllable in written.split())
        for place in range(len(whole)):
            table.setdefault((*whole[:place], None, *whole[place + 1 :]), []).append((whole, written))
    return table


@cache
def _expressions() -> frozenset[Syllables]:
    return frozenset(whole for ways in _with_one_open().values() for whole, _ in ways)


@cache
def _syllables_of_expressions() -> frozenset[str]:
    return frozenset(syllable for whole in _expressions() for syllable in whole)


def other_words(text: str, pieces: list[Token]) -> Iterator[Slip]:
    """A set expression with a syllable that is nearly its own: "đền ơn đắp nghĩa"."""
    marks = [toned(token.text) for token in pieces]
    foreign = [0, *itertools.accumulate(mark not in _syllables_of_expressions() for mark in marks)]
    for index, size in itertools.product(range(len(pieces)), range(_LONGEST, _SHORTEST - 1, -1)):
        there = tuple(marks[index : index + size])
        if len(there) < size or foreign[index + size] - foreign[index] > 1 or there in _expressions():
            continue
        if not all(_joined(text, a, b, size) for a, b in itertools.pairwise(pieces[index : index + size])):
            continue
        for place in range(size):
            for whole, written in _with_one_open().get((*there[:place], None, *there[place + 1 :]), ()):
                if _nearly(there[place], whole[place]) and not _belongs_elsewhere(
                    text, pieces, index + place, index
                ):
                    yield Slip("set", pieces[index].start, pieces[index + size - 1].end, written)


def _joined(text: str, first: Token, second: Token, size: int) -> bool:
    between = gap(text, first, second)
    return _SIGNS.fullmatch(between) is not None if size >= _WITH_SIGNS else not between.strip()


def _nearly(printed: str, right: str) -> bool:
    return (
        canonical(printed) == canonical(right)
        or one_letter_apart(printed, right)
        or begun_alike(printed) == begun_alike(right)
        or ended_alike(printed) == ended_alike(right)
    )


def _belongs_elsewhere(text: str, pieces: list[Token], odd: int, start: int) -> bool:
    """Whether the odd syllable makes a right pair with a neighbour, or is a name or an abbreviation."""
    word = pieces[odd].text
    if not word.isalpha() or text[: pieces[odd].start].endswith(("/", ".")):
        return True
    if word[0].isupper() and not (word.isupper() and pieces[start].text.isupper()):
        return not (odd == start and word.istitle())
    before = pieces[odd - 1].text if odd else ""
    after = pieces[odd + 1].text if odd + 1 < len(pieces) else ""
    return bool(before and is_right(before, word)) or bool(after and is_right(word, after))
