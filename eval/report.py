"""The results of a run as JSON to compare with later, and as a page to read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.extraction import Extracted, Found
from eval.intervals import Interval
from eval.questions import ListGold, QuestionType, TextGold, ValueGold, ValuesGold
from eval.runner import Run
from eval.scoring import Score
from eval.summary import METRICS, Figures, by_type, figures
from foundation.errors import ProjectError
from foundation.wording import say, wording

_TEMPLATES = Path(__file__).parent
# Points are written with four digits.
_SAME = 1e-3


class ReportError(ProjectError):
    """An earlier report cannot be read, or a report cannot be written."""


def as_json(run: Run) -> dict[str, Any]:
    """Everything of a run: figures overall and by type, and each question with its verdict."""
    return {
        "overall": _figures_json(figures(run.scores)),
        "types": {kind: _figures_json(group) for kind, group in by_type(run.scores).items()},
        "corpus": {
            "documents": run.corpus.documents,
            "failed": [{"document": each.name, "reason": each.reason} for each in run.corpus.of("failed")],
            "seconds": round(run.corpus.seconds, 2),
        },
        "language_model": run.language_model,
        "retrieval": {name: asdict(found) for name, found in run.retrieval.items()},
        "extraction": None if run.extraction is None else _extraction_json(run.extraction),
        "faulty_questions": list(run.faulty),
        "questions": [_question_json(score) for score in run.scores],
    }


def _figures_json(group: Figures) -> dict[str, Any]:
    rounded = {name: None if value is None else round(value, 4) for name, value in group.metrics.items()}
    intervals = {
        name: None if interval is None else [round(bound, 4) for bound in interval]
        for name, interval in group.intervals.items()
    }
    return {"questions": group.questions, "right": group.right, **rounded, "intervals": intervals}


def _extraction_json(extraction: Extracted) -> dict[str, Any]:
    return {
        "awards": _found_json(extraction.awards),
        "figures": _found_json(extraction.figures),
        "identity": {name: round(share, 4) for name, share in extraction.identity.items()},
        "awards_by_noise": {noise: _found_json(found) for noise, found in extraction.by_noise.items()},
    }


def _found_json(found: Found) -> dict[str, Any]:
    return asdict(found) | {"precision": round(found.precision, 4), "recall": round(found.recall, 4)}


def _question_json(score: Score) -> dict[str, Any]:
    question = score.question
    return {
        "id": question.id,
        "type": question.type,
        "question": question.question,
        "history": [{"role": role, "content": content} for role, content in question.history],
        "gold": question.raw_gold,
        "points": round(score.points, 4),
        "wrong_rows": list(score.listed.wrong_rows) if score.listed is not None else [],
        "evidence_overlapped": [score.cited.overlapped, score.cited.evidence],
        "valid_citations": [score.cited.valid, score.cited.citations],
        "unsupported_numbers": list(score.cited.unsupported),
        "latency_ms": round(score.latency_ms, 1),
        "answer": dict(score.answer),
    }


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a run differs from an earlier one: metrics before and now, questions lost and won."""

    metrics: dict[str, tuple[float | None, float | None]]
    lost: tuple[str, ...]
    won: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier JSON report says: the overall metrics, and the points of each question."""

    metrics: dict[str, float | None]
    points: dict[str, float]


def read_earlier(path: Path, chosen: str = "") -> Earlier:
    """An earlier run from its JSON report; of a suite's report, that of the set ``chosen``.

    Raises:
        ReportError: the file cannot be read or is no such report.
    """
    try:
        old = json.loads(path.read_text(encoding="utf-8"))
        old = old["sets"].get(chosen, _NOTHING) if chosen else old
        points = {str(each["id"]): float(each["points"]) for each in old["questions"]}
        return Earlier({name: old["overall"].get(name) for name in METRICS}, points)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportError("report_unreadable", file=path) from error


# What an earlier suite's report says of a set that it did not have.
_NOTHING: dict[str, Any] = {"questions": [], "overall": {}}


def compare(run: Run, earlier: Earlier) -> Comparison:
    """Compare a run with an earlier one, question by question."""
    now = figures(run.scores).metrics
    both = [score for score in run.scores if score.question.id in earlier.points]
    change = {score.question.id: score.points - earlier.points[score.question.id] for score in both}
    return Comparison(
        metrics={name: (earlier.metrics[name], now[name]) for name in METRICS},
        lost=tuple(identifier for identifier, points in change.items() if points < -_SAME),
        won=tuple(identifier for identifier, points in change.items() if points > _SAME),
    )


def write_json(content: dict[str, Any], path: Path) -> None:
    """Write a JSON report.

    Raises:
        ReportError: the file cannot be written.
    """
    _write(path, json.dumps(content, ensure_ascii=False, indent=1))


@dataclass(frozen=True, slots=True)
class Section:
    """One run as the page shows it: under a title, with these of its answers in full."""

    id: str
    title: str
    run: Run
    overall: Figures
    types: dict[QuestionType, Figures]
    shown: tuple[Score, ...]


def section(run: Run, identifier: str = "", title: str = "", *, only_wrong: bool = False) -> Section:
    """A run prepared for the page, the worst answers first."""
    ordered = sorted(run.scores, key=lambda score: (not score.misleads, score.points, score.question.id))
    kept = tuple(score for score in ordered if not (only_wrong and score.right))
    return Section(identifier, title, run, figures(run.scores), by_type(run.scores), kept)


def write_html(sections: Sequence[Section], path: Path, command: str = "") -> None:
    """Write a self-contained page; whatever comes from questions or documents is escaped.

    Raises:
        ReportError: the file cannot be written.
    """
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = environment.get_template("report.html.j2").render(
        words=wording("evaluation.report"),
        parts=wording("evaluation.parts"),
        metric_names=wording("evaluation.metrics"),
        type_names=wording("evaluation.types"),
        sections=sections,
        command=command,
        gold_of=gold_text,
        shown=shown,
        interval_of=interval_text,
    )
    _write(path, page)


def interval_text(interval: Interval | None) -> str:
    """A confidence interval for a person, in per cent."""
    if interval is None:
        return ""
    low, high = (f"{100 * bound:.1f}".replace(".", ",") for bound in interval)
    return f"[{low}; {high}]"


def gold_text(score: Score) -> str:
    """The gold answer as a person reads it."""
    match score.question.gold:
        case ValueGold(accepted, unit):
            return f"{' / '.join(accepted)} {unit}".strip()
        case ValuesGold(values):
            return "; ".join(f"{name}: {value.accepted[0]} {value.unit}".strip() for name, value in values)
        case ListGold(items, also):
            text = ", ".join(item.names[0] for item in items) or say("evaluation.report.empty_list")
            more = ", ".join(item.names[0] for item in also)
            return say("evaluation.report.also", text=text, more=more) if more else text
        case TextGold(must, must_not, text):
            wanted = "; ".join(" / ".join(each) for each in must)
            unwanted = say("evaluation.report.without", text="; ".join(must_not)) if must_not else ""
            return " ".join(part for part in (text and f"{text}:", wanted, unwanted) if part)
        case _:
            return say("evaluation.report.abstain")


def shown(name: str, value: float | None) -> str:
    """A metric for a person: a percentage, or milliseconds."""
    if value is None:
        return "–"
    return f"{value:.0f} ms" if name.endswith("_ms") else f"{100 * value:.1f}".replace(".", ",") + " %"


def _write(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise ReportError("cannot_write", file=path) from error
