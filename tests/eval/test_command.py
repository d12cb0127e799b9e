"""A whole evaluation of a tiny corpus: figures, reports, comparison, thresholds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eval.command import main
from foundation.command_line import CANNOT_WORK, DONE, INPUT_WRONG, run
from foundation.settings import settings
from tests import tiny_model

REPORT = """ỦY BAN NHÂN DÂN
XÃ ĐỒNG LẠC

BÁO CÁO
Công tác thi đua, khen thưởng năm 2024

I. KẾT QUẢ

Trong năm, toàn xã trồng được 1.250 cây xanh <script>alert(1)</script> ven các trục đường thôn.
"""
QUESTIONS = [
    {
        "id": "cây",
        "question": "Xã Đồng Lạc trồng được bao nhiêu cây xanh năm 2024?",
        "type": "single_fact",
        "gold": {"value": "1250", "unit": "cây"},
        "evidence": [{"doc": "a.txt", "quote": "trồng được 1.250 cây xanh"}],
    },
    {
        "id": "trăng",
        "question": "Xã Đồng Lạc có bao nhiêu tàu vũ trụ?",
        "type": "unanswerable",
        "gold": {"abstain": True},
    },
    {
        "id": "<b>sai</b>",
        "question": "Xã Đồng Lạc trồng được bao nhiêu cây xanh?",
        "type": "single_fact",
        "gold": {"value": "7", "unit": "cây"},
        "evidence": [{"doc": "b.txt", "quote": "không có"}],
    },
]


@pytest.fixture(scope="module", autouse=True)
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMBEDDING_MODEL", str(tiny_model.build(tmp_path_factory.mktemp("model"))))
        settings.cache_clear()
        yield
    settings.cache_clear()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("eval")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "corpus" / "rong.txt").write_text("", encoding="utf-8")
    lines = (json.dumps(question, ensure_ascii=False) for question in QUESTIONS)
    (folder / "q.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return {
        "corpus": folder / "corpus",
        "questions": folder / "q.jsonl",
        "report": folder / "out" / "r.json",
        "html": folder / "out" / "r.html",
    }


def call(files: dict[str, Path], *more: object) -> int:
    required = ["--corpus", files["corpus"], "--questions", files["questions"]]
    return run(main, [str(argument) for argument in (*required, *more)])


def report(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_a_run_with_its_reports(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    code = call(
        files, "--report", files["report"], "--html", files["html"], "--min", "overall=0.6", "single_fact=0.9"
    )
    told = capsys.readouterr()
    assert code == INPUT_WRONG
    assert "single_fact" in told.err
    assert "overall cần" not in told.err
    assert "rong.txt" in told.err
    assert "không có tệp “b.txt”" in told.err
    written = report(files["report"])
    assert written["overall"]["right"] == 2
    assert written["overall"]["overall"] == pytest.approx(2 / 3, abs=1e-3)
    assert written["overall"]["citation_validity"] == 1
    assert written["overall"]["abstention_recall"] == 1
    assert [each["points"] for each in written["questions"]] == [1, 1, 0]
    assert written["questions"][0]["evidence_overlapped"] == [1, 1]


def test_the_page_shows_everything_as_text(files: dict[str, Path]) -> None:
    assert files["html"].exists(), "written by the run before"
    page = files["html"].read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;sai&lt;/b&gt;" in page
    assert "Từ chối đúng chỗ" in page
    assert "http" not in page.replace("https://", "http://").split("<body>")[0]


def test_a_comparison_names_what_changed(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = report(files["report"])
    before["questions"][0]["points"], before["questions"][2]["points"] = 0, 1
    earlier = tmp_path / "before.json"
    earlier.write_text(json.dumps(before), encoding="utf-8")
    assert call(files, "--compare", earlier) == DONE
    told = capsys.readouterr().out
    assert "Tốt hơn: cây" in told
    assert "Kém đi: <b>sai</b>" in told


@pytest.mark.parametrize("threshold", ["overall", "overall=2", "overall=viel", "beauty=0.5", "p95_ms=0.5"])
def test_a_wrong_threshold_is_told(
    threshold: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        call(files, "--min", threshold)
    assert caught.value.code == CANNOT_WORK
    assert threshold in capsys.readouterr().err


def test_an_empty_corpus_is_told(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call({**files, "corpus": tmp_path}) == CANNOT_WORK
    assert "không có văn bản nào" in capsys.readouterr().err


def test_an_unreadable_earlier_report_is_told_before_the_run(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(files, "--compare", tmp_path / "khong-co.json") == CANNOT_WORK
    assert "khong-co.json" in capsys.readouterr().err


def test_a_suite_is_one_page_and_compares_set_by_set(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite, report_file, page = tmp_path / "suite.toml", tmp_path / "r.json", tmp_path / "r.html"
    suite.write_text(
        f"[[set]]\nid = 'tay'\ntitle = 'Viết tay'\ncorpus = '{files['corpus']}'\n"
        f"questions = ['{files['questions']}']\n"
        "[[set]]\nid = 'sinh'\ntitle = 'Sinh ra'\ngenerate = { communes = 2, years = [2024], seed = 1 }\n",
        encoding="utf-8",
    )
    arguments = ["--suite", suite, "--every", "2", "--parts", "--report", report_file, "--html", page]
    assert run(main, list(map(str, arguments))) == DONE
    sets = report(report_file)["sets"]
    assert [each["id"] for each in sets["tay"]["questions"]] == ["cây", "<b>sai</b>"]
    assert set(sets["tay"]["retrieval"]) == {"fused", "lexical", "dense", "llama_index"}
    assert sets["tay"]["extraction"] is None
    assert sets["tay"]["language_model"] == ""
    assert sets["sinh"]["retrieval"] == {}
    assert sets["sinh"]["extraction"]["awards"]["true"] > 0
    told = page.read_text(encoding="utf-8")
    assert "Viết tay" in told
    assert "&lt;b&gt;sai&lt;/b&gt;" in told
    assert "tay-cây" not in told, "right answers are left out of a suite's page"
    sets["tay"]["questions"][0]["points"] = 0
    report_file.write_text(json.dumps({"sets": {"tay": sets["tay"]}}), encoding="utf-8")
    capsys.readouterr()
    assert run(main, ["--suite", str(suite), "--every", "2", "--compare", str(report_file)]) == DONE
    assert "Tốt hơn: cây" in capsys.readouterr().out


def test_neither_suite_nor_corpus_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(main, ["--corpus", "x"])
    assert caught.value.code == CANNOT_WORK
    assert "--suite" in capsys.readouterr().err
