"""The schema's history: new stores and brought-up ones are alike, and nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from foundation.errors import StoreError
from knowledge.operations.archive import PARTS
from knowledge.store import migrations
from knowledge.store.ledger.schema import LEDGER, open_engine
from knowledge.store.migrations import bring_up, is_current
from knowledge.store.tables import Part
from tests.knowledge.store.processes import FIRST, open_base, put_version

HISTORY = Path(migrations.__file__).parent


def described(engine: Engine, part: Part) -> dict[str, object]:
    """What the database itself says of the tables of a part."""
    found = inspect(engine)
    return {
        name: (
            sorted((c["name"], str(c["type"]), c["nullable"], c["default"]) for c in found.get_columns(name)),
            found.get_pk_constraint(name)["constrained_columns"],
            sorted((i["name"], tuple(i["column_names"]), i["unique"]) for i in found.get_indexes(name)),
            sorted(
                (tuple(k["constrained_columns"]), k["referred_table"]) for k in found.get_foreign_keys(name)
            ),
        )
        for name in part.metadata.tables
    }


def at_first(engine: Engine, part: Part) -> None:
    """Make a part as the first revision made it, before revisions were noted."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    first = ScriptDirectory(str(HISTORY), version_locations=[str(HISTORY / part.name)]).get_revision("0001")
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        first.module.upgrade()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_way_to_the_present_schema_ends_in_the_same(part: Part, tmp_path: Path) -> None:
    made, grown = open_engine(tmp_path / "made.sqlite"), open_engine(tmp_path / "grown.sqlite")
    bring_up(made, part)
    at_first(grown, part)
    assert not is_current(grown, part)
    bring_up(grown, part)
    assert is_current(grown, part)
    assert described(grown, part) == described(made, part)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_the_head_is_the_latest_revision(part: Part) -> None:
    assert max(file.name[:4] for file in (HISTORY / part.name).glob("*.py")) == part.head


def test_a_store_of_a_later_program_is_refused(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "ledger.sqlite")
    bring_up(engine, LEDGER)
    with engine.begin() as connection:
        connection.execute(text("UPDATE ledger_revision SET version_num = '9999'"))
    with pytest.raises(StoreError) as refused:
        bring_up(engine, LEDGER)
    assert refused.value.key == "store_other_version"


def test_an_upgrade_that_fails_leaves_the_old_store_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(tmp_path / "ledger.sqlite")
    at_first(engine, LEDGER)
    before = inspect(engine).get_table_names()
    monkeypatch.setattr(migrations, "create_own_tables", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring_up(engine, LEDGER)
    assert inspect(engine).get_table_names() == before
    monkeypatch.undo()
    bring_up(engine, LEDGER)
    assert is_current(engine, LEDGER)


def test_a_store_of_the_first_version_is_opened_and_answers(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with open_base(store) as base:
        put_version(base, FIRST, tmp_path)
    now = open_engine(store / LEDGER.file)
    store_then = tmp_path / "then"
    store_then.mkdir()
    then = open_engine(store_then / LEDGER.file)
    at_first(then, LEDGER)
    kept = [t.name for t in LEDGER.metadata.sorted_tables if inspect(then).has_table(t.name)]
    with then.begin() as connection:
        connection.execute(text(f"ATTACH '{store / LEDGER.file}' AS present"))
        for name in kept:
            columns = ", ".join(f'"{column["name"]}"' for column in inspect(then).get_columns(name))
            connection.execute(
                text(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM present.{name}")
            )
        connection.execute(text("DELETE FROM meta WHERE key = 'lexical'"))
    then.dispose()
    now.dispose()
    with open_base(store_then) as base:
        (document,) = base.documents()
        assert document.collection == "cong-khai"
        assert base.search("nhà văn hóa thôn", k=1)[0].document.name == document.name
        assert len(base.awards()) == 1
