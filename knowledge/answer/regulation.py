"""Questions on legal instruments: who cites one, and what its digest in the store says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foundation.records import AnswerRow, Coverage
from foundation.wording import say
from knowledge.answer.compose import identity_source, quote_source, shown_quote, unit_name, units_of
from knowledge.answer.content import answer_content
from knowledge.answer.draft import Draft
from knowledge.answer.evidence import evidence_of
from knowledge.answer.nothing import nothing_found
from knowledge.answer.reach import reach_of, readable
from knowledge.base import KnowledgeBase
from knowledge.filters import Filters
from knowledge.ledger.stored import StoredDocument, StoredReference
from knowledge.marking import Line, Source, mark, quoted
from knowledge.query import Query
from knowledge.understand.phrasing import first_of, key
from language.instruments import find_instruments

_REPORT = "báo cáo"


def answer_regulation(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    """Reports that cite the instrument, or what the regulations in the store say about the question."""
    named = [i for i in find_instruments(query.question) if i.number]
    reach = reach_of(query, documents)
    if named and (query.every_unit or query.places or first_of(key(query.question), "intent", "cites")):
        return _citing(query, str(named[0].number), reach.documents, base)
    laws = [d for d in documents if d.summary.kind not in (None, _REPORT)]
    if laws:
        said = answer_content(query, readable(query, laws, base), base)
        if not said.abstained:
            return replace(said, intent="regulation")
    if named:
        return _citing(query, str(named[0].number), reach.documents, base)
    return replace(answer_content(query, readable(query, reach.documents, base), base), intent="regulation")


def _citing(query: Query, number: str, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    reports = [d for d in documents if d.summary.kind in (None, _REPORT)]
    references = (
        base.references(Filters(document_ids=tuple(d.document_id for d in reports))) if reports else []
    )
    lines: list[Line] = []
    rows: list[AnswerRow] = []
    sources: list[Source] = []
    citing = []
    for document in reports:
        source = _where(document, number, references, base)
        if source is None:
            continue
        citing.append(document)
        extra = identity_source(document)
        text = say(
            "answers.regulation.cited_line", unit=quoted(unit_name(document)), mark=mark(),
            quote=shown_quote(base, source),
        )  # fmt: skip
        lines.append(Line(text, (source,) if extra is None else (source, extra)))
        rows.append(
            AnswerRow(
                unit=unit_name(document), citation=len(sources), district=document.summary.district or ""
            )
        )
        sources.append(source)
    if not lines:
        line = Line(say("answers.regulation.cited_none", instrument=quoted(number)), claims=False)
        missing = nothing_found(query, reports, base, intent="regulation")
        return replace(missing, lines=(line,))
    head = Line(say("answers.regulation.cited_by", instrument=quoted(number)), claims=False)
    silent = units_of([d for d in reports if d not in citing])
    coverage = Coverage(len(reports), units_of(citing), silent)
    return Draft(
        "regulation", (head, *lines), rows=tuple(rows), row_sources=tuple(sources), coverage=coverage
    )


def _where(
    document: StoredDocument, number: str, references: Sequence[StoredReference], base: KnowledgeBase
) -> Source | None:
    """Where the report cites the instrument: its stored reference, else a statement that holds its number."""
    for reference in references:
        same = reference.document_id == document.document_id and reference.record.number
        if same and _same_number(str(reference.record.number), number):
            return Source(document.document_id, reference.record.span)
    for statement in evidence_of(base, document).statements:
        for instrument in find_instruments(statement.text):
            if instrument.number and _same_number(instrument.number, number):
                return quote_source(base, statement, instrument.start, instrument.end)
    return None


def _same_number(first: str, second: str) -> bool:
    """ "91/2017" is "91/2017/NĐ-CP": one is the beginning of the other, at a slash."""
    short, long = sorted((first.upper(), second.upper()), key=len)
    return long == short or long.startswith(f"{short}/")
