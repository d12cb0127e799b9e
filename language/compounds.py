"""Compounds of two syllables as the register writes them, and what is taken for them by mistake.

``data/spelling.toml`` lists the compounds that slips are compared with, and neighbours that share
their letters and are right; ``data/compounds_everyday.txt`` lists more that are right. A pair is
looked up by its canonical syllables (letters) and told apart by its toned ones (marks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from language.slips import everyday_compounds, spelling_table
from language.words import canonical, toned

Pair = tuple[str, str]


class Compound(NamedTuple):
    """The letters of a listed pair, its marks, and how it is written."""

    letters: Pair
    marks: Pair
    written: str


def listed_pairs(text: str) -> Iterator[Compound]:
    """The pairs of a list parted by ";" and line ends; entries of other lengths are left out."""
    for written in re.split(r"[;\n]+", text):
        syllables = written.split()
        if len(syllables) == 2:
            first, second = syllables
            letters, marks = (canonical(first), canonical(second)), (toned(first), toned(second))
            yield Compound(letters, marks, written.strip())


@cache
def compounds() -> Mapping[Pair, Mapping[Pair, str]]:
    """Letters of a compound -> its right marks -> how it is written."""
    table: dict[Pair, dict[Pair, str]] = {}
    for letters, marks, written in listed_pairs(spelling_table()["compounds"]):
        table.setdefault(letters, {})[marks] = written
    return table


def pairs(everyday: bool = False) -> Iterator[tuple[Pair, str]]:
    """The marks of every compound, everyday ones too when asked for, and how it is written."""
    listed = spelling_table()["compounds"] + ("\n" + everyday_compounds() if everyday else "")
    for _, marks, written in listed_pairs(listed):
        yield marks, written


@cache
def _also_right() -> frozenset[Pair]:
    listed = spelling_table()["also_right"] + everyday_compounds()
    return frozenset(marks for _, marks, _ in listed_pairs(listed))


def is_right(first: str, second: str) -> bool:
    """Whether two neighbours are a compound as it is written, or right beside one by chance."""
    marks = (toned(first), toned(second))
    return marks in compounds().get((canonical(first), canonical(second)), {}) or marks in _also_right()


def meant_compound(first: str, second: str) -> str | None:
    """The one compound that two neighbours, which are none, are taken for; None when none is.

    They mis-spell it in the marks of exactly one syllable, in consonants that begin alike, or in
    one syllable's end as the south speaks it (a capital may begin a name: "người Việt làm").
    """
    marks = (toned(first), toned(second))
    for near in (_other_marks(first, second), _alike(begun_alike).get(_keys(begun_alike, marks), set())):
        if near:
            return next(iter(near)) if len(near) == 1 else None
    if not first.islower():
        return None
    near = {
        written
        for written in _alike(ended_alike).get(_keys(ended_alike, marks), set())
        if any(toned(half) == mark for half, mark in zip(written.split(), marks, strict=True))
    }
    return next(iter(near)) if len(near) == 1 else None


def _other_marks(first: str, second: str) -> set[str]:
    marks = (toned(first), toned(second))
    ways = compounds().get((canonical(first), canonical(second)), {})
    return {written for way, written in ways.items() if (way[0] == marks[0]) != (way[1] == marks[1])}


# Consonants that regions do not tell apart when they speak, and so confuse when they write.
_BEGINNINGS = (("ch", "tr"), ("x", "s"), ("gi", "d", "r"), ("n", "l"))
_NOT_ALIKE = ("ng", "nh")
_ENDINGS = (("ng", "n"), ("c", "t"))
_TONE = re.compile(r"^(?P<plain>\w+?)(?P<end>ng|n|c|t)(?P<tone>[\u0300-\u0323]?)$")


def begun_alike(syllable: str) -> str:
    """The toned syllable with its first consonant replaced by the one that stands for its class."""
    if syllable.startswith(_NOT_ALIKE):
        return syllable
    for group in _BEGINNINGS:
        for onset in group:
            if syllable.startswith(onset) and len(syllable) > len(onset):
                return group[0] + syllable[len(onset) :]
    return syllable


def ended_alike(syllable: str) -> str:
    """The toned syllable with its last consonant replaced likewise: "băng" and "băn" are one."""
    match = _TONE.match(syllable)
    if match is None:
        return syllable
    end = next(group[0] for group in _ENDINGS if match["end"] in group)
    return match["plain"] + end + match["tone"]


def _keys(alike: Callable[[str], str], marks: Pair) -> Pair:
    return alike(marks[0]), alike(marks[1])


@cache
def _alike(alike: Callable[[str], str]) -> Mapping[Pair, set[str]]:
    table: dict[Pair, set[str]] = {}
    for ways in compounds().values():
        for marks, written in ways.items():
            table.setdefault(_keys(alike, marks), set()).add(written)
    return table
