"""Questions about the corpus itself, answered from the document table."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import AnswerRow, Coverage
from foundation.wording import say
from knowledge.answer.compose import identity_source, unit_name, units_of
from knowledge.answer.draft import Draft
from knowledge.answer.nothing import no_report
from knowledge.answer.reach import reach_of
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.phrasing import first_of, key
from language.periods import period_label

_MOST_LISTED = 60


def answer_corpus(query: Query, documents: Sequence[StoredDocument]) -> Draft:
    """Which reports there are, of whom, of which period; which are missing."""
    if query.absent_places and not any(p.in_store for p in query.places):
        return no_report(query, query.absent_places, len(documents))
    if first_of(key(query.question), "intent", "missing"):
        return _missing(query, documents)
    chosen = reach_of(query, documents).documents
    if not chosen:
        coverage = Coverage(len(documents))
        line = Line(say("answers.corpus.none"), claims=False)
        return Draft("corpus", (line,), abstained=bool(query.places or query.periods), coverage=coverage)
    if query.places:
        names = ", ".join(p.name for p in query.places if p.in_store)
        head = say("answers.corpus.has", count=len(chosen), place=quoted(names))
    elif query.periods:
        head = say("answers.corpus.head_filtered", count=len(chosen))
    else:
        head = say("answers.corpus.head", count=len(chosen))
    return _listed(head, chosen, len(documents))


def _listed(head: str, chosen: Sequence[StoredDocument], considered: int) -> Draft:
    lines = [Line(head, claims=False)]
    rows: list[AnswerRow] = []
    sources: list[Source] = []
    ordered = sorted(chosen, key=lambda d: (d.summary.province or "", d.summary.district or "", unit_name(d)))
    for document in ordered:
        summary = document.summary
        source = identity_source(document)
        if len(rows) < _MOST_LISTED:
            lines.append(
                Line(_document_line(document, source is not None), (source,) if source else (), claims=False)
            )
        rows.append(
            AnswerRow(
                unit=unit_name(document), citation=len(sources) if source else -1, note=summary.title,
                district=summary.district or "", province=summary.province or "", period=summary.period or "",
            )
        )  # fmt: skip
        if source is not None:
            sources.append(source)
    if len(chosen) > _MOST_LISTED:
        lines.append(Line(say("answers.corpus.more", count=len(chosen) - _MOST_LISTED), claims=False))
    coverage = Coverage(considered, units_with=units_of(ordered))
    return Draft("corpus", tuple(lines), rows=tuple(rows), row_sources=tuple(sources), coverage=coverage)


def _document_line(document: StoredDocument, cited: bool) -> str:
    summary = document.summary
    within = ", ".join(n for n in (summary.district, summary.province) if n and n != summary.unit)
    place = say("answers.corpus.place", district=quoted(within)) if within else ""
    sign = mark() if cited else ""
    unit = quoted(unit_name(document))
    if summary.period:
        return say(
            "answers.corpus.line", unit=unit, place=place, period=period_label(summary.period), mark=sign
        )
    return say("answers.corpus.line_no_period", unit=unit, place=place, mark=sign)


def _missing(query: Query, documents: Sequence[StoredDocument]) -> Draft:
    """Which units have no report of the asked period; without a period, what each unit has."""
    reports = [d for d in documents if d.summary.unit]
    if query.places:
        wanted = {i for p in query.places for i in p.document_ids}
        reports = [d for d in reports if d.document_id in wanted]
    if not query.periods:
        return _listed(say("answers.corpus.missing_head"), reports, len(documents))
    having = reach_of(query, documents).documents
    without = [u for u in units_of(reports) if u not in units_of(having)]
    label = ", ".join(period_label(p) for p in query.periods)
    if without:
        text = say("answers.corpus.missing_for", period=label, units=quoted(", ".join(without)))
    else:
        text = say("answers.corpus.missing_none", period=label)
    coverage = Coverage(len(documents), units_with=units_of(having), units_without_report=tuple(without))
    return Draft("corpus", (Line(text, claims=False),), coverage=coverage)
