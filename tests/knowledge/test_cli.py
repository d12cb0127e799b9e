from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from foundation.answers import Answer, Value
from foundation.command_line import CANNOT_WORK, DONE, INPUT_WRONG, run
from foundation.document import Span
from foundation.records import RegulationReference
from foundation.settings import Settings
from knowledge import __main__ as cli
from knowledge.base import KnowledgeBase
from knowledge.commands import ask as ask_command
from knowledge.query import Turn
from tests.knowledge.factories import award, indicator, report

TEXT = "Tỷ lệ hộ nghèo còn 2,5 %.\nThực hiện Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "store"
    start = TEXT.index("Nghị định")
    reference = RegulationReference(
        "91/2017/NĐ-CP", "nghị định", "Chính phủ", "2017-07-31", Span(start, len(TEXT) - 1)
    )
    with KnowledgeBase.open(Settings(store_dir=folder)) as base:
        base.put(report("a.txt", TEXT, awards=(award(),), indicators=(indicator(),), references=(reference,)))
        base.put(report("b.txt", TEXT + "\nHết.", period="2024", references=(reference,)))
    return folder


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Sequence[Turn]]]:
    """Questions are answered by a script: the command line is what is tested here."""
    asked: list[tuple[str, Sequence[Turn]]] = []

    def answer(question: str, base: KnowledgeBase, history: Sequence[Turn] = (), **_: object) -> Answer:
        asked.append((question, history))
        if "hỏng" in question:
            raise ZeroDivisionError
        document = base.documents()[0]
        citation = base.cite(document.document_id, Span(0, 25), 1)
        return Answer(
            f"Còn 2,5 % [1]. ({question})", "indicator", value=Value("2,5", "%"), citations=(citation,)
        )

    monkeypatch.setattr(ask_command, "ask", answer)
    return asked


def call(*arguments: object) -> int:
    return run(cli.main, [str(argument) for argument in arguments])


def error_of(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.err


@pytest.mark.parametrize(
    "command", [["ask", "Có bao nhiêu hộ?"], ["export", "documents", "--out", "x.jsonl"]]
)
def test_without_a_store_the_person_is_told_what_to_do(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*command, "--store", tmp_path / "khong-co") == CANNOT_WORK
    assert "python -m ingest" in error_of(capsys)
    assert not (tmp_path / "khong-co").exists()


def test_an_empty_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with KnowledgeBase.open(Settings(store_dir=tmp_path / "store")):
        pass
    assert call("ask", "Có bao nhiêu hộ?", "--store", tmp_path / "store") == CANNOT_WORK
    assert "chưa có văn bản nào" in error_of(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask"],
        ["ask", "Hỏi?", "--batch", "q"],
        ["ask", "--batch", "q"],
        ["export", "poems", "--out", "x"],
    ],
)
def test_wrong_use_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        call(*arguments)
    assert caught.value.code == CANNOT_WORK
    assert "Câu lệnh chưa đúng" in error_of(capsys)


