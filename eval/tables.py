"""The tables that a run prints."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.report import Comparison, interval_text, shown
from eval.retrieval import RECALL_AT
from eval.runner import Run
from eval.summary import METRICS, by_type, figures
from foundation.wording import say


def print_run(run: Run, out: Console) -> None:
    """Everything that was measured."""
    out.print(_metrics(run), _types(run))
    if run.retrieval:
        out.print(_retrieval(run))
    if run.extraction is not None:
        out.print(_extraction(run))


def print_comparison(comparison: Comparison, out: Console) -> None:
    """Metrics before and now, and the questions that changed."""
    columns = ("evaluation.report.metric", "evaluation.command.before", "evaluation.command.now")
    table = _titled(say("evaluation.command.compared"), [say(column) for column in columns])
    for name, (before, now) in comparison.metrics.items():
        table.add_row(say(f"evaluation.metrics.{name}"), shown(name, before), shown(name, now))
    out.print(table)
    for change, ids in (("won", comparison.won), ("lost", comparison.lost)):
        if ids:
            out.print(escape(say(f"evaluation.command.{change}", ids=", ".join(ids))))


def _metrics(run: Run) -> Table:
    columns = ("metric", "all", "interval")
    named = [say(f"evaluation.report.{column}") for column in columns]
    table = _titled(say("evaluation.command.table_title"), named)
    overall = figures(run.scores)
    table.add_row(say("evaluation.report.questions"), str(overall.questions))
    for name in METRICS:
        cells = (shown(name, overall.metrics[name]), interval_text(overall.intervals.get(name)))
        table.add_row(say(f"evaluation.metrics.{name}"), *cells)
    return table


def _types(run: Run) -> Table:
    names = ("overall", "wrong_answers", "citation_support", "p95_ms")
    columns = [say("evaluation.report.type"), say("evaluation.report.questions")]
    columns += [say(f"evaluation.metrics.{name}") for name in names]
    table = _titled(say("evaluation.command.types_title"), columns)
    for kind, group in by_type(run.scores).items():
        right = say("evaluation.command.right_of", right=group.right, questions=group.questions)
        cells = (shown(name, group.metrics[name]) for name in names)
        table.add_row(say(f"evaluation.types.{kind}"), right, *cells)
    return table


def _retrieval(run: Run) -> Table:
    columns = [say("evaluation.parts.ranker"), say("evaluation.report.questions")]
    columns += [*(f"R@{depth}" for depth in RECALL_AT), "nDCG@10", say("evaluation.report.interval")]
    table = _titled(say("evaluation.parts.retrieval"), columns)
    for name, found in run.retrieval.items():
        recall = (shown("recall", found.recall[depth]) for depth in RECALL_AT)
        order = (shown("ndcg", found.ndcg), interval_text(found.ndcg_interval))
        table.add_row(say(f"evaluation.parts.{name}"), str(found.questions), *recall, *order)
    return table


def _extraction(run: Run) -> Table:
    assert run.extraction is not None
    columns = ["", *(say(f"evaluation.parts.{name}") for name in ("true", "exported", "precision", "recall"))]
    table = _titled(say("evaluation.parts.extraction"), columns)
    for name in ("awards", "figures"):
        found = getattr(run.extraction, name)
        shares = (shown(share, getattr(found, share)) for share in ("precision", "recall"))
        table.add_row(say(f"evaluation.parts.{name}"), str(found.true), str(found.exported), *shares)
    for name, share in run.extraction.identity.items():
        table.add_row(
            say("evaluation.parts.identity"), say(f"evaluation.parts.{name}"), "", shown(name, share)
        )
    return table


def _titled(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table
