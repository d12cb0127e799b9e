"""The vocabulary of ``instruments``: kinds, letters of numbers, issuing bodies, named laws."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from language.text import fold, nfc

_DATA = Path(__file__).parent / "data" / "instruments_lexicon.toml"
# Between the words of a title clerks put commas and hyphens, or leave them out.
_BETWEEN_WORDS = r"[\s,\-–]+"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of instrument. ``bare``: "Nghị định 91" is one; ``titled``: "Luật Đất đai" is."""

    name: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    bare: bool
    titled: bool


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body by its letters; ``kind`` is what it issues when the number does not say.

    ``numbered`` letters are followed by the number of the term of office (QH15).
    """

    code: str
    name: str
    kind: str
    numbered: bool


@dataclass(frozen=True, slots=True)
class InstrumentLexicon:
    """Everything folded for look-up, and the patterns made from it."""

    kinds: dict[str, Kind]
    kind_of_code: dict[str, tuple[str, Kind]]
    issuers: dict[str, Issuer]
    other_papers: frozenset[str]
    kind_pattern: str
    kind_start_pattern: re.Pattern[str]
    title_pattern: str
    title_in_full: dict[str, str]
    body_pattern: re.Pattern[str]
    inner_words: frozenset[str]
    body_end_pattern: re.Pattern[str]

    def kind_named(self, folded_words: str) -> Kind:
        """The kind that the folded words name."""
        return self.kinds[" ".join(folded_words.split())]


@cache
def instrument_lexicon() -> InstrumentLexicon:
    """The lexicon of ``data/instruments_lexicon.toml``."""
    raw = tomllib.loads(nfc(_DATA.read_text(encoding="utf-8")))
    kinds, kind_of_code = _kinds(raw["kinds"])
    bodies = raw["bodies"]
    titles: list[str] = raw["laws"]["titles"]
    short: dict[str, str] = raw["laws"]["short"]
    openers = {fold(body) for body in (*bodies["openers"], *(entry["name"] for entry in raw["issuers"]))}
    # A province's department bears the name of its ministry.
    openers |= {"so" + opener.removeprefix("bo") for opener in openers if opener.startswith("bo ")}
    return InstrumentLexicon(
        kinds=kinds,
        kind_of_code=kind_of_code,
        issuers={fold(entry["code"]): _issuer(entry) for entry in raw["issuers"]},
        other_papers=frozenset(raw["not_instruments"]["codes"]),
        kind_pattern=_any_of(kinds, r"\s+"),
        kind_start_pattern=re.compile(_any_of(kinds, r"\s+") + r"\b"),
        title_pattern=_any_of((fold(title) for title in (*titles, *short)), _BETWEEN_WORDS),
        title_in_full={fold(written): title for written, title in short.items()},
        body_pattern=re.compile(_any_of(openers, _BETWEEN_WORDS) + r"\b"),
        inner_words=frozenset(bodies["inner_words"]),
        body_end_pattern=re.compile(_any_of(bodies["ends"], r"\s+") + r"\b", re.IGNORECASE),
    )


def _kinds(entries: list[dict[str, Any]]) -> tuple[dict[str, Kind], dict[str, tuple[str, Kind]]]:
    by_name: dict[str, Kind] = {}
    by_code: dict[str, tuple[str, Kind]] = {}
    for entry in entries:
        kind = Kind(
            entry["name"],
            tuple(entry["names"]),
            tuple(entry.get("abbreviations", ())),
            entry.get("bare", False),
            entry.get("titled", False),
        )
        by_name.update({fold(name): kind for name in (*kind.names, *kind.abbreviations)})
        by_code.update({fold(code): (code, kind) for code in entry.get("codes", ())})
    return by_name, by_code


def _issuer(entry: dict[str, Any]) -> Issuer:
    return Issuer(entry["code"], entry["name"], entry.get("kind", ""), entry.get("numbered", False))


def _any_of(phrases: Iterable[str], between: str) -> str:
    """A pattern for any of the folded phrases, the longest first."""
    longest_first = sorted(set(phrases), key=len, reverse=True)
    return "(?:" + "|".join(between.join(map(re.escape, re.findall(r"\w+", p))) for p in longest_first) + ")"
