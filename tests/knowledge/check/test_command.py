"""``python -m knowledge check``: its JSON contract, its words for people, its workbook."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from foundation.command_line import CANNOT_WORK, DONE, run
from knowledge.__main__ import main
from tests.knowledge.check.reports import reports

REPORT = next(each for each in reports() if "điển hình tiên tiến, trao" in each.text)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / REPORT.name
    path.write_text(REPORT.planted, encoding="utf-8")
    return path


def test_json_is_a_list_of_findings(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(main, ["check", str(file), "--json"]) == DONE
    findings = json.loads(capsys.readouterr().out)
    assert len(findings) >= len(REPORT.plants)
    text = file.read_text("utf-8")
    for finding in findings:
        assert set(finding) == {"category", "severity", "confidence", "message", "suggestion", "quotes"}
        assert 0 <= finding["confidence"] <= 1
        for quote in finding["quotes"]:
            assert text[quote["char_start"] : quote["char_end"]] == quote["quote"]


def test_people_read_a_list_with_line_quote_and_repair(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(main, ["check", str(file)]) == DONE
    told = capsys.readouterr().out
    assert "Dòng " in told
    assert "→ Sửa thành" in told
    assert "[Số liệu · Sai]" in told


def test_less_sure_findings_are_folded_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ngan.txt"
    path.write_text(
        REPORT.text.replace("điển hình tiên tiến, trao", "phong trào ABCXYZ của xã, trao"), "utf-8"
    )
    run(main, ["check", str(path)])
    brief = capsys.readouterr().out
    run(main, ["check", str(path), "--all"])
    whole = capsys.readouterr().out
    assert "--all" in brief
    assert "ABCXYZ" not in brief
    assert "ABCXYZ" in whole


def test_findings_go_into_a_workbook(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "ket-qua.xlsx"
    assert run(main, ["check", str(file), "--xlsx", str(out)]) == DONE
    rows = list(openpyxl.load_workbook(out).active.values)  # type: ignore[union-attr]
    assert rows[0][1] == "Nhóm"
    assert len(rows) - 1 >= len(REPORT.plants)


def test_a_missing_file_is_told_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(main, ["check", str(tmp_path / "khong-co.txt")]) == CANNOT_WORK
    assert "khong-co.txt" in capsys.readouterr().err
