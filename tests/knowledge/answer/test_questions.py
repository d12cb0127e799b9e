"""Every question of ``questions.jsonl`` over the small corpus, through the public entry point."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foundation.answers import Answer
from knowledge.answer import Turn, ask
from knowledge.base import KnowledgeBase
from language.numbers import figures, parse_figure

TODAY = date(2024, 7, 1)
LINES = (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()
QUESTIONS: list[dict[str, Any]] = [json.loads(line) for line in LINES if line.strip()]


def figure_key(number: str) -> object:
    """A figure by its value ("07" is 7), other text as it is."""
    try:
        return parse_figure(number)
    except ValueError:
        return number


def _ask(case: dict[str, Any], base: KnowledgeBase) -> Answer:
    history = [Turn("user", said) for said in case.get("history", [])]
    return ask(case["q"], base, history, today=TODAY)


def values(quote: str) -> set[object]:
    """The values of a quote's figures."""
    return {figure.value for figure in figures(quote)}


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 80
    assert len({case["id"] for case in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: str(case["id"]))
def test_question(case: dict[str, Any], small_store: KnowledgeBase) -> None:
    answer = _ask(case, small_store)
    if case.get("abstain"):
        assert answer.abstained, answer.text
        assert answer.value is None
        return
    assert not answer.abstained, answer.text
    if "value" in case:
        assert answer.value is not None, answer.text
        assert figure_key(answer.value.number) == figure_key(case["value"]), answer.text
    elif case.get("any"):
        assert any(text in answer.text for text in case["text"]), answer.text
    else:
        assert all(text in answer.text for text in case["text"]), answer.text


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: str(case["id"]))
def test_citations_open_the_very_words(case: dict[str, Any], small_store: KnowledgeBase) -> None:
    answer = _ask(case, small_store)
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        text = small_store.original_text(citation.document_id)
        assert text[citation.char_start : citation.char_end] == citation.quote
    marks = {int(n) for n in re.findall(r"(?<!\\)\[(\d+)\]", answer.text)}
    assert marks <= {c.n for c in answer.citations}
    if answer.value is not None:
        wanted = figure_key(answer.value.number)
        assert any(wanted in values(c.quote) or answer.value.number in c.quote for c in answer.citations)
