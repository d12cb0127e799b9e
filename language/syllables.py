"""Whether a word has the shape of a Vietnamese syllable: a test of good and garbled text.

Vietnamese writes every syllable as a word of its own and builds it from a small stock of
first consonants and rhymes, so text in the wrong encoding betrays itself at once.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "syllables.toml"
_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}


@cache
def _stock() -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]:
    data = tomllib.loads(_DATA.read_text("utf-8"))
    onsets = sorted(data["onsets"].split(), key=len, reverse=True)
    return ("", *onsets), frozenset(data["rhymes"].split()), tuple(data["stops"].split())


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (letters only, any case, composed or not) is a possible syllable.

    The tone is checked too: "bác" and "bạc" are syllables, "bảc" is not. Words in plain
    ASCII are judged without their tone, because people leave it out ("bac").
    """
    onsets, rhymes, stops = _stock()
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [_TONES[mark] for mark in decomposed if mark in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    if not any(bare.startswith(onset) and bare[len(onset) :] in rhymes for onset in onsets):
        return False
    if word.isascii() or not bare.endswith(stops):
        return True
    return tones in (["sắc"], ["nặng"])
