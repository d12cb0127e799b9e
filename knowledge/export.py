"""The records of a store as plain rows, one kind of record at a time.

The fields are a contract with other programs (``docs/architecture.md``): names and order stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from foundation.document import Span, whole_letters
from knowledge.base import KnowledgeBase
from knowledge.law.standing import cited_law, report_date
from knowledge.store.filters import Filters
from language.award_classes import award_with_class
from language.award_terms import certificate

Row = dict[str, Any]

_DOCUMENT_FIELDS = (
    "issuer", "commune", "district", "province", "level", "kind", "period", "number", "date", "signer",
)  # fmt: skip


def documents(base: KnowledgeBase) -> Iterator[Row]:
    """Each document and its identity, corrections applied."""
    for document in base.documents():
        identity = {name: document.identity.value(name) for name in _DOCUMENT_FIELDS}
        yield {"document": document.name, **identity}


def awards(base: KnowledgeBase) -> Iterator[Row]:
    """Each award statement; place and level are those of its document.

    Praise without the name of an award ("UBND xã khen thưởng ...") is named by the certificate that
    its level gives, as the taxonomy has it; orders and medals are named with their class.
    """
    quote = _quotes(base)
    for award in base.awards(Filters()):
        record, document = award.record, award.document
        words = quote(document.document_id, record.span)
        name = certificate(record.award, record.authority_level, words["quote"])
        yield {
            "document": document.name,
            "unit": record.unit,
            "commune": document.commune,
            "district": document.district,
            "province": document.province,
            "level": document.level,
            "recipient": record.recipient,
            "recipient_kind": record.recipient_kind,
            "count": record.count,
            "award": award_with_class(name, words["quote"]),
            "authority": record.authority,
            "authority_level": record.authority_level,
            "period": record.period,
            "status": record.status,
            **words,
        }


def indicators(base: KnowledgeBase) -> Iterator[Row]:
    """Each figure; ``value`` is written as the source prints it."""
    quote = _quotes(base)
    for indicator in base.indicators(Filters()):
        record, document = indicator.record, indicator.document
        yield {
            "document": document.name,
            "unit": record.unit,
            "indicator": record.indicator,
            "value": record.value_text,
            "unit_of_measure": record.unit_of_measure,
            "period": record.period,
            "kind": record.kind,
            **quote(document.document_id, record.span),
        }


def references(base: KnowledgeBase) -> Iterator[Row]:
    """Each mention of a legal instrument, with its validity on the date of the report."""
    quote = _quotes(base)
    reported_on = {each.document_id: report_date(each.identity) for each in base.documents()}
    for reference in base.references(Filters()):
        record, document = reference.record, reference.document
        words = quote(document.document_id, record.span)
        law = cited_law(record, words["quote"], reported_on[document.document_id])
        yield {
            "document": document.name,
            "number": record.number,
            "kind": record.kind,
            "issuer": record.issuer,
            "date": record.date,
            "status_at_report": "unknown" if law is None else law.standing.status,
            "replaced_by": [] if law is None else list(law.known.replaced_by),
            **words,
        }


EXPORTS: dict[str, Callable[[KnowledgeBase], Iterator[Row]]] = {
    "documents": documents,
    "awards": awards,
    "indicators": indicators,
    "references": references,
}


def _quotes(base: KnowledgeBase) -> Callable[[str, Span], Row]:
    """A function that cuts a span's words out of its document; each text is read once."""
    text_of = cache(base.original_text)

    def quote(document_id: str, span: Span) -> Row:
        text = text_of(document_id)
        span = whole_letters(text, span)
        words = text[span.start : span.end]
        return {"char_start": span.start, "char_end": span.end, "quote": words}

    return quote
