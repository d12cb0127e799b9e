"""A store over the small corpus beside these tests, read by the real pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.settings import Settings
from ingest.prepare import prepare
from knowledge.base import KnowledgeBase
from tests.knowledge.hashed_embedding import HashedEmbedding

CORPUS = Path(__file__).parent / "corpus"
SEEDS = Path(__file__).resolve().parents[3] / ".." / "shared" / "seeds"


def store_of(files: list[Path], folder: Path) -> KnowledgeBase:
    """A store over the files; the embedding only needs to be the same every time."""
    settings = Settings(store_dir=folder)
    base = KnowledgeBase.open(settings, model=HashedEmbedding())
    for path in files:
        base.put(prepare(path, settings), path)
    return base


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    base = store_of(sorted(CORPUS.iterdir()), tmp_path_factory.mktemp("small"))
    yield base
    base.close()


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        pytest.skip("the real reports are not beside the project")
    base = store_of(files, tmp_path_factory.mktemp("seeds"))
    yield base
    base.close()
