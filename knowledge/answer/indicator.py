"""Answers to questions for one fact: the figure, name or date first, then where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foundation.answers import AnswerRow, Coverage, Value
from foundation.wording import say
from knowledge.answer.beside import figure_line
from knowledge.answer.candidate import Candidate
from knowledge.answer.compose import (
    cited_place,
    fact_source,
    identity_source,
    quote_source,
    shown_quote,
    shown_value,
    silent_line,
    subject_shown,
    unit_name,
    units_of,
)
from knowledge.answer.content import answer_content
from knowledge.answer.draft import Draft
from knowledge.answer.facts import find_facts
from knowledge.answer.nothing import nothing_found
from knowledge.answer.people import Found, from_identity, from_statements, signers_instead
from knowledge.answer.reach import Reach, readable
from knowledge.answer.report_itself import answer_report_itself
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.evidence.statements import evidence_of
from knowledge.query import Asked, Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.asked import measured_by_name
from language.numbers import parse_figure
from language.periods import period_label

_MOST_UNITS = 12
_RIVAL = 0.16


def answer_fact(query: Query, reach: Reach, base: KnowledgeBase) -> Draft:
    """The answer to a question for a fact, over the documents in reach."""
    if query.identity is not None:
        return answer_report_itself(query, reach.documents, base)
    documents = readable(query, reach.documents, base)
    if query.asked.kind in ("person", "date", "year"):
        return _named(query, documents, base)
    if query.asked.kind in ("number", "percent", "money"):
        return _figure(query, documents, base)
    return answer_content(query, documents, base)


def answer_named_thing(query: Query, reach: Reach, base: KnowledgeBase) -> Draft:
    """The answer to a bare noun phrase ("tổng đàn gia cầm xã X"): its figure, else what is said of it."""
    documents = readable(query, reach.documents, base)
    asked = measured_by_name(query.subject) or Asked("number", explicit=False)
    as_figure = replace(query, asked=asked, intent="indicator")
    drafted = _figure(as_figure, documents, base)
    return answer_content(query, documents, base) if drafted.abstained else drafted


def _named(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    found = from_identity(query, documents, base)
    evidence = [evidence_of(base, d) for d in documents]
    if found is None and query.words:
        candidates = from_statements(query, evidence)
        found = candidates[0] if candidates else None
    if found is None:
        nothing = nothing_found(query, documents, base)
        return replace(nothing, lines=(*nothing.lines, *signers_instead(query, documents, base)))
    return _one_name(query, documents, found, base)


def _one_name(query: Query, documents: Sequence[StoredDocument], found: Found, base: KnowledgeBase) -> Draft:
    source = found.source
    if source is None:
        assert found.statement is not None
        source = quote_source(base, found.statement, found.start, found.end)
    document = base.document(source.document_id)
    place, extra = cited_place(query, document)
    key = "answers.fact.signer" if found.signer else "answers.fact.person"
    lines = [
        Line(
            say(key, subject=subject_shown(query), place=place, value=quoted(found.text), mark=mark()),
            (source, *extra),
        )
    ]
    if found.statement is not None:
        lines.append(Line(say("answers.fact.quote", quote=shown_quote(base, source), mark=mark()), (source,)))
    coverage = Coverage(len(documents), units_with=units_of([document]))
    return Draft("indicator", tuple(lines), value=Value(found.text), coverage=coverage)


def _figure(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    by_document = {d.document_id: find_facts(query, d, base) for d in documents}
    accepted = {i: [c for c in found if c.accepted] for i, found in by_document.items()}
    telling = [d for d in documents if accepted[d.document_id]]
    if not telling:
        nearest = max(
            (c for found in by_document.values() for c in found[:1]), key=lambda c: c.score, default=None
        )
        return nothing_found(query, documents, base, nearest)
    if len(telling) > 1 and (query.every_unit or len(documents) > 1) and not _same_unit(telling):
        return _several(query, documents, telling, accepted, base)
    return one_figure(query, documents, telling[0], accepted[telling[0].document_id], base)


def figures_of_each(query: Query, reach: Reach, base: KnowledgeBase) -> Draft | None:
    """The figure of each unit in reach, a line each without a head; None where none tells it."""
    documents = readable(query, reach.documents, base)
    accepted = {d.document_id: [c for c in find_facts(query, d, base) if c.accepted] for d in documents}
    telling = [d for d in documents if accepted[d.document_id]]
    if not telling:
        return None
    drafted = _several(query, documents, telling, accepted, base)
    return replace(drafted, lines=drafted.lines[1:])


def _same_unit(documents: Sequence[StoredDocument]) -> bool:
    return len({(d.summary.unit, d.summary.district) for d in documents}) == 1


def best_and_rivals(found: Sequence[Candidate]) -> tuple[Candidate, list[Candidate]]:
    """The best figure and those that tell something else about the same thing in the report."""
    best = found[0]
    rivals: list[Candidate] = []
    seen = {parse_figure_of(best.number)}
    for other in found[1:]:
        value = parse_figure_of(other.number)
        if best.score - other.score > _RIVAL or value in seen or not _one_unit(best, other):
            continue
        if other.statement is best.statement or other.kind != best.kind:
            continue
        rivals.append(other)
        seen.add(value)
    return best, rivals[:2]


def _one_unit(best: Candidate, other: Candidate) -> bool:
    return other.unit == best.unit or (not other.unit.strip() and best.unit == "%")


def parse_figure_of(number: str) -> object:
    """The figure's value for comparing; the text itself when it is no single figure ("10/10")."""
    try:
        return parse_figure(number)
    except ValueError:
        return number


