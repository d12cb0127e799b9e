"""A remark for the person when a document does not seem to be in Vietnamese."""

from __future__ import annotations

import re

from foundation.wording import say
from language.syllables import is_syllable
from language.text import has_diacritics, nfc

_WORD = re.compile(r"[^\W\d_]{2,}")
_SAMPLE = 20_000
_FEWEST_WORDS = 20
# Measured on reports: well above .9 of the words are syllables; English and French prose
# stays under .4.
_SYLLABLES = 0.6
# Of Vietnamese words some 70 % carry a mark; 5 % tells text that was typed without marks.
_MARKED = 0.05


def language_note(text: str) -> tuple[str, ...]:
    """Notes about the language: empty for Vietnamese and for text too short to tell."""
    words = _WORD.findall(nfc(text[:_SAMPLE]))
    if len(words) < _FEWEST_WORDS:
        return ()
    if sum(map(is_syllable, words)) < _SYLLABLES * len(words):
        return (say("reading.not_vietnamese"),)
    if sum(map(has_diacritics, words)) < _MARKED * len(words):
        return (say("reading.no_diacritics"),)
    return ()
