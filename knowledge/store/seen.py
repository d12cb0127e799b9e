"""A store as those see it who may not read all of its collections.

The restriction stands below every query: each connection shadows the tables of the ledger and
of the lexical index by views of the same names, which show what belongs to the documents of
the given collections. A query that forgot to ask for a right can therefore not be written, and
counts, rarities of words and lists of names come out as if nothing else was stored. Such a
connection cannot write.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from foundation.collection import Collection
from knowledge.store import lexical
from knowledge.store.ledger.schema import metadata, open_engine

_OF_VERSION = "version IN (SELECT version FROM temp.documents)"
_OF_PASSAGE = (
    "EXISTS (SELECT 1 FROM main.passages p JOIN temp.documents d ON d.version = p.version "
    "WHERE p.passage_id = {id})"
)
_OF_NAME = "name IN (SELECT name FROM temp.documents)"

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
        "EXISTS (SELECT 1 FROM main.awards a JOIN temp.documents d ON d.version = a.version "
        "WHERE a.award_id = award_marks.award_id)"
    ),
    "manual_awards": "0",
    "retired": "0",
    "lexical_docsize": _OF_PASSAGE.format(id="lexical_docsize.id"),
    lexical.PLACES: _OF_PASSAGE.format(id=f"{lexical.PLACES}.doc"),
}
# Tables that tell nothing of a document: facts about the store, and vectors by a hash of their words.
_OPEN = {"meta", "embeddings"}


def open_seen(file: Path, reads: Set[Collection]) -> Engine:
    """The ledger at ``file`` with the documents of these collections only, for reading."""
    unknown = set(metadata.tables) - set(_SHOWN) - _OPEN - {"documents"}
    assert not unknown, f"tables without a rule of what is shown of them: {sorted(unknown)}"
    statements = _views(reads)

    def restrict(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    engine = open_engine(file)
    event.listen(engine, "connect", restrict)
    return engine


def _views(reads: Set[Collection]) -> list[str]:
    # The names are those of the enumeration, not anybody's input.
    named = ", ".join(f"'{collection.value}'" for collection in sorted(reads))
    return [
        f"CREATE TEMP VIEW documents AS SELECT * FROM main.documents WHERE collection IN ({named})",
        *(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {condition}"
            for table, condition in _SHOWN.items()
        ),
        "CREATE TEMP VIEW lexical_terms AS SELECT term, count(DISTINCT doc) AS doc, count(*) AS cnt "
        f"FROM temp.{lexical.PLACES} GROUP BY term",
    ]
