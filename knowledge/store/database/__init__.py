"""Where a store keeps everything but its vectors: SQLite files in a folder, or one PostgreSQL database.

This package is the only place that knows the difference. ``open_database`` chooses; what it
gives is used through ``Database``, and statements that the two spell differently are the
functions of ``statements``.
"""

from __future__ import annotations

from pathlib import Path

from foundation.settings import Settings
from knowledge.store.database.interface import Database, Watch
from knowledge.store.database.sqlite import SqliteDatabase

__all__ = ["Database", "Watch", "database_of", "open_database"]


def open_database(settings: Settings) -> Database:
    """The database of the store that the settings name; nothing is made or changed yet.

    Raises:
        StoreError: ``DATABASE_URL`` is no address of a PostgreSQL database, or its driver is not
            installed.
    """
    if not settings.database_url.strip():
        return SqliteDatabase(settings.store_dir)
    # Not before it is needed: most offices have no driver for it.
    from knowledge.store.database.postgresql import PostgresqlDatabase

    return PostgresqlDatabase(settings.database_url, settings.store_dir)


def database_of(store: Path | Settings) -> Database:
    """The database of a store by its settings, or by its folder alone for one of SQLite files."""
    return open_database(store) if isinstance(store, Settings) else SqliteDatabase(store)
