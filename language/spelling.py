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

from language.compounds import compounds, is_right, meant_compound, pairs
from language.doubled_words import doubled_words
from language.near_compounds import NearCompounds
from language.set_expressions import missing_syllables, other_words
from language.slips import Slip, gap, spelling_table
from language.syllables import is_syllable
from language.text import Token, fold, has_diacritics, tokens
from language.tones import misplaced_tone
from language.words import canonical, toned


def _marks(token: Token) -> str:
    return toned(token.text)


def slips(text: str) -> list[Slip]:
    """Every slip in ``text`` in order, none overlapping; nothing in text without diacritics."""
    if not has_diacritics(text):
        return []
    pieces = tokens(text)
    found: list[Slip] = []
    for finder in _FINDERS:
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
    for before, first, second, after in _neighbours(text, pieces):
        right = _meant(first, second)
        if right is None or _right_elsewhere(before, first, second, after):
            continue
        place = pieces.index(first)
        if first.text.isupper() and any(t.text.lower() in _PLACES for t in pieces[max(0, place - 2) : place]):
            continue  # "TỈNH CAO BẰNG", "XÃ TÂN BÌNH": a name in capitals
        yield Slip("compound", first.start, second.end, right)


def _neighbours(text: str, pieces: list[Token]) -> Iterator[tuple[Token | None, Token, Token, Token | None]]:
    """Tokens with nothing but a blank between, and what stands right before and behind them."""
    for index, (first, second) in enumerate(itertools.pairwise(pieces)):
        if gap(text, first, second) not in (" ", "  "):
            continue
        before = pieces[index - 1] if index and not gap(text, pieces[index - 1], first).strip() else None
        after = pieces[index + 2] if index + 2 < len(pieces) else None
        yield before, first, second, after if after and not gap(text, second, after).strip() else None


def _right_elsewhere(before: Token | None, first: Token, second: Token, after: Token | None) -> bool:
    """Whether one of two neighbours makes a right pair with the word on its other side."""
    return (before is not None and is_right(before.text, first.text)) or (
        after is not None and is_right(second.text, after.text)
    )


# What a place calls itself: its name follows.
_PLACES = frozenset(
    ("xã", "phường", "trấn", "huyện", "quận", "tỉnh", "phố", "thôn", "bản", "xóm", "ấp", "khu", "trường")
)


def _meant(first: Token, second: Token) -> str | None:
    """The compound that two neighbours mis-spell, None when none; names are left alone."""
    if second.text[0].isupper() != first.text.isupper() or is_right(first.text, second.text):
        return None
    return meant_compound(first.text, second.text)


def _near(text: str, pieces: list[Token]) -> Iterator[Slip]:
    """A syllable that nobody writes there, one letter from the other half of a compound."""
    for before, first, second, after in _neighbours(text, pieces):
        if not second.text.islower() or not has_diacritics(first.text + second.text):
            continue
        marks = (_marks(first), _marks(second))
        right = _register().unwritten(*marks) or _everyday().misplaced(*marks)
        if right is None or _right_elsewhere(before, first, second, after):
            continue
        # A capital begins a sentence or a name, so it is never the odd one.
        if first.text.islower() or (first.text.istitle() and _marks(first) == toned(right.split()[0])):
            yield Slip("near", first.start, second.end, right)


@cache
def _register() -> NearCompounds:
    return NearCompounds(pairs())


@cache
def _everyday() -> NearCompounds:
    return NearCompounds(pairs(everyday=True))


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
        ways = compounds().get((canonical(first), canonical(second)), {})
        if (toned(first), toned(second)) in ways:
            return f"{first} {second}"
    return ""


# In this order: what an earlier one tells, a later one does not tell again.
_FINDERS = (
    _phrases, missing_syllables, doubled_words, _compounds_misspelt, _near, other_words, _single_words,
)  # fmt: skip
