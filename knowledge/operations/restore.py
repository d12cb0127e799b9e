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
from contextlib import closing
from pathlib import Path

from llama_index.core.base.embeddings.base import BaseEmbedding

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.embedding import open_model
from knowledge.operations.archive import (
    LEDGER,
    ORIGINALS,
    BackupError,
    Manifest,
    copy_checked,
    copy_database,
    is_sound,
    working_folder,
)
from knowledge.store.ledger.schema import open_engine
from knowledge.store.ledger.writing import REVISION
from knowledge.store.originals import Originals
from knowledge.store.upkeep import Upkeep
from knowledge.store.vectors import open_vectors
from knowledge.store.vectors.server import PLACE
from knowledge.store.writer_lock import WriterLock

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
            WriterLock(store / "writer.lock").held(wait_s),
            working_folder(store / _UNPACKED) as folder,
            zipfile.ZipFile(file) as archive,
        ):
            manifest = _unpack(archive, folder)
            _check_usable(settings, folder, model.model_name)
            _swap(settings, folder, manifest)
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
    if not is_sound(folder / LEDGER):
        raise BackupError("backup_damaged", "the ledger is damaged")
    return manifest


def _check_usable(settings: Settings, folder: Path, model_name: str) -> None:
    """Refuse, before anything is touched, what this program could not open afterwards."""
    engine = open_engine(folder / LEDGER)
    try:
        Upkeep(engine, open_vectors(settings, engine), Originals(folder / ORIGINALS), model_name).check()
    finally:
        engine.dispose()


def _swap(settings: Settings, folder: Path, manifest: Manifest) -> None:
    store = settings.store_dir
    (store / ORIGINALS).mkdir(exist_ok=True)
    for name in manifest.members:
        if name.startswith(ORIGINALS) and not (store / name).exists():
            (folder / name).replace(store / name)
    _clear_vectors(settings)
    _outnumber(folder / LEDGER, store / LEDGER)
    _keep_place(folder / LEDGER, store / LEDGER)
    for name in manifest.members:
        if not name.startswith(ORIGINALS):
            copy_database(folder / name, store / name)


def _clear_vectors(settings: Settings) -> None:
    if not (settings.store_dir / LEDGER).exists() and settings.chroma_url.strip():
        return  # a place at the server comes with the ledger
    engine = open_engine(settings.store_dir / LEDGER)
    vectors = open_vectors(settings, engine)
    try:
        vectors.clear()
    finally:
        vectors.close()
        engine.dispose()


def _keep_place(coming: Path, going: Path) -> None:
    """Leave the store its own place at a vector server: two stores from one backup must not share it."""
    place = _fact(going, PLACE)
    with closing(sqlite3.connect(coming)) as connection, connection:
        connection.execute("DELETE FROM meta WHERE key = ?", (PLACE,))
        if place is not None:
            connection.execute("INSERT INTO meta(key, value) VALUES (?, ?)", (PLACE, place))


def _outnumber(coming: Path, going: Path) -> None:
    """Give the coming ledger a revision that nobody has seen, so that no process keeps what it remembers."""
    highest = max(_revision(coming), _revision(going)) + 1
    with closing(sqlite3.connect(coming)) as connection, connection:
        connection.execute(
            "INSERT INTO meta(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2",
            (REVISION, str(highest)),
        )


def _revision(ledger: Path) -> int:
    return int(_fact(ledger, REVISION) or 0)


def _fact(ledger: Path, key: str) -> str | None:
    """What a ledger keeps under this key; None where there is no such ledger or fact."""
    if not ledger.is_file():
        return None
    with closing(sqlite3.connect(ledger)) as connection:
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        except sqlite3.OperationalError:
            return None
    return str(row[0]) if row else None
