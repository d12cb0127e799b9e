"""What the app does before it serves."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from foundation.errors import SettingsError
from foundation.settings import Settings
from ui import serving
from ui.server import check_port


class Store:
    def __init__(self, documents: list[str]) -> None:
        self._documents = documents

    def documents(self) -> list[str]:
        return self._documents


@pytest.fixture
def ingested(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    calls: list[list[Path]] = []
    monkeypatch.setattr(serving, "ingest", lambda paths, *_: calls.append(paths))
    return calls


def test_samples_are_read_into_a_new_store_once(tmp_path: Path, ingested: list[list[Path]]) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    settings = Settings(store_dir=tmp_path)
    empty: Any = Store([])
    serving.read_samples_once(empty, settings, samples)
    serving.read_samples_once(empty, settings, samples)
    assert ingested == [[samples]]


def test_samples_stay_away_from_a_store_with_documents(tmp_path: Path, ingested: list[list[Path]]) -> None:
    filled: Any = Store(["a.txt"])
    serving.read_samples_once(filled, Settings(store_dir=tmp_path), tmp_path)
    assert ingested == []
    emptied: Any = Store([])
    serving.read_samples_once(emptied, Settings(store_dir=tmp_path), tmp_path)
    assert ingested == []


def test_a_free_port_is_fine_and_a_taken_one_is_told() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(SettingsError) as told:
            check_port("127.0.0.1", port)
        assert str(port) in told.value.message
    check_port("127.0.0.1", port)
