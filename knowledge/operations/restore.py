"""Bringing a backup back, into a new store or over one that is in use.

Everything is checked before anything is touched. Then, in an order that a kill at any point
leaves either the old or the new store behind, in full: originals are added (they are named by
their content, so none is overwritten), the vectors are cleared (a store without them builds
them again from its ledger), each database is replaced by one transaction, the vectors are
built, and files that no document has any more are removed.
"""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from llama_index.core.base.embeddings.base import BaseEmbedding
from sqlalchemy import Engine, delete, select

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.embedding import open_model
from knowledge.operations.archive import (
    ORIGINALS,
    PARTS,
    BackupError,
    Manifest,
    copy_checked,
    working_folder,
)
from knowledge.store.database import Database, database_of, open_database
from knowledge.store.ledger.schema import LEDGER, meta
from knowledge.store.ledger.writing import REVISION, set_meta
from knowledge.store.migrations import bring_up
from knowledge.store.tables import Part
from knowledge.store.upkeep import Upkeep
from knowledge.store.vectors import open_vectors
from knowledge.store.vectors.server import PLACE

_UNPACKED = ".restore"


def restore(settings: Settings, file: Path, wait_s: float, model: BaseEmbedding | None = None) -> Manifest:
    """Make the store of ``settings`` what it was when ``file`` was written.

    ``model`` stands in for the embedding model that the settings name.

    Raises:
        BackupError: the file is no backup, is damaged, or the disk is full; the store is as it was.
        StoreError: another process is writing and does not finish within ``wait_s`` seconds, or
            the backup is of another embedding model or a later program.
    """
    store = settings.store_dir
    model = model or open_model(settings)
    try:
        store.mkdir(parents=True, exist_ok=True)
        with (
            closing(open_database(settings)) as database,
            database.writer_lock().held(wait_s),
            working_folder(store / _UNPACKED) as folder,
            zipfile.ZipFile(file) as archive,
        ):
            manifest = _unpack(archive, folder)
            _check_usable(settings, database_of(folder), model.model_name)
            parts = [part for part in PARTS if part.file in manifest.members]
            for each in (database_of(folder), database):
                _bring_up(each, parts)
            _swap(settings, database, folder, manifest)
    except (zipfile.BadZipFile, sqlite3.DatabaseError) as error:
        raise BackupError("backup_not_one", str(error), file=file) from error
    except OSError as error:
        raise BackupError("backup_not_restored", str(error), file=file) from error
    # Opening builds the vectors and sweeps the files that are no longer wanted.
    KnowledgeBase.open(settings, model, wait_s).close()
    return manifest


def _unpack(archive: zipfile.ZipFile, folder: Path) -> Manifest:
    """Unpack the members that the manifest vouches for; their names are known to be harmless."""
    manifest = Manifest.read(archive)
    (folder / ORIGINALS).mkdir()
    for name, expected in manifest.members.items():
        try:
            with archive.open(name) as source, (folder / name).open("wb") as target:
                found = copy_checked(source, target)
        except KeyError as error:
            raise BackupError("backup_damaged", f"{name} is missing") from error
        if found != expected:
            raise BackupError("backup_damaged", f"{name} has another content")
    if LEDGER.file in database_of(folder).damaged(PARTS):
        raise BackupError("backup_damaged", "the ledger is damaged")
    return manifest


def _check_usable(settings: Settings, coming: Database, model_name: str) -> None:
    """Refuse, before anything is touched, what this program could not open afterwards."""
    engine = coming.engine(LEDGER)
    try:
        Upkeep(engine, open_vectors(settings, engine), coming.originals, model_name).check()
    finally:
        engine.dispose()


def _bring_up(database: Database, parts: Sequence[Part]) -> None:
    """Have both sides of the exchange be of the present schema; a new store gets its empty tables."""
    for part in parts:
        engine = database.engine(part)
        try:
            bring_up(engine, part)
        finally:
            engine.dispose()


def _swap(settings: Settings, database: Database, folder: Path, manifest: Manifest) -> None:
    for name in manifest.members:
        if name.startswith(ORIGINALS):
            database.originals.keep(folder / name, Path(name).stem)
            (folder / name).unlink()
    engine = database.engine(LEDGER)
    try:
        facts = _facts(engine)
        if facts:
            with closing(open_vectors(settings, engine)) as vectors:
                vectors.clear()
    finally:
        engine.dispose()
    _fit_in(database_of(folder), facts)
    database.replace([part for part in PARTS if part.file in manifest.members], folder)


def _fit_in(coming: Database, facts: dict[str, str]) -> None:
    """Give the coming ledger what the store keeps whatever it holds; ``facts`` are those of its ledger.

    Its revision is one that nobody has seen, so that no process goes on with what it remembers.
    Its place at a vector server is its own: two stores from one backup must not share one.
    """
    engine = coming.engine(LEDGER)
    try:
        revisions = [int(told.get(REVISION, 0)) for told in (facts, _facts(engine))]
        with engine.begin() as connection:
            set_meta(connection, REVISION, str(max(revisions) + 1))
            connection.execute(delete(meta).where(meta.c.key == PLACE))
            if PLACE in facts:
                set_meta(connection, PLACE, facts[PLACE])
    finally:
        engine.dispose()


def _facts(engine: Engine) -> dict[str, str]:
    """What a ledger keeps of itself; nothing where there is none yet."""
    with engine.connect() as connection:
        return {row.key: row.value for row in connection.execute(select(meta))}
