"""What kind of question it is."""

from __future__ import annotations

import re

from foundation.answers import Intent
from knowledge.query import Asked, Place, Query
from knowledge.understand.drafting import asks_for_draft
from knowledge.understand.law import asks_at_report, asks_law, asks_references
from knowledge.understand.phrasing import first_of, has, key
from language.text import fold
from language.words import Word

_INSTRUMENT = re.compile(
    r"\d+/(?:\d{4}/)?[a-zđ][\w-]*|\b(?:nghi dinh|thong tu|luat|nd)\s+(?:so\s+)?\d+"
    r"|\btt\s+(?:so\s+)?\d+/\d{4}",
    re.I,
)
# "huyện nào nhiều hồ sơ nhất": the thing stands between the two halves.
_RANK_APART = re.compile(
    r"\bnao\b[^?.,;]*?\b(?P<way>nhieu|cao|lon|dong|it|thap|nho)\s+(?:\w+\s+){1,5}?"
    r"(?<!thong )(?<!thu )(?<!hop )(?<!duy )nhat\b"
)
# "số vụ năm 2019 và năm 2023": one figure of two times, side by side.
_TWO_YEARS = re.compile(
    r"(?:19|20)\d\d\s*(?:,|va|voi|hay|hoac|&)\s*(?:(?:6 thang dau|9 thang|ca)\s+)?(?:nam\s+)?(?:19|20)\d\d"
)
_SMALL_TALK_WORDS = 7
_NOUN_PHRASE_WORDS = 4


def is_smalltalk(question: str) -> str | None:
    """ "greeting", "thanks", "farewell" or "ability" for small talk, None otherwise."""
    question_key = key(question)
    if first_of(question_key, "intent", "ability"):
        return "ability"
    short = len(question_key.split()) <= _SMALL_TALK_WORDS
    asks = first_of(question_key, "asked", "number") or "?" in question
    for name in ("thanks", "farewell", "greeting"):
        phrase = first_of(question_key, "intent", name)
        if phrase and short and not asks and _covers(question_key, phrase):
            return name
    return None


def _covers(question_key: str, phrase: str) -> bool:
    """Whether little is left of the question once the pleasantry is taken away."""
    return len(question_key.split()) - len(phrase.split()) <= 4


def names_instrument(question: str) -> bool:
    """Whether the question names a legal instrument by number or kind."""
    return _INSTRUMENT.search(fold(question)) is not None


def every_unit(question: str) -> bool:
    """Whether the question runs over all units ("những xã nào …")."""
    return first_of(key(question), "intent", "every_unit") is not None


def rank_of(question: str) -> str | None:
    """ "highest" or "lowest" when the question wants the first of an order."""
    question_key = key(question)
    listed = next((n for n in ("highest", "lowest") if first_of(question_key, "intent", n)), None)
    if listed is not None:
        return listed
    apart = _RANK_APART.search(fold(question))
    return None if apart is None else "lowest" if apart["way"] in ("it", "thap", "nho") else "highest"


def find_intent(
    question: str,
    asked: Asked,
    places: tuple[Place, ...],
    periods: tuple[str, ...],
    subject: tuple[Word, ...],
) -> Intent:
    """The intent of a question that is not small talk."""
    if asks_for_draft(question):
        return "draft"
    question_key = key(question)
    about_instrument = names_instrument(question)
    if not about_instrument and first_of(question_key, "intent", "corpus"):
        return "corpus"
    if about_instrument or asks_references(question) or asks_at_report(question):
        return "regulation"
    if not places and (first_of(question_key, "intent", "law") or asks_law(question)):
        return "regulation"
    several = len(places) > 1 or len(periods) > 1
    if subject and len(periods) > 1 and _names_figure(asked) and _TWO_YEARS.search(fold(question)):
        return "compare"
    if subject and first_of(question_key, "intent", "compare") and (several or every_unit(question)):
        return "compare"
    if subject and several and asked.kind != "percent" and has(question_key, "so với"):
        return "compare"
    if subject and (len(places) > 1 or rank_of(question)) and asked.kind in ("number", "percent", "money"):
        return "compare"
    if subject and _RANK_APART.search(fold(question)) and every_unit(question):
        return "compare"
    if asked.kind == "text" and not _names_figure(asked):
        return "passage"
    return "indicator"


def _names_figure(asked: Asked) -> bool:
    return asked.kind in ("number", "percent", "money")


def is_noun_phrase(query: Query) -> bool:
    """Whether the question only names a thing and a place, without a word that asks."""
    asks = first_of(key(query.question), "intent", "content")
    return asks is None and bool(query.places) and 0 < len(query.words) <= _NOUN_PHRASE_WORDS
