"""The lists of ``language/data/questions.toml`` and how a question is searched for them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import language
from language.text import Token, fold, has_diacritics, nfc, tokens
from language.words import canonical, syllables, toned

_MARKS = "\u0300-\u036f"
_DATA = Path(language.__file__).resolve().parent / "data"


@cache
def question_lists() -> dict[str, Any]:
    """The lists by section and name."""
    with (_DATA / "questions.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def english_terms() -> dict[str, Any]:
    """The English lexicon by section."""
    with (_DATA / "english.toml").open("rb") as file:
        return tomllib.load(file)


def key(text: str) -> str:
    """The text as phrases are compared: one spelling of tone marks and of i/y, single blanks."""
    return " ".join(toned(part) for part in re.sub(r"[^\w%²³/.,]+", " ", nfc(text)).split())


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    syllables = [f"(?:{re.escape(toned(s))}|{re.escape(canonical(s))})" for s in nfc(phrase).split()]
    return re.compile(rf"(?<![\w]){' '.join(syllables)}(?![\w{_MARKS}])")


def has(question_key: str, phrase: str) -> bool:
    """Whether the phrase stands in a question given as its ``key``; marks count where typed."""
    return _pattern(phrase).search(question_key) is not None


def first_of(question_key: str, section: str, name: str) -> str | None:
    """The first phrase of a list that stands in the question, None without one."""
    return next((p for p in question_lists()[section][name] if has(question_key, p)), None)


def without_any(question_key: str, section: str, name: str) -> str:
    """A question's ``key`` without the phrases of a list."""
    for phrase in question_lists()[section][name]:
        question_key = _pattern(phrase).sub(" ", question_key)
    return question_key


@lru_cache(maxsize=512)
def spelt(text: str) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    """The syllables of a text and their spelling with marks in a fixed place.

    Kept, because one question is searched for hundreds of phrases.
    """
    found = tuple(tokens(text))
    return found, tuple(toned(t.text) for t in found)


def cut(text: str, phrase: str) -> str:
    """The text with the phrase blanked out; places of the other characters stay.

    A single syllable without the phrase's marks stays within a compound: "vay vốn" has no "vậy".
    """
    wanted = [(toned(s), canonical(s)) for s in nfc(phrase).split()]
    found, said = spelt(text)
    for index in range(len(found) - len(wanted) + 1):
        if said[index] in wanted[0] and all(said[index + n] in forms for n, forms in enumerate(wanted)):
            if len(wanted) == 1 and said[index] != wanted[0][0] and _in_a_compound(text, found[index]):
                continue
            text = blank(text, found[index].start, found[index + len(wanted) - 1].end)
    return text


def _in_a_compound(text: str, token: Token) -> bool:
    said = syllables(text)
    return any(bound and start == token.start for start, bound in zip(said.starts, said.bound, strict=True))


def blank(text: str, start: int, end: int) -> str:
    """The text with a range blanked out."""
    return text[:start] + " " * (end - start) + text[end:]


@cache
def _final_particles() -> re.Pattern[str]:
    listed = sorted(question_lists()["final_particles"]["words"], key=len, reverse=True)
    ways = "|".join(re.escape(nfc(particle)) for particle in listed)
    return re.compile(rf"(?<=\w)(?:[\s,]+(?:{ways}))+[\s?.!]*$", re.IGNORECASE)


def widen_short_forms(question: str) -> str:
    """Chat spelling written out, "bn hộ" as "bao nhiêu hộ", and without a closing particle ("… v ạ").

    A question typed without marks stays without.
    """
    marked = has_diacritics(question)
    question = _final_particles().sub("", question) or question
    for short, full in question_lists()["short_forms"].items():
        question = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, question, flags=re.IGNORECASE)
    return question if marked else _unmarked(question)


def _unmarked(text: str) -> str:
    """The text without the marks that widening brought, its capitals kept."""
    return "".join(f.upper() if c.isupper() else f for c, f in zip(text, fold(text), strict=True))
