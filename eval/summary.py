"""The figures of a whole run, overall and per type, and what a threshold says about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.questions import TYPES, AbstainGold, QuestionType, TextGold, ValueGold, ValuesGold
from eval.scoring import Score

METRICS = (
    "overall", "list_f1", "list_precision", "list_recall", "list_rows_f1", "value_accuracy",
    "text_accuracy",
    "abstention_precision", "abstention_recall", "citation_validity", "citation_support",
    "numbers_cited", "p50_ms", "p95_ms",
)  # fmt: skip
# Metrics that a --min threshold may name: those where more is better.
THRESHOLDS = (*(metric for metric in METRICS if not metric.endswith("_ms")), *TYPES)


@dataclass(frozen=True, slots=True)
class Figures:
    """The metrics of a group of questions; None where the group has nothing to measure."""

    questions: int
    right: int
    metrics: dict[str, float | None]


def figures(scores: Sequence[Score]) -> Figures:
    """Every metric over these scores.

    ``overall`` is the mean of the points. Abstention precision is the share of abstentions that
    were right or allowed, its recall the share of unanswerable questions that were declined.
    ``citation_support`` is the share of gold quotes that a citation meets, ``numbers_cited``
    the share of answers all of whose numbers stand in cited spans.
    """
    lists = [score.listed for score in scores if score.listed is not None]
    abstained = [score for score in scores if score.abstained]
    unanswerable = [score for score in scores if isinstance(score.question.gold, AbstainGold)]
    answered = [score for score in scores if not score.abstained and "error" not in score.answer]
    citations = sum(score.cited.citations for score in scores)
    evidence = sum(score.cited.evidence for score in scores)
    latencies = sorted(score.latency_ms for score in scores)
    metrics = {
        "overall": _mean(score.points for score in scores),
        "list_f1": _mean(score.points for score in scores if score.listed is not None),
        "list_precision": _mean(listed.precision for listed in lists),
        "list_recall": _mean(listed.recall for listed in lists),
        "list_rows_f1": _mean(listed.rows_f1 for listed in lists),
        "value_accuracy": _mean(
            score.points for score in scores if isinstance(score.question.gold, ValueGold | ValuesGold)
        ),
        "text_accuracy": _mean(score.points for score in scores if isinstance(score.question.gold, TextGold)),
        "abstention_precision": _mean(float(_may_abstain(score)) for score in abstained),
        "abstention_recall": _mean(float(score.abstained) for score in unanswerable),
        "citation_validity": sum(score.cited.valid for score in scores) / citations if citations else None,
        "citation_support": (
            sum(score.cited.overlapped for score in scores) / evidence if evidence else None
        ),
        "numbers_cited": _mean(float(not score.cited.unsupported) for score in answered),
        "p50_ms": percentile(latencies, 0.5),
        "p95_ms": percentile(latencies, 0.95),
    }
    return Figures(len(scores), sum(score.right for score in scores), metrics)


def by_type(scores: Sequence[Score]) -> dict[QuestionType, Figures]:
    """The figures of each type that occurs, in the order of the format."""
    groups = {kind: [score for score in scores if score.question.type == kind] for kind in TYPES}
    return {kind: figures(group) for kind, group in groups.items() if group}


def missed(scores: Sequence[Score], thresholds: dict[str, float]) -> dict[str, float | None]:
    """The thresholds that were not reached, with what was reached (None: nothing to measure)."""
    overall = figures(scores).metrics
    types: dict[str, float | None] = {
        kind: group.metrics["overall"] for kind, group in by_type(scores).items()
    }
    reached = {name: overall.get(name, types.get(name)) for name in thresholds}
    return {name: value for name, value in reached.items() if value is None or value < thresholds[name]}


def percentile(ordered: Sequence[float], share: float) -> float | None:
    """The smallest value that at least ``share`` of the values do not exceed (nearest rank)."""
    if not ordered:
        return None
    rank = -(-len(ordered) * share // 1)
    return ordered[max(int(rank) - 1, 0)]


def _may_abstain(score: Score) -> bool:
    return score.question.abstain_ok or isinstance(score.question.gold, AbstainGold)


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return sum(listed) / len(listed) if listed else None
