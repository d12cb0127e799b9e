"""Several processes on one store: writers take turns, readers are never disturbed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from foundation.errors import StoreError
from knowledge.retrieval import hybrid as retrieval
from knowledge.store.filters import Filters
from tests.knowledge.factories import report
from tests.knowledge.store.contents import contents
from tests.knowledge.store.processes import FIRST, Process, open_base, put_many, put_version


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    writers = [Process(target=put_many, args=(store, tmp_path, prefix, 8)) for prefix in "xy"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    found = contents(store)
    assert found.agree
    assert found.rows["documents"] == 16


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with open_base(store) as first, open_base(store, wait_s=0.1) as second, first._lock.held(1):
        with pytest.raises(StoreError) as refused:
            second.put(report())
        assert "tiến trình khác" in refused.value.message
        assert second.documents() == []


@pytest.mark.parametrize("exact_up_to", [0, 4_000], ids=["chroma", "exact"])
def test_a_reader_sees_whole_documents_while_another_process_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exact_up_to: int
) -> None:
    monkeypatch.setattr(retrieval, "EXACT_UP_TO", exact_up_to)
    store = tmp_path / "store"
    with open_base(store) as base:
        put_version(base, "Bền vững. " + FIRST, tmp_path, "always.txt")
        writer = Process(target=put_many, args=(store, tmp_path, "x", 10))
        writer.start()
        seen = set()
        while writer.is_alive():
            found = base.search("sửa đường liên xã", k=50)
            assert "always.txt" in {passage.document.name for passage in found}
            for document in base.documents():
                assert len(base.awards(Filters(document_ids=(document.document_id,)))) <= 1
            seen.add(len(base.documents()))
        writer.join()
        assert writer.exitcode == 0
        assert len(seen) > 2, "the reader saw nothing of the writing"
        names = {passage.document.name for passage in base.search("sửa đường liên xã", k=50)}
        assert len(names) == 11


def test_threads_of_one_process_search_while_another_puts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval, "EXACT_UP_TO", 0)
    with open_base(tmp_path / "store") as base:
        put_version(base, FIRST, tmp_path, "always.txt")
        failures: list[BaseException] = []
        stop = threading.Event()

        def search() -> None:
            try:
                while not stop.is_set():
                    assert base.search("hộ nghèo", Filters(communes=("Suối Đá",)))
            except BaseException as error:
                failures.append(error)

        readers = [threading.Thread(target=search) for _ in range(3)]
        for reader in readers:
            reader.start()
        for number in range(12):
            put_version(base, f"{number}. {FIRST}", tmp_path, f"{number % 4}.txt")
        stop.set()
        for reader in readers:
            reader.join()
        assert not failures
        assert len(base.documents()) == 5
