"""The lists of ``language/data/award_questions.toml`` and how a question is searched for them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

import language
from knowledge.understand.phrasing import blank, spelt
from language.award_terms import awards, find_terms
from language.text import fold, has_diacritics, tokens
from language.words import canonical, toned

_DATA = Path(language.__file__).resolve().parent / "data" / "award_questions.toml"
_TYPING_SLIP = 86
_PHRASES_TYPED = ("bằng khen", "giấy khen", "cờ thi đua", "kỷ niệm chương", "huân chương", "khen thưởng")


@cache
def award_lists() -> dict[str, dict[str, tuple[str, ...]]]:
    """The lists by section and name, the longest phrases of each list first."""
    with _DATA.open("rb") as file:
        sections: dict[str, dict[str, Any]] = tomllib.load(file)
    return {
        section: {name: tuple(sorted(phrases, key=len, reverse=True)) for name, phrases in lists.items()}
        for section, lists in sections.items()
    }


@cache
def _forms(phrase: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset((toned(t.text), canonical(t.text))) for t in tokens(phrase))


def find_phrase(text: str, phrase: str) -> list[tuple[int, int]]:
    """The places of a phrase in a text; marks count where the text has them.

    In a text with marks a single syllable without them is another word ("so" is not "sở"); a
    longer phrase may have been typed half without.
    """
    wanted = _forms(phrase)
    found, said = spelt(text)
    if len(wanted) == 1 and has_diacritics(text):
        wanted = (frozenset({toned(tokens(phrase)[0].text)}),)
    return [
        (found[i].start, found[i + len(wanted) - 1].end)
        for i in range(len(found) - len(wanted) + 1)
        if said[i] in wanted[0] and all(said[i + n] in form for n, form in enumerate(wanted))
    ]


def said(text: str, phrases: Iterable[str]) -> str | None:
    """The first of the phrases that the text holds."""
    return next((phrase for phrase in phrases if find_phrase(text, phrase)), None)


def without(text: str, phrases: Iterable[str]) -> str:
    """The text with every occurrence of the phrases blanked out."""
    for phrase in phrases:
        for start, end in find_phrase(text, phrase):
            text = blank(text, start, end)
    return text


def widen_awards(question: str) -> str:
    """A question with short forms of awards written out, mistyped award names put right.

    A question typed without marks stays without.
    """
    accented = has_diacritics(question)
    for full, shorts in award_lists()["short"].items():
        for short in shorts:
            for start, end in reversed(find_phrase(question.lower(), short)):
                question = question[:start] + (full if accented else fold(full)) + question[end:]
    return _mend_award_names(question)


@cache
def _award_names() -> tuple[tuple[str, str, int], ...]:
    names = (*_PHRASES_TYPED, *(award.name for award in awards().values()))
    folded = [(name, fold(name), len(tokens(name))) for name in names if "," not in name]
    return tuple(sorted(folded, key=lambda entry: -entry[2]))


def _mend_award_names(question: str) -> str:
    """A question that names no award, with a mistyped award name put right ("giấy khên")."""
    if any(term.award or term.kind == "praise" for term in find_terms(question)):
        return question
    pieces = tokens(question)
    for name, folded, size in _award_names():
        for index in range(len(pieces) - size + 1):
            start, end = pieces[index].start, pieces[index + size - 1].end
            if fuzz.ratio(fold(question[start:end]), folded) >= _TYPING_SLIP:
                return f"{question[:start]}{name}{question[end:]}"
    return question
