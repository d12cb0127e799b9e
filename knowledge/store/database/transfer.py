"""A part of a store between PostgreSQL and a SQLite file, row by row: what backups are made of.

The lexical index is not carried over: it is built from the passages again, where they arrive.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, inspect, select, text

from knowledge.store.ledger import writing
from knowledge.store.ledger.schema import LEDGER, open_engine
from knowledge.store.migrations import bring_up
from knowledge.store.tables import Part

_ROWS = 500


def copy_out(source: Connection, part: Part, file: Path) -> None:
    """Write a part into a new SQLite file, of the state that the connection sees."""
    engine = open_engine(file)
    try:
        bring_up(engine, part)
        with engine.begin() as target:
            _copy(source, target, part)
            for table in part.metadata.sorted_tables:
                if table.dialect_options["sqlite"]["autoincrement"]:
                    used = source.scalar(text(f"SELECT last_value FROM {_sequence(source, table)}"))
                    _note_used(target, table.name, int(used or 0))
            _index(target, part)
    finally:
        engine.dispose()


def copy_in(target: Connection, part: Part, file: Path) -> None:
    """Have a part say what a SQLite file of the present schema says."""
    engine = open_engine(file)
    try:
        with engine.connect() as source:
            for table in reversed(part.metadata.sorted_tables):
                target.execute(delete(table))
            _copy(source, target, part)
            for table in part.metadata.sorted_tables:
                if sequence := _sequence(target, table):
                    used = max(_used(source, table.name), _highest(target, table))
                    target.execute(
                        text(f"SELECT setval('{sequence}', :used, :was_used)"),
                        {"used": max(used, 1), "was_used": used > 0},
                    )
        _index(target, part)
    finally:
        engine.dispose()


def _copy(source: Connection, target: Connection, part: Part) -> None:
    for table in part.metadata.sorted_tables:
        rows = source.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key))
        for group in rows.mappings().partitions(_ROWS):
            target.execute(insert(table), [dict(row) for row in group])


def _index(connection: Connection, part: Part) -> None:
    if part is LEDGER:
        writing.rebuild_lexical(connection)


def _sequence(connection: Connection, table: Table) -> str | None:
    """The name of the sequence that numbers the rows of a table, None for one without."""
    column = table.autoincrement_column
    if column is None:
        return None
    found = select(func.pg_get_serial_sequence(table.name, column.name))
    name = connection.scalar(found)
    return None if name is None else str(name)


def _highest(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.max(table.autoincrement_column))) or 0)


def _used(connection: Connection, table: str) -> int:
    """The highest number that SQLite ever gave a row of the table, be the row gone or not."""
    if not inspect(connection).has_table("sqlite_sequence"):
        return 0
    found = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table})
    return int(found.scalar() or 0)


def _note_used(connection: Connection, table: str, used: int) -> None:
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
    connection.execute(
        text("INSERT INTO sqlite_sequence(name, seq) VALUES (:name, :used)"), {"name": table, "used": used}
    )
