"""Stray spaces inside a syllable: "k ế hoạch" was "kế hoạch".

Only sure cases are closed: the two parts together are a syllable that Vietnamese spelling
allows, and the first part alone is not; or together they are an ordinary syllable, and the second
alone is none ("ngư ời", "thàn h").
"""

from __future__ import annotations

import re
from functools import cache

from foundation.document import MappedText
from ingest.normalise.characters import defects
from ingest.normalise.mapped import drop
from language.near_compounds import is_ordinary
from language.syllables import is_syllable

_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]{1,5})( )(?=([^\W\d_]{1,5})(?![^\W_]))")
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[^\W\d_] {1,3}){4,}[^\W\d_](?!\S)")
_LAST_CONSONANTS = frozenset(("c", "ch", "g", "h", "m", "n", "ng", "nh", "p", "t"))
_WORD_AFTER = re.compile(r" [^\W\d_]")
_ONE_SPACE = re.compile(r"(?<! ) (?! )")


@cache
def _letter_after() -> frozenset[str]:
    return frozenset(defects()["syllables"]["letter_after"])


def _has_mark(text: str) -> bool:
    return not text.isascii()


def _has_vowel(text: str) -> bool:
    return any(c in "aeiouy" or (c != "đ" and not c.isascii()) for c in text.lower())


def _is_torn(left: str, right: str, word_before: str, following: str) -> bool:
    if not is_syllable(left + right):
        return False
    if not (right.islower() or (left.isupper() and right.isupper())):
        return False
    # A letter after a figure is a unit ("5 m ống"), after "điểm" or "khoản" a name.
    if word_before[-1:].isdigit() or word_before.lower() in _letter_after():
        return False
    if is_syllable(left):
        return _ends_torn(left, right, following)
    if _has_vowel(left):
        return _has_mark(left + right)
    return _has_mark(right) and _has_vowel(right[0])


def _ends_torn(left: str, right: str, following: str) -> bool:
    """Whether a syllable goes on in what is no word: a rhyme that none begins with, a last consonant."""
    if left.isupper() or is_ordinary(right) or not is_ordinary(left + right):
        return False
    if _has_vowel(right[0]):
        return _has_mark(right) and len(right) > 1
    return right in _LAST_CONSONANTS and len(left) > 1 and bool(_WORD_AFTER.match(following))


def close_syllables(content: MappedText) -> MappedText:
    """Remove the stray space inside syllables that were torn in two."""
    gaps: list[tuple[int, int]] = []
    for match in _PAIR.finditer(content.text):
        before = content.text[max(0, match.start() - 20) : match.start()].split()
        following = content.text[match.end(3) : match.end(3) + 2]
        if _is_torn(match.group(1), match.group(3), before[-1] if before else "", following):
            gaps.append(match.span(2))
    return drop(content, gaps)


def close_letterspacing(content: MappedText) -> MappedText:
    """Close words set with a space after each letter, two or more between words: "B Á O  C Á O"."""
    gaps: list[tuple[int, int]] = []
    for match in _SPACED_LETTERS.finditer(content.text):
        words = re.split(r" {2,}", match.group())
        if len(words) > 1 and all(is_syllable(word.replace(" ", "")) for word in words):
            gaps.extend(space.span() for space in _ONE_SPACE.finditer(content.text, *match.span()))
    return drop(content, gaps)
