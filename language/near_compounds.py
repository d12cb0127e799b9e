"""Half a compound beside a syllable that nobody writes: "tuyên tuyền" for "tuyên truyền".

``data/ordinary_syllables.txt`` holds the syllables of ordinary Vietnamese in the form of
``language.words.toned``. A syllable outside it, one letter away from the other half of a known
compound, is a slip of the keyboard. Names are left alone: only small letters are judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from language.words import toned

_TABLE = Path(__file__).parent / "data" / "ordinary_syllables.txt"
_SHORTEST = 3
Pair = tuple[str, str]


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(_TABLE.read_text("utf-8").split())


@lru_cache(maxsize=16384)
def is_ordinary(syllable: str) -> bool:
    """Whether ordinary Vietnamese writes the syllable, in any case: "được" and not "ợc"."""
    return toned(syllable) in _ordinary()


class NearCompounds:
    """Compounds by each half. ``pairs`` are toned halves and how the compound is written."""

    def __init__(self, pairs: Iterable[tuple[Pair, str]]) -> None:
        self._by_first: dict[str, dict[str, str]] = {}
        self._by_second: dict[str, dict[str, str]] = {}
        for (first, second), written in pairs:
            self._by_first.setdefault(first, {})[second] = written
            self._by_second.setdefault(second, {})[first] = written

    def meant(self, first: str, second: str) -> str | None:
        """The one compound that two toned syllables are a letter away from, None when none is."""
        odd = [half for half in (first, second) if half not in _ordinary()]
        known = second in self._by_first.get(first, {})
        if known or len(odd) != 1 or len(odd[0]) < _SHORTEST:
            return None
        others = self._by_second.get(second, {}) if odd[0] == first else self._by_first.get(first, {})
        near = {written for half, written in others.items() if one_letter_apart(odd[0], half)}
        return next(iter(near)) if len(near) == 1 else None


def one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter put in, left out or exchanged makes one syllable the other."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
