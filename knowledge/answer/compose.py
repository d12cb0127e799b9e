"""Pieces that every answer is put together from: places, quotes, values, the coverage note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foundation.answers import Coverage
from foundation.document import Span
from foundation.wording import say
from knowledge.answer.candidate import Candidate
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.evidence.statements import Statement, original_span
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.store.remembering import kept_for_each
from knowledge.understand.organisations import organisation_of
from knowledge.understand.periods import year_of
from language.periods import period_label
from language.units import name_key, strip_kind

LONGEST_QUOTE = 320
_BAR = re.compile(r"\s*(?:\|\s*)+")
_BULLET = re.compile(r"[-+*•–]\s+")
_CLAUSE_END = re.compile(r"[;,.](?=\s|$)")
_NAMED_UNITS = 5


@kept_for_each
def unit_name(document: StoredDocument) -> str:
    """Who reports: the organisation or unit, or the document's name where it does not tell."""
    return organisation_of(document) or document.summary.unit or document.name


def quote_source(base: KnowledgeBase, statement: Statement, start: int = 0, end: int | None = None) -> Source:
    """The place in the original of a statement, or of the clauses around ``start:end`` if it is long."""
    first, last = clause_around(statement, start, len(statement.text) if end is None else end)
    return Source(statement.document.document_id, original_span(base, statement, first, last))


def fact_source(base: KnowledgeBase, candidate: Candidate) -> Source:
    """The place of a figure: the span of its record, else of its statement."""
    if candidate.span is not None:
        return Source(candidate.statement.document.document_id, Span(*candidate.span))
    return quote_source(base, candidate.statement, candidate.start, candidate.end)


def clause_around(statement: Statement, start: int, end: int) -> tuple[int, int]:
    """The statement, or when it is long the run of clauses around a range that fits a quote."""
    text = statement.text
    if len(text) <= LONGEST_QUOTE or statement.is_row:
        return 0, len(text)
    if end - start > LONGEST_QUOTE:
        end = start
    cuts = [0, *(m.end() for m in _CLAUSE_END.finditer(text)), len(text)]
    first = max((c for c in cuts if c <= start), default=0)
    last = min((c for c in cuts if c >= end), default=len(text))
    while True:
        earlier = max((c for c in cuts if c < first), default=None)
        if earlier is None or last - earlier > LONGEST_QUOTE * 2 // 3:
            break
        first = earlier
    while True:
        later = min((c for c in cuts if c > last), default=None)
        if later is None or later - first > LONGEST_QUOTE:
            break
        last = later
    while first < last and text[first].isspace():
        first += 1
    return first, last


def original_words(base: KnowledgeBase, source: Source) -> str:
    """The stored original text at a source."""
    return base.original_text(source.document_id)[source.span.start : source.span.end]


def shown_quote(base: KnowledgeBase, source: Source) -> str:
    """The words at a source, on one line and safe in Markdown; a table's bars become dots.

    The dash of a list's item is left out: the answer may have one of its own.
    """
    words = original_words(base, source).strip(" |\n\t")
    return quoted(_BAR.sub(" · ", words[marker.end() :] if (marker := _BULLET.match(words)) else words))


def identity_source(document: StoredDocument, field: str = "") -> Source | None:
    """Where the document says who it is: the named field, else unit, title or issuer."""
    units = ("commune", "district", "issuer", "title", "province")
    if not field and organisation_of(document) and (whole := _name_with_place(document)) is not None:
        return whole
    names = (field,) if field else ("issuer", *units) if organisation_of(document) else units
    for name in names:
        read = getattr(document.identity, name)
        if read is not None and read.span is not None:
            return Source(document.document_id, Span(*read.span))
    return None


def _name_with_place(document: StoredDocument) -> Source | None:
    """An organisation's letterhead down to its district, where its name as shown holds that too."""
    issuer, district = document.identity.issuer, document.identity.district
    if issuer is None or district is None or issuer.span is None or district.span is None:
        return None
    if name_key(strip_kind(district.value)) not in name_key(issuer.value):
        return None
    spans = (
        Source(document.document_id, Span(*issuer.span)),
        Source(document.document_id, Span(*district.span)),
    )
    return _covering(spans)


def shown_value(number: str, unit: str) -> str:
    """A figure with its unit as people write it: "1,86%", "42 hộ"."""
    if not unit:
        return number
    return f"{number}{unit}" if unit in ("%", "‰") else f"{number} {unit}"


