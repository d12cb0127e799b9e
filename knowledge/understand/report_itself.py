"""Questions about a report itself, its number, date or signer, and the moment a figure is of."""

from __future__ import annotations

import re
from functools import cache

from knowledge.query import IdentityAsked, Moment
from knowledge.understand.phrasing import blank, cut, first_of, key, question_lists
from language.text import fold, nfc
from language.words import Phrase, canonical, words

_FIELDS: tuple[IdentityAsked, ...] = ("date", "signer", "number")
_MOMENTS: tuple[Moment, ...] = ("start", "end")


def identity_asked(rest: str) -> IdentityAsked | None:
    """The identity field that a question asks for, None when it is about what the report tells.

    ``rest`` is the question without its places and periods.
    """
    question_key = key(rest)
    for field in _FIELDS:
        phrase = first_of(question_key, "identity_questions", field)
        if phrase is not None and not _asks_more(rest):
            return field
    return None


def _asks_more(rest: str) -> bool:
    about = [phrase for phrase in question_lists()["identity_questions"]["about"] if " " in phrase]
    for phrase in sorted([*question_lists()["question_words"]["phrases"], *about], key=len, reverse=True):
        rest = cut(rest, phrase)
    return any(not w.generic and not _is_about(w.phrase) for w in words(rest))


def _is_about(phrase: Phrase) -> bool:
    return phrase in _about()


@cache
def _about() -> frozenset[Phrase]:
    listed = question_lists()["identity_questions"]["about"]
    return frozenset(tuple(canonical(s) for s in text.split()) for text in listed)


@cache
def _moment_pattern(moment: Moment) -> re.Pattern[str]:
    phrases = "|".join(re.escape(fold(nfc(p))) for p in question_lists()["moments"][moment])
    return re.compile(rf"(?<!thang )(?<!\w)(?:{phrases})(?!\w)")


def moment_of(rest: str) -> tuple[Moment | None, str]:
    """Whether the start or the end of the period is asked, and the question without that word.

    The year itself stays: of "cuối năm 2022" only "cuối" is blanked.
    """
    found: Moment | None = None
    for moment in _MOMENTS:
        for match in _moment_pattern(moment).finditer(fold(rest)):
            found = moment
            rest = blank(rest, match.start(), match.start() + match.group().index(" "))
    return found, rest


def moments_in(folded: str) -> list[tuple[Moment, int, int]]:
    """Every moment that a folded text names, in order, with its place."""
    told = [
        (moment, match.start(), match.end())
        for moment in _MOMENTS
        for match in _moment_pattern(moment).finditer(folded)
    ]
    return sorted(told, key=lambda mention: mention[1])
