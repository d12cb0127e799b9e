"""Saying what the documents do not say themselves: what was searched, the nearest thing, a merger."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import Coverage, Intent
from foundation.wording import say
from knowledge.answer.candidate import Candidate
from knowledge.answer.compose import fact_source, shown_quote, subject_shown, units_of
from knowledge.answer.draft import Draft
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, mark, quoted
from knowledge.query import Place, Query
from knowledge.store.ledger.stored import StoredDocument
from language.periods import period_label

_NEAR_ENOUGH = 0.3


def nothing_found(
    query: Query,
    documents: Sequence[StoredDocument],
    base: KnowledgeBase,
    nearest: Candidate | None = None,
    intent: Intent | None = None,
) -> Draft:
    """The plain "not found", with the nearest statement when one comes near."""
    place = f" – {quoted(', '.join(p.name for p in query.places))}" if query.places else ""
    lines = [Line(say("answers.abstain.not_found", subject=subject_shown(query), place=place), claims=False)]
    if nearest is not None and nearest.score >= _NEAR_ENOUGH:
        source = fact_source(base, nearest)
        text = say("answers.abstain.nearest", quote=shown_quote(base, source), mark=mark())
        lines.append(Line(text, (source,)))
    coverage = Coverage(len(documents), units_silent=units_of(documents))
    return Draft(intent or query.intent, tuple(lines), abstained=True, coverage=coverage)


def no_report(query: Query, absent: Sequence[Place], considered: int) -> Draft:
    """The report of a named unit is not in the store: exactly that."""
    names = ", ".join(place.name for place in absent)
    line = Line(say("answers.abstain.no_report", places=quoted(names)), claims=False)
    coverage = Coverage(considered, units_without_report=tuple(place.name for place in absent))
    return Draft(query.intent, (line,), abstained=True, coverage=coverage)


def no_period(
    query: Query,
    others: Sequence[StoredDocument],
    base: KnowledgeBase,
    nearest: Candidate | None,
) -> Draft:
    """No report of the asked period; the nearest period's figure is shown as just that."""
    asked = quoted(", ".join(period_label(code) for code in query.periods))
    if query.places:
        place = quoted(", ".join(p.name for p in query.places))
        text = say("answers.abstain.no_period", asked=asked, place=place)
    else:
        text = say("answers.abstain.no_period_anywhere", asked=asked)
    lines = [Line(text, claims=False)]
    if nearest is not None:
        source = fact_source(base, nearest)
        lines.append(
            Line(say("answers.abstain.nearest", quote=shown_quote(base, source), mark=mark()), (source,))
        )
    coverage = Coverage(len(others), units_silent=units_of(others))
    return Draft(query.intent, tuple(lines), abstained=True, coverage=coverage)


def merged_line(place: Place) -> Line:
    """That a place is told by the reports of the communes it was formed from, or went into."""
    wording = "former" if place.is_former else "formed"
    units = ", ".join(place.merged)
    return Line(say(f"answers.merged.{wording}", place=quoted(place.name), units=quoted(units)), claims=False)
