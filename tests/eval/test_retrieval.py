"""Recall and nDCG of rankers whose order is known."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from eval.questions import Evidence, Question, parse_question
from eval.retrieval import Found, llama_index, measured
from foundation.settings import Settings
from knowledge.embedding import open_model
from tests import tiny_model

TEXTS = {"thu/a.txt": "Xã A trồng 12 cây. Xã A có 3 thôn.", "b.txt": "Xã B trồng 40 cây."}
TREES, HAMLETS, OTHER = ("thu/a.txt", 0, 18), ("thu/a.txt", 19, 34), ("b.txt", 0, 18)


def question(*quotes: tuple[str, str], history: bool = False) -> Question:
    entry = {
        "id": "q",
        "question": "Xã A trồng bao nhiêu cây?",
        "type": "single_fact",
        "gold": {"value": "12"},
        "evidence": [{"doc": doc, "quote": quote} for doc, quote in quotes],
        "history": [{"role": "user", "content": "Xã A?"}] if history else [],
    }
    return parse_question(entry)


def test_the_rank_of_the_evidence_decides() -> None:
    asked = [question(("a.txt", "trồng 12  cây"))]
    first = measured(lambda _: [TREES, OTHER], asked, TEXTS)
    second = measured(lambda _: [OTHER, TREES], asked, TEXTS)
    never = measured(lambda _: [OTHER, HAMLETS], asked, TEXTS)
    assert first is not None
    assert second is not None
    assert never is not None
    assert (first.recall[1], first.ndcg) == (1, 1)
    assert (second.recall[1], second.recall[5]) == (0, 1)
    assert second.ndcg == pytest.approx(1 / math.log2(3))
    assert (never.recall[10], never.ndcg) == (0, 0)


def test_two_quotes_need_two_passages_and_copies_gain_once() -> None:
    asked = [question(("a.txt", "12 cây"), ("a.txt", "3 thôn"))]
    half = measured(lambda _: [TREES, TREES, OTHER], asked, TEXTS)
    assert half is not None
    assert half.recall[10] == 0.5
    assert half.ndcg == pytest.approx(1 / (1 + 1 / math.log2(3)))
    whole: list[Found] = [("thu/a.txt", 0, 34)]
    both = measured(lambda _: whole, asked, TEXTS)
    assert both is not None
    assert (both.recall[1], both.ndcg) == (1, 1)


def test_questions_without_evidence_or_with_history_are_not_judged() -> None:
    asked = [question(), question(("a.txt", "12 cây"), history=True), question(("c.txt", "12 cây"))]
    assert measured(lambda _: [TREES], asked, TEXTS) is None
    assert isinstance(asked[1].evidence[0], Evidence)


def test_llama_index_gives_places_in_the_texts(tmp_path: Path) -> None:
    model = open_model(Settings(embedding_model=str(tiny_model.build(tmp_path))))
    found = llama_index(TEXTS, model)("Xã A trồng bao nhiêu cây?")
    assert {name for name, _, _ in found} == set(TEXTS)
    assert all(TEXTS[name][start:end].startswith("Xã") for name, start, end in found)
