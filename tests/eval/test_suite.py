"""Suites: what ships can be loaded, a malformed one is told, a generated set brings its truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.questions import QuestionSetError
from eval.suite import Generated, QuestionSet, load_all, opened, read_suite

ROOT = Path(__file__).resolve().parents[2]


def test_the_suite_that_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    sets = read_suite(ROOT / "eval" / "suite.toml")
    assert len({each.id for each in sets}) == len(sets)
    for each in sets:
        if each.generated is None:
            assert each.corpus.is_dir()
            assert load_all(each.questions)


def test_the_samples_have_enough_questions_of_every_type() -> None:
    names = ("samples", "samples_more", "regulations")
    questions = load_all([ROOT / "eval" / "questions" / f"{name}.jsonl" for name in names])
    assert len(questions) >= 250
    assert {question.type for question in questions} == {
        "aggregate_list", "count_sum", "single_fact", "compare", "proposed_vs_awarded", "regulation",
        "unanswerable", "draft",
    }  # fmt: skip
    assert sum(bool(question.history) for question in questions) >= 10


def test_an_id_of_two_files_is_kept_apart(tmp_path: Path) -> None:
    line = '{"id": "a", "question": "?", "type": "single_fact", "gold": {"value": "1"}}'
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(line, encoding="utf-8")
    questions = load_all([tmp_path / "one.jsonl", tmp_path / "two.jsonl"])
    assert [question.id for question in questions] == ["a", "two/a"]


def test_a_generated_set_brings_its_truth_and_leaves_nothing() -> None:
    with opened(QuestionSet("g", "", generated=Generated(3, (2023,), 2))) as ready:
        assert len(ready.truth) == 3
        assert ready.questions
        corpus = ready.corpus
        assert len(list(corpus.iterdir())) == 3
    assert not corpus.exists()


@pytest.mark.parametrize("text", ["", "[[set]]\nid = 'a'\ntitle = 'b'", "[[set", "set = 3"])
def test_a_malformed_suite_is_told(text: str, tmp_path: Path) -> None:
    file = tmp_path / "suite.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionSetError):
        read_suite(file)
