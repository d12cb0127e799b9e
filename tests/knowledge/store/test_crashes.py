"""A process killed at any moment leaves a store that is right, or that the next one makes right."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.knowledge.store.contents import contents
from tests.knowledge.store.processes import FIRST, SECOND, Process, die_at, open_base, put_many, put_version

# (function, whether to die after it rather than before it)
WHILE_REPLACING = [
    ("knowledge.store.originals:shutil.copyfile", True),
    ("knowledge.embedding.cache:EmbeddingCache.embed", True),
    ("knowledge.store.ledger.writing:insert_building", True),
    ("knowledge.store.vectors:Vectors.add", False),
    ("knowledge.store.vectors:Vectors.add", True),
    ("knowledge.store.ledger.writing:swap_in", True),
    ("knowledge.store.upkeep:Upkeep.clear_retired", False),
    ("knowledge.store.vectors:Vectors.delete", True),
    ("knowledge.store.originals:Originals.sweep", True),
]
WHILE_DELETING = [
    ("knowledge.store.ledger.writing:retire", True),
    ("knowledge.store.vectors:Vectors.delete", False),
    ("knowledge.store.vectors:Vectors.delete", True),
    ("knowledge.store.ledger.writing:forget_retired", False),
]


def killed_process(*arguments: object) -> None:
    process = Process(target=die_at, args=arguments)
    process.start()
    process.join(60)
    assert process.exitcode == -9, "the process did not come to the place where it should die"


@pytest.mark.parametrize(("place", "after"), WHILE_REPLACING)
def test_killed_while_replacing(place: str, after: bool, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with open_base(store) as base:
        put_version(base, FIRST, tmp_path)
    killed_process(place, after, "replace", store, tmp_path)
    with open_base(store) as base:
        (document,) = base.documents()
        text = base.original_text(document.document_id)
        assert text in (FIRST, SECOND)
        assert [p.text for p in base.passages(document.document_id)] == text.split("\n")
        assert contents(store).agree
        assert len(contents(store).originals) == 1
        put_version(base, SECOND, tmp_path)
        assert base.original_text(document.document_id) == SECOND
        assert len(base.awards()) == 1
    found = contents(store)
    assert found.agree
    assert found.unused_embeddings == 0
    assert found.rows["documents"] == 1
    assert len(found.originals) == 1


@pytest.mark.parametrize(("place", "after"), WHILE_DELETING)
def test_killed_while_deleting(place: str, after: bool, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with open_base(store) as base:
        put_version(base, FIRST, tmp_path)
    killed_process(place, after, "delete", store, tmp_path)
    with open_base(store) as base:
        for document in base.documents():
            assert base.original_text(document.document_id) == FIRST
            base.delete(document.document_id)
    found = contents(store)
    assert found.agree
    assert found.unused_embeddings == 0
    assert not found.originals
    assert set(found.rows.values()) == {0}


def test_killed_at_random_moments(tmp_path: Path) -> None:
    store = tmp_path / "store"
    moments = random.Random(8)
    for _ in range(6):
        process = Process(target=put_many, args=(store, tmp_path, "x", 12))
        process.start()
        time.sleep(moments.uniform(0.1, 1.2))
        process.kill()
        process.join()
        with open_base(store) as base:
            for document in base.documents():
                assert base.original_text(document.document_id).split(". ", 1)[1] in (FIRST, SECOND)
            assert contents(store).agree
    put_many(store, tmp_path, "x", 12)
    found = contents(store)
    assert found.agree
    assert found.rows["documents"] == 12
