"""Many workers: a real Dask cluster of processes, which makes what one process makes."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foundation.settings import Settings
from ingest.cluster import ClusterEmbedding, ClusterError, cluster, for_workers, prepare_on
from ingest.files import find_files
from ingest.pipeline import ingest
from ingest.workers import Failure, prepare_safely
from knowledge.base import KnowledgeBase
from tests import tiny_model
from tests.ingest.test_cli import call, corpus, stored, texts

if TYPE_CHECKING:
    from distributed import Client

pytest.importorskip("distributed", reason="distributed is not installed (requirements-cluster.txt)")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        folder = str(tiny_model.build(tmp_path_factory.mktemp("model")))
        patch.setenv("EMBEDDING_MODEL", folder)
        patch.setenv("OMP_NUM_THREADS", "1")
        yield folder


@pytest.fixture(scope="module")
def workers(model_folder: str) -> Iterator[Client]:
    with cluster(2, "") as client:
        yield client


@pytest.fixture
def address(workers: Any) -> str:
    return str(workers.scheduler.address)


def test_workers_read_what_one_process_reads(workers: Client, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 6)
    (folder / "hong.docx").write_bytes(b"PK\x03\x04")
    files = find_files([folder])
    told = list(prepare_on(workers, files, Settings()))
    assert [file for file, _ in told] == files
    assert [prepared for _, prepared in told] == [prepare_safely(file, Settings()) for file in files]
    assert isinstance(told[-1][1], Failure)


def test_vectors_are_those_of_one_process(workers: Client, model_folder: str) -> None:
    settings = Settings(embedding_model=model_folder)
    model = ClusterEmbedding(workers, settings)
    said = [f"Xã thứ {number} được tặng Bằng khen." for number in range(40)]
    alone = model._here.get_text_embedding_batch(said)
    for one, other in zip(model.get_text_embedding_batch(said), alone, strict=True):
        assert one == pytest.approx(other, abs=1e-5)


def test_a_killed_worker_loses_nothing(workers: Any, model_folder: str, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 12)
    settings = Settings(store_dir=tmp_path / "store", embedding_model=model_folder)
    with KnowledgeBase.open(settings, ClusterEmbedding(workers, settings)) as base:

        def kill_one(_: object) -> None:
            if len(base.documents()) == 3:
                os.kill(next(iter(workers.run(os.getpid).values())), signal.SIGKILL)

        summary = ingest(
            [folder], base, settings, kill_one,
            preparer=lambda files, own: prepare_on(workers, files, own),
        )  # fmt: skip
    assert len(summary.of("added")) == 12
    assert stored(settings.store_dir) == texts(folder)


def test_the_command_on_a_cluster_and_alone_know_each_others_documents(address: str, tmp_path: Path) -> None:
    folder, store = corpus(tmp_path / "in", 5), tmp_path / "store"
    code, out, _ = call(folder, "--store", store, "--scheduler", address, "--json")
    assert code == 0
    assert len(json.loads(out)["added"]) == 5
    corpus(folder, 1, first=5)
    _, out, _ = call(folder, "--store", store, "--json")
    assert (len(json.loads(out)["added"]), len(json.loads(out)["unchanged"])) == (1, 5)
    assert stored(store) == texts(folder)


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.cluster._CONNECT_S", "1s")
    with pytest.raises(ClusterError) as told, cluster(0, "tcp://127.0.0.1:9"):
        pass
    assert "tcp://127.0.0.1:9" in told.value.message


def test_workers_are_told_no_secret() -> None:
    office = Settings(openai_api_key="khoa", database_url="postgresql://u:p@may/kho", metrics_token="the")
    assert not any(word in repr(for_workers(office).model_dump()) for word in ("khoa", "u:p", "'the'"))
