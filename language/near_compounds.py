"""Half a compound beside a syllable that does not belong there: "tuyên tuyền" for "tuyên truyền".

``data/ordinary_syllables.txt`` holds the syllables of ordinary Vietnamese in the form of
``language.words.toned``. A syllable outside it, or one that hardly stands in such company
(``language.company``), one letter away from the other half of a known compound, is a slip of the
keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from language.company import does_not_belong
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

    def unwritten(self, first: str, second: str) -> str | None:
        """The one compound meant by a half and a syllable that nobody writes, None when none is."""
        odd = [half for half in (first, second) if half not in _ordinary()]
        if len(odd) != 1 or second in self._by_first.get(first, {}):
            return None
        return self._meant(first, second, odd[0] == first, odd[0] == second)

    def misplaced(self, first: str, second: str) -> str | None:
        """The one compound meant by a half and a word that hardly stands beside it, None when none is.

        A syllable that nobody writes is judged where its marks say that it is Vietnamese.
        """
        if second in self._by_first.get(first, {}):
            return None
        if any(half.isascii() and half not in _ordinary() for half in (first, second)):
            return None
        return self._meant(first, second, does_not_belong(first, second), does_not_belong(second, first))

    def _meant(self, first: str, second: str, first_odd: bool, second_odd: bool) -> str | None:
        near: set[str] = set()
        if first_odd:
            near |= _one_letter_from(first, self._by_second.get(second, {}))
        if second_odd:
            near |= _one_letter_from(second, self._by_first.get(first, {}))
        return next(iter(near)) if len(near) == 1 else None


def _one_letter_from(odd: str, partners: Mapping[str, str]) -> set[str]:
    """How the pairs are written whose half is one letter from the odd syllable; short ones are near many."""
    if len(odd) < _SHORTEST:
        return set()
    return {written for half, written in partners.items() if one_letter_apart(odd, half)}


def one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter put in, left out or exchanged makes one syllable the other."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
