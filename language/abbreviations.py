"""Abbreviations of administrative writing: "BHYT" is "bảo hiểm y tế", "CT UBND" a chairman.

The table is ``data/abbreviations.toml``. An ambiguous abbreviation is read by its neighbours;
a reader who types without capitals or marks ("ubnd", "cstd") is understood as long as the
letters cannot be an ordinary syllable.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from language.text import Token, fold, nfc, tokens

_TABLE = Path(__file__).parent / "data" / "abbreviations.toml"
# Onset, vowels, coda of a Vietnamese syllable without its marks.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning and the folded neighbours that call for it (none: the default)."""

    text: str
    next: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@cache
def _readings() -> dict[str, tuple[str, tuple[Reading, ...]]]:
    """Abbreviation without dots and hyphens, exact and folded -> (as printed, readings)."""
    with _TABLE.open("rb") as file:
        raw = tomllib.load(file)
    table: dict[str, tuple[str, tuple[Reading, ...]]] = {}
    folded: dict[str, tuple[str, tuple[Reading, ...]]] = {}
    for name, entry in raw.items():
        readings = tuple(
            Reading(
                nfc(r["text"]),
                tuple(fold(nfc(word)) for word in r.get("next", ())),
                tuple(fold(nfc(word)) for word in r.get("before", ())),
            )
            for r in entry["readings"]
        )
        for spelling in (name, *entry.get("also", ())):
            table.setdefault(_exact_key(nfc(spelling)), (nfc(spelling), readings))
            folded.setdefault(_key(nfc(spelling)), (nfc(spelling), readings))
    return {**folded, **table}


def _key(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


def _exact_key(text: str) -> str:
    """With marks, so that "HĐ" (hội đồng) is not "HD" (hướng dẫn)."""
    return re.sub(r"[\W_]", "", text.lower())


@lru_cache(maxsize=32768)  # nearly every token of every text is looked up
def _entry(token: str) -> tuple[str, tuple[Reading, ...]] | None:
    return _readings().get(_exact_key(token)) or _readings().get(_key(token))


def is_syllable(text: str) -> bool:
    """Whether the letters could be one Vietnamese syllable ("ban" can, "ubnd" cannot)."""
    return _SYLLABLE.match(fold(text)) is not None


def expansion(token: str, before: str = "", after: str = "") -> str | None:
    """What ``token`` stands for, None when it is no known abbreviation.

    ``before`` and ``after`` are the neighbouring text, used for ambiguous abbreviations.
    Lower-case letters count only when they cannot be a syllable.
    """
    entry = _entry(token)
    if entry is None:
        return None
    printed_as_such = sum(character.isupper() for character in token) >= 2
    if not printed_as_such and is_syllable(token):
        return None
    _, readings = entry
    if len(readings) == 1:
        return readings[0].text
    left, right = fold(before).rstrip(), fold(after).lstrip(" .,-")
    for reading in readings:
        if any(right.startswith(word) for word in reading.next):
            return reading.text
        if any(left.endswith(word) for word in reading.before):
            return reading.text
    return next((r.text for r in readings if not r.next and not r.before), readings[0].text)


def expand_tokens(text: str) -> list[Token]:
    """The syllables of ``text`` with abbreviations written out.

    Each syllable of an expansion carries the place of the abbreviation it came from, so a
    match of "bảo hiểm" in "có BHYT" still points into the text.
    """
    result: list[Token] = []
    found = _pieces(text)
    for index, token in enumerate(found):
        if token.text.isdigit() or not token.text[0].isalpha():
            result.append(token)
            continue
        meaning = expansion(token.text, *_neighbours(text, found, index))
        if meaning is None:
            result.append(token)
        else:
            result.extend(Token(part.text, token.start, token.end) for part in tokens(meaning))
    return result


def _pieces(text: str) -> list[Token]:
    """Tokens of ``text``, with "HĐTĐ-KT" and "KT-XH" kept whole where the table knows them."""
    result: list[Token] = []
    for token in tokens(text):
        last = result[-1] if result else None
        if last is not None and text[last.end : token.start] in ("-", "&"):
            joined = text[last.start : token.end]
            if _entry(joined) is not None and joined != joined.lower():
                result[-1] = Token(joined, last.start, token.end)
                continue
        result.append(token)
    return result


def _neighbours(text: str, found: Sequence[Token], index: int) -> tuple[str, str]:
    token = found[index]
    return text[max(0, token.start - 20) : token.start], text[token.end : token.end + 20]


def expand(text: str) -> str:
    """The text with every known abbreviation written out, for searching, not for showing."""
    parts: list[str] = []
    position = 0
    found = _pieces(text)
    for index, token in enumerate(found):
        if not token.text[0].isalpha():
            continue
        meaning = expansion(token.text, *_neighbours(text, found, index))
        if meaning is not None:
            parts += [text[position : token.start], meaning]
            position = token.end
    parts.append(text[position:])
    return "".join(parts)
