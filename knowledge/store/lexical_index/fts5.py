"""The lexical index in SQLite's FTS5.

The index keeps no text of its own ("contentless"): what to remove is computed again from the
passage row, therefore ``INDEX_VERSION`` must change whenever ``index_terms`` gives other terms.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, TextClause, text

from knowledge.store.lexical_index.terms import index_terms

# One row for each place of a term: the posting lists.
PLACES = "lexical_places"

_CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS lexical USING fts5("
    "terms, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_.,'\")",
    "CREATE VIRTUAL TABLE IF NOT EXISTS lexical_terms USING fts5vocab(lexical, 'row')",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {PLACES} USING fts5vocab(lexical, 'instance')",
)
_INSERT = text("INSERT INTO lexical(rowid, terms) VALUES (:passage_id, :terms)")
_REMOVE = text("INSERT INTO lexical(lexical, rowid, terms) VALUES ('delete', :passage_id, :terms)")
_CLEAR = text("INSERT INTO lexical(lexical) VALUES ('delete-all')")
_CHECK = text("INSERT INTO lexical(lexical) VALUES ('integrity-check')")
_COUNT = text("SELECT doc FROM lexical_terms WHERE term = :term")
_POSTINGS = text(f"SELECT group_concat(doc) FROM {PLACES} WHERE term = :term")
_LENGTHS = text("SELECT id, sz FROM lexical_docsize WHERE id > :known ORDER BY id")
_SIZE = text("SELECT count(*) FROM lexical_docsize")

_OF_PASSAGE = (
    "EXISTS (SELECT 1 FROM {{passages}} p JOIN {{documents}} d ON d.version = p.version "
    "WHERE p.passage_id = {id})"
)


class Fts5:
    """As ``LexicalIndex`` says."""

    shown: ClassVar[Mapping[str, str]] = {
        "lexical_docsize": _OF_PASSAGE.format(id="lexical_docsize.id"),
        PLACES: _OF_PASSAGE.format(id=f"{PLACES}.doc"),
    }
    derived: ClassVar[Mapping[str, str]] = {
        "lexical_terms": f"SELECT term, count(DISTINCT doc) AS doc, count(*) AS cnt FROM {{seen}}.{PLACES} "
        "GROUP BY term"
    }

    def create(self, connection: Connection) -> None:
        """See ``LexicalIndex``."""
        for statement in _CREATE:
            connection.execute(text(statement))

    def add(self, connection: Connection, version: int, passages: Iterable[tuple[int, str, str]]) -> None:
        """See ``LexicalIndex``."""
        _write(connection, _INSERT, passages)

    def remove(self, connection: Connection, version: int, passages: Iterable[tuple[int, str, str]]) -> None:
        """See ``LexicalIndex``."""
        _write(connection, _REMOVE, passages)

    def clear(self, connection: Connection) -> None:
        """See ``LexicalIndex``."""
        connection.execute(_CLEAR)

    def counts(self, connection: Connection, terms: Sequence[str]) -> dict[str, int]:
        """See ``LexicalIndex``."""
        return {term: int(connection.scalar(_COUNT, {"term": term}) or 0) for term in terms}

    def postings(
        self, connection: Connection, terms: Sequence[str]
    ) -> dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """See ``LexicalIndex``."""
        found = {}
        for term in terms:
            listed = connection.scalar(_POSTINGS, {"term": term}) or ""
            found[term] = np.unique(np.fromstring(listed, np.int64, sep=","), return_counts=True)
        return found

    def lengths(self, connection: Connection, known: int) -> list[tuple[int, int]]:
        """See ``LexicalIndex``."""
        return [(row.id, _varint(row.sz)) for row in connection.execute(_LENGTHS, {"known": known})]

    def size(self, connection: Connection) -> int:
        """See ``LexicalIndex``."""
        return int(connection.scalar(_SIZE) or 0)

    def is_sound(self, connection: Connection) -> bool:
        """See ``LexicalIndex``."""
        try:
            connection.execute(_CHECK)
        except Exception as error:
            if not isinstance(error.__cause__, sqlite3.DatabaseError):
                raise
            return False
        return True


def _write(connection: Connection, statement: TextClause, passages: Iterable[tuple[int, str, str]]) -> None:
    values = [{"passage_id": id_, "terms": index_terms(header, body)} for id_, header, body in passages]
    if values:
        connection.execute(statement, values)


def _varint(stored: bytes) -> int:
    """SQLite's variable-length integer: seven bits a byte, the highest bit says that more follow."""
    value = 0
    for byte in stored:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            break
    return value
