"""A store over nine small reports of several provinces, read by the real pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of

CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(scope="session")
def award_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of(sorted(CORPUS.iterdir()), tmp_path_factory.mktemp("awards")) as base:
        yield base
