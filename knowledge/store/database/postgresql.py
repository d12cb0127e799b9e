"""A store in one PostgreSQL database, which many copies of the program share.

All parts are tables of one schema, the first of the connection's search path. The driver is
pg8000: pure Python, under a permissive licence.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError

from foundation.collection import Collection
from foundation.errors import StoreError
from knowledge.store.database.interface import Database
from knowledge.store.database.original_parts import OriginalParts
from knowledge.store.database.restricted import restrict
from knowledge.store.database.transfer import copy_in, copy_out
from knowledge.store.ledger.schema import meta
from knowledge.store.tables import Part

_DRIVER = "postgresql+pg8000"
_KNOWN = {"postgresql", "postgres", _DRIVER}
# Of the database: whoever holds this advisory lock may write the store.
_WRITER = 0x7468_6964_7561_0001
_ASK_AGAIN_S = 0.05
# SQLSTATE classes and codes that mean "there is no talking to this server now".
_AWAY = ("08", "57P", "53300")


class PostgresqlDatabase(Database):
    """As ``Database`` says. ``folder`` keeps what each machine needs of the original files.

    Raises:
        StoreError: ``url`` is no address of a PostgreSQL database, or the driver is not installed.
    """

    def __init__(self, url: str, folder: Path) -> None:
        self._url = _read(url)
        self._engine = self._connected()
        # Each look is a statement of its own, outside any transaction.
        self._outside = self._connected(isolation_level="AUTOCOMMIT", pool_size=1, max_overflow=2)
        self.originals = OriginalParts(self._engine, folder / "originals")

    @property
    def place(self) -> str:
        """The address without its password."""
        return self._url.set(drivername="postgresql").render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Whether the ledger was ever made."""
        return inspect(self._engine).has_table(meta.name)

    def engine(self, part: Part) -> Engine:
        """Connections to the database; disposing of it closes the idle ones of this part only."""
        return self._connected()

    def seen(self, part: Part, reads: Set[Collection]) -> Engine:
        """Connections whose temporary views stand before the tables, and which cannot write."""
        with self._engine.connect() as connection:
            schema = connection.scalar(text("SELECT quote_ident(current_schema())"))
        lock = "SET default_transaction_read_only = on"
        return restrict(self._connected(), reads, whole=str(schema), seen="pg_temp", lock=lock)

    def writer_lock(self) -> _AdvisoryLock:
        """An advisory lock of the database, which ends with the connection that holds it."""
        return _AdvisoryLock(self._outside)

    def watch(self) -> _RevisionWatch:
        """The store's revision, read at each look: one short statement."""
        return _RevisionWatch(self._outside)

    def _still(self, connection: Connection) -> Connection:
        return connection.execution_options(isolation_level="REPEATABLE READ")

    def damaged(self, parts: Sequence[Part]) -> list[str]:
        """Nothing: a PostgreSQL server looks after its files itself."""
        return []

    def snapshot(self, parts: Sequence[Part], folder: Path) -> list[Part]:
        """All parts are read in one transaction."""
        with self.at_one_moment(self._engine) as connection:
            made = set(inspect(connection).get_table_names())
            held = [part for part in parts if made.issuperset(part.metadata.tables)]
            for part in held:
                copy_out(connection, part, folder / part.file)
        return held

    def replace(self, parts: Sequence[Part], folder: Path) -> None:
        """All parts are replaced in one transaction."""
        with self._engine.begin() as connection:
            for part in parts:
                copy_in(connection, part, folder / part.file)

    def close(self) -> None:
        """Close what watches and locks go through."""
        self._engine.dispose()
        self._outside.dispose()

    def _connected(self, **options: object) -> Engine:
        try:
            engine = create_engine(self._url, pool_pre_ping=True, **options)
        except ModuleNotFoundError as error:
            raise StoreError("database_driver_missing", str(error)) from error
        # Rows of one statement, rather than one statement for each row.
        engine.dialect.use_insertmanyvalues_wo_returning = True
        event.listen(engine, "handle_error", self._tell)
        return engine

    def _tell(self, context: ExceptionContext) -> None:
        """Say in the words of the project that the server is away; the pool opens new connections.

        A connection of the pool that is found dead is nobody's error yet: a new one may be had.
        """
        if context.is_disconnect or _is_away(context.original_exception):
            context.is_disconnect = True
            if context.is_pre_ping:
                return
            raise StoreError(
                "database_away", str(context.original_exception), place=self.place
            ) from context.original_exception


def _read(url: str) -> URL:
    try:
        read = make_url(url.strip())
    except ArgumentError as error:
        raise StoreError("database_url_unfit", "DATABASE_URL cannot be read") from error
    if read.drivername not in _KNOWN or not read.database:
        raise StoreError("database_url_unfit", f"{read.drivername} is no PostgreSQL database")
    return read.set(drivername=_DRIVER)


def _is_away(error: BaseException | None) -> bool:
    """Whether an error of the driver means that the server cannot be reached or is shutting down."""
    told = error.args[0] if error is not None and error.args else None
    if isinstance(told, dict):
        return str(told.get("C", "")).startswith(_AWAY)
    return isinstance(told, str) and told.startswith(("network error", "Can't create a connection"))


class _AdvisoryLock:
    """One thread of one process at a time; a thread may take it again."""

    def __init__(self, outside: Engine) -> None:
        self._outside = outside
        self._threads = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self, wait_s: float) -> Iterator[None]:
        """See ``Lock``."""
        until = time.monotonic() + wait_s
        busy = StoreError("store_busy", "another process or thread is writing", seconds=round(wait_s))
        if not self._threads.acquire(timeout=wait_s):
            raise busy
        try:
            with self._of_database(until, busy):
                yield
        finally:
            self._threads.release()

    @contextmanager
    def _of_database(self, until: float, busy: StoreError) -> Iterator[None]:
        if self._depth:
            yield
            return
        with self._outside.connect() as connection:
            taken = text("SELECT pg_try_advisory_lock(:key)")
            while not connection.scalar(taken, {"key": _WRITER}):
                if time.monotonic() >= until:
                    raise busy
                time.sleep(_ASK_AGAIN_S)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                # A server that went away meanwhile has freed it.
                with suppress(StoreError, DBAPIError):
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _WRITER})


class _RevisionWatch:
    """The revision that ``writing.count_revision`` counts whenever readers see something else."""

    def __init__(self, outside: Engine) -> None:
        self._outside = outside

    def mark(self) -> object:
        """See ``Watch``."""
        with self._outside.connect() as connection:
            return connection.scalar(text("SELECT value FROM meta WHERE key = 'revision'"))

    def close(self) -> None:
        """See ``Watch``."""
