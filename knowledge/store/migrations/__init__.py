"""The history of a store's schema, in Alembic revisions: one folder for each part, for both databases.

A new store is made as the tables are declared now; one of an earlier version is brought there by
the revisions that it lacks, in one transaction: whoever is killed half-way leaves it as it was.
To change a table, change its declaration, add a revision that does the same to what is there,
and raise the part's ``head``; a test compares the two ways.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from foundation.errors import StoreError
from knowledge.store.database.own_tables import create_own_tables
from knowledge.store.database.statements import begin_alone
from knowledge.store.tables import Part

_HERE = Path(__file__).parent
_FIRST = "0001"


def is_current(engine: Engine, part: Part) -> bool:
    """Whether the tables of a part are there and as they are declared now."""
    with engine.connect() as connection:
        return _revision(connection, part) == part.head


def bring_up(engine: Engine, part: Part) -> None:
    """Make the tables of a part, or bring those of an earlier version of the program up to date.

    Raises:
        StoreError: they are of a later version of the program.
    """
    if is_current(engine, part):
        return
    with engine.connect() as connection:
        begin_alone(connection)
        revision = _revision(connection, part)
        if revision is None and not set(part.metadata.tables) & set(inspect(connection).get_table_names()):
            part.metadata.create_all(connection)
            create_own_tables(connection, part)
            _stamp(connection, part, part.head)
        elif revision != part.head:
            if revision is None:  # from before there were revisions
                _stamp(connection, part, _FIRST)
            _upgrade(connection, part)
            create_own_tables(connection, part)
        connection.commit()


def _table(part: Part) -> str:
    return f"{part.name}_revision"


def _revision(connection: Connection, part: Part) -> str | None:
    if not inspect(connection).has_table(_table(part)):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {_table(part)}"))
    return None if found is None else str(found)


def _stamp(connection: Connection, part: Part, revision: str) -> None:
    connection.execute(
        text(f"CREATE TABLE IF NOT EXISTS {_table(part)} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    )
    connection.execute(text(f"INSERT INTO {_table(part)} VALUES (:revision)"), {"revision": revision})


def _upgrade(connection: Connection, part: Part) -> None:
    # Alembic is loaded only when there is something to do: it takes a moment to start.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    history = ScriptDirectory(str(_HERE), version_locations=[str(_HERE / part.name)])
    context = MigrationContext.configure(
        connection,
        opts={
            "version_table": _table(part),
            "fn": lambda revision, _context: history._upgrade_revs(part.head, revision),
        },
    )
    try:
        with Operations.context(context):
            context.run_migrations()
    except CommandError as error:
        raise StoreError("store_other_version", str(error)) from error
