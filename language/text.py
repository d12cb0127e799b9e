"""Vietnamese text: composition, folding away diacritics, syllables, sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

# đ has no Unicode decomposition, so it is folded by hand.
_FOLD_BY_HAND = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ƣ": "u", "Ƣ": "u"}
_SYLLABLE = re.compile(r"[^\W_]+(?:[.,]\d+)*", re.UNICODE)
# A full stop ends a sentence only before white space and an upper-case letter, a quote, a
# bullet or the end: "31.250", "tr. 5", "v.v.." and "1. Kết quả" must stay whole.
_SENTENCE_END = re.compile(r"(?<=[^\s.\dIVX])[.!?…]+[\"”’)]*(?=\s+[\"“(\-+*]*[A-ZÀ-ỸĐ\d]|\s*$)|;(?=\s)|\n+")

# Every upper-case letter that Vietnamese print uses, for character classes of patterns: a range
# such as À-Ỹ would take in lower-case letters, too.
UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())


class Token(NamedTuple):
    """A syllable or figure with its place in the text it was cut from."""

    text: str
    start: int
    end: int


def nfc(text: str) -> str:
    """The text in Unicode normal form C, the only form used after reading."""
    return unicodedata.normalize("NFC", text)


@cache
def _fold_character(character: str) -> str:
    by_hand = _FOLD_BY_HAND.get(character)
    if by_hand is not None:
        return by_hand
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base[0]


def fold(text: str) -> str:
    """Lower-case without diacritics: "Bằng khen" becomes "bang khen".

    Length is kept: ``len(fold(t)) == len(t)`` and character i of the result is character i
    of the text, so a place found in the folded text is a place in the text. Give NFC text.
    """
    return "".join(map(_fold_character, text))


# The same syllable written two ways: the tone on the first or the second vowel ("hoà", "hòa"),
# i or y after s and k ("chiến sỹ", "chiến sĩ").
_EVEN_TABLE = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_LATE_TONE = re.compile(r"(?<!q)(?:" + "|".join(_EVEN_TABLE) + r")(?![a-zà-ỹ])")
_Y_FOR_I = {"ỳ": "ì", "ý": "í", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị", "y": "i"}
_SHORT_Y = re.compile(r"(?<=[sk])[yỳýỷỹỵ](?![a-zà-ỹ])")


def even_spelling(text: str) -> str:
    """Lower case with one spelling for each syllable: "Chiến sỹ" and "chiến sĩ" become one.

    Late tone marks move to the first vowel ("hoà" becomes "hòa") and ``y`` becomes ``i`` after
    s and k where nothing follows. Length is kept, so places are places in the text. Give NFC.
    """
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    evened = _LATE_TONE.sub(lambda m: _EVEN_TABLE[m.group()], lowered)
    return _SHORT_Y.sub(lambda m: _Y_FOR_I[m.group()], evened)


def has_diacritics(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark (đ included)."""
    return any(character.isalpha() and _fold_character(character) != character.lower() for character in text)


def tokens(text: str) -> list[Token]:
    """Syllables and figures ("31,250" is one) in order, with their places."""
    return [Token(m.group(), m.start(), m.end()) for m in _SYLLABLE.finditer(text)]


def sentences(text: str) -> list[Token]:
    """Sentences with their places; semicolons end one, as list items of the genre do."""
    result: list[Token] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        result.append(Token(text[start : match.end()], start, match.end()))
        start = match.end()
    if start < len(text):
        result.append(Token(text[start:], start, len(text)))
    trimmed = []
    for piece in result:
        stripped = piece.text.strip()
        if stripped:
            begin = piece.start + piece.text.index(stripped)
            trimmed.append(Token(stripped, begin, begin + len(stripped)))
    return trimmed
