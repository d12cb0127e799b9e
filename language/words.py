"""Words of Vietnamese text: syllables, compounds, and which words mean the same.

Vietnamese writes syllables apart, so "giáo viên" is two tokens and one word. A word here is a
run of syllables that ``data/words.toml`` knows as a compound, or a single syllable. Syllables
are compared in a canonical form: without marks, with one spelling of i/y ("tỷ" = "tỉ").
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from language.abbreviations import expand_tokens
from language.text import fold, nfc, tokens

_TABLE = Path(__file__).parent / "data" / "words.toml"
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_LONGEST = 9
Phrase = tuple[str, ...]


@lru_cache(maxsize=65536)
def canonical(syllable: str) -> str:
    """The syllable without marks and with one spelling of a final i/y."""
    plain = fold(syllable)
    if len(plain) > 1 and plain[-1] == "y" and plain[-2] not in "aeiou":
        plain = plain[:-1] + "i"
    return plain


@lru_cache(maxsize=65536)
def toned(syllable: str) -> str:
    """The syllable with its marks in a fixed place, so that "hoá" equals "hóa"."""
    decomposed = unicodedata.normalize("NFD", syllable.lower())
    tone = "".join(c for c in decomposed if ord(c) in _TONES)
    plain = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    if len(plain) > 1 and plain[-1] == "y" and canonical(plain)[-1] == "i":
        plain = plain[:-1] + "i"
    return plain + tone


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its canonical phrase, its place, and whether it carries a subject.

    ``phrases`` are the canonical phrases of all words that mean the same, this one first.
    """

    phrase: Phrase
    marks: tuple[str, ...]
    start: int
    end: int
    generic: bool
    light: bool
    phrases: tuple[Phrase, ...]

    @property
    def text(self) -> str:
        """The canonical phrase, syllables joined by blanks."""
        return " ".join(self.phrase)


@dataclass(frozen=True, slots=True)
class Syllables:
    """A text as canonical syllables with places; ``bound[i]`` when syllable i is in a compound."""

    canonical: tuple[str, ...]
    marks: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bound: tuple[bool, ...]

    def find(self, phrase: Phrase, inside: bool = False) -> list[int]:
        """The indexes where ``phrase`` begins.

        A single syllable is found inside a compound ("lắp" in "lắp đặt") only when asked for.
        """
        first, size = phrase[0], len(phrase)
        found: list[int] = []
        if first not in self.canonical:
            return found
        index = -1
        while True:
            try:
                index = self.canonical.index(first, index + 1)
            except ValueError:
                return found
            if size == 1:
                if inside or not self.bound[index]:
                    found.append(index)
            elif self.canonical[index : index + size] == phrase:
                found.append(index)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    compounds: dict[str, frozenset[Phrase]]
    groups: dict[Phrase, tuple[Phrase, ...]]
    generic: dict[Phrase, frozenset[tuple[str, ...]]]
    light: dict[Phrase, frozenset[tuple[str, ...]]]
    spelling: dict[Phrase, frozenset[tuple[str, ...]]]


def _phrase(text: str) -> Phrase:
    return tuple(canonical(t.text) for t in tokens(nfc(text)))


@cache
def _lexicon() -> _Lexicon:
    with _TABLE.open("rb") as file:
        raw = tomllib.load(file)
    groups: dict[Phrase, tuple[Phrase, ...]] = {}
    for group in raw["same"]:
        phrases = tuple(dict.fromkeys(_phrase(text) for text in group))
        for phrase in phrases:
            others = (p for p in groups.get(phrase, ()) if p != phrase)
            groups[phrase] = tuple(dict.fromkeys((phrase, *phrases, *others)))
    listed = [text for group in raw["same"] for text in group] + raw["words"] + raw["light"] + raw["generic"]
    compounds: dict[str, set[Phrase]] = {}
    spelling: dict[Phrase, set[tuple[str, ...]]] = {}
    for text in listed:
        phrase = _phrase(text)
        spelling.setdefault(phrase, set()).add(tuple(toned(t.text) for t in tokens(nfc(text))))
        if len(phrase) > 1:
            compounds.setdefault(phrase[0], set()).add(phrase)
    return _Lexicon(
        {first: frozenset(phrases) for first, phrases in compounds.items()},
        groups,
        _spellings(raw["generic"]),
        _spellings(raw["light"]),
        {phrase: frozenset(ways) for phrase, ways in spelling.items()},
    )