def one_figure(
    query: Query,
    documents: Sequence[StoredDocument],
    document: StoredDocument,
    found: Sequence[Candidate],
    base: KnowledgeBase,
    told_of: str = "",
) -> Draft:
    """The answer that one report gives: the figure first, then its sentence, then what differs.

    ``told_of`` is the unit that the figure is of, where the report is another's.
    """
    best, rivals = best_and_rivals(found)
    source = fact_source(base, best)
    other_period = query.periods_taken_over and document.summary.period not in query.periods
    place, extra = cited_place(query, document, with_period=other_period)
    if told_of:
        place, extra = quoted(told_of), ()
    told, value = figure_line(query, subject_shown(query), place, best, document, base, extra)
    lines = [
        *told,
        Line(say("answers.fact.quote", quote=shown_quote(base, source), mark=mark()), (source,)),
    ]
    for rival in rivals:
        other = fact_source(base, rival)
        text = say(
            "answers.fact.conflict", value=quoted(shown_value(rival.number, rival.unit)), mark=mark(),
            quote=shown_quote(base, other),
        )  # fmt: skip
        lines.append(Line(text, (other,)))
    if query.periods and document.summary.period not in query.periods and not other_period:
        period_source = identity_source(document, "period")
        if period_source is not None:
            label = period_label(document.summary.period)
            lines.append(
                Line(
                    say("answers.fact.period_of_report", period=label, mark=mark()),
                    (period_source,),
                    claims=False,
                )
            )
    coverage = Coverage(len(documents), units_with=units_of([document]))
    return Draft("indicator", tuple(lines), value=value, coverage=coverage)


def _several(
    query: Query,
    documents: Sequence[StoredDocument],
    telling: Sequence[StoredDocument],
    accepted: dict[str, list[Candidate]],
    base: KnowledgeBase,
) -> Draft:
    lines = [Line(say("answers.fact.several_units_head", subject=subject_shown(query)), claims=False)]
    rows: list[AnswerRow] = []
    sources: list[Source] = []
    for document in telling[:_MOST_UNITS]:
        best = accepted[document.document_id][0]
        source = fact_source(base, best)
        place, extra = cited_place(query, document, with_period=_has_namesake(document, telling))
        value = quoted(shown_value(best.number, best.unit))
        text = say("answers.fact.several_units", place=place, value=value, mark=mark())
        lines.append(Line(text, (source, *extra)))
        rows.append(
            AnswerRow(
                unit=unit_name(document), citation=len(sources), count=best.number, note=best.unit,
                district=document.summary.district or "", province=document.summary.province or "",
                period=document.summary.period or "",
            )
        )  # fmt: skip
        sources.append(source)
    silent = [d for d in documents if d not in telling]
    if silent:
        lines.append(silent_line(silent))
    coverage = Coverage(len(documents), units_with=units_of(telling), units_silent=units_of(silent))
    return Draft("indicator", tuple(lines), rows=tuple(rows), row_sources=tuple(sources), coverage=coverage)


def _has_namesake(document: StoredDocument, others: Sequence[StoredDocument]) -> bool:
    """Whether another of the documents is of the same unit, so that only the period tells them apart."""
    own = (document.summary.unit, document.summary.district)
    return sum((d.summary.unit, d.summary.district) == own for d in others) > 1
