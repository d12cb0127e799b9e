"""From bytes, or from text set in a legacy font, to Vietnamese Unicode.

Old Vietnamese office text lives in 8-bit encodings (TCVN3, VNI, VISCII, VPS, Windows-1258),
either as bytes or as Latin-1 characters that only a font such as .VnTime draws as Vietnamese.
Two kinds of evidence decide: the font's name, and whether the words become Vietnamese
syllables. Text that already is good Unicode is never touched.

The conversion tables are those of the library viparse; the few letters that its tables lack
are added here from the published VNI layout.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import Charmap, build_charmap, convert

from language.syllables import is_syllable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII", "vps": "VPS",
    "cp1258": "Windows-1258", "cp1252": "Windows-1252",
}  # fmt: skip
# VNI writes these letters so; the library's table leaves them out or differs.
_VNI_ADDED = {
    "aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ", "ÖØ": "Ừ", "UØ": "Ù", "YÕ": "Ỹ", "Eâ": "Ê", "Aê": "Ă",
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+")
# A run of non-blank characters: legacy letters may sit on code points that are no letters.
_CHUNK = re.compile(r"\S+")
# Letters that only real Vietnamese Unicode has: no legacy encoding shows up as these.
_VIETNAMESE_ONLY = re.compile("[ăĂđĐơƠưƯĩĨũŨ\u1ea0-\u1ef9]")
# Enough words must have become syllables before text is taken for legacy, and they must
# clearly outnumber the words that are syllables when nothing is changed.
_ENOUGH = 0.7
_MARGIN = 0.2
_FEWEST_WORDS = 3
# In an 8-bit encoding hardly any two bytes happen to form a UTF-8 letter.
_INTACT_FOR_EACH_BROKEN = 3
# The sample that is judged when a whole file is: beyond it more text changes nothing.
_SAMPLE = 60_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text from bytes. ``converted`` marks a legacy encoding, whose name people are told;
    ``damaged`` counts characters that could not be read and became U+FFFD."""

    text: str
    encoding: str
    converted: bool = False
    damaged: int = 0


@cache
def _charmap(encoding: str) -> Charmap:
    charmap: Charmap = CHARMAPS[encoding]
    if encoding != "vni":
        return charmap
    entries = {**dict(charmap.pairs), **_VNI_ADDED}
    return build_charmap("vni", entries.items())


def from_font(name: str | None) -> str | None:
    """The legacy encoding that a font's name tells, e.g. ".VnTimeH" is "tcvn3"."""
    bare = re.sub(r"^[A-Z]{6}\+", "", name or "").lstrip("/").lower()
    if bare.startswith(".vn"):
        return "tcvn3"
    if re.match(r"vni[-_ ]", bare):
        return "vni"
    if re.match(r"vps[-_ ]", bare):
        return "vps"
    return None


def draws_capitals(font: str | None) -> bool:
    """Whether the font draws small letters as capitals: ".VnTimeH", ".VnArialH"."""
    return from_font(font) == "tcvn3" and bool(font) and str(font).rstrip().endswith("H")


def to_unicode(text: str, encoding: str) -> str:
    """Text of a legacy encoding, one Latin-1 character a byte, as NFC Unicode."""
    if encoding in ("cp1258", "cp1252"):
        return unicodedata.normalize("NFC", text)
    converted = convert(text, _charmap(encoding))
    return _mend_capitals(converted) if encoding == "tcvn3" else converted


def _mend_capitals(text: str) -> str:
    """TCVN3 has no capitals with a tone: "CéNG HßA" becomes "CộNG HòA" and here "CỘNG HÒA".

    A word with one plain letter ("Hà") does not tell; the plain letters of its line do.
    """

    def mend_word(match: re.Match[str]) -> str:
        plain = [letter for letter in match.group() if letter.isascii()]
        return match.group().upper() if len(plain) > 1 and _shouts(plain) else match.group()

    lines = []
    for line in text.split("\n"):
        plain = [letter for letter in line if letter.isascii() and letter.isalpha()]
        lines.append(line.upper() if len(plain) > 3 and _shouts(plain) else _WORD.sub(mend_word, line))
    return "\n".join(lines)


def _shouts(letters: list[str]) -> bool:
    return all(letter.isupper() for letter in letters)


def fitness(text: str) -> float:
    """The share of words with letters beyond ASCII that are Vietnamese syllables, 0–1.

    0 when there is no such word. Single letters are no evidence: they may be a bullet or a µ.
    """
    words = _telling_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _telling_words(text: str) -> list[str]:
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return [word for word in words if len(word) > 1 and not word.isascii()]


