"""Vectors at a real Chroma server: shared by processes, apart by store, and gone without harm."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import chromadb
import pytest

from foundation.errors import SettingsError
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.operations.backup import backup
from knowledge.operations.doctor import examine
from knowledge.operations.restore import restore
from knowledge.retrieval import hybrid
from knowledge.store.vectors import VectorsAway
from knowledge.store.vectors import server as at_server
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.store.chroma_server import ChromaServer
from tests.knowledge.store.processes import FIRST, SECOND, put_version

pytestmark = pytest.mark.slow

MODEL = HashedEmbedding()
TIMEOUT_S = 0.6

Open = Callable[..., AbstractContextManager[KnowledgeBase]]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    server = ChromaServer(tmp_path_factory.mktemp("chroma") / "kept")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[ChromaServer]:
    """A server of the test's own, to be killed."""
    server = ChromaServer(tmp_path / "chroma-server")
    server.start()
    yield server
    server.kill()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches ask Chroma however small the store is, and a server is asked again soon."""
    monkeypatch.setattr(hybrid, "EXACT_UP_TO", 0)
    monkeypatch.setattr(at_server, "LEFT_ALONE_S", 0.1)


def settings_of(server: ChromaServer, store: Path) -> Settings:
    return Settings(store_dir=store, chroma_url=server.url, chroma_timeout_s=TIMEOUT_S)


def opened(server: ChromaServer, store: Path) -> AbstractContextManager[KnowledgeBase]:
    return closing(KnowledgeBase.open(settings_of(server, store), MODEL, 5))


def collections(server: ChromaServer) -> dict[str, int]:
    host, _, port = server.url.removeprefix("http://").partition(":")
    with chromadb.HttpClient(host, int(port)) as client:
        return {each.name: each.count() for each in client.list_collections()}


def found(base: KnowledgeBase, words: str = "đường liên xã") -> str:
    return base.search(words, k=1)[0].text


def is_sound(server: ChromaServer, store: Path) -> bool:
    return examine(settings_of(server, store), 5, False, MODEL) == ([], [])


def back_in_step(base: KnowledgeBase) -> None:
    time.sleep(0.15)
    base.tend_vectors()


def test_documents_come_change_and_go(started: ChromaServer, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with opened(started, store) as base:
        put_version(base, FIRST, tmp_path)
        assert found(base) == "Sửa đường liên xã."
        assert base.search("đường liên xã", k=1)[0].dense is not None
        put_version(base, SECOND, tmp_path)
        assert found(base, "kênh mương") == "Nạo vét kênh mương."
        assert is_sound(started, store)
        base.delete(base.documents()[0].document_id)
        assert is_sound(started, store)
    assert not (store / "chroma").exists()
    assert is_sound(started, store)


def test_copies_of_the_program_see_each_others_documents(started: ChromaServer, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with opened(started, store) as one, opened(started, store) as other:
        put_version(one, FIRST, tmp_path)
        assert found(other) == "Sửa đường liên xã."
        one.rebuild_vectors()
        assert found(other) == "Sửa đường liên xã."
        put_version(other, SECOND, tmp_path)
        assert found(one, "kênh mương") == "Nạo vét kênh mương."


def test_stores_at_one_server_keep_apart(started: ChromaServer, tmp_path: Path) -> None:
    before = collections(started)
    with opened(started, tmp_path / "a") as one, opened(started, tmp_path / "b") as other:
        put_version(one, FIRST, tmp_path)
        put_version(other, SECOND, tmp_path)
        made = {name: n for name, n in collections(started).items() if name not in before}
        assert sorted(made.values()) == [2, 3]
        other.rebuild_vectors()
        other.delete(other.documents()[0].document_id)
        assert found(one) == "Sửa đường liên xã."
    assert is_sound(started, tmp_path / "a")


def test_a_store_restored_from_anothers_backup_has_a_place_of_its_own(
    started: ChromaServer, tmp_path: Path
) -> None:
    with opened(started, tmp_path / "a") as one:
        put_version(one, FIRST, tmp_path)
        backup(tmp_path / "a", tmp_path / "a.zip", 5)
        restore(settings_of(started, tmp_path / "b"), tmp_path / "a.zip", 5, MODEL)
        with opened(started, tmp_path / "b") as other:
            other.delete(other.documents()[0].document_id)
        assert found(one) == "Sửa đường liên xã."
        assert is_sound(started, tmp_path / "a")
        assert is_sound(started, tmp_path / "b")
        put_version(one, SECOND, tmp_path)
    # Over a store in use: its place stays the same.
    names = set(collections(started))
    restore(settings_of(started, tmp_path / "a"), tmp_path / "a.zip", 5, MODEL)
    assert set(collections(started)) == names
    assert is_sound(started, tmp_path / "a")


def test_a_folder_becomes_a_server_without_embedding_again(started: ChromaServer, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with closing(KnowledgeBase.open(Settings(store_dir=store), MODEL, 5)) as base:
        put_version(base, FIRST, tmp_path)
    with opened(started, store) as base:
        assert base.search("đường liên xã", k=1)[0].dense is not None
    assert is_sound(started, store)


def test_gone_in_mid_question_and_back(fragile: ChromaServer, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with opened(fragile, store) as base:
        put_version(base, FIRST, tmp_path)
        put_version(base, FIRST + " Hai.", tmp_path, "b.txt")
        fragile.kill()
        assert "đường liên xã" in found(base)
        with pytest.raises(VectorsAway) as told:
            put_version(base, SECOND, tmp_path)
        assert "CHROMA_URL" in told.value.message
        (gone,) = [d.document_id for d in base.documents() if d.name == "b.txt"]
        base.delete(gone)  # what a person takes away is gone at once, with or without the server
        assert [d.name for d in base.documents()] == ["a.txt"]
        base.tend_vectors()
        fragile.start()
        back_in_step(base)
        assert is_sound(fragile, store)
        put_version(base, SECOND, tmp_path)
        assert found(base, "kênh mương") == "Nạo vét kênh mương."
    assert is_sound(fragile, store)


def test_a_server_that_comes_back_empty_is_filled_from_the_ledger(
    fragile: ChromaServer, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    with opened(fragile, store) as base:
        put_version(base, FIRST, tmp_path)
        fragile.lose_everything()
        fragile.start()
        assert found(base) == "Sửa đường liên xã."
        back_in_step(base)
        assert base.search("đường liên xã", k=1)[0].dense is not None
        assert sum(collections(fragile).values()) == 3
    fragile.lose_everything()
    fragile.start()
    before, after = examine(settings_of(fragile, store), 5, True, MODEL)
    assert [symptom.name for symptom in before] == ["vectors"]
    assert after == []


def test_a_server_that_hangs_costs_one_wait(
    fragile: ChromaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(fragile, tmp_path / "store") as base:
        put_version(base, FIRST, tmp_path)
        monkeypatch.setattr(at_server, "LEFT_ALONE_S", 60.0)
        fragile.freeze()
        try:
            begun = time.monotonic()
            assert found(base) == "Sửa đường liên xã."
            assert time.monotonic() - begun < TIMEOUT_S + 2
            begun = time.monotonic()
            for _ in range(5):
                assert found(base) == "Sửa đường liên xã."
            assert time.monotonic() - begun < TIMEOUT_S
        finally:
            fragile.thaw()


def test_a_store_opens_and_answers_while_the_server_is_away(fragile: ChromaServer, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with opened(fragile, store) as base:
        put_version(base, FIRST, tmp_path)
    fragile.kill()
    with opened(fragile, store) as base:
        assert found(base) == "Sửa đường liên xã."
    before, _ = examine(settings_of(fragile, store), 5, False, MODEL)
    assert [symptom.name for symptom in before] == ["vectors"]


@pytest.mark.parametrize("url", ["ftp://a", "http://", "://"])
def test_what_is_no_address_is_told(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        KnowledgeBase.open(Settings(store_dir=tmp_path, chroma_url=url), MODEL, 1)
    assert "CHROMA_URL" in told.value.message
