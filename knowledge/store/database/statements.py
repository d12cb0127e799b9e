"""The statements that SQLite and PostgreSQL spell differently."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, any_, bindparam, false, text, update
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def put(connection: Connection, table: Table, keys: Collection[str], **values: object) -> None:
    """Insert a row, or give the row with these keys the other values; none given, it stays as it is."""
    statement = _INSERTS[connection.dialect.name](table).values(values)
    others = {name: value for name, value in values.items() if name not in keys}
    if others:
        connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=others))
    else:
        connection.execute(statement.on_conflict_do_nothing(index_elements=list(keys)))


def take_turn(connection: Connection, table: Table) -> None:
    """Wait until nobody else writes to the table; then nobody does until this transaction ends.

    To be called before anything is read that the writing depends on.
    """
    _TAKE_TURN[connection.dialect.name](connection, table)


def _write_nothing(connection: Connection, table: Table) -> None:
    # SQLite has one writer at a time, and whoever writes, though it be nothing, is it.
    column = next(iter(table.primary_key))
    connection.execute(update(table).where(false()).values({column: column}))


def _lock_table(connection: Connection, table: Table) -> None:
    connection.execute(text(f'LOCK TABLE "{table.name}" IN SHARE ROW EXCLUSIVE MODE'))


_TAKE_TURN = {"sqlite": _write_nothing, "postgresql": _lock_table}


def begin_alone(connection: Connection) -> None:
    """Begin a transaction that no other one of its kind goes on beside, for changes of the schema."""
    connection.exec_driver_sql(_BEGIN_ALONE[connection.dialect.name])


_BEGIN_ALONE = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(8387505846813425666)",
}


def among(connection: Connection, column: Column[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Whether the column has one of the values, of which there may be hundreds of thousands."""
    return _AMONG[connection.dialect.name](column, list(values))


def _in_list(column: Column[Any], values: list[Any]) -> ColumnElement[bool]:
    return column.in_(values)


def _in_array(column: Column[Any], values: list[Any]) -> ColumnElement[bool]:
    # A statement of PostgreSQL has at most 32,767 parameters; an array is one.
    return column == any_(bindparam(None, values, type_=postgresql.ARRAY(column.type)))


_AMONG = {"sqlite": _in_list, "postgresql": _in_array}
