"""The doctor finds what is wrong with a store, mends what can be mended, and says the rest."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from foundation.document import Span
from foundation.settings import Settings
from knowledge.operations.doctor import examine
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.store.contents import contents
from tests.knowledge.store.processes import FIRST, open_base

MODEL = HashedEmbedding()


def sql(store: Path, statement: str) -> None:
    with closing(sqlite3.connect(store / "ledger.sqlite")) as connection, connection:
        connection.execute(statement)


def lose_vectors(store: Path) -> None:
    shutil.rmtree(store / "chroma")


def break_vectors(store: Path) -> None:
    (store / "chroma" / "chroma.sqlite3").write_bytes(b"x" * 4096)


def lose_words(store: Path) -> None:
    sql(store, "INSERT INTO lexical(lexical) VALUES ('delete-all')")


def leave_a_file(store: Path) -> None:
    (store / "originals" / "abc.txt.part").write_text("x")


def leave_a_half_version(store: Path) -> None:
    sql(store, "INSERT INTO retired(version) VALUES (99)")


def lose_an_original(store: Path) -> None:
    shutil.rmtree(store / "originals")


def lose_embeddings(store: Path) -> None:
    sql(store, "DELETE FROM embeddings")


def another_model(store: Path) -> None:
    sql(store, "UPDATE meta SET value = 'khac' WHERE key = 'model'")


def test_a_sound_store(store: Path) -> None:
    assert examine(Settings(store_dir=store), 5, False, MODEL) == ([], [])


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        (lose_vectors, "vectors"),
        (break_vectors, "vectors"),
        (lose_words, "lexical"),
        (leave_a_file, "spare_originals"),
        (leave_a_half_version, "unfinished"),
    ],
)
def test_what_can_be_mended(harm: Callable[[Path], None], name: str, store: Path) -> None:
    harm(store)
    settings = Settings(store_dir=store)
    before, after = examine(settings, 5, False, MODEL)
    assert [found.name for found in before] == [name]
    assert before == after
    before, after = examine(settings, 5, True, MODEL)
    assert [found.name for found in before] == [name]
    assert after == []
    assert contents(store).agree
    with open_base(store) as base:
        assert base.search("đường liên xã", k=1)[0].text == "Sửa đường liên xã."


@pytest.mark.parametrize(
    ("harm", "name"),
    [(lose_an_original, "missing_originals"), (lose_embeddings, "embeddings"), (another_model, "model")],
)
def test_what_only_the_office_can_mend(harm: Callable[[Path], None], name: str, store: Path) -> None:
    harm(store)
    _, after = examine(Settings(store_dir=store), 5, True, MODEL)
    assert name in [found.name for found in after]


def test_a_damaged_database_is_told_and_left_alone(store: Path) -> None:
    file = store / "ledger.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged = bytearray(file.read_bytes())
    damaged[4096 : 4096 * 6] = b"\xff" * (4096 * 5)
    file.write_bytes(damaged)
    before, after = examine(Settings(store_dir=store), 5, True, MODEL)
    assert [found.name for found in after] == ["database"]
    assert before == after
    assert file.read_bytes() == bytes(damaged)


def test_spans_outlive_a_repair(store: Path) -> None:
    lose_vectors(store)
    examine(Settings(store_dir=store), 5, True, MODEL)
    with open_base(store) as base:
        assert base.cite(base.documents()[0].document_id, Span(0, 8), 1).quote == FIRST[:8]
