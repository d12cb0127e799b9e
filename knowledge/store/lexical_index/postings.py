"""The lexical index in PostgreSQL: one row for each term of a document version.

A row packs the passages of that document that hold the term, and how often each does, as pairs
of little-endian 32-bit integers. So a term's postings are read as one run of the primary key
and one value, a version's are removed by its number, and who may see a version may see its rows.
A tsvector under GIN would find the passages, but not tell how often they hold the term.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Column, Connection, Integer, LargeBinary, MetaData, Table, text

from knowledge.store.lexical_index.terms import index_terms
from knowledge.store.tables import String

_PACKED = np.dtype("<i4")

metadata = MetaData()

postings = Table(
    "lexical_postings",
    metadata,
    Column("term", String, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("passages", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
lengths = Table(
    "lexical_lengths",
    metadata,
    Column("passage_id", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False, index=True),
    Column("terms", Integer, nullable=False),
)

# As arrays: a document has thousands of terms, and a parameter for each costs more than the rows.
_ADD_POSTINGS = text(
    "INSERT INTO lexical_postings (term, version, passages, packed) "
    "SELECT term, CAST(:version AS bigint), passages, decode(packed, 'hex') "
    "FROM unnest(CAST(:terms AS text[]), CAST(:passages AS integer[]), CAST(:packed AS text[])) "
    "AS added(term, passages, packed)"
)
_ADD_LENGTHS = text(
    "INSERT INTO lexical_lengths (passage_id, version, terms) "
    "SELECT passage_id, CAST(:version AS bigint), terms "
    "FROM unnest(CAST(:ids AS bigint[]), CAST(:terms AS integer[])) AS added(passage_id, terms)"
)
_REMOVE = tuple(text(f"DELETE FROM {table} WHERE version = :version") for table in metadata.tables)
_CLEAR = text(f"TRUNCATE {', '.join(metadata.tables)}")
_COUNTS = text(
    "SELECT term, sum(passages) AS found FROM lexical_postings "
    "WHERE term = ANY(CAST(:terms AS text[])) GROUP BY term"
)
_POSTINGS = text(
    "SELECT term, string_agg(packed, ''::bytea) AS packed FROM lexical_postings "
    "WHERE term = ANY(CAST(:terms AS text[])) GROUP BY term"
)
_LENGTHS = text("SELECT passage_id, terms FROM lexical_lengths WHERE passage_id > :known ORDER BY passage_id")
_SIZE = text("SELECT count(*) FROM lexical_lengths")
# Every passage has at least as many postings as distinct terms, and none is of a version that is gone.
_STRAY = text(
    "SELECT EXISTS (SELECT 1 FROM lexical_postings p WHERE NOT EXISTS "
    "(SELECT 1 FROM lexical_lengths l WHERE l.version = p.version))"
)

_OF_VERSION = "version IN (SELECT version FROM {documents})"


class PostingTable:
    """As ``LexicalIndex`` says."""

    shown: ClassVar[Mapping[str, str]] = dict.fromkeys(metadata.tables, _OF_VERSION)
    derived: ClassVar[Mapping[str, str]] = {}

    def create(self, connection: Connection) -> None:
        """See ``LexicalIndex``."""
        metadata.create_all(connection)

    def add(self, connection: Connection, version: int, passages: Iterable[tuple[int, str, str]]) -> None:
        """See ``LexicalIndex``."""
        holding: defaultdict[str, list[int]] = defaultdict(list)
        counted: list[tuple[int, int]] = []
        for id_, header, body in passages:
            terms = index_terms(header, body).split()
            counted.append((id_, len(terms)))
            for term, often in Counter(terms).items():
                holding[term] += (id_, often)
        if not counted:
            return
        packed = [np.array(pairs, _PACKED).tobytes().hex() for pairs in holding.values()]
        numbers = [len(pairs) // 2 for pairs in holding.values()]
        if holding:
            connection.execute(
                _ADD_POSTINGS,
                {"version": version, "terms": list(holding), "passages": numbers, "packed": packed},
            )
        ids, sizes = zip(*counted, strict=True)
        connection.execute(_ADD_LENGTHS, {"version": version, "ids": list(ids), "terms": list(sizes)})

    def remove(self, connection: Connection, version: int, passages: Iterable[tuple[int, str, str]]) -> None:
        """See ``LexicalIndex``."""
        for statement in _REMOVE:
            connection.execute(statement, {"version": version})

    def clear(self, connection: Connection) -> None:
        """See ``LexicalIndex``."""
        connection.execute(_CLEAR)

    def counts(self, connection: Connection, terms: Sequence[str]) -> dict[str, int]:
        """See ``LexicalIndex``."""
        rows = connection.execute(_COUNTS, {"terms": list(terms)}) if terms else ()
        return dict.fromkeys(terms, 0) | {row.term: int(row.found) for row in rows}

    def postings(
        self, connection: Connection, terms: Sequence[str]
    ) -> dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """See ``LexicalIndex``."""
        nothing = np.zeros(0, np.int64)
        found = dict.fromkeys(terms, (nothing, nothing))
        for row in connection.execute(_POSTINGS, {"terms": list(terms)}) if terms else ():
            pairs = np.frombuffer(row.packed, _PACKED).astype(np.int64).reshape(-1, 2)
            found[row.term] = pairs[:, 0], pairs[:, 1]
        return found

    def lengths(self, connection: Connection, known: int) -> list[tuple[int, int]]:
        """See ``LexicalIndex``."""
        return [(row.passage_id, row.terms) for row in connection.execute(_LENGTHS, {"known": known})]

    def size(self, connection: Connection) -> int:
        """See ``LexicalIndex``."""
        return int(connection.scalar(_SIZE) or 0)

    def is_sound(self, connection: Connection) -> bool:
        """See ``LexicalIndex``."""
        return not connection.scalar(_STRAY)
