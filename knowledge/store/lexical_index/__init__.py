"""The lexical index as its database keeps it: SQLite's FTS5, or a table of postings in PostgreSQL.

Both answer the same questions (how many passages hold a term, which ones and how often, how
long is each), so that one ranking, ``knowledge.store.bm25``, gives the same order on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from knowledge.store.lexical_index.fts5 import Fts5
from knowledge.store.lexical_index.postings import PostingTable

Posting = tuple[NDArray[np.int64], NDArray[np.int64]]


class LexicalIndex(Protocol):
    """One database's way of keeping terms. Every method works inside the caller's transaction."""

    @property
    def shown(self) -> Mapping[str, str]:
        """What a connection that may not see every document is shown of the index's own tables.

        An SQL condition by table; ``{documents}`` are those it may see, ``{passages}`` all.
        """

    @property
    def derived(self) -> Mapping[str, str]:
        """Views over what is shown, by name, as SQL queries; ``{seen}`` is the schema of what is shown."""

    def create(self, connection: Connection) -> None:
        """Create the index where it is not there yet."""

    def add(self, connection: Connection, version: int, passages: Iterable[tuple[int, str, str]]) -> None:
        """Index passages of a document version, given as (passage id, header, text)."""

    def remove(self, connection: Connection, version: int, passages: Iterable[tuple[int, str, str]]) -> None:
        """Take the passages of a version out; header and text are those with which they were indexed."""

    def clear(self, connection: Connection) -> None:
        """Take everything out."""

    def counts(self, connection: Connection, terms: Sequence[str]) -> dict[str, int]:
        """How many passages hold each term, 0 for a term that none holds."""

    def postings(self, connection: Connection, terms: Sequence[str]) -> dict[str, Posting]:
        """By term: the ids of the passages that hold it, and how often each does."""

    def lengths(self, connection: Connection, known: int) -> list[tuple[int, int]]:
        """(passage id, number of terms) of the passages with an id above ``known``, by id."""

    def size(self, connection: Connection) -> int:
        """How many passages are indexed."""

    def is_sound(self, connection: Connection) -> bool:
        """Whether the index agrees with itself."""


_KINDS: Mapping[str, LexicalIndex] = {"sqlite": Fts5(), "postgresql": PostingTable()}


def index_of(connection: Connection) -> LexicalIndex:
    """The index of the database that the connection leads to."""
    return kind_of(connection.dialect.name)


def kind_of(dialect: str) -> LexicalIndex:
    """The index of databases of this dialect, as SQLAlchemy names it."""
    return _KINDS[dialect]
