"""A store as those see it who may not read all of its collections.

The restriction stands below every query: each connection shadows the tables of the ledger and
of the lexical index by views of the same names, which show what belongs to the documents of
the given collections. A query that forgot to ask for a right can therefore not be written, and
counts, rarities of words and lists of names come out as if nothing else was stored. Such a
connection cannot write.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from sqlalchemy import Engine, event

from foundation.collection import Collection
from knowledge.store.ledger.schema import metadata
from knowledge.store.lexical_index import kind_of

_OF_VERSION = "version IN (SELECT version FROM {documents})"
_OF_NAME = "name IN (SELECT name FROM {documents})"

# What of each table is shown, in the order in which the views need each other. Records without
# a source belong to no collection: who may not read everything does not see them.
_SHOWN = {
    "texts": _OF_VERSION,
    "passages": _OF_VERSION,
    "awards": _OF_VERSION,
    "indicators": _OF_VERSION,
    "regulation_references": _OF_VERSION,
    "aliases": _OF_VERSION,
    "award_readings": _OF_VERSION,
    "corrections": _OF_NAME,
    "award_amendments": _OF_NAME,
    "award_marks": (
        "EXISTS (SELECT 1 FROM {awards} a JOIN {documents} d ON d.version = a.version "
        "WHERE a.award_id = award_marks.award_id)"
    ),
    "manual_awards": "false",
    "retired": "false",
}
# Tables that tell nothing of a document: facts about the store, and vectors by a hash of their words.
_OPEN = {"meta", "embeddings"}


def restrict(engine: Engine, reads: Set[Collection], *, whole: str, seen: str, lock: str) -> Engine:
    """The engine of a ledger, showing the documents of these collections only, for reading.

    ``whole`` is the schema of the tables, ``seen`` that of temporary views; ``lock`` is the
    statement after which a connection cannot write.
    """
    unknown = set(metadata.tables) - set(_SHOWN) - _OPEN - {"documents"}
    assert not unknown, f"tables without a rule of what is shown of them: {sorted(unknown)}"
    statements = [*_views(engine.dialect.name, reads, whole, seen), lock]

    def show(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
        connection.commit()

    event.listen(engine, "connect", show)
    return engine


def _views(dialect: str, reads: Set[Collection], whole: str, seen: str) -> list[str]:
    index = kind_of(dialect)
    of = {"documents": f"{seen}.documents", "passages": f"{whole}.passages", "awards": f"{whole}.awards"}
    # The names are those of the enumeration, not anybody's input.
    named = ", ".join(f"'{collection.value}'" for collection in sorted(reads)) or "NULL"
    return [
        f"CREATE TEMP VIEW documents AS SELECT * FROM {whole}.documents WHERE collection IN ({named})",
        *(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM {whole}.{table} WHERE {condition.format(**of)}"
            for table, condition in {**_SHOWN, **index.shown}.items()
        ),
        *(f"CREATE TEMP VIEW {view} AS {query.format(seen=seen)}" for view, query in index.derived.items()),
    ]
