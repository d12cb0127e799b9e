"""Slips of the keyboard in administrative Vietnamese: wrong marks, wrong words, words typed twice.

What the register writes and how it is mis-typed is data (``data/spelling.toml``). Places are
places in the text that is given; give NFC text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from language.doubled_words import doubled_words
from language.near_compounds import NearCompounds
from language.slips import Slip, gap, spelling_table
from language.syllables import is_syllable
from language.text import Token, fold, has_diacritics, tokens
from language.tones import misplaced_tone
from language.words import canonical, toned

Pair = tuple[str, str]


def _pairs(text: str) -> Iterator[tuple[Pair, Pair, str]]:
    """Canonical and toned form of each listed pair, and how it is written."""
    for written in re.split(r"[;\n]+", text):
        syllables = written.split()
        if len(syllables) == 2:
            first, second = syllables
            yield (canonical(first), canonical(second)), (toned(first), toned(second)), written.strip()


@cache
def _compounds() -> dict[Pair, dict[Pair, str]]:
    """Letters of a compound -> its right spellings."""
    listed: dict[Pair, dict[Pair, str]] = {}
    for letters, marks, written in _pairs(spelling_table()["compounds"]):
        listed.setdefault(letters, {})[marks] = written
    return listed


@cache
def _also_right() -> frozenset[Pair]:
    return frozenset(marks for _, marks, _ in _pairs(spelling_table()["also_right"]))


def _marks(token: Token) -> str:
    return toned(token.text)


def _is_compound(first: Token, second: Token) -> bool:
    letters = (canonical(first.text), canonical(second.text))
    return (_marks(first), _marks(second)) in _compounds().get(letters, {})


def slips(text: str) -> list[Slip]:
    """Every slip in ``text`` in order, none overlapping; nothing in text without diacritics."""
    if not has_diacritics(text):
        return []
    pieces = tokens(text)
    found: list[Slip] = []
    for finder in (_phrases, _missing, doubled_words, _compounds_misspelt, _near, _single_words):
        for slip in finder(text, pieces):
            if all(slip.end <= other.start or slip.start >= other.end for other in found):
                found.append(slip)
    return sorted(found, key=lambda slip: slip.start)


class _Phrase(NamedTuple):
    pattern: re.Pattern[str]
    right: str
    wrong: str


@cache
def _phrase_patterns() -> tuple[_Phrase, ...]:
    result = []
    for entry in spelling_table()["phrase"]:
        for wrong in entry["wrong"]:
            pattern = r"\s+".join(map(re.escape, wrong.split(" ")))
            result.append(_Phrase(re.compile(rf"\b{pattern}\b", re.IGNORECASE), entry["right"], wrong))
    return tuple(result)


def _phrases(text: str, pieces: list[Token]) -> Iterator[Slip]:
    lowered = text.lower() if len(text.lower()) == len(text) else text
    for phrase in _phrase_patterns():
        if phrase.wrong.lower().split(" ")[0] not in lowered:
            continue
        for match in phrase.pattern.finditer(text):
            yield Slip("phrase", match.start(), match.end(), phrase.right)


def _compounds_misspelt(text: str, pieces: list[Token]) -> Iterator[Slip]:
    """Neighbours that are a compound but for the marks or the sounding consonant of one."""
    for index, (first, second) in enumerate(itertools.pairwise(pieces)):
        right = _meant(first, second) if gap(text, first, second) in (" ", "  ") else None
        if right is None:
            continue
        before = pieces[index - 1] if index and not gap(text, pieces[index - 1], first).strip() else None
        after = pieces[index + 2] if index + 2 < len(pieces) else None
        if before is not None and _is_compound(before, first):
            continue
        if first.text.isupper() and any(t.text.lower() in _PLACES for t in pieces[max(0, index - 2) : index]):
            continue  # "TỈNH CAO BẰNG", "XÃ TÂN BÌNH": a name in capitals
        if after is not None and not gap(text, second, after).strip() and _is_compound(second, after):
            continue
        yield Slip("compound", first.start, second.end, right)


# What a place calls itself: its name follows.
_PLACES = frozenset(
    ("xã", "phường", "trấn", "huyện", "quận", "tỉnh", "phố", "thôn", "bản", "xóm", "ấp", "khu", "trường")
)


def _meant(first: Token, second: Token) -> str | None:
    """The compound that two neighbours mis-spell in exactly one syllable, None when none."""
    if second.text[0].isupper() != first.text.isupper():
        return None
    marks = (_marks(first), _marks(second))
    letters = (canonical(first.text), canonical(second.text))
    if marks in _also_right() or marks in _compounds().get(letters, {}):
        return None
    near = {
        written
        for way, written in _compounds().get(letters, {}).items()
        if (way[0] == marks[0]) != (way[1] == marks[1])
    } or _sounding_alike().get(tuple(map(_sound, marks)), set())
    return next(iter(near)) if len(near) == 1 else None


def _near(text: str, pieces: list[Token]) -> Iterator[Slip]:
    """A syllable that nobody writes, one letter from the other half of a compound."""
    for first, second in itertools.pairwise(pieces):
        if gap(text, first, second) != " " or not (first.text.islower() and second.text.islower()):
            continue
        if not has_diacritics(first.text + second.text):
            continue
        right = _near_compounds().meant(_marks(first), _marks(second))
        if right is not None:
            yield Slip("near", first.start, second.end, right)


@cache
def _near_compounds() -> NearCompounds:
    return NearCompounds(pair for ways in _compounds().values() for pair in ways.items())


# Consonants that regions do not tell apart when they speak, and so confuse when they write.
_ALIKE = (("ch", "tr"), ("x", "s"), ("gi", "d", "r"), ("n", "l"))
_NOT_ALIKE = ("ng", "nh")


def _sound(syllable: str) -> str:
    """The syllable with its first consonant replaced by the one that stands for its class."""
    if syllable.startswith(_NOT_ALIKE):
        return syllable
    for group in _ALIKE:
        for onset in group:
            if syllable.startswith(onset) and len(syllable) > len(onset):
                return group[0] + syllable[len(onset) :]
    return syllable


@cache
def _sounding_alike() -> dict[tuple[str, ...], set[str]]:
    table: dict[tuple[str, ...], set[str]] = {}
    for ways in _compounds().values():
        for marks, written in ways.items():
            table.setdefault(tuple(map(_sound, marks)), set()).add(written)
    return table


@cache
def _set_expressions() -> dict[tuple[str, ...], tuple[tuple[str, ...], str]]:
    """What is left of a set expression without a syllable inside -> the whole."""
    table = {}
    for written in re.split(r"[;\n]+", spelling_table()["set"]["expressions"]):
        whole = tuple(toned(syllable) for syllable in written.split())
        for gone in range(1, len(whole) - 1):
            table[whole[:gone] + whole[gone + 1 :]] = (whole, written.strip())
        if len(whole) >= 4:
            table[whole[:-1]] = (whole, written.strip())
    return table


def _missing(text: str, pieces: list[Token]) -> Iterator[Slip]:
    """A set expression that lacks a syllable: "hội đồng nhân xã"."""
    marks = [_marks(token) for token in pieces]
    for index in range(len(pieces)):
        for size in range(3, 6):
            there = _set_expressions().get(tuple(marks[index : index + size]))
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


def _cannot_end(whole: tuple[str, ...]) -> bool:
    """Whether the expression without its last syllable is no expression: "ủy ban nhân"."""
    last_pair = (canonical(whole[-2]), canonical(whole[-1]))
    return whole[-2:] in _compounds().get(last_pair, {})


def _single_words(text: str, pieces: list[Token]) -> Iterator[Slip]:
    """Words that are no syllable, have their tone on the wrong letter, or lack a blank."""
    for token in pieces:
        word = token.text
        if (
            not word.isalpha()
            or not has_diacritics(word)
            or not (word.islower() or word.istitle() or word.isupper())
        ):
            continue
        moved = misplaced_tone(word)
        if moved is not None and is_syllable(moved):
            yield Slip("tone", token.start, token.end, moved)
        elif not is_syllable(word) and not word.istitle():
            split = _two_words(word)
            if split:
                yield Slip("glued", token.start, token.end, split)
            elif word.islower() and len(word) > 2 and fold(word) != word:
                yield Slip("syllable", token.start, token.end, "")


def _two_words(word: str) -> str:
    """A compound typed without its blank, with the blank; empty when it is none."""
    for cut in range(2, len(word) - 1):
        first, second = word[:cut], word[cut:]
        ways = _compounds().get((canonical(first), canonical(second)), {})
        if (toned(first), toned(second)) in ways:
            return f"{first} {second}"
    return ""
