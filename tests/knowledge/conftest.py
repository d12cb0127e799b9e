"""Stores on disk: real SQLite and real Chroma, with the tiny embedding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from tests.knowledge.hashed_embedding import HashedEmbedding


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
