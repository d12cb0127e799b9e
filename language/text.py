"""Vietnamese text: composition, folding away diacritics, syllables, sentences."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# đ has no Unicode decomposition, so it is folded by hand.
_FOLD_BY_HAND = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ƣ": "u", "Ƣ": "u"}
_SYLLABLE = re.compile(r"[^\W_]+(?:[.,]\d+)*", re.UNICODE)
# Every upper-case letter that Vietnamese print uses, for character classes of patterns: a range
# such as À-Ỹ would take in lower-case letters, too.
UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
LOWER = UPPER.lower()
_MARKED_VOWELS = "".join(c for c in LOWER if not c.isascii() and c != "đ")
# A full stop ends a sentence only before white space and an upper-case letter, a quote, a
# bullet or the end: "31.250", "tr. 5", "v.v.." and "1. Kết quả" must stay whole. One with no
# white space after it (lost in print) has a whole word on either side: "ThS.Minh" must stay whole.
_GLUED = (
    rf"(?:(?<=\b[{LOWER}][{_MARKED_VOWELS}])|(?<=[^\W\d_][{LOWER}]{{2}})|(?<=\d%))"
    rf"\.(?=[{UPPER}]+[{LOWER}]*\s+[{LOWER}\d])"
)
_SENTENCE_END = re.compile(
    rf"(?P<stop>[.!?…]+[\"”’)]*)(?=\s+[\"“(\-+*]*[{UPPER}\d]|\s*$)|{_GLUED}|;(?=\s)|\n+"
)
# A figure or Roman numeral before a full stop: an outline mark ("1. Kết quả", "Điều 3. Tên",
# "sau: 2. Kết quả") unless it stands at the end of a sentence ("… năm 2023. Đảng ủy …").
_NUMERAL = re.compile(r"(?:\d+(?:[.,/]\d+)*|[IVX]+)$")
_MARKED = "điều|phần|mục|chương|khoản|điểm|bảng|biểu|phụ lục|số"
_YEAR = re.compile(r"(?:19|20)\d\d")  # "giai đoạn 2018 - 2023. Đến nay ...": no outline mark is so high
_BEFORE_MARK = re.compile(rf"(?:^|[\n:;.!?…,\-+*(]|\b(?:{_MARKED}))\s*$", re.IGNORECASE)
_SHORTENED = re.compile(r"(?:^|[^\w])(?:TP|Tp|TX|TT|PGS|GS|TS|ThS|BS|Q|P|H|Tr)$")


class Token(NamedTuple):
    """A syllable or figure with its place in the text it was cut from."""

    text: str
    start: int
    end: int


def nfc(text: str) -> str:
    """The text in Unicode normal form C, the only form used after reading."""
    return unicodedata.normalize("NFC", text)


class _Folding(dict[int, str]):
    """The folded form of every character met so far, by code point, as ``str.translate`` asks."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _FOLD_BY_HAND.get(character) or unicodedata.normalize("NFD", character)[0].lower()[0]
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower-case without diacritics: "Bằng khen" becomes "bang khen".

    Length is kept: ``len(fold(t)) == len(t)`` and character i of the result is character i
    of the text, so a place found in the folded text is a place in the text. Give NFC text.
    """
    return text.translate(_FOLDING)


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
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    evened = _LATE_TONE.sub(lambda m: _EVEN_TABLE[m.group()], lowered)
    return _SHORT_Y.sub(lambda m: _Y_FOR_I[m.group()], evened)


def has_diacritics(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark (đ included)."""
    return any(character.isalpha() and _FOLDING[ord(character)] != character.lower() for character in text)


def tokens(text: str) -> list[Token]:
    """Syllables and figures ("31,250" is one) in order, with their places."""
    return [Token(m.group(), m.start(), m.end()) for m in _SYLLABLE.finditer(text)]


def _closes(before: str, after: str) -> bool:
    """Whether a full stop closes a sentence; one after an outline mark or "TP" does not."""
    if before[-1:].isspace() or not before:
        return False
    numeral = _NUMERAL.search(before)
    if numeral is None:
        return _SHORTENED.search(before) is None
    marks = _BEFORE_MARK.search(before[: numeral.start()]) and not _YEAR.fullmatch(numeral.group())
    return not marks and not after.strip()[:1].isdigit()


def sentences(text: str) -> list[Token]:
    """Sentences with their places; semicolons end one, as list items of the genre do."""
    result: list[Token] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match["stop"] and not _closes(text[start : match.start()], text[match.end() :][:2]):
            continue
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
