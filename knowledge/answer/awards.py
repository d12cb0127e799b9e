"""The place where questions about award records will be answered from the ledger.

Until award records are in the store, such questions are answered from the statements, like
every other fact: a list by every unit whose report says it, a count by the figure at the award.
"""

from __future__ import annotations

from knowledge.query import Query
from knowledge.understand.phrasing import first_of, key


def asks_for_awards(query: Query) -> bool:
    """Whether the question is about awards given, proposed or aimed at."""
    return first_of(key(query.question), "intent", "award") is not None
