"""Names of indicators: canonical wording, mentions in text, likeness of two names.

The lexicon is ``language/data/indicators.toml``. It canonicalises the names that every report
uses; names outside it are compared by their syllables, so nothing depends on being listed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from language.abbreviations import expand_tokens
from language.text import Token
from language.words import canonical

_DATA = Path(__file__).parent / "data" / "indicators.toml"
_EMPTY_WEIGHT = 0.15
_OTHER_THING = 0.55
_OTHER_HEAD = 0.7
_ONE_OF_SEVERAL = 0.9
_COORDINATION = re.compile(r"\s*[,;]\s*|\s+và\s+")
_HEAD = re.compile(r"(?:tỷ lệ|tỉ lệ|số|tổng số|diện tích|sản lượng)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An entry of the lexicon: canonical name and the units it is usually printed in.

    ``in_other_units`` maps a unit to the indicator that a figure in that unit tells instead.
    """

    name: str
    units: tuple[str, ...]
    in_other_units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """An indicator named in a text: ``text`` is the wording at ``[start, end)``.

    ``generic`` marks a wording so general ("đảng viên") that it may only be mentioned.
    """

    name: str
    text: str
    start: int
    end: int
    units: tuple[str, ...]
    generic: bool = False


@dataclass(frozen=True, slots=True)
class _Wording:
    indicator: Indicator
    generic: bool


@cache
def _data() -> dict[str, Any]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)


def _tokens(text: str) -> list[Token]:
    return [Token(canonical(t.text), t.start, t.end) for t in expand_tokens(text)]


@lru_cache(maxsize=20_000)
def _key(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in _tokens(text))


@cache
def _empty() -> frozenset[str]:
    return frozenset(canonical(word) for word in _data()["matching"]["empty"])


@cache
def _optional() -> frozenset[str]:
    return frozenset(canonical(word) for word in _data()["matching"]["optional"])


@cache
def _wordings() -> dict[tuple[str, ...], _Wording]:
    table: dict[tuple[str, ...], _Wording] = {}
    for entry in _data()["indicator"]:
        others = tuple(entry.get("in_other_units", {}).items())
        indicator = Indicator(entry["name"], tuple(entry.get("units", ())), others)
        for wording in (entry["name"], *entry.get("aliases", ())):
            table.setdefault(_key(wording), _Wording(indicator, False))
        for wording in entry.get("alone", ()):
            table.setdefault(_key(wording), _Wording(indicator, True))
    return table


@cache
def _longest_wording() -> int:
    return max(map(len, _wordings()))


@cache
def _cores() -> dict[tuple[str, ...], Indicator | None]:
    """Wordings without their optional syllables; None where two indicators share one."""
    table: dict[tuple[str, ...], Indicator | None] = {}
    for key, wording in _wordings().items():
        core = _essential(key)
        if wording.generic or len(core) < 2:
            continue
        known = table.setdefault(core, wording.indicator)
        if known is not None and known.name != wording.indicator.name:
            table[core] = None
    return table


