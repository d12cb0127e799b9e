"""Question understanding without a language model: from typed Vietnamese to a ``Query``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from foundation.answers import Intent
from knowledge.query import Query, Turn, user_turns
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand import asked as wants
from knowledge.understand import followup, intent, places, subject
from knowledge.understand.agents import agents_of
from knowledge.understand.english import is_english, to_vietnamese
from knowledge.understand.periods import find_question_periods
from knowledge.understand.phrasing import first_of, key, widen_short_forms
from knowledge.understand.report_itself import identity_asked, moment_of
from knowledge.understand.spelling import correct
from knowledge.understand.two_measures import with_share, with_which
from language.text import has_diacritics, nfc

Restore = Callable[[str], str]
_TURNS_LOOKED_BACK = 6

__all__ = ["understand"]


def understand(
    question: str,
    documents: Sequence[StoredDocument],
    history: Sequence[Turn] = (),
    today: date | None = None,
    vocabulary: frozenset[str] = frozenset(),
    restore: Restore = str,
) -> Query:
    """What ``question`` asks, completed from the person's earlier turns.

    ``documents`` are the documents in reach, whose places are recognised first; ``vocabulary``
    holds the canonical syllables of the corpus, against which typing is corrected; ``restore``
    puts the corpus' diacritics on a subject that was typed without.
    """
    today = today or date.today()
    before: Query | None = None
    for earlier in user_turns(history)[-_TURNS_LOOKED_BACK:]:
        if intent.is_smalltalk(earlier) is None:
            before = _one(earlier, documents, before, today, vocabulary, restore)
    return _one(question, documents, before, today, vocabulary, restore)


def _one(
    question: str,
    documents: Sequence[StoredDocument],
    before: Query | None,
    today: date,
    vocabulary: frozenset[str],
    restore: Restore,
) -> Query:
    typed = nfc(" ".join(question.split()))
    if intent.is_smalltalk(typed):
        return Query(typed, "smalltalk", "", (), wants.asked_for("", ()), echo=typed)
    text = to_vietnamese(typed) if is_english(typed) else widen_short_forms(typed)
    leaning = followup.untie(text)
    if before is not None and leaning.leans:
        text = leaning.question
    apart = with_which(text)
    if apart is not None:
        first = _one(apart[0], documents, before, today, vocabulary, restore)
        which = _one(apart[1], documents, first, today, vocabulary, restore)
        if first.intent == "indicator" and which.intent == "passage" and which.words:
            return replace(first, also=which, echo=f"{typed}\n{first.echo}")
    halves = with_share(text)
    if halves is not None:
        first = _one(halves[0], documents, before, today, vocabulary, restore)
        if first.asked.kind in ("number", "money"):
            return replace(first, share=halves[1], echo=f"{typed}\n{first.echo}")
    found = places.find_places(text, documents)
    figure = subject.figure_kind(found.rest)
    moment, rest = moment_of(found.rest)
    periods, rest = find_question_periods(rest, today, before.periods if before else ())
    rest = correct(rest, vocabulary)
    field = identity_asked(rest)
    shown, subject_words = subject.subject_of(rest, restore)
    if len(found.places) > 1 and (once := subject.said_once(shown)) != shown:
        shown, subject_words = subject.subject_of(once, restore)
    subject_words = subject.lighten_verb(rest, subject_words)
    givers = agents_of(rest, found.places)
    asked = wants.asked_for(rest, subject_words)
    asked = wants.as_share(asked, figure, shown)
    subject_words = subject.counted_alone(subject_words, asked)
    subject_words = (*givers, *subject.without_measure(rest, subject_words, asked))
    rank = intent.rank_of(text)
    kind: Intent = intent.find_intent(text, asked, found.places, periods, subject_words)
    if kind == "compare" and asked.kind in ("text", "yes_no", "place"):
        asked = wants.asked_for(f"bao nhiêu {subject.without_who(shown)}", subject_words)
    if field is not None:
        kind = "indicator"
    query = Query(
        question=typed,
        intent=kind,
        subject=shown,
        words=subject_words,
        asked=asked,
        figure=figure,
        places=found.places,
        periods=periods,
        accented=has_diacritics(rest),
        every_unit=intent.every_unit(text) or rank is not None,
        rank="highest" if rank == "highest" else "lowest" if rank == "lowest" else None,
        proposed=first_of(key(text), "intent", "proposed") is not None,
        moment=moment,
        identity=field,
        echo=f"{typed}\n{shown}",
        today=today,
    )
    return followup.merge(query, before, leaning.leans)
