"""A store of one document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.store.processes import FIRST, open_base, put_version


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with open_base(folder) as base:
        put_version(base, FIRST, tmp_path)
    return folder