def _spellings(texts: Iterable[str]) -> dict[Phrase, frozenset[tuple[str, ...]]]:
    """Canonical phrases with the ways they are spelt with marks."""
    ways: dict[Phrase, set[tuple[str, ...]]] = {}
    for text in texts:
        ways.setdefault(_phrase(text), set()).add(tuple(toned(t.text) for t in tokens(nfc(text))))
    return {phrase: frozenset(spelt) for phrase, spelt in ways.items()}


def _is_listed(
    marks: Sequence[str], phrase: Phrase, listed: dict[Phrase, frozenset[tuple[str, ...]]]
) -> bool:
    """Whether a word is in a list, spelt that way or typed without marks."""
    ways = listed.get(phrase)
    return ways is not None and (tuple(marks) in ways or tuple(marks) == phrase)


def _marks_agree(marks: Sequence[str], phrase: Phrase) -> bool:
    """Whether marks, where written, are those of a listed spelling in at least half."""
    ways = _lexicon().spelling.get(phrase, frozenset())
    for way in ways:
        agreeing = sum(m in (w, c) for m, w, c in zip(marks, way, phrase, strict=False))
        if agreeing * 2 >= len(phrase) + (len(phrase) == 1):
            return True
    return False


def _segments(canon: Sequence[str], marks: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Longest compounds first, from left to right, as ranges of syllable indexes."""
    compounds = _lexicon().compounds
    index = 0
    while index < len(canon):
        size = 1
        for candidate in compounds.get(canon[index], ()):
            length = len(candidate)
            here = tuple(canon[index : index + length])
            if size < length <= _LONGEST and here == candidate and _marks_agree(marks[index:], candidate):
                size = length
        yield index, index + size
        index += size


@lru_cache(maxsize=1024)  # the articles of the law are compared with every question on it
def syllables(text: str) -> Syllables:
    """The text as canonical syllables, abbreviations written out."""
    pieces = expand_tokens(text)
    canon = tuple(canonical(t.text) for t in pieces)
    marks = tuple(toned(t.text) for t in pieces)
    bound = [False] * len(pieces)
    for start, end in _segments(canon, marks):
        if end - start > 1:
            bound[start:end] = [True] * (end - start)
    return Syllables(canon, marks, tuple(t.start for t in pieces), tuple(t.end for t in pieces), tuple(bound))


def words(text: str) -> list[Word]:
    """The words of ``text`` in order, abbreviations written out."""
    pieces = expand_tokens(text)
    canon = [canonical(t.text) for t in pieces]
    marks = [toned(t.text) for t in pieces]
    lexicon = _lexicon()
    result = []
    for start, end in _segments(canon, marks):
        phrase = tuple(canon[start:end])
        listed = _marks_agree(marks[start:end], phrase)
        result.append(
            Word(
                phrase, tuple(marks[start:end]), pieces[start].start, pieces[end - 1].end,
                generic=_is_listed(marks[start:end], phrase, lexicon.generic),
                light=_is_listed(marks[start:end], phrase, lexicon.light),
                phrases=lexicon.groups.get(phrase, (phrase,)) if listed else (phrase,),
            )
        )  # fmt: skip
    return result


def vocabulary() -> frozenset[str]:
    """Every canonical syllable of the lexicon, to correct typing against."""
    return frozenset(s for phrase in _lexicon().spelling for s in phrase)
