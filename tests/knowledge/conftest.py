"""Stores on disk: real SQLite and real Chroma, with the tiny embedding."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.postgresql_server import OwnServer, Server, given_or_skip, programs


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, started when a test first asks for it; see ``postgresql_server``."""
    given = given_or_skip()
    if given is not None:
        yield Server(given)
        return
    found = programs()
    assert found is not None
    # Not among pytest's folders, which are closed to the account that the server runs as.
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        server = OwnServer(Path(folder), found)
        yield server
        server.stop()


@pytest.fixture
def new_database(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty database, which the settings of this test name as well."""
    url = postgresql.new_database()
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    postgresql.drop_databases()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store_dir=tmp_path / "store")


@pytest.fixture
def model() -> HashedEmbedding:
    return HashedEmbedding()


@pytest.fixture
def open_store(settings: Settings, model: HashedEmbedding) -> Iterator[Callable[[], KnowledgeBase]]:
    """Opens the same store again and again; everything is closed at the end."""
    opened: list[KnowledgeBase] = []

    def open_again() -> KnowledgeBase:
        opened.append(KnowledgeBase.open(settings, model, wait_s=5))
        return opened[-1]

    yield open_again
    for base in opened:
        base.close()


@pytest.fixture
def base(open_store: Callable[[], KnowledgeBase]) -> KnowledgeBase:
    return open_store()