def test_an_answer_for_a_person(store: Path, scripted: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("ask", "Hộ nghèo?", "--store", store) == DONE
    shown = capsys.readouterr().out
    assert shown.startswith("Còn 2,5 % [1].")
    assert "[1] “Tỷ lệ hộ nghèo còn 2,5 %.”" in shown
    assert "a.txt, dòng 1" in shown


def test_an_answer_for_a_program(store: Path, scripted: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("ask", "Hộ nghèo?", "--store", store, "--json") == DONE
    answer = json.loads(capsys.readouterr().out)
    assert answer["value"] == {"number": "2,5", "unit": "%"}
    assert answer["citations"][0]["quote"] == TEXT[:25]


def test_history_reaches_the_answer(
    store: Path, scripted: list[tuple[str, Sequence[Turn]]], tmp_path: Path
) -> None:
    turns = [{"role": "user", "content": "Xã A?"}, {"role": "assistant", "content": "Có."}]
    history = tmp_path / "h.json"
    history.write_text(json.dumps(turns), encoding="utf-8-sig")
    assert call("ask", "Còn xã B?", "--store", store, "--history", history) == DONE
    assert scripted == [("Còn xã B?", (Turn("user", "Xã A?"), Turn("assistant", "Có.")))]


@pytest.mark.parametrize(
    "content", ["{", "{}", "[1]", '[{"role": "system", "content": "x"}]', '[{"role": "user"}]']
)
def test_a_bad_history_is_refused(
    content: str, store: Path, scripted: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = tmp_path / "h.json"
    history.write_text(content, encoding="utf-8")
    assert call("ask", "Hỏi?", "--store", store, "--history", history) == CANNOT_WORK
    assert "role" in error_of(capsys)


def test_a_batch_goes_on_after_bad_lines(store: Path, scripted: object, tmp_path: Path) -> None:
    lines = [
        '{"id": 1, "question": "Một?"}',
        "not json",
        '{"question": "không mã"}',
        '{"id": "x", "question": ""}',
        "",
        '{"id": "h", "question": "Hai?", "history": "sai"}',
        '{"id": "lỗi", "question": "hỏng"}',
        '{"id": "hai", "question": "Hai?", "history": [{"role": "user", "content": "Một?"}]}',
    ]
    questions, out = tmp_path / "q.jsonl", tmp_path / "moi" / "a.jsonl"
    questions.write_text("\n".join(lines), encoding="utf-8")
    assert call("ask", "--batch", questions, "--out", out, "--store", store) == INPUT_WRONG
    answers = read(out)
    assert [each["id"] for each in answers] == [1, None, None, "x", "h", "lỗi", "hai"]
    assert ["error" in each for each in answers] == [False, True, True, True, True, True, False]
    assert answers[-1]["answer"].startswith("Còn 2,5 %")
    assert "dòng 2" in answers[1]["error"].lower()


def test_each_answer_is_written_before_the_next_question(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text("\n".join(f'{{"id": {n}, "question": "{n}"}}' for n in range(3)), encoding="utf-8")
    written: list[int] = []

    def answer(*_: object, **__: object) -> Answer:
        written.append(len(read(out)))
        if len(written) == 3:
            raise KeyboardInterrupt
        return Answer("Có.", "passage")

    monkeypatch.setattr(ask_command, "ask", answer)
    assert call("ask", "--batch", questions, "--out", out, "--store", store) == 130
    assert written == [0, 1, 2]


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


FIELDS = {
    "documents": "document issuer commune district province level kind period number date signer",
    "awards": "document unit commune district province level recipient recipient_kind count award authority "
    "authority_level period status char_start char_end quote",
    "indicators": "document unit indicator value unit_of_measure period kind char_start char_end quote",
    "references": "document number kind issuer date status_at_report replaced_by char_start char_end quote",
}


@pytest.mark.parametrize("kind", FIELDS)
def test_an_export_has_exactly_its_fields(kind: str, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    assert call("export", kind, "--store", store, "--out", out) == DONE
    rows = read(out)
    assert rows
    assert all(list(row) == FIELDS[kind].split() for row in rows)
    for row in rows:
        if "quote" in row:
            assert row["quote"]
            assert row["quote"] == TEXT[row["char_start"] : row["char_end"]]


def test_validity_is_that_of_the_report_day(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    call("export", "references", "--store", store, "--out", out)
    standing = {row["document"]: (row["status_at_report"], row["replaced_by"]) for row in read(out)}
    assert standing == {
        "a.txt": ("in_force", ["98/2023/NĐ-CP"]),
        "b.txt": ("expired", ["98/2023/NĐ-CP"]),
    }


def test_an_export_that_cannot_be_written_is_told(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    out = tmp_path / "file" / "x.jsonl"
    assert call("export", "documents", "--store", store, "--out", out) == CANNOT_WORK
    assert "Không ghi được" in error_of(capsys)
