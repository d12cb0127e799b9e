"""The real command line in processes of its own: results, kills, two at once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from foundation.command_line import CANNOT_WORK, DONE, INPUT_WRONG
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from tests import tiny_model

ROOT = Path(__file__).resolve().parents[2]
PARAGRAPH = (
    "Phong trào thi đua yêu nước được đẩy mạnh, {n} hộ gia đình tham gia làm đường giao thông nông thôn. "
)


@pytest.fixture(scope="module", autouse=True)
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """These tests are of processes, not of vectors: a model that costs nothing serves them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMBEDDING_MODEL", str(tiny_model.build(tmp_path_factory.mktemp("model"))))
        patch.setenv("OMP_NUM_THREADS", "1")
        yield


def corpus(folder: Path, count: int, first: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(first, first + count):
        body = "".join(PARAGRAPH.format(n=number * 100 + k) for k in range(6))
        title = f"BÁO CÁO\nCông tác thi đua, khen thưởng năm {2000 + number}"
        text = f"ỦY BAN NHÂN DÂN\nXÃ ĐỒNG LẠC\n\n{title}\n\nI. KẾT QUẢ\n{body}"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def start(*arguments: object) -> subprocess.Popen[str]:
    """The command as from a terminal: one begun in a shell's background would be deaf to Ctrl-C."""
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def call(*arguments: object) -> tuple[int, str, str]:
    process = start(*arguments)
    out, err = process.communicate(timeout=200)
    assert "Traceback" not in err
    return process.returncode, out, err


def stored(store: Path) -> dict[str, str]:
    with KnowledgeBase.open(Settings(store_dir=store)) as base:
        assert all(base.passages(each.document_id) for each in base.documents())
        return {each.name: base.original_text(each.document_id) for each in base.documents()}


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def wait_for_documents(store: Path, count: int) -> None:
    """Until the ledger holds so many documents; asked of the file itself, for opening the whole
    store takes so long on a busy machine that all of them may have been read by then."""
    deadline = time.monotonic() + 100
    while _documents_in(store / "ledger.sqlite") < count:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _documents_in(ledger: Path) -> int:
    if not ledger.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are being made
        return 0


@pytest.mark.slow
def test_summary_failures_and_exit_code(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 2)
    (folder / "hong.docx").write_bytes(b"PK\x03\x04")
    code, out, err = call(folder, "--store", tmp_path / "store", "--json")
    assert code == INPUT_WRONG
    summary = json.loads(out)
    assert summary["added"] == ["00.txt", "01.txt"]
    assert [each["document"] for each in summary["failed"]] == ["hong.docx"]
    assert summary["failed"][0]["reason"]
    assert "hong.docx" in err
    (folder / "hong.docx").unlink()
    code, out, err = call(folder, "--store", tmp_path / "store")
    assert code == DONE
    assert "Thêm mới" not in out


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again(tmp_path: Path) -> None:
    folder, store = corpus(tmp_path / "in", 150), tmp_path / "store"
    kept: dict[str, str] = {}
    for further in (1, 5):
        process = start(folder, "--store", store)
        wait_for_documents(store, len(kept) + further)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        earlier, kept = kept, stored(store)
        assert earlier.items() <= kept.items() <= texts(folder).items()
    code, out, _ = call(folder, "--store", store, "--json")
    assert code == DONE
    assert kept.keys().isdisjoint(json.loads(out)["added"])
    assert stored(store) == texts(folder)


@pytest.mark.slow
def test_a_killed_run_leaves_no_worker_behind(tmp_path: Path) -> None:
    folder, store = corpus(tmp_path / "in", 150), tmp_path / "store"
    process = start(folder, "--store", store)
    wait_for_documents(store, 1)
    children = children_of(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("this system does not list a process's children")
    return [int(child) for child in listed.read_text().split()]


@pytest.mark.slow
def test_interrupted_by_hand(tmp_path: Path) -> None:
    folder, store = corpus(tmp_path / "in", 150), tmp_path / "store"
    process = start(folder, "--store", store)
    wait_for_documents(store, 1)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=200)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "Đã dừng" in err
    assert stored(store).items() <= texts(folder).items()


@pytest.mark.slow
def test_two_at_once_into_one_store(tmp_path: Path) -> None:
    one, two, store = corpus(tmp_path / "1", 6), corpus(tmp_path / "2", 6, first=6), tmp_path / "store"
    processes = [start(folder, "--store", store) for folder in (one, two)]
    for process in processes:
        _, err = process.communicate(timeout=200)
        assert process.returncode == DONE, err
    assert stored(store) == {**texts(one), **texts(two)}
    with KnowledgeBase.open(Settings(store_dir=store)) as base:
        found = base.search("hộ gia đình tham gia làm đường giao thông", k=50)
        assert len({each.document.name for each in found}) == 12


def test_wrong_use_is_told_in_vietnamese() -> None:
    code, _, err = call()
    assert code == CANNOT_WORK
    assert "Câu lệnh chưa đúng" in err


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    code, _, err = call(tmp_path / "in", "--store", tmp_path / "store")
    assert code == INPUT_WRONG
    assert "Không có tệp nào" in err


def test_explain_shows_what_was_understood(tmp_path: Path) -> None:
    file = tmp_path / "bc.txt"
    file.write_text(
        "ỦY BAN NHÂN DÂN\nXÃ ĐỒNG LẠC\n\nBÁO CÁO\nCông tác thi đua, khen thưởng năm 2024\n\nI. KẾT QUẢ\n\n"
        "Thực hiện Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ.\n",
        encoding="utf-8",
    )
    code, out, _ = call("explain", file)
    assert code == DONE
    assert "Đồng Lạc" in out
    assert "98/2023/NĐ-CP" in out
    assert "I. KẾT QUẢ" in out


def test_explain_of_a_bad_file_says_why(tmp_path: Path) -> None:
    code, _, err = call("explain", tmp_path / "khong-co.txt")
    assert code == CANNOT_WORK
    assert "khong-co.txt" in err
