"""The questions over the real reports, with floors that the product must not fall below."""

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
from language.numbers import parse_figure
from language.text import fold

pytestmark = pytest.mark.seeds
QUESTIONS = Path(__file__).resolve().parents[3] / "eval" / "questions" / "seeds.jsonl"
FLOORS = {"single_fact": 0.9, "unanswerable": 0.9, "compare": 1.0, "proposed_vs_awarded": 0.5}


def _same(given: str, wanted: str) -> bool:
    try:
        return parse_figure(given.strip(" %")) == parse_figure(wanted.strip(" %"))
    except ValueError:
        return fold(given).strip() == fold(wanted).strip()


def _right(answer: Answer, gold: dict[str, Any]) -> bool:
    if gold.get("abstain"):
        return answer.abstained
    if answer.abstained:
        return False
    if "value" in gold:
        wanted = [gold["value"], *gold.get("aliases", [])]
        if answer.value is not None:
            return any(_same(answer.value.number, w) for w in wanted)
        first = " ".join(re.split(r"(?<=[.!?])\s+|\n", answer.text)[:2])
        return any(w in first for w in wanted)
    if "values" in gold:
        return all(v["value"] in answer.text for v in gold["values"])
    return all(m.lower() in answer.text.lower() for m in gold["must_include"])


@pytest.mark.parametrize("kind", FLOORS)
def test_share_of_right_answers(kind: str, seed_store: KnowledgeBase) -> None:
    cases = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines() if line.strip()]
    cases = [case for case in cases if case["type"] == kind]
    wrong = []
    for case in cases:
        history = [Turn(turn["role"], turn["content"]) for turn in case.get("history", [])]
        answer = ask(case["question"], seed_store, history, today=date(2024, 6, 1))
        if not _right(answer, case["gold"]):
            wrong.append(f"{case['id']} {case['question']} -> {answer.text[:120]}")
    assert cases
    assert 1 - len(wrong) / len(cases) >= FLOORS[kind], "\n".join(wrong)
