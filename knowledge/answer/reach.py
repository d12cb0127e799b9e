"""Which documents a question is put to, by its places and periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.base import KnowledgeBase
from knowledge.query import Query
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.periods import covers, ended

_READ_IN_FULL = 30
_PASSAGES_SEARCHED = 60


@dataclass(frozen=True, slots=True)
class Reach:
    """The documents a question is put to.

    ``documents`` fit place and period. ``other_periods`` fit the place only: they may answer
    when they state a figure of the asked period, or serve as the nearest thing.
    """

    documents: tuple[StoredDocument, ...]
    other_periods: tuple[StoredDocument, ...] = ()


def reach_of(query: Query, documents: Sequence[StoredDocument]) -> Reach:
    """The documents for the question's places and periods, newest period first."""
    placed = list(documents)
    if query.places:
        wanted = {i for place in query.places for i in place.document_ids}
        placed = [d for d in documents if d.document_id in wanted]
    if not query.periods:
        return Reach(tuple(_newest_first(placed)))
    fitting = [d for d in placed if any(covers(p, d.summary.period) for p in query.periods)]
    exact = [d for d in fitting if d.summary.period in query.periods]
    chosen = exact + [d for d in fitting if d not in exact]
    others = [d for d in placed if d not in chosen]
    return Reach(tuple(chosen), tuple(_newest_first(others)))


def _newest_first(documents: Sequence[StoredDocument]) -> list[StoredDocument]:
    return sorted(documents, key=lambda d: ended(d.summary.period), reverse=True)


def readable(
    query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> tuple[StoredDocument, ...]:
    """The documents whose statements are read: all when few, else those that search finds."""
    if len(documents) <= _READ_IN_FULL:
        return tuple(documents)
    by_id = {d.document_id: d for d in documents}
    filters = Filters(document_ids=tuple(by_id))
    found = base.search(query.subject or query.question, filters, k=_PASSAGES_SEARCHED)
    ids = list(dict.fromkeys(passage.document_id for passage in found))
    return tuple(by_id[i] for i in ids[:_READ_IN_FULL] if i in by_id)