def _essential(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(syllable for syllable in key if syllable not in _optional())


def _core(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(syllable for syllable in key if syllable not in _empty())


def indicators() -> tuple[Indicator, ...]:
    """Every indicator of the lexicon, in its order."""
    return tuple({w.indicator.name: w.indicator for w in _wordings().values()}.values())


def wordings() -> tuple[str, ...]:
    """Every wording of the lexicon as it is written, canonical names first in each entry."""
    return tuple(
        wording for entry in _data()["indicator"] for wording in (entry["name"], *entry.get("aliases", ()))
    )


def match_indicators(text: str) -> list[IndicatorMention]:
    """Indicators of the lexicon named in the text, longest wording first, none overlapping.

    Works on text with or without diacritics and with abbreviations ("tỷ lệ tham gia BHYT").
    """
    found: list[IndicatorMention] = []
    source = _tokens(text)
    index = 0
    while index < len(source):
        for length in range(min(_longest_wording(), len(source) - index), 0, -1):
            wording = _wordings().get(tuple(token.text for token in source[index : index + length]))
            if wording is not None:
                start, end = source[index].start, source[index + length - 1].end
                found.append(
                    IndicatorMention(
                        wording.indicator.name, text[start:end], start, end,
                        wording.indicator.units, wording.generic,
                    )
                )  # fmt: skip
                index += length
                break
        else:
            index += 1
    return found


@lru_cache(maxsize=20_000)
def canonical_indicator(name: str) -> str | None:
    """The lexicon's name for a whole indicator name, None when the lexicon does not know it.

    Only a name that says no more than a listed wording has one: "tỷ lệ hộ nghèo" has,
    "tỷ lệ hộ nghèo dân tộc thiểu số" has not.
    """
    key = _key(name)
    wording = _wordings().get(key)
    if wording is not None:
        return wording.indicator.name
    core = _essential(key)
    indicator = _cores().get(core)
    if indicator is None or _heads(key) != _heads(_key(indicator.name)):
        return None
    return indicator.name


def _phrases(key: tuple[str, ...], listed: str) -> frozenset[str]:
    """The phrases of a matching list that occur in the key, longer ones first."""
    line = f" {' '.join(key)} "
    present = set()
    for phrase in _phrase_list(listed):
        if f" {phrase} " in line:
            present.add(phrase)
            line = line.replace(f" {phrase} ", " _ ")
    return frozenset(present)


@cache
def _phrase_list(listed: str) -> tuple[str, ...]:
    keys = {" ".join(_key(phrase)) for phrase in _data()["matching"][listed]}
    return tuple(sorted(keys, key=len, reverse=True))


@lru_cache(maxsize=20_000)
def _heads(key: tuple[str, ...]) -> frozenset[str]:
    return _phrases(key, "heads")


@lru_cache(maxsize=20_000)
def _distinguishing(key: tuple[str, ...]) -> frozenset[str]:
    return _phrases(key, "distinguishing")


def _weights(key: tuple[str, ...]) -> dict[str, float]:
    """Syllables and pairs of neighbours with their weight; empty syllables weigh little."""
    weights: dict[str, float] = {}
    for syllable in key:
        weights[syllable] = _EMPTY_WEIGHT if syllable in _empty() else 1.0
    core = _core(key)
    for first, second in pairwise(core):
        weights[f"{first} {second}"] = 0.5
    return weights


def similar(first: str, second: str) -> float:
    """How alike two indicator names are: 1 for the same indicator, 0 for nothing in common.

    Symmetric. The same canonical name gives 1; otherwise the weighted share of common syllables
    and pairs (Dice), lowered when the names differ in a word that tells things apart
    ("cận", "lúa"/"ngô") or in what is measured (a share against an area).
    """
    a, b = _key(first), _key(second)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    known_a, known_b = canonical_indicator(first), canonical_indicator(second)
    if known_a is not None and known_a == known_b:
        return 1.0
    parts = max(_best_part(first, second), _best_part(second, first))
    return max(parts, _likeness(a, b))


def _best_part(whole: str, coordinated: str) -> float:
    """Likeness to one of the things that a name joins: "tỷ lệ hộ nghèo, hộ cận nghèo"."""
    names = [name for name in _COORDINATION.split(coordinated) if len(name.split()) > 1]
    if len(names) < 2:
        return 0.0
    head = _HEAD.match(names[0])
    full = [names[0], *(f"{head.group() if head else ''}{name}" for name in names[1:])]
    return _ONE_OF_SEVERAL * max(similar(whole, name) for name in full)


def _likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    left, right = _weights(a), _weights(b)
    common = sum(min(left[name], right[name]) for name in left.keys() & right.keys())
    score = 2 * common / (sum(left.values()) + sum(right.values()))
    score *= _OTHER_THING ** min(2, len(_distinguishing(a) ^ _distinguishing(b)))
    if _heads(a) != _heads(b):
        score *= _OTHER_HEAD
    return min(score, 0.99)
