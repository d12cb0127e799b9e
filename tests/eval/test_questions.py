import json
from pathlib import Path

import pytest

from eval.questions import AbstainGold, ListGold, QuestionSetError, TextGold, load_questions

SEEDS = Path(__file__).resolve().parents[2] / "eval" / "questions" / "seeds.jsonl"


def test_the_shipped_set_loads() -> None:
    questions = load_questions(SEEDS)
    assert len(questions) >= 80
    assert any(isinstance(question.gold, AbstainGold) for question in questions)
    assert any(isinstance(question.gold, ListGold) for question in questions)
    assert any(isinstance(question.gold, TextGold) for question in questions)


def line(**changes: object) -> str:
    entry = {
        "id": "1",
        "question": "Bao nhiêu hộ?",
        "type": "single_fact",
        "gold": {"value": "3", "unit": "hộ"},
    }
    return json.dumps({**entry, **changes}, ensure_ascii=False)


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        line(type="poem"),
        line(gold={}),
        line(question=" "),
        line(gold={"items": [{"aliases": []}]}),
        line(evidence=[{"doc": "a.txt"}]),
        line(history=[{"role": "user"}]),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(line(id="0") + "\n\n" + bad, encoding="utf-8")
    with pytest.raises(QuestionSetError) as caught:
        load_questions(path)
    assert caught.value.values["line"] == 3


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(line() + "\n" + line(), encoding="utf-8")
    with pytest.raises(QuestionSetError):
        load_questions(path)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00"])
def test_an_unreadable_set_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "q.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(QuestionSetError):
        load_questions(path)
