"""Where the tone mark of a Vietnamese syllable stands.

The mark goes over the letter that carries a circumflex, breve or horn; else over the last vowel
of a closed syllable; else over the first of two vowels or the middle one of three. Both "hòa"
and "hoà" are usual (open oa, oe, uy) and both are right here. The rule is that of Decision
240/QĐ (1984) of the Ministry of Education and of the older practice beside it.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKED = "ăâêôơư"
_VOWELS = "aeiouy" + _MARKED
_PARTS = re.compile(
    rf"(?P<onset>(?:qu|gi(?=[{_VOWELS}])|[^{_VOWELS}])*)(?P<nucleus>[{_VOWELS}]+)(?P<coda>[^{_VOWELS}]*)$"
)
_EITHER = ("oa", "oe", "uy")


def misplaced_tone(syllable: str) -> str | None:
    """The syllable with its tone where it belongs; None when it is there, or when there is none.

    "vựơt" gives "vượt", "họat" gives "hoạt", "hoà" gives None. Case is kept. Give NFC letters.
    """
    letters: list[str] = []
    tones: list[tuple[int, str]] = []
    for character in syllable:
        decomposed = unicodedata.normalize("NFD", character)
        for mark in decomposed:
            if mark in _TONES:
                tones.append((len(letters), mark))
        letters.append(unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _TONES)))
    if len(tones) != 1:
        return None
    place, mark = tones[0]
    parts = _PARTS.match("".join(letters).lower())
    if parts is None:
        return None
    right = _places(parts["nucleus"], bool(parts["coda"]))
    first = parts.start("nucleus")
    if place - first in right:
        return None
    wanted = first + right[0]
    letters[wanted] = unicodedata.normalize("NFC", letters[wanted] + mark)
    return "".join(letters)


def _places(nucleus: str, closed: bool) -> tuple[int, ...]:
    """The indexes of ``nucleus`` where the mark may stand, the preferred one first."""
    marked = [index for index, letter in enumerate(nucleus) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    if closed:
        return (len(nucleus) - 1,)
    if len(nucleus) == 2 and nucleus in _EITHER:
        return (0, 1)
    if len(nucleus) == 3:
        return (1,) if nucleus not in ("uya",) else (1, 2)
    return (0,)
