from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.errors import StoreError
from foundation.settings import Settings
from ingest import pipeline, workers
from ingest.pipeline import IngestSummary, Step, ingest
from knowledge.base import KnowledgeBase
from tests.knowledge.hashed_embedding import HashedEmbedding

REPORT = """ỦY BAN NHÂN DÂN
XÃ {commune}

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm {year}

I. KẾT QUẢ

1. Phong trào thi đua
Ủy ban nhân dân xã tổ chức {figure} đợt thi đua theo Nghị định số 98/2023/NĐ-CP của Chính phủ.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store_dir=tmp_path / "store", ocr_engine="off")


@pytest.fixture
def base(settings: Settings) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(settings, HashedEmbedding(), wait_s=5) as base:
        yield base


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, commune, figure in (("a.txt", "ĐỒNG LẠC", 4), ("b.txt", "SƠN LỘC", 6)):
        write(folder / name, commune, figure)
    return folder


def write(path: Path, commune: str, figure: int, year: int = 2024) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.format(commune=commune, figure=figure, year=year), encoding="utf-8")
    return path


def told(summary: IngestSummary) -> dict[str, str]:
    return {each.name: each.outcome for each in summary.outcomes}


def test_new_then_unchanged(folder: Path, base: KnowledgeBase, settings: Settings) -> None:
    first = ingest([folder], base, settings)
    assert told(first) == {"a.txt": "added", "b.txt": "added"}
    assert first.documents == 2
    revision = base.revision
    assert told(ingest([folder], base, settings)) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert base.revision == revision


def test_an_unchanged_file_is_not_read(
    folder: Path, base: KnowledgeBase, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([folder], base, settings)

    def never(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(workers, "prepare", never)
    assert told(ingest([folder], base, settings)) == {"a.txt": "unchanged", "b.txt": "unchanged"}


def test_a_changed_file_replaces_the_whole_document(
    folder: Path, base: KnowledgeBase, settings: Settings
) -> None:
    ingest([folder], base, settings)
    write(folder / "a.txt", "ĐỒNG LẠC", 17)
    assert told(ingest([folder], base, settings))["a.txt"] == "replaced"
    assert len(base.documents()) == 2
    text = next(base.original_text(each.document_id) for each in base.documents() if each.name == "a.txt")
    assert "17 đợt" in text
    assert "4 đợt" not in text


def test_a_new_reading_program_reads_again(
    folder: Path, base: KnowledgeBase, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([folder], base, settings)
    monkeypatch.setattr(pipeline, "reader_version", lambda: "another")
    assert told(ingest([folder], base, settings)) == {"a.txt": "replaced", "b.txt": "replaced"}


def test_a_copy_is_told_as_one(folder: Path, base: KnowledgeBase, settings: Settings) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    summary = ingest([folder], base, settings)
    assert told(summary) == {"a.txt": "added", "b.txt": "added", "c.txt": "duplicate"}
    assert summary.of("duplicate")[0].original == "a.txt"
    assert len(base.documents()) == 2
    assert told(ingest([folder], base, settings))["c.txt"] == "duplicate"


def test_a_failure_stops_nothing_and_says_why(folder: Path, base: KnowledgeBase, settings: Settings) -> None:
    (folder / "a0.docx").write_bytes(b"PK\x03\x04 not a document")
    (folder / "rong.txt").write_bytes(b"")
    summary = ingest([folder, folder / "khong-co.txt"], base, settings)
    assert {each.name for each in summary.of("failed")} == {"a0.docx", "rong.txt", "khong-co.txt"}
    assert all(each.reason for each in summary.of("failed"))
    assert summary.count("added") == 2


def test_an_error_nobody_foresaw_is_a_failure_too(
    folder: Path, base: KnowledgeBase, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, *_: object) -> None:
        raise ZeroDivisionError(path)

    monkeypatch.setattr(workers, "prepare", broken)
    summary = ingest([folder], base, settings)
    assert summary.count("failed") == 2
    assert "ZeroDivisionError" in summary.outcomes[0].reason


def test_a_store_that_cannot_be_written_ends_the_run(
    folder: Path, base: KnowledgeBase, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StoreError("store_busy", seconds=1)

    monkeypatch.setattr(base, "put", locked)
    with pytest.raises(StoreError):
        ingest([folder], base, settings)


def test_progress_counts_every_file(folder: Path, base: KnowledgeBase, settings: Settings) -> None:
    steps: list[Step] = []
    ingest([folder, folder / "khong-co.txt"], base, settings, steps.append)
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]


def test_prune_removes_what_is_gone_from_its_folder_only(
    folder: Path, base: KnowledgeBase, settings: Settings, tmp_path: Path
) -> None:
    elsewhere = write(tmp_path / "khac" / "d.txt", "VĂN PHÚ", 2)
    ingest([folder, elsewhere], base, settings)
    (folder / "b.txt").unlink()
    assert told(ingest([folder], base, settings)) == {"a.txt": "unchanged"}
    assert told(ingest([folder], base, settings, prune=True)) == {"a.txt": "unchanged", "b.txt": "removed"}
    assert {each.name for each in base.documents()} == {"a.txt", "d.txt"}
    assert not [each for each in base.search("SƠN LỘC 6 đợt thi đua") if each.document.name == "b.txt"]


def test_prune_follows_a_renamed_file(folder: Path, base: KnowledgeBase, settings: Settings) -> None:
    ingest([folder], base, settings)
    (folder / "b.txt").rename(folder / "moi.txt")
    assert told(ingest([folder], base, settings, prune=True)) == {
        "a.txt": "unchanged",
        "b.txt": "removed",
        "moi.txt": "added",
    }


def test_another_office_with_the_same_file_name_replaces_nothing(
    base: KnowledgeBase, settings: Settings, tmp_path: Path
) -> None:
    one = write(tmp_path / "mot" / "bc.txt", "ĐỒNG LẠC", 4, 2024)
    two = write(tmp_path / "hai" / "bc.txt", "ĐỒNG LẠC", 5, 2022)
    assert told(ingest([one], base, settings)) == {"bc.txt": "added"}
    assert told(ingest([two], base, settings)) == {"hai/bc.txt": "added"}
    assert told(ingest([two], base, settings)) == {"hai/bc.txt": "unchanged"}
    write(two, "ĐỒNG LẠC", 6, 2022)
    assert told(ingest([two], base, settings)) == {"hai/bc.txt": "replaced"}
    assert len(base.documents()) == 2


def test_many_files_through_the_worker(base: KnowledgeBase, settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "nhieu"
    for number in range(6):
        write(folder / f"{number}.txt", "ĐỒNG LẠC", number + 3, 2015 + number)
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 broken")
    summary = ingest([folder], base, settings)
    assert summary.count("added") == 6
    assert [each.name for each in summary.of("failed")] == ["hong.pdf"]
    references = base.references()
    assert {each.record.number for each in references} == {"98/2023/NĐ-CP"}
    assert json.loads((settings.store_dir / "sources.json").read_text(encoding="utf-8")).keys() == {
        f"{number}.txt" for number in range(6)
    }
