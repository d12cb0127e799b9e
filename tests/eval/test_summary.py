from typing import Any

import pytest

from eval.questions import parse_question
from eval.scoring import Score, score
from eval.summary import by_type, figures, missed, percentile


def scored(kind: str, gold: dict[str, Any], answer: dict[str, Any], latency: float = 1.0) -> Score:
    question = parse_question({"id": kind, "question": "?", "type": kind, "gold": gold})
    return score(question, {"answer": "", **answer}, {}, latency)


SCORES = [
    scored("single_fact", {"value": "3", "unit": ""}, {"value": {"number": "03"}}, 10),
    scored("single_fact", {"value": "3", "unit": ""}, {"abstained": True}, 20),
    scored("unanswerable", {"abstain": True}, {"abstained": True}, 30),
    scored("unanswerable", {"abstain": True}, {"answer": "Có 3 hộ."}, 40),
    scored("aggregate_list", {"items": [{"name": "A"}, {"name": "B"}]}, {"rows": [{"unit": "A"}]}, 50),
]


def test_metrics_over_all() -> None:
    metrics = figures(SCORES).metrics
    assert metrics["overall"] == pytest.approx((1 + 0 + 1 + 0 + 2 / 3) / 5)
    assert metrics["value_accuracy"] == 0.5
    assert metrics["list_f1"] == pytest.approx(2 / 3)
    assert metrics["abstention_precision"] == 0.5
    assert metrics["abstention_recall"] == 0.5
    assert metrics["citation_validity"] is None
    assert metrics["numbers_cited"] == pytest.approx(2 / 3)
    assert metrics["p50_ms"] == 30
    assert metrics["p95_ms"] == 50


def test_each_type_apart() -> None:
    groups = by_type(SCORES)
    assert list(groups) == ["aggregate_list", "single_fact", "unanswerable"]
    assert groups["single_fact"].right == 1


def test_thresholds_name_what_is_short() -> None:
    short = missed(SCORES, {"overall": 0.5, "single_fact": 0.6, "regulation": 0.1, "list_f1": 0.6})
    assert short == {"single_fact": 0.5, "regulation": None}


def test_percentile_is_the_nearest_rank() -> None:
    assert percentile([1, 2, 3, 4], 0.5) == 2
    assert percentile([1, 2, 3, 4], 0.95) == 4
    assert percentile([7], 0.5) == 7
    assert percentile([], 0.5) is None


def test_wrong_answers_are_those_that_should_have_been_silent() -> None:
    short_list = scored(
        "aggregate_list", {"items": [{"name": "A"}, {"name": "B"}]}, {"rows": [{"unit": "A"}]}
    )
    bad_list = scored("aggregate_list", {"items": [{"name": "A"}]}, {"rows": [{"unit": "A"}, {"unit": "C"}]})
    assert not short_list.misleads
    assert bad_list.misleads
    assert [score.misleads for score in SCORES] == [False, False, False, True, False]
    assert figures(SCORES).metrics["wrong_answers"] == 0.2


def test_of_wrong_answers_less_is_better() -> None:
    assert missed(SCORES, {"wrong_answers": 0.2}) == {}
    assert missed(SCORES, {"wrong_answers": 0.1}) == {"wrong_answers": 0.2}


def test_every_share_lies_in_its_interval() -> None:
    measured = figures(SCORES)
    for name, interval in measured.intervals.items():
        value = measured.metrics[name]
        if interval is None:
            assert value is None
        else:
            assert value is not None
            assert interval[0] - 1e-9 <= value <= interval[1] + 1e-9


def test_refused_sentences_of_a_language_model_are_a_share() -> None:
    gold = {"value": "1"}
    used = [
        scored("single_fact", gold, {"answer": "1", "model": {"reworded": reworded, "refused": refused}})
        for reworded, refused in ((3, 1), (0, 0), (2, 2))
    ]
    assert figures(used).metrics["refused_sentences"] == 3 / 8
    assert figures(SCORES).metrics["refused_sentences"] is None
