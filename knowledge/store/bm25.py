"""The ranking of the lexical index: Okapi BM25 over whole posting lists.

It gives the scores of FTS5's own ``bm25`` (k1 = 1.2, b = 0.75; https://sqlite.org/fts5.html,
section 5.1.1), which asks the database for the length of every passage it meets, one by one.
Here lengths are kept in memory, four bytes a passage, and a term's postings are read as one
value and added up as arrays: at 50,000 passages some twenty times quicker.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from knowledge.store.lexical_index import index_of

K1 = 1.2
B = 0.75
LEAST_IDF = 1e-6
# Lengths of passages that are gone stay until there are this many of them to one that is there.
_MOST_GONE = 0.1


class PassageLengths:
    """How many terms each passage has, by passage id; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lengths: NDArray[np.int32] = np.zeros(1, np.int32)
        self._held = 0

    def current(self, connection: Connection, passages: int) -> NDArray[np.int32]:
        """The lengths as an array over passage ids, 0 where there is no passage.

        ``passages`` is how many the store has. New passages always have higher ids than old
        ones, so only those are read. A passage that is gone keeps its length for a while: no
        posting leads to it.
        """
        with self._lock:
            if self._held > passages * (1 + _MOST_GONE):
                self._lengths, self._held = np.zeros(1, np.int32), 0
            known = len(self._lengths) - 1
            added = index_of(connection).lengths(connection, known)
            if added:
                grown = np.zeros(added[-1][0] + 1, np.int32)
                grown[: known + 1] = self._lengths
                for id_, length in added:
                    grown[id_] = length
                self._lengths = grown
                self._held += len(added)
            return self._lengths


def best(
    connection: Connection,
    terms: Sequence[str],
    lengths: NDArray[np.int32],
    limit: int,
    within: NDArray[np.int64] | None,
) -> list[tuple[int, float]]:
    """The best passages as (passage id, BM25 score), best first; of equals the lower id.

    ``within`` are the passage ids to choose from; None chooses from all.
    """
    passages = np.count_nonzero(lengths)
    if not passages:
        return []
    scores = np.zeros(len(lengths))
    norms = K1 * (1 - B + B * lengths / (lengths.sum() / passages))
    postings = index_of(connection).postings(connection, terms)
    for term in terms:
        ids, counts = postings[term]
        known = ids < len(lengths)  # what another process has added in this moment waits
        ids, counts = ids[known], counts[known]
        rarity = max(math.log((passages - len(ids) + 0.5) / (len(ids) + 0.5)), LEAST_IDF) if len(ids) else 0
        scores[ids] += rarity * counts * (K1 + 1) / (counts + norms[ids])
    if within is not None:
        chosen = np.zeros_like(scores)
        kept = within[within < len(scores)]
        chosen[kept] = scores[kept]
        scores = chosen
    found = np.flatnonzero(scores)
    order = found[np.lexsort((found, -scores[found]))][:limit]
    return [(int(id_), float(scores[id_])) for id_ in order]
