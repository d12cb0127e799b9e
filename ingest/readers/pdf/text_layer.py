"""Whether the text layer of a PDF page can be trusted, or the page's image must be read."""

from __future__ import annotations

import re
import unicodedata

from ingest.encodings import pasted_legacy
from language.syllables import is_syllable
from language.text import has_diacritics

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_LETTERS = 8
_FEWEST_WORDS = 12
# Characters of the private area and U+FFFD are glyphs that the file gives no letter for.
_MOST_UNMAPPED = 0.05
# The share of words that must be Vietnamese syllables in the hidden text that a scanner's own
# software laid under its picture; scanners without Vietnamese reach about a half.
_SYLLABLES_OF_SCAN = 0.75
# The share of its words that must carry a mark; some 70 % do in Vietnamese.
_MARKED_OF_SCAN = 0.3
# Text set by a program is wrong only when its fonts are: nearly nothing is a syllable then.
_SYLLABLES_OF_TEXT = 0.25


def is_missing(text: str) -> bool:
    """Whether the page has no text worth the name (a stamp's date is none)."""
    return sum(map(str.isalnum, text)) < _FEWEST_LETTERS


def is_good(text: str, *, scanned: bool) -> bool:
    """Whether the text layer reads as language; ``scanned`` if it lies under a page picture."""
    if is_missing(text):
        return False
    letters = [c for c in text if not c.isspace()]
    unmapped = sum(c == "\ufffd" or unicodedata.category(c) in ("Co", "Cn") for c in letters)
    if unmapped > _MOST_UNMAPPED * len(letters):
        return False
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if len(words) < _FEWEST_WORDS or pasted_legacy(text.split("\n")):
        return True
    if scanned and sum(map(has_diacritics, words)) < _MARKED_OF_SCAN * len(words):
        return False
    least = _SYLLABLES_OF_SCAN if scanned else _SYLLABLES_OF_TEXT
    return sum(map(is_syllable, words)) >= least * len(words)
