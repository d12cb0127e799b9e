"""Files that kill their reader, in a real worker process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from foundation.records import DocumentIdentity, PreparedDocument
from foundation.settings import Settings
from ingest import workers
from ingest.files import FoundFile
from ingest.workers import Failure, prepare_all


def deadly(file: FoundFile, settings: Settings) -> PreparedDocument:
    """Kills its process on the file "giet.txt", as a broken native library would."""
    if file.name == "giet.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return PreparedDocument(file.name, "txt", "0", "x", DocumentIdentity(), ())


def files(*names: str) -> list[FoundFile]:
    return [FoundFile(Path(name), name) for name in names]


def test_a_file_that_kills_its_reader_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "prepare_safely", deadly)
    names = ("1.txt", "2.txt", "giet.txt", "3.txt", "4.txt", "5.txt", "6.txt")
    results = list(prepare_all(files(*names), Settings()))
    assert [file.name for file, _ in results] == list(names)
    failed = [file.name for file, prepared in results if isinstance(prepared, Failure)]
    assert failed == ["giet.txt"]


def test_a_file_that_waits_behind_a_dead_worker_is_not_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker has read ahead and died before the second file was asked for."""
    monkeypatch.setattr(workers, "prepare_safely", deadly)
    results = prepare_all(files("1.txt", "2.txt", "giet.txt", "3.txt", "4.txt"), Settings())
    told = [next(results)]
    deadline = time.monotonic() + 20
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    told += results
    assert [file.name for file, prepared in told if isinstance(prepared, Failure)] == ["giet.txt"]


def test_a_run_that_is_given_up_stops_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "prepare_safely", deadly)
    results = prepare_all(files(*(f"{number}.txt" for number in range(50))), Settings())
    assert next(results)[0].name == "0.txt"
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
