"""Units of measure and counted nouns: what may stand after a figure.

The lexicon is ``language/data/measures.toml``. Unit phrases are composed: a multiplier, a
measure, and divisors ("nghìn lượt khách", "triệu đồng/người/năm").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from language.text import fold, has_diacritics
from language.words import toned

_DATA = Path(__file__).parent / "data" / "measures.toml"
_GAP = re.compile(r"[\s ]{0,3}")
_DIVISION = re.compile(r"[\s ]{0,2}/[\s ]{0,2}(?:0?1\s+|(?P<many>10{0,2}(?:\.?000)?)\s+)?")
#: Open vocabulary: the word after a figure that the lexicon does not know.
_WORD = re.compile(r"[^\W\d_]+")


class Measure(NamedTuple):
    """A unit of measure: its canonical name and its kind ("money", "people", "percent", …)."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """A unit phrase in a text; ``name`` is canonical, ``text[start:end]`` is as printed."""

    name: str
    kind: str
    start: int
    end: int


class Reading(NamedTuple):
    """A text with what matching needs to know of it, worked out once.

    ``plain`` is what word lists are matched against: the text in lower case where it writes
    diacritics, else without any. All three texts have the same length.
    """

    text: str
    folded: str
    plain: str
    accented: bool

    @classmethod
    def of(cls, text: str) -> Reading:
        """The reading of an NFC text."""
        folded = fold(text)
        accented = has_diacritics(text)
        lower = text.lower()
        plain = lower if accented and len(lower) == len(text) else folded
        return cls(text, folded, plain, accented)


class _Lexicon(NamedTuple):
    pattern: re.Pattern[str]
    by_folded: dict[str, list[tuple[str, Measure]]]
    multipliers: re.Pattern[str]
    compounds: re.Pattern[str]


def word_pattern(words: Iterable[str], accented: bool = False) -> str:
    """A regex alternation of phrases, longest first, with flexible white space.

    It matches lower-case text with diacritics when ``accented``, else folded text.
    """
    spelt = sorted({word.lower() if accented else fold(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in spelt)


@cache
def measures_data() -> dict[str, object]:
    """The raw tables of the lexicon."""
    with _DATA.open("rb") as file:
        return tomllib.load(file)


def word_list(name: str) -> list[str]:
    """One of the word lists of the lexicon, e.g. ``names`` or ``places``."""
    words = measures_data()[name]
    if not isinstance(words, list):
        raise TypeError(f"{name} in {_DATA.name} must be a list")
    return [str(word) for word in words]


@cache
def _lexicon() -> _Lexicon:
    tables = measures_data()["measures"]
    if not isinstance(tables, dict):
        raise TypeError(f"measures in {_DATA.name} must be a table")
    by_folded: dict[str, list[tuple[str, Measure]]] = {}
    for kind, entries in tables.items():
        for name, aliases in entries.items():
            for spelling in (name, *aliases):
                key = " ".join(fold(spelling).split())
                by_folded.setdefault(key, []).append((spelling.lower(), Measure(name, kind)))
    # A word ends where no letter follows; a sign ends anywhere ("101,1%KH").
    pattern = re.compile(rf"(?:{word_pattern(by_folded)})(?:(?<=[%‰²³>])|(?![^\W\d_]))")
    multipliers = re.compile(rf"(?:{word_pattern(word_list('multipliers'))})\s+")
    compounds = re.compile(rf"(?:{word_pattern(word_list('not_measures'))})(?!\w)")
    return _Lexicon(pattern, by_folded, multipliers, compounds)


@lru_cache(maxsize=4096)
def _toned(phrase: str) -> str:
    """The phrase with its marks in one fixed place ("thuỷ" is "thủy") and single spaces."""
    return " ".join(toned(syllable) for syllable in phrase.split())


@cache
def _measures_before() -> dict[str, tuple[str, re.Pattern[str]]]:
    """By folded word: the measure that it is before certain nouns, and those nouns."""
    table = measures_data()["measures_before"]
    if not isinstance(table, dict):
        raise TypeError(f"measures_before in {_DATA.name} must be a table")
    return {
        fold(word): (entry["measure"], re.compile(rf"\s*(?:{word_pattern(entry['nouns'])})(?!\w)"))
        for word, entry in table.items()
    }


def _meant(candidates: list[tuple[str, Measure]], key: str, after: str) -> list[tuple[str, Measure]]:
    """Of what a word may count, what the noun behind it tells: "120 khối đá" but "07 khối thi đua"."""
    if key not in _measures_before():
        return candidates
    name, nouns = _measures_before()[key]
    before_noun = nouns.match(after) is not None
    meant = [each for each in candidates if (each[1].name == name) == before_noun]
    return meant or candidates


def _known(source: Reading, position: int) -> MeasureMention | None:
    """The longest spelling of the lexicon at ``position``."""
    lexicon = _lexicon()
    match = lexicon.pattern.match(source.folded, position)
    if match is None:
        return None
    compound = lexicon.compounds.match(source.folded, position)
    if compound is not None and compound.end() > match.end():
        return None
    key = " ".join(match.group().split())
    candidates = _meant(lexicon.by_folded[key], key, source.folded[match.end() :])
    measure = candidates[0][1]
    if source.accented:
        # "ta" is no spelling of "tạ", nor "hộ so" of "hồ sơ", in a text that writes diacritics.
        printed = _toned(source.text[match.start() : match.end()])
        agreeing = [measure for spelling, measure in candidates if _toned(spelling) == printed]
        if not agreeing:
            return None
        measure = agreeing[0]
    return MeasureMention(measure.name, measure.kind, match.start(), match.end())


def _multiplied(source: Reading, position: int) -> MeasureMention | None:
    """A multiplier and a counted noun: "triệu lượt khách"."""
    multiplier = _lexicon().multipliers.match(source.folded, position)
    if multiplier is None:
        return None
    base = _known(source, multiplier.end())
    if base is None or base.kind == "money":
        return None
    word = source.text[multiplier.start() : multiplier.end()].strip().lower()
    return MeasureMention(f"{word} {base.name}", base.kind, position, base.end)


def measure_at(source: Reading, position: int) -> MeasureMention | None:
    """The unit phrase that begins at ``position``, white space aside; None if there is none."""
    gap = _GAP.match(source.text, position)
    start = gap.end() if gap else position
    mention = _multiplied(source, start) or _known(source, start)
    if mention is None:
        return None
    name, end = mention.name, mention.end
    while division := _DIVISION.match(source.text, end):
        divisor = _known(source, division.end())
        if divisor is not None:
            many = f"{division['many']} " if division["many"] else ""
            name, end = f"{name}/{many}{divisor.name}", divisor.end
            continue
        if division["many"]:
            break
        word = _WORD.match(source.text, division.end())
        if word is None:
            break
        name, end = f"{name}/{word.group().lower()}", word.end()
    return MeasureMention(name, mention.kind, mention.start, end)


def _alone(text: str) -> MeasureMention | None:
    stripped = text.strip().strip("()")
    mention = measure_at(Reading.of(stripped), 0)
    return mention if mention is not None and mention.end == len(stripped) else None


def is_measure(text: str) -> bool:
    """Whether the text is nothing but a unit of measure, as in a table's column of units."""
    return _alone(text) is not None


def canonical_measure(text: str) -> str:
    """The canonical name of a unit printed alone ("Trđ" is "triệu đồng"); else the text itself."""
    mention = _alone(text)
    return text.strip().strip("()") if mention is None else mention.name