def detect_legacy(text: str, candidates: Iterable[str] = ("tcvn3", "vni", "viscii", "vps")) -> str | None:
    """The legacy encoding of text that was decoded as Latin-1 or Windows-1252, None for none.

    Only words that hold a character beyond ASCII are judged: they must become Vietnamese
    syllables, and must not have been so before.
    """
    if _VIETNAMESE_ONLY.search(text):
        return None
    # Each word once: one short word said often fits more than one encoding.
    chunks = list(dict.fromkeys(c for c in _CHUNK.findall(text[:_SAMPLE]) if not c.isascii()))
    if not chunks:
        return None
    sample = " ".join(chunks)
    scores = {name: fitness(to_unicode(sample, name)) for name in candidates}
    best = max(scores, key=lambda name: scores[name])
    if len(_telling_words(to_unicode(sample, best))) < _FEWEST_WORDS:
        return None
    if scores[best] < _ENOUGH or scores[best] < fitness(sample) + _MARGIN:
        return None
    return best


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file's bytes, by evidence; ``declared`` is what the file says of itself.

    Order of trust: byte order mark, valid UTF-8, UTF-16 by its zero bytes, UTF-8 with few
    broken bytes, legacy Vietnamese by its syllables, what is declared, Windows-1252.
    UTF-8 text that holds legacy letters (pasted from an old document) is converted line by
    line, so that good lines beside them stay as they are.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _damage_counted(data[len(mark) :].decode(encoding, "replace"), encoding)
    wide = _wide_encoding(data)
    if wide:
        return _damage_counted(data.decode(wide, "replace"), wide)
    try:
        return _pasted_legacy_converted(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    intact = sum(not character.isascii() for character in text) - damaged
    if damaged * _INTACT_FOR_EACH_BROKEN <= intact:
        return Decoded(text, "utf-8", damaged=damaged)
    return _decode_narrow(data, declared)


def _damage_counted(text: str, encoding: str) -> Decoded:
    return Decoded(text, encoding, damaged=text.count("\ufffd"))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: spaces, digits and line ends have a zero for their other byte."""
    sample = data[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 10 and even * 10 < odd:
        return "utf-16-le"
    if even > len(sample) // 10 and odd * 10 < even:
        return "utf-16-be"
    return None


def _decode_narrow(data: bytes, declared: str | None) -> Decoded:
    surface = data.decode("latin-1")
    legacy = detect_legacy(surface)
    windows = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    as_legacy = fitness(to_unicode(surface[:_SAMPLE], legacy)) if legacy else 0.0
    if fitness(windows[:_SAMPLE]) > max(as_legacy, _ENOUGH):
        return Decoded(windows, _NAMES["cp1258"], converted=True)
    if legacy:
        return Decoded(to_unicode(surface, legacy), _NAMES[legacy], converted=True)
    if declared:
        try:
            return _damage_counted(data.decode(declared, "replace"), declared)
        except LookupError:
            pass
    return _damage_counted(data.decode("cp1252", "replace"), _NAMES["cp1252"])


def _pasted_legacy_converted(text: str) -> Decoded:
    """Convert the lines of Unicode text that are legacy letters, when the text shows any."""
    lines = text.split("\n")
    legacy = pasted_legacy(lines)
    if legacy is None:
        return Decoded(text, "utf-8")
    return Decoded("\n".join(mended(line, legacy) for line in lines), display_name(legacy), converted=True)


def pasted_legacy(pieces: Iterable[str]) -> str | None:
    """The legacy encoding of those pieces of a Unicode text that are not good Unicode."""
    return detect_legacy("\n".join(piece for piece in pieces if _suspicious(piece)))


def mended(piece: str, legacy: str) -> str:
    """The piece converted from a legacy encoding if it then reads better, else unchanged."""
    if not _suspicious(piece):
        return piece
    converted = to_unicode(piece, legacy)
    return converted if fitness(converted) > fitness(piece) else piece


def display_name(encoding: str) -> str:
    """The encoding's name as people know it."""
    return _NAMES.get(encoding, encoding)


def _suspicious(piece: str) -> bool:
    return not piece.isascii() and not _VIETNAMESE_ONLY.search(piece)


def in_font(text: str, font: str | None) -> str:
    """Text as its font draws it: converted when the font is a legacy one and the text is too.

    People change the encoding and forget the font, or the other way about, so text that is
    Unicode already stays.
    """
    encoding = from_font(font)
    if encoding is None or _VIETNAMESE_ONLY.search(text):
        return text
    converted = to_unicode(text, encoding)
    if fitness(converted) < fitness(text):
        return text
    return converted.upper() if draws_capitals(font) else converted