def cited_place(
    query: Query,
    document: StoredDocument,
    first: int = 1,
    with_period: bool = False,
    namesake: bool = False,
) -> tuple[str, tuple[Source, ...]]:
    """The unit for an answer and the sources of what the person did not say themselves.

    The marks count from ``first``, the number of sources the line already has. A district is
    added where two units of one name were asked for or are known (``namesake``), the period where
    ``with_period`` says so.
    What stands close together in the letterhead is cited by one mark after the whole.
    """
    said = f" {name_key(query.echo)} "
    told: list[tuple[str, Source | None]] = []

    def tell(text: str, field: str, key: str) -> None:
        told.append((quoted(text), None if key and f" {key} " in said else identity_source(document, field)))

    name, summary = unit_name(document), document.summary
    tell(name, "", name_key(strip_kind(name)))
    alike = [p for p in query.places if p.in_store and p.name == name]
    if summary.district and summary.district != name and (namesake or len(alike) > 1 or not query.places):
        tell(summary.district, "district", name_key(strip_kind(summary.district)))
    if with_period and summary.period:
        tell(period_label(summary.period), "period", year_of(summary.period))
    sources = list(dict.fromkeys(source for _, source in told if source is not None))
    if len(sources) > 1 and (whole := _covering(sources)) is not None:
        shown = ", ".join(text for text, _ in told)
        return say("answers.fact.place_cited", place=shown, mark=mark(first)), (whole,)
    parts = [
        text if source is None
        else say("answers.fact.place_cited", place=text, mark=mark(first + sources.index(source)))
        for text, source in told
    ]  # fmt: skip
    return ", ".join(parts), tuple(sources)


def _covering(sources: Sequence[Source]) -> Source | None:
    """The one place that holds all of these places of a document, None when they stand far apart."""
    start, end = min(s.span.start for s in sources), max(s.span.end for s in sources)
    return None if end - start > LONGEST_QUOTE else Source(sources[0].document_id, Span(start, end))


def subject_shown(query: Query) -> str:
    """The subject as the person typed it, with a capital."""
    subject = " ".join(query.subject.split()).strip(" ,.;:?") or query.question.strip(" ?")
    return quoted(subject[:1].upper() + subject[1:])


def coverage_line(coverage: Coverage, documents: Sequence[StoredDocument]) -> Line:
    """How many documents were looked at, as the last line of an answer, with its count vouched for.

    A single unit is named, and units without a report; many names would only hide the answer.
    """
    names = list(dict.fromkeys(unit_name(d) for d in documents))
    sources: list[Source] = []
    if len(names) == 1 and documents[0].summary.unit:
        shown = quoted(names[0])
        text = say("answers.coverage.considered_units", count=coverage.documents_considered, units=shown)
        sources = [s for d in documents if (s := identity_source(d)) is not None]
    else:
        text = say("answers.coverage.considered", count=coverage.documents_considered)
    absent = coverage.units_without_report
    if absent:
        text += " " + say("answers.coverage.without_report", units=first_names(absent))
    return Line(text, tuple(sources), computed=_counted(coverage.documents_considered, absent))


def silent_line(documents: Sequence[StoredDocument]) -> Line:
    """Whose reports do not tell what was asked: the first few by name, the rest by number."""
    names = units_of(documents)
    sources = (identity_source(d) for d in documents)
    text = say("answers.compare.silent", units=first_names(names))
    return Line(text, tuple(s for s in sources if s is not None), computed=_counted(0, names))


def first_names(names: Sequence[str], most: int = _NAMED_UNITS) -> str:
    """The first few names, then how many more there are."""
    shown = quoted(", ".join(names[:most]))
    more = len(names) - most
    return shown if more <= 0 else say("answers.coverage.and_more", units=shown, count=more)


def _counted(considered: int, names: Sequence[str]) -> tuple[str, ...]:
    """The figures of such a line, which are counted by the program and stand in no document."""
    return (str(considered), str(max(0, len(names) - _NAMED_UNITS)))


def blank_line() -> Line:
    """A line that separates paragraphs."""
    return Line("", claims=False)


def units_of(documents: Iterable[StoredDocument]) -> tuple[str, ...]:
    """The units of the documents, each once."""
    return tuple(dict.fromkeys(unit_name(d) for d in documents))
