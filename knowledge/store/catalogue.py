"""The documents of a store, read once for each state of it.

A question over thousands of reports asks many times which documents there are and what they are
called. What is kept here is as new as the database: its watch tells at once whether any
connection, of this or another process, has written anything, and the store's revision whether
readers can see it. Documents that a change leaves alone stay the very
same objects, so that what others have worked out about them stays good as well.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, select

from foundation.errors import NotFound
from knowledge.store.database import Database
from knowledge.store.filters import Filters
from knowledge.store.ledger import reading, writing
from knowledge.store.ledger.conditions import document_condition
from knowledge.store.ledger.schema import aliases, documents
from knowledge.store.ledger.stored import StoredDocument


@dataclass(frozen=True, slots=True)
class _State:
    """The ready documents by name at a revision, and a hash of what each was made of."""

    revision: int = -1
    documents: tuple[StoredDocument, ...] = ()
    by_id: dict[str, StoredDocument] = field(default_factory=dict)
    by_version: dict[int, StoredDocument] = field(default_factory=dict)
    made_of: dict[int, int] = field(default_factory=dict)


class Catalogue:
    """The ready documents of one store; safe to use from several threads."""

    def __init__(self, engine: Engine, database: Database) -> None:
        self._engine = engine
        self._database = database
        self._lock = threading.Lock()
        self._watch = database.watch()
        self._seen: object = None
        self._state = _State()

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._watch.close()

    @property
    def revision(self) -> int:
        """The store's revision."""
        return self._current().revision

    @property
    def all(self) -> tuple[StoredDocument, ...]:
        """Every document, by name."""
        return self._current().documents

    def passing(self, filters: Filters) -> list[StoredDocument]:
        """The documents that pass the filters, by name."""
        state = self._current()
        with self._engine.connect() as connection:
            versions = set(connection.scalars(select(documents.c.version).where(document_condition(filters))))
        return [document for document in state.documents if document.version in versions]

    def document(self, document_id: str) -> StoredDocument:
        """One document.

        Raises:
            NotFound: no such document.
        """
        found = self._current().by_id.get(document_id)
        if found is None:
            raise NotFound("document_not_found", document_id)
        return found

    @property
    def by_id(self) -> dict[str, StoredDocument]:
        """Every document by its id."""
        return self._current().by_id

    @property
    def at_revision(self) -> tuple[int, dict[int, StoredDocument]]:
        """The store's revision and the documents of it by version, in the order of their names."""
        state = self._current()
        return state.revision, state.by_version

    def _current(self) -> _State:
        with self._lock:
            seen = self._watch.mark()
            if seen != self._seen:
                with self._database.at_one_moment(self._engine) as connection:
                    revision = int(reading.meta_value(connection, writing.REVISION) or 0)
                    if revision != self._state.revision:
                        self._state = _read(connection, revision, self._state)
                self._seen = seen
            return self._state


def _read(connection: Connection, revision: int, before: _State) -> _State:
    found = connection.execute(reading.document_rows(document_condition(None))).all()
    changes = reading.corrections_of(connection)
    others: dict[int, list[str]] = {}
    for row in connection.execute(select(aliases).order_by(aliases.c.name)):
        others.setdefault(row.version, []).append(row.name)
    made_of: dict[int, int] = {}
    for row in found:
        told, names = changes.get(row.name, {}), others.get(row.version, [])
        made_of[row.version] = hash((tuple(row), tuple(sorted(told.items())), tuple(names)))
    known = {version for version, made in made_of.items() if before.made_of.get(version) == made}
    units = reading.units_told(connection, [row.version for row in found if row.version not in known])
    listed = [
        before.by_version[row.version]
        if row.version in known
        else reading.stored_document(
            row, changes.get(row.name, {}), others.get(row.version, []), units.get(row.version, [])
        )
        for row in found
    ]
    return _State(
        revision, tuple(listed), {each.document_id: each for each in listed},
        {each.version: each for each in listed}, made_of,
    )  # fmt: skip
