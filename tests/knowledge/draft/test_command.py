"""The command line's contract: JSON on standard output, Vietnamese errors, a Word file."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest

from foundation.command_line import CANNOT_WORK, DONE, run
from knowledge import __main__ as cli
from knowledge.base import KnowledgeBase
from knowledge.commands import draft as command


@pytest.fixture
def store(small_store: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command opens the small store; closing it is not the command's to decide here."""

    class Kept:
        def __getattr__(self, name: str) -> Any:
            return getattr(small_store, name)

        def close(self) -> None:
            """Keep the shared store open."""

    monkeypatch.setattr(command, "open_store", lambda options: Kept())


def call(*arguments: object) -> int:
    return run(cli.main, ["draft", *map(str, arguments)])


@pytest.mark.usefixtures("store")
def test_json_is_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--unit", "an lo", "--period", "2023", "--section", "khen thuong", "--json") == DONE
    printed = json.loads(capsys.readouterr().out)
    assert {"text", "figures", "blanks", "citations"} <= printed.keys()
    numbers = {citation["n"] for citation in printed["citations"]}
    assert printed["figures"]
    assert all(figure["citation"] in numbers for figure in printed["figures"])
    assert all(isinstance(blank, str) for blank in printed["blanks"])


@pytest.mark.usefixtures("store")
def test_typed_figures_and_a_word_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, word = tmp_path / "figures.json", tmp_path / "out" / "draft.docx"
    figures.write_text('[{"name": "tỷ lệ hộ nghèo", "value": "1,97%"}]', encoding="utf-8")
    arguments = ("--unit", "xã An Lộ", "--period", "2024", "--figures", figures, "--docx", word)
    assert call(*arguments, "--section", "ket qua") == DONE
    captured = capsys.readouterr()
    assert "1,97% (số liệu nhập tay)" in captured.out
    assert str(word) in captured.err
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(word.read_bytes())).paragraphs)
    assert "1,97%" in text


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--unit", "Tân Khê", "--period", "2023"), "Có nhiều đơn vị"),
        (("--unit", "An Lộ", "--period", "hai không hai ba"), "không phải một kỳ báo cáo"),
        (("--unit", "An Lộ", "--period", "2023", "--section", "phụ lục"), "Các phần có thể soạn"),
        (("--unit", "An Lộ", "--period", "2023", "--change", "vẽ rồng"), "Chưa hiểu yêu cầu"),
        (("--unit", "An Lộ", "--period", "2023", "--change", "bịa số"), "không tự đặt"),
        (("--unit", "An Lộ", "--period", "2023", "--day", "hôm nay"), "năm-tháng-ngày"),
        (("--unit", " ", "--period", "2023"), "Chưa cho biết đơn vị"),
        (("--unit", "An Lộ", "--period", "2023", "--figures", "/khong/co.json"), "không đúng mẫu"),
    ],
)
def test_wrong_use_is_told_in_vietnamese(
    wrong: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*wrong) == CANNOT_WORK
    captured = capsys.readouterr()
    assert told in captured.err
    assert "Traceback" not in captured.err
