"""A store over the small corpus beside these tests, read by the real pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from foundation.settings import Settings
from ingest.prepare import prepare
from knowledge.base import KnowledgeBase
from tests.knowledge.hashed_embedding import HashedEmbedding

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(__file__).parent / "corpus"
LAW = Path(__file__).parent / "law"
DIGESTS = sorted((ROOT / "samples" / "regulations").glob("*.md"))
SEEDS = ROOT / ".." / "shared" / "seeds"


def store_of(files: list[Path], folder: Path) -> KnowledgeBase:
    """A store over the files; the embedding only needs to be the same every time."""
    settings = Settings(store_dir=folder)
    base = KnowledgeBase.open(settings, model=HashedEmbedding())
    for path in files:
        base.put(prepare(path, settings), path)
    return base


def store_of_texts(folder: Path, texts: Mapping[str, str]) -> KnowledgeBase:
    """A store over reports of these file names and texts, written into ``folder``."""
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return store_of([folder / name for name in texts], folder / "store")


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of(sorted(CORPUS.iterdir()), tmp_path_factory.mktemp("small")) as base:
        yield base


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """Digests of the law and two reports that cite it."""
    with store_of([*DIGESTS, *_citing_reports()], tmp_path_factory.mktemp("law")) as base:
        yield base


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The two reports alone: no text of law in the store."""
    with store_of(_citing_reports(), tmp_path_factory.mktemp("reports")) as base:
        yield base


def _citing_reports() -> list[Path]:
    return sorted(LAW.glob("bao-cao-*.txt"))


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        pytest.skip("the real reports are not beside the project")
    with store_of(files, tmp_path_factory.mktemp("seeds")) as base:
        yield base
