"""Questions about a report itself: its number, its date, who signed it."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import Coverage, Value
from foundation.document import Span
from foundation.wording import say
from knowledge.answer.compose import cited_place, original_words, units_of
from knowledge.answer.content import newest_of_each
from knowledge.answer.draft import Draft
from knowledge.answer.nothing import nothing_found
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument

_MOST = 12


def answer_report_itself(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    """The asked identity field of each report in reach, cited where the report prints it."""
    field = query.identity or "number"
    told = [d for d in documents if _place_of(d, field) is not None]
    newest = documents if query.periods else newest_of_each(told or documents)
    telling = [d for d in newest if d in told]
    if not telling:
        return nothing_found(query, documents, base)
    lines = [_line(query, document, field, base) for document in telling[:_MOST]]
    one = telling[0] if len(telling) == 1 else None
    silent = [d for d in newest if d not in telling]
    coverage = Coverage(len(newest), units_with=units_of(telling), units_silent=units_of(silent))
    value = None if one is None else Value(_told(one, field, base))
    return Draft("indicator", tuple(lines), value=value, coverage=coverage)


def _place_of(document: StoredDocument, field: str) -> Source | None:
    read = getattr(document.identity, field)
    return None if read is None or read.span is None else Source(document.document_id, Span(*read.span))


def _told(document: StoredDocument, field: str, base: KnowledgeBase) -> str:
    """The field as people say it; a date as it is printed."""
    source = _place_of(document, field)
    if field == "date" and source is not None:
        return " ".join(original_words(base, source).split())
    return document.identity.value(field) or ""


def _line(query: Query, document: StoredDocument, field: str, base: KnowledgeBase) -> Line:
    source = _place_of(document, field)
    assert source is not None
    several = not query.periods and not query.places
    place, extra = cited_place(query, document, with_period=several)
    value = quoted(_told(document, field, base))
    return Line(
        say(f"answers.report_itself.{field}", place=place, value=value, mark=mark()), (source, *extra)
    )
