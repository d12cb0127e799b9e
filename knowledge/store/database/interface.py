"""What a store asks of its database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection as Collected
from collections.abc import Iterator, Sequence, Set
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from foundation.collection import Collection
from knowledge.store.tables import Part


class Lock(Protocol):
    """A right that one thread of one process has at a time."""

    def held(self, wait_s: float) -> AbstractContextManager[None]:
        """Hold it, waiting up to ``wait_s`` seconds for whoever has it.

        Raises:
            StoreError: it did not become free.
        """


class Watch(Protocol):
    """Tells whether anything may have been written since one looked last."""

    def mark(self) -> object:
        """What is another value once anybody has written; costs far less than reading."""

    def close(self) -> None:
        """Let go of the database."""


class OriginalStore(Protocol):
    """The copies of the files as they were put, one for each content, named by its hash."""

    def keep(self, file: Path, sha256: str) -> str:
        """Copy a file in and return its name here; it appears complete or not at all."""

    def path(self, name: str | None) -> Path | None:
        """Where the file of this name lies on this machine, None if there is none."""

    def names(self) -> set[str]:
        """The names of all files that are kept, unfinished copies included."""

    def sweep(self, wanted: Collected[str]) -> None:
        """Remove every file but these."""


class Database(ABC):
    """The database of one store. Safe to use from several threads."""

    # The copies of the files as they were put.
    originals: OriginalStore

    @property
    @abstractmethod
    def place(self) -> str:
        """Where it is, fit to be shown to a person: no password."""

    @abstractmethod
    def exists(self) -> bool:
        """Whether a store was ever made here."""

    @abstractmethod
    def engine(self, part: Part) -> Engine:
        """Connections to the tables of a part. The caller disposes of it."""

    @abstractmethod
    def seen(self, part: Part, reads: Set[Collection]) -> Engine:
        """Connections that show, of the ledger, only the documents of these collections."""

    @abstractmethod
    def writer_lock(self) -> Lock:
        """The right to write the store, free again when its holder dies."""

    @abstractmethod
    def watch(self) -> Watch:
        """What tells of writing to the ledger, by this or any other process."""

    @contextmanager
    def at_one_moment(self, engine: Engine) -> Iterator[Connection]:
        """One look at the tables: every query sees the same state."""
        with engine.connect() as connection:
            yield self._still(connection)

    @abstractmethod
    def _still(self, connection: Connection) -> Connection: ...

    @abstractmethod
    def damaged(self, parts: Sequence[Part]) -> list[str]:
        """The files that the database itself finds broken."""

    @abstractmethod
    def snapshot(self, parts: Sequence[Part], folder: Path) -> list[Part]:
        """Write the parts that there are, all of one moment, as SQLite files into the folder."""

    @abstractmethod
    def replace(self, parts: Sequence[Part], folder: Path) -> None:
        """Have the parts say what their SQLite files in the folder say.

        Whoever reads sees the old state or the new one. The files are of the present schema.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of what all engines share."""
