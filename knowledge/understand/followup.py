"""Questions that lean on the turn before: "còn xã X thì sao?", "thế năm 2022?", "những ai?"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.query import Query
from knowledge.understand.law import matters_of, names_what_was_asked
from knowledge.understand.phrasing import first_of, key, question_lists
from language.award_law import awards_named
from language.instruments import find_instruments
from language.text import fold


@dataclass(frozen=True, slots=True)
class Leaning:
    """A question without the words that only tie it to the turn before.

    ``leans`` tells that it cannot stand alone.
    """

    question: str
    leans: bool


def untie(question: str) -> Leaning:
    """Cut the opener and closer of a follow-up ("còn … thì sao?")."""
    lists = question_lists()["follow_up"]
    text = question.strip()
    leans = first_of(key(text), "follow_up", "pronouns") is not None
    for opener in sorted(lists["openers"], key=len, reverse=True):
        match = re.match(rf"{re.escape(fold(opener))}(?!\w)[\s,]*", fold(text))
        if match and len(text) > match.end():
            text, leans = text[match.end() :], True
            break
    bare = text.rstrip(" ?.!")
    for closer in sorted(lists["closers"], key=len, reverse=True):
        match = re.search(rf"(?<!\w){re.escape(fold(closer))}$", fold(bare))
        if match:
            bare, leans = bare[: match.start()], True
            break
    if key(bare) in {key(phrase) for phrase in lists["bare"]}:
        leans = True
    return Leaning(bare.strip() or question, leans)


def merge(now: Query, before: Query | None, leans: bool) -> Query:
    """The question completed from the one before it.

    What the new question names replaces the old; what it leaves out is taken over: its subject
    only when it leans on the turn before, its place and period when it has a subject of its own
    but names no place.
    """
    if before is None or now.intent in ("smalltalk", "corpus"):
        return now
    if now.intent == "draft":
        places, periods = now.places or before.places, now.periods
        same_unit = places == before.places
        periods = periods or (before.periods if same_unit else ())
        return replace(now, places=places, periods=periods)
    if before.intent == "regulation" and _goes_on(now, leans):
        echo = f"{before.echo}\n{now.echo}"
        places = now.places or before.places
        return replace(now, intent="regulation", goes_on=before, echo=echo, places=places)
    if now.intent == "regulation":
        return now
    merged = replace(now, echo=f"{before.echo}\n{now.echo}")
    points_back = bool(before.words) and first_of(key(now.question), "follow_up", "subjects") is not None
    if points_back:
        now = replace(now, words=())
    if not now.words and (leans or points_back or now.places or now.periods):
        asked = now.asked if now.asked.explicit and now.asked.kind not in ("text", "yes_no") else before.asked
        merged = replace(
            merged, subject=before.subject, words=before.words, asked=asked,
            figure=now.figure or before.figure, proposed=now.proposed or before.proposed,
            intent=before.intent if before.intent != "compare" else now.intent,
        )  # fmt: skip
        if asked is before.asked and merged.intent == "passage" and before.intent == "indicator":
            merged = replace(merged, intent="indicator")
    elif not now.asked.explicit and now.asked.kind == "text" and leans:
        merged = replace(merged, asked=before.asked, intent=before.intent)
    if _sets_beside(now, before):
        merged = replace(merged, places=(*before.places, *now.places), intent="compare")
    if not now.places and not now.every_unit:
        merged = replace(merged, places=before.places)
    if not now.periods and (leans or not now.places) and not now.every_unit:
        other_unit = bool(now.places) and now.places != before.places
        merged = replace(merged, periods=before.periods, periods_taken_over=other_unit)
    return merged


def _sets_beside(now: Query, before: Query) -> bool:
    """Whether another unit is only set beside the one asked about: "so với xã B thì thế nào?"."""
    beside = first_of(key(now.question), "follow_up", "beside") is not None
    others = bool(now.places and before.places) and not set(now.places) & set(before.places)
    return beside and others and not now.words and before.intent == "indicator"


def _goes_on(now: Query, leans: bool) -> bool:
    """Whether a question after one on the law is on the law as well."""
    if now.places and now.intent != "regulation":
        return leans and not now.words
    points_back = names_what_was_asked(now.question)
    if now.intent == "regulation" or awards_named(now.question):
        return leans or (points_back and not find_instruments(now.question))
    return points_back or (leans and (not now.words or bool(matters_of(now.question))))
