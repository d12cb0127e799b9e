"""Questions that the store can answer, as examples and as what to ask next."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.wording import say
from knowledge.answer.compose import unit_name
from knowledge.base import KnowledgeBase
from knowledge.query import Query
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredDocument, StoredIndicator
from language.indicators import canonical_indicator

_LONGEST_NAME = 45
_SURE = 0.7
_MOST = 3


def suggestions(
    query: Query | None, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> tuple[str, ...]:
    """Two or three questions about the documents at hand that their records answer."""
    reports = (d for d in documents if d.summary.unit)
    first = next((d for d in reports if d.indicators > 0), None)
    first = first or next((d for d in documents if d.summary.unit), None)
    if first is None:
        return ()
    asked = query.question if query is not None else ""
    unit = unit_name(first)
    found: list[str] = []
    for record in _telling(base, first):
        if record.record.indicator.lower() not in asked.lower():
            name = record.record.indicator
            found.append(say("answers.suggest.indicator", indicator=name[:1].upper() + name[1:], unit=unit))
        if len(found) == (1 if query is not None else 2):
            break
    found.append(say("answers.suggest.shortcomings", unit=unit))
    if len(documents) > 1 or query is None:
        found.append(say("answers.suggest.corpus"))
    return tuple(question for question in found if question.lower() != asked.lower())[:_MOST]


def _telling(base: KnowledgeBase, document: StoredDocument) -> list[StoredIndicator]:
    """Sure figures of results with short names, in the order of the report."""
    records = base.indicators(Filters(document_ids=(document.document_id,)))
    return [
        r
        for r in records
        if r.record.kind == "actual" and _is_plain(r.record.indicator) and r.record.confidence >= _SURE
    ]


def _is_plain(name: str) -> bool:
    """Whether a name is the lexicon's own, so that it reads as a question and is sure to be found."""
    return len(name) <= _LONGEST_NAME and canonical_indicator(name) == name
