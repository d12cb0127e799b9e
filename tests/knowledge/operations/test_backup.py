"""Backups: of a store in use, brought back over another, killed on the way, and hostile ones."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from foundation.errors import StoreError
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.operations.archive import BackupError
from knowledge.operations.backup import backup
from knowledge.operations.doctor import examine
from knowledge.operations.restore import restore
from knowledge.people.conversations import Conversations
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.store.contents import contents
from tests.knowledge.store.processes import (
    FIRST,
    SECOND,
    Process,
    die_while_keeping,
    open_base,
    put_version,
)

MODEL = HashedEmbedding()


def texts(base: KnowledgeBase) -> dict[str, str]:
    return {found.name: base.original_text(found.document_id) for found in base.documents()}


def test_what_was_saved_comes_back(store: Path, tmp_path: Path) -> None:
    with Conversations(store) as talks:
        kept = talks.start("Bằng khen năm 2021")
    assert backup(store, tmp_path / "a.zip", 5).documents == 1
    with open_base(store) as base, Conversations(store) as talks:
        base.correct_identity(base.documents()[0].document_id, "commune", "xã Đổi Tên")
        put_version(base, SECOND, tmp_path)
        put_version(base, "Thêm một văn bản.", tmp_path, "b.txt")
        talks.delete(kept.conversation_id)
    restore(Settings(store_dir=store), tmp_path / "a.zip", 5, MODEL)
    with open_base(store) as base, Conversations(store) as talks:
        assert texts(base) == {"a.txt": FIRST}
        assert base.documents()[0].summary.commune == "xã Suối Đá"
        assert [talk.title for talk in talks.all()] == ["Bằng khen năm 2021"]
        original = base.original_file(base.documents()[0].document_id)
        assert original is not None
        assert original.read_text(encoding="utf-8") == FIRST
        assert base.search("kênh mương", k=9)[0].text in FIRST
    assert contents(store).agree
    assert examine(Settings(store_dir=store), 5, False, MODEL) == ([], [])


def test_into_a_folder_that_is_not_there(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "a.zip", 5)
    restore(Settings(store_dir=tmp_path / "new"), tmp_path / "a.zip", 5, MODEL)
    with open_base(tmp_path / "new") as base:
        assert texts(base) == {"a.txt": FIRST}


def test_an_open_store_sees_what_came_back(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "a.zip", 5)
    with open_base(store) as base:
        put_version(base, SECOND, tmp_path)
        before = base.revision
        assert base.search("kênh mương", k=1)[0].text.startswith("Nạo vét")
        restore(Settings(store_dir=store), tmp_path / "a.zip", 5, MODEL)
        assert base.revision > before
        assert texts(base) == {"a.txt": FIRST}
        assert {found.text for found in base.search("nhà văn hóa", k=9)} == set(FIRST.split("\n"))
        put_version(base, SECOND, tmp_path)
        assert texts(base) == {"a.txt": SECOND}


def test_a_backup_while_people_write_is_of_one_moment(tmp_path: Path) -> None:
    store, stop = tmp_path / "store", threading.Event()
    with open_base(store) as base:

        def write() -> None:
            for number in range(200):
                if stop.is_set():
                    return
                put_version(base, f"{number}. {(FIRST, SECOND)[number % 2]}", tmp_path)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(3):
                backup(store, tmp_path / f"{number}.zip", 60)
        finally:
            stop.set()
            writer.join()
    for number in range(3):
        settings = Settings(store_dir=tmp_path / f"back-{number}")
        restore(settings, tmp_path / f"{number}.zip", 5, MODEL)
        assert examine(settings, 5, False, MODEL) == ([], [])


@pytest.mark.parametrize(
    ("place", "after"),
    [
        ("knowledge.operations.restore:_unpack", True),
        ("knowledge.store.vectors:Vectors.clear", False),
        ("knowledge.store.vectors:Vectors.clear", True),
        ("knowledge.store.database.sqlite:copy_database", False),
        ("knowledge.store.database.sqlite:copy_database", True),
        ("knowledge.store.upkeep:Upkeep.rebuild_vectors", False),
        ("knowledge.store.vectors:Vectors.add", True),
    ],
)
def test_killed_while_restoring(place: str, after: bool, store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "a.zip", 5)
    with open_base(store) as base:
        put_version(base, SECOND, tmp_path)
    process = Process(target=die_while_keeping, args=(place, after, "restore", store, tmp_path / "a.zip"))
    process.start()
    process.join(60)
    assert process.exitcode == -9, "the process did not come to the place where it should die"
    with open_base(store) as base:
        assert texts(base)["a.txt"] in (FIRST, SECOND)
        assert [found.text for found in base.search("đường liên xã", k=1)] == ["Sửa đường liên xã."]
    assert contents(store).agree
    restore(Settings(store_dir=store), tmp_path / "a.zip", 5, MODEL)
    with open_base(store) as base:
        assert texts(base) == {"a.txt": FIRST}
    assert examine(Settings(store_dir=store), 5, False, MODEL) == ([], [])
    assert not (store / ".restore").exists()


def test_killed_while_saving_leaves_no_half_backup(store: Path, tmp_path: Path) -> None:
    process = Process(
        target=die_while_keeping,
        args=("knowledge.store.database.sqlite:copy_database", True, "backup", store, tmp_path / "a.zip"),
    )
    process.start()
    process.join(60)
    assert process.exitcode == -9
    assert not (tmp_path / "a.zip").exists()
    backup(store, tmp_path / "a.zip", 5)
    assert {path.name for path in tmp_path.glob("a.zip*")} == {"a.zip"}


def tampered(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def listed(members: dict[str, bytes], name: str, content: bytes) -> None:
    manifest = json.loads(members["manifest.json"])
    manifest["members"][name] = "0" * 64
    members[name] = content
    members["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members.pop("manifest.json"),
        lambda members: members.pop("ledger.sqlite"),
        lambda members: members.update({"ledger.sqlite": b"x" * 5000}),
        lambda members: members.update({"manifest.json": b"[1, 2"}),
        lambda members: listed(members, "../outside.txt", b"x"),
        lambda members: listed(members, "originals/../../outside.txt", b"x"),
        lambda members: listed(members, "writer.lock", b"x"),
        lambda members: members.update(
            {"manifest.json": members["manifest.json"].replace(b'"format": 1', b'"format": 9')}
        ),
    ],
)
def test_a_file_that_is_no_sound_backup_changes_nothing(
    change: Callable[[dict[str, bytes]], None], store: Path, tmp_path: Path
) -> None:
    backup(store, tmp_path / "a.zip", 5)
    tampered(tmp_path / "a.zip", change)
    before = contents(store)
    with pytest.raises(BackupError) as refused:
        restore(Settings(store_dir=store), tmp_path / "a.zip", 5, MODEL)
    assert "không thay đổi" in refused.value.message
    assert contents(store) == before
    assert not (tmp_path / "outside.txt").exists()
    assert not (store / ".restore").exists()


def test_not_a_zip_at_all(store: Path, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("đây là chữ")
    with pytest.raises(BackupError):
        restore(Settings(store_dir=store), tmp_path / "a.zip", 5, MODEL)


def test_a_backup_of_another_model_is_refused(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "a.zip", 5)
    other = HashedEmbedding(model_name="another")
    with pytest.raises(StoreError):
        restore(Settings(store_dir=tmp_path / "new"), tmp_path / "a.zip", 5, other)


def test_nowhere_to_write(store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BackupError):
        backup(store, tmp_path / "file" / "a.zip", 5)
