"""Examining a store: do ledger, lexical index, vectors and original files tell the same?

What can be repaired is, on request: indexes are built again from the ledger, left-over files
and vectors are removed. What only the office can bring back (an original file, a damaged
database) is said plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from llama_index.core.base.embeddings.base import BaseEmbedding
from sqlalchemy import Connection, Engine, func, select

from foundation.settings import Settings
from foundation.wording import say
from knowledge.embedding import open_model
from knowledge.operations.archive import PARTS
from knowledge.store import lexical
from knowledge.store.database import Database, open_database
from knowledge.store.ledger import reading, writing
from knowledge.store.ledger.schema import LEDGER, documents, embeddings, passages
from knowledge.store.lexical_index import index_of
from knowledge.store.upkeep import LEXICAL, MODEL, Upkeep
from knowledge.store.vectors import open_vectors

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Symptom:
    """Something that is wrong: what in Vietnamese, and whether ``repair`` can mend it."""

    name: str
    message: str
    mendable: bool


def examine(
    settings: Settings, wait_s: float, repair: bool, model: BaseEmbedding | None = None
) -> tuple[list[Symptom], list[Symptom]]:
    """What was wrong with the store and what still is; both are the same without ``repair``.

    ``model`` stands in for the embedding model that the settings name.

    Raises:
        StoreError: another process is writing and does not finish within ``wait_s`` seconds.
    """
    database = open_database(settings)
    with closing(database), database.writer_lock().held(wait_s):
        damaged = [
            Symptom("database", say("operations.doctor.database", file=name), False)
            for name in database.damaged(PARTS)
        ]
        if damaged:
            return damaged, damaged
        model_name = (model or open_model(settings)).model_name
        with closing(_Examination(settings, database, model_name)) as examination:
            before = list(examination.symptoms())
            if not repair:
                return before, before
            examination.repair({symptom.name for symptom in before if symptom.mendable})
            return before, list(examination.symptoms())


class _Examination:
    """One look at a store whose databases are sound; the caller holds the right to write."""

    def __init__(self, settings: Settings, database: Database, model_name: str) -> None:
        self._engine: Engine = database.engine(LEDGER)
        self._vectors = open_vectors(settings, self._engine)
        self._originals = database.originals
        self._model_name = model_name
        self._upkeep = Upkeep(self._engine, self._vectors, self._originals, self._model_name)

    def close(self) -> None:
        self._vectors.close()
        self._engine.dispose()

    def symptoms(self) -> Iterator[Symptom]:
        with self._engine.connect() as connection:
            checks: tuple[tuple[str, bool, Callable[[Connection], str | None]], ...] = (
                ("model", False, self._other_model),
                ("unfinished", True, self._unfinished),
                ("embeddings", False, self._mixed_embeddings),
                ("lexical", True, self._lexical_drift),
                ("vectors", True, self._vector_drift),
                ("missing_originals", False, self._missing_originals),
                ("spare_originals", True, self._spare_originals),
            )
            for name, mendable, check in checks:
                found = check(connection)
                if found is not None:
                    yield Symptom(name, say(f"operations.doctor.{name}", found=found), mendable)

    def repair(self, names: set[str]) -> None:
        """Mend the named symptoms; each repair may be repeated without harm."""
        if names & {"unfinished", "spare_originals"}:
            self._upkeep.sweep()
            self._upkeep.sweep_originals()
        if "lexical" in names:
            with self._engine.begin() as connection:
                writing.rebuild_lexical(connection)
                writing.set_meta(connection, LEXICAL, lexical.INDEX_VERSION)
        if "vectors" in names:
            self._upkeep.rebuild_vectors()

    def _other_model(self, connection: Connection) -> str | None:
        built_with = reading.meta_value(connection, MODEL)
        used = connection.scalar(select(documents.c.version).limit(1)) is not None
        return built_with if used and built_with != self._model_name else None

    def _unfinished(self, connection: Connection) -> str | None:
        building, retired = writing.unfinished(connection)
        return str(len(building) + len(retired)) if building or retired else None

    def _mixed_embeddings(self, connection: Connection) -> str | None:
        """Passages without a vector, or vectors of several lengths: two models in one store."""
        lengths = list(connection.scalars(select(func.length(embeddings.c.vector)).distinct()))
        kept = select(embeddings.c.text_hash)
        without = connection.scalar(
            select(func.count()).select_from(passages).where(passages.c.text_hash.not_in(kept))
        )
        return str(without) if without or len(lengths) > 1 else None

    def _lexical_drift(self, connection: Connection) -> str | None:
        index, held = index_of(connection), reading.passage_count(connection)
        indexed = index.size(connection)
        if not index.is_sound(connection):
            return str(held)
        return None if indexed == held else f"{indexed}/{held}"

    def _vector_drift(self, connection: Connection) -> str | None:
        """Vectors that belong to no version in force, or passages without one."""
        versions, held = reading.passing_versions(connection, None)
        try:
            stored, count = self._vectors.versions(), self._vectors.count()
        except Exception:
            return say("operations.doctor.unreadable")
        counted = set(
            connection.scalars(
                select(documents.c.version).where(
                    documents.c.version.in_(versions), documents.c.passage_count > 0
                )
            )
        )
        return None if stored == counted and count == held else f"{count}/{held}"

    def _missing_originals(self, connection: Connection) -> str | None:
        query = select(documents.c.name, documents.c.original).where(documents.c.state == "ready")
        gone = [
            row.name
            for row in connection.execute(query)
            if row.original and not self._originals.path(row.original)
        ]
        return ", ".join(gone[:_NAMED]) + ("…" if len(gone) > _NAMED else "") if gone else None

    def _spare_originals(self, connection: Connection) -> str | None:
        spare = self._originals.names() - set(connection.scalars(select(documents.c.original)))
        return str(len(spare)) if spare else None
