"""Searching by words: the terms of a question, how rare each is, and the best passages by BM25."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from knowledge.store.bm25 import PassageLengths, best
from knowledge.store.database.statements import among
from knowledge.store.ledger.schema import passages
from knowledge.store.lexical_index import index_of
from knowledge.store.lexical_index.terms import PAIR, index_terms, query_terms

# Changes whenever ``index_terms`` gives other terms: stores then index their passages anew.
INDEX_VERSION = "1"

# How many index entries one search may walk: the commonest words of a question are dropped
# until it fits, because they cost the most and tell the least.
ENTRY_BUDGET = 20_000
ALWAYS_KEPT = 3
# A term that this many passages hold is common.
COMMON = 500


@dataclass(frozen=True, slots=True)
class WeightedTerms:
    """The terms of a question with their rarity (inverse document frequency).

    ``searched`` are those worth walking through the index for, rarest first; ``passages`` is how
    many the store has.
    """

    weights: dict[str, float]
    searched: tuple[str, ...]
    passages: int

    def share_in(self, header: str, body: str) -> float:
        """The share of the question's weight that a passage holds, 0–1."""
        total = sum(self.weights.values())
        if not total:
            return 0.0
        held = set(index_terms(header, body).split())
        return sum(weight for term, weight in self.weights.items() if term in held) / total


class Frequencies:
    """How many passages hold a term.

    Counting a common term walks all its entries, so common ones are remembered until the
    store has grown or shrunk by a tenth: as weights they are good enough that long.
    """

    def __init__(self) -> None:
        self._counted_at = 0
        self._common: dict[str, int] = {}

    def of(self, connection: Connection, terms: Sequence[str], passage_count: int) -> dict[str, int]:
        """The number of passages by term, 0 for a term that no passage holds."""
        if abs(passage_count - self._counted_at) > passage_count / 10:
            self._counted_at, self._common = passage_count, {}
        common = self._common
        rare = [term for term in terms if term not in common]
        counted = index_of(connection).counts(connection, rare)
        counts = {term: common[term] if term in common else counted[term] for term in terms}
        common.update((term, count) for term, count in counts.items() if count >= COMMON)
        return counts


def weigh(
    connection: Connection, question: str, passage_count: int, frequencies: Frequencies
) -> WeightedTerms:
    """Look up how rare each term of the question is and choose those to search for."""
    terms = query_terms(question)
    frequency = frequencies.of(connection, terms, passage_count)
    weights = {term: math.log1p(passage_count / (1 + count)) for term, count in frequency.items()}
    # Of two equally rare terms the pair says more.
    known = sorted((t for t in terms if frequency[t]), key=lambda t: (frequency[t], PAIR not in t))
    searched: list[str] = []
    entries = 0
    for term in known:
        entries += frequency[term]
        if entries > ENTRY_BUDGET and len(searched) >= ALWAYS_KEPT:
            break
        searched.append(term)
    return WeightedTerms(weights, tuple(searched), passage_count)


def search(
    connection: Connection,
    terms: WeightedTerms,
    lengths: PassageLengths,
    limit: int,
    versions: Sequence[int] | None,
) -> list[tuple[int, float]]:
    """The best passages as (passage id, BM25 score), higher is better.

    ``versions`` restricts to passages of these document versions; None searches all.
    """
    if not terms.searched or (versions is not None and not versions):
        return []
    within = None
    if versions is not None:
        chosen = select(passages.c.passage_id).where(among(connection, passages.c.version, versions))
        within = np.fromiter(connection.scalars(chosen), np.int64)
    return best(connection, terms.searched, lengths.current(connection, terms.passages), limit, within)
