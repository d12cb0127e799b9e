"""The figures of a whole run, overall and per type, and what a threshold says about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.intervals import Interval, share_interval
from eval.questions import TYPES, AbstainGold, QuestionType, TextGold, ValueGold, ValuesGold
from eval.scoring import Listed, Score

# What a question adds to a metric: numerator and denominator; None when it tells nothing of it.
Part = tuple[float, float] | None


def _mean(applies: Callable[[Score], bool], worth: Callable[[Score], float]) -> Callable[[Score], Part]:
    """A metric that is the mean of what each fitting question is worth."""
    return lambda score: (float(worth(score)), 1.0) if applies(score) else None


def _of_lists(worth: Callable[[Listed], float]) -> Callable[[Score], Part]:
    return lambda score: None if score.listed is None else (worth(score.listed), 1.0)


def _asks_value(score: Score) -> bool:
    return isinstance(score.question.gold, ValueGold | ValuesGold)


def _is_unanswerable(score: Score) -> bool:
    return isinstance(score.question.gold, AbstainGold)


def _refused(score: Score) -> Part:
    use = score.answer.get("model") or {"reworded": 0, "refused": 0}
    return use["refused"], use["reworded"] + use["refused"]


def _may_abstain(score: Score) -> bool:
    return score.question.abstain_ok or _is_unanswerable(score)


# Overall is the mean of the points. Abstention precision is the share of abstentions that were
# right or allowed, its recall the share of unanswerable questions that were declined.
# ``wrong_answers`` is the share of all questions that got a wrong answer and no abstention: the
# worst that can happen, and the one to drive to zero. ``citation_support`` is the share of gold
# quotes that a citation meets, ``numbers_cited`` the share of answers all of whose numbers stand
# in cited spans, ``refused_sentences`` the share of a language model's sentences that its check
# refused.
_PARTS: dict[str, Callable[[Score], Part]] = {
    "overall": _mean(lambda score: True, lambda score: score.points),
    "wrong_answers": _mean(lambda score: True, lambda score: score.misleads),
    "list_f1": _mean(lambda score: score.listed is not None, lambda score: score.points),
    "list_precision": _of_lists(lambda listed: listed.precision),
    "list_recall": _of_lists(lambda listed: listed.recall),
    "list_rows_f1": _of_lists(lambda listed: listed.rows_f1),
    "value_accuracy": _mean(_asks_value, lambda score: score.points),
    "text_accuracy": _mean(
        lambda score: isinstance(score.question.gold, TextGold), lambda score: score.points
    ),
    "abstention_precision": _mean(lambda score: score.abstained, _may_abstain),
    "abstention_recall": _mean(_is_unanswerable, lambda score: score.abstained),
    "citation_validity": lambda score: (score.cited.valid, score.cited.citations),
    "citation_support": lambda score: (score.cited.overlapped, score.cited.evidence),
    "numbers_cited": _mean(
        lambda score: not score.abstained and "error" not in score.answer,
        lambda score: not score.cited.unsupported,
    ),
    "refused_sentences": _refused,
}
LATENCIES = {"p50_ms": 0.5, "p95_ms": 0.95}
METRICS = (*_PARTS, *LATENCIES)
# Metrics where less is better: a threshold on one is the most it may be.
LESS_IS_BETTER = ("wrong_answers", "refused_sentences")
THRESHOLDS = (*_PARTS, *TYPES)


@dataclass(frozen=True, slots=True)
class Figures:
    """The metrics of a group of questions with their intervals; None: nothing to measure."""

    questions: int
    right: int
    metrics: dict[str, float | None]
    intervals: dict[str, Interval | None]


def figures(scores: Sequence[Score]) -> Figures:
    """Every metric over these scores, with 95 % bootstrap intervals for the shares."""
    parts = {name: [part for score in scores if (part := each(score))] for name, each in _PARTS.items()}
    latencies = sorted(score.latency_ms for score in scores)
    return Figures(
        questions=len(scores),
        right=sum(score.right for score in scores),
        metrics={name: _share(pairs) for name, pairs in parts.items()}
        | {name: percentile(latencies, share) for name, share in LATENCIES.items()},
        intervals={name: share_interval(pairs) for name, pairs in parts.items()},
    )


def by_type(scores: Sequence[Score]) -> dict[QuestionType, Figures]:
    """The figures of each type that occurs, in the order of the format."""
    groups = {kind: [score for score in scores if score.question.type == kind] for kind in TYPES}
    return {kind: figures(group) for kind, group in groups.items() if group}


def missed(scores: Sequence[Score], thresholds: dict[str, float]) -> dict[str, float | None]:
    """The thresholds that were not met, with what was reached (None: nothing to measure)."""
    overall = figures(scores).metrics
    types: dict[str, float | None] = {
        kind: group.metrics["overall"] for kind, group in by_type(scores).items()
    }
    reached = {name: overall.get(name, types.get(name)) for name in thresholds}
    return {name: value for name, value in reached.items() if not _met(name, value, thresholds[name])}


def _met(name: str, value: float | None, threshold: float) -> bool:
    if value is None:
        return False
    return value <= threshold if name in LESS_IS_BETTER else value >= threshold


def percentile(ordered: Sequence[float], share: float) -> float | None:
    """The smallest value that at least ``share`` of the values do not exceed (nearest rank)."""
    if not ordered:
        return None
    rank = -(-len(ordered) * share // 1)
    return ordered[max(int(rank) - 1, 0)]


def _share(parts: Sequence[tuple[float, float]]) -> float | None:
    whole = sum(denominator for _, denominator in parts)
    return sum(numerator for numerator, _ in parts) / whole if whole else None
