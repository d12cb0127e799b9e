"""Keeping the stores in step: making a store, checking it, sweeping, rebuilding indexes.

All of it is done by the one process that holds the right to write.
"""

from __future__ import annotations

import logging
from contextlib import suppress

from sqlalchemy import Engine, inspect, select

from foundation.errors import StoreError
from knowledge.embedding.cache import prune, vector_of
from knowledge.store import lexical
from knowledge.store.database.interface import Lock, OriginalStore
from knowledge.store.ledger import reading, writing
from knowledge.store.ledger.schema import LEDGER, SCHEMA_VERSION, documents, embeddings
from knowledge.store.migrations import bring_up, is_current
from knowledge.store.vectors import Vectors, VectorsAway, VectorsUnusable

log = logging.getLogger(__name__)

REBUILT_AT_ONCE = 200  # documents
SCHEMA, MODEL, LEXICAL = "schema", "model", "lexical"


class Upkeep:
    """Looks after the stores of one data folder."""

    def __init__(self, engine: Engine, vectors: Vectors, originals: OriginalStore, model_name: str) -> None:
        self._engine = engine
        self._vectors = vectors
        self._originals = originals
        self._model_name = model_name

    def prepare(self, lock: Lock, wait_s: float) -> None:
        """Make a new store or check an old one; repair it if nobody is writing just now.

        Raises:
            StoreError: the store cannot be used; see ``check``.
        """
        if not self._is_made():
            with lock.held(wait_s):
                if not self._is_made():
                    self._make()
        self.check()
        if not is_current(self._engine, LEDGER):
            with lock.held(wait_s):
                bring_up(self._engine, LEDGER)
        with suppress(StoreError), lock.held(0):
            self.repair()

    def _is_made(self) -> bool:
        with self._engine.connect() as connection:
            if not inspect(connection).has_table("meta"):
                return False
            return reading.meta_value(connection, SCHEMA) is not None

    def _make(self) -> None:
        # Doing so again over what a killed process has made is fine.
        bring_up(self._engine, LEDGER)
        with self._engine.begin() as connection:
            writing.set_meta(connection, LEXICAL, lexical.INDEX_VERSION)
            writing.set_meta(connection, MODEL, self._model_name)
            writing.set_meta(connection, SCHEMA, SCHEMA_VERSION)

    def check(self) -> None:
        """Refuse a store that this program or this embedding model did not build.

        Raises:
            StoreError: as said; its message tells what to do.
        """
        with self._engine.connect() as connection:
            schema = reading.meta_value(connection, SCHEMA)
            built_with = reading.meta_value(connection, MODEL)
            used = connection.scalar(select(documents.c.version).limit(1)) is not None
        if schema != SCHEMA_VERSION:
            raise StoreError("store_other_version", f"store has schema {schema}, program {SCHEMA_VERSION}")
        if used and built_with != self._model_name:
            raise StoreError(
                "store_other_model", f"built with {built_with}", built=built_with, wanted=self._model_name
            )

    def sweep(self) -> None:
        """Remove what a dead writer left: half-built versions and vectors of gone ones."""
        with self._engine.begin() as connection:
            building, _ = writing.unfinished(connection)
            for version in building:
                writing.retire(connection, version)
        self.clear_retired()

    def clear_retired(self) -> None:
        """Remove vectors and files that the ledger has given up."""
        with self._engine.connect() as connection:
            _, versions = writing.unfinished(connection)
        if not versions:
            return
        try:
            for version in versions:
                self._vectors.delete(version)
        except VectorsUnusable as error:
            # They stay noted: the next writer removes them, and no search shows them meanwhile.
            log.warning("vectors of gone versions stay for now: %s", type(error).__name__)
            return
        self.sweep_originals()
        with self._engine.begin() as connection:
            writing.forget_retired(connection, versions)

    def sweep_originals(self) -> None:
        """Remove files that no document has."""
        with self._engine.connect() as connection:
            wanted = set(connection.scalars(select(documents.c.original)))
        self._originals.sweep({name for name in wanted if name})

    def repair(self) -> None:
        """Bring files, vectors and the lexical index in step with the ledger; cheap when they are."""
        self.sweep()
        self.sweep_originals()
        with self._engine.connect() as connection:
            passages = reading.passage_count(connection)
            built_with = reading.meta_value(connection, MODEL)
            indexed_as = reading.meta_value(connection, LEXICAL)
        if built_with != self._model_name:
            self._adopt_model()
        if indexed_as != lexical.INDEX_VERSION:
            with self._engine.begin() as connection:
                writing.rebuild_lexical(connection)
                writing.set_meta(connection, LEXICAL, lexical.INDEX_VERSION)
        if not self._has_vectors(passages):
            log.warning("vectors do not match the ledger; rebuilding them")
            self.rebuild_vectors()

    def state_of_vectors(self) -> str:
        """``ok``, ``away`` while their server does not answer, or ``damaged``."""
        try:
            self._vectors.count()
        except VectorsAway:
            return "away"
        except VectorsUnusable:
            return "damaged"
        return "ok"

    def tend_vectors(self, lock: Lock) -> None:
        """Have the vectors built again if they are not those of the ledger and nobody is writing.

        Cheap when they are; nothing happens while their server is away.
        """
        with suppress(StoreError):
            with self._engine.connect() as connection:
                passages = reading.passage_count(connection)
            if not self._has_vectors(passages):
                with lock.held(0):
                    self.repair()

    def rebuild_vectors(self) -> None:
        """Build the vectors anew from the ledger, where each is kept."""
        self._vectors.clear()
        with self._engine.connect() as connection:
            versions, _ = reading.passing_versions(connection, None)
            for start in range(0, len(versions), REBUILT_AT_ONCE):
                kept = reading.version_vectors(connection, versions[start : start + REBUILT_AT_ONCE])
                self._vectors.add([(version, id_, vector_of(stored)) for version, id_, stored in kept])

    def _has_vectors(self, passages: int) -> bool:
        try:
            return self._vectors.count() == passages
        except VectorsAway:
            raise
        except Exception as error:
            log.warning("vectors cannot be opened: %s", error)
            return False

    def _adopt_model(self) -> None:
        """Let another model begin in a store that holds no document."""
        self._vectors.clear()  # first: a server that is away leaves it to the next opening
        with self._engine.begin() as connection:
            connection.execute(embeddings.delete())
            prune(connection)
            writing.set_meta(connection, MODEL, self._model_name)
