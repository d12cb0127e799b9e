"""A store of SQLite files in a folder: what an office on one machine has."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence, Set
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from foundation.collection import Collection
from knowledge.store.database.interface import Database
from knowledge.store.database.restricted import restrict
from knowledge.store.ledger.schema import BUSY_TIMEOUT_MS, LEDGER, open_engine
from knowledge.store.originals import Originals
from knowledge.store.tables import Part
from knowledge.store.writer_lock import WriterLock


class SqliteDatabase(Database):
    """As ``Database`` says."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.originals = Originals(folder / "originals")

    @property
    def place(self) -> str:
        """The folder."""
        return str(self._folder)

    def exists(self) -> bool:
        """Whether the folder is there and holds anything."""
        return self._folder.is_dir() and any(self._folder.iterdir())

    def engine(self, part: Part) -> Engine:
        """Connections in write-ahead mode, so that readers never wait for the writer."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return open_engine(self._folder / part.file)

    def seen(self, part: Part, reads: Set[Collection]) -> Engine:
        """Connections whose temporary views stand before the tables, and which cannot write."""
        return restrict(self.engine(part), reads, whole="main", seen="temp", lock="PRAGMA query_only = ON")

    def writer_lock(self) -> WriterLock:
        """A lock on a file beside the ledger."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return WriterLock(self._folder / "writer.lock")

    def watch(self) -> _FileWatch:
        """SQLite's own count of what other connections have written; it costs some microseconds."""
        return _FileWatch(self._folder / LEDGER.file)

    def _still(self, connection: Connection) -> Connection:
        connection.exec_driver_sql("BEGIN")
        return connection

    def damaged(self, parts: Sequence[Part]) -> list[str]:
        """The files in which SQLite finds something wrong."""
        files = [self._folder / part.file for part in parts]
        return [file.name for file in files if file.is_file() and not is_sound(file)]

    def snapshot(self, parts: Sequence[Part], folder: Path) -> list[Part]:
        """Copies by SQLite's backup; the caller keeps writers of the ledger away."""
        copied = [part for part in parts if (self._folder / part.file).is_file()]
        for part in copied:
            copy_database(self._folder / part.file, folder / part.file)
        return copied

    def replace(self, parts: Sequence[Part], folder: Path) -> None:
        """Each file is replaced by one transaction."""
        for part in parts:
            copy_database(folder / part.file, self._folder / part.file)

    def close(self) -> None:
        """Nothing is shared."""


class _FileWatch:
    """``data_version`` of a connection that never writes itself."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False)

    def mark(self) -> object:
        """See ``Watch``."""
        return self._connection.execute("PRAGMA data_version").fetchone()[0]

    def close(self) -> None:
        """See ``Watch``."""
        self._connection.close()


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite database as one consistent state, while others read and write both.

    An existing target is replaced by one transaction: whoever reads it sees the old state or
    the new one.
    """
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target, timeout=60)) as copy:
        origin.backup(copy)


def is_sound(database: Path) -> bool:
    """Whether SQLite finds nothing wrong with a database file."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
