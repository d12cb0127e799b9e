"""The command line: ``python -m eval --corpus DIR --questions FILE``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.questions import load_questions
from eval.report import Comparison, compare, read_earlier, shown, write_html, write_json
from eval.runner import Run, run
from eval.summary import METRICS, THRESHOLDS, by_type, figures, missed
from foundation.command_line import DONE, INPUT_WRONG, CommandParser, settings_for, tell
from foundation.wording import say


def main(arguments: Sequence[str]) -> int:
    """Run the evaluation, print its table, write its reports and judge its thresholds."""
    parser = _parser()
    options = parser.parse_args(arguments)
    thresholds = dict(_threshold(parser, text) for text in options.min)
    questions = load_questions(options.questions)
    earlier = None if options.compare is None else read_earlier(options.compare)
    result = run(options.corpus, questions, settings_for(None), _progress)
    out = Console(file=sys.stdout, highlight=False)
    out.print(_metrics(result), _types(result))
    _tell_trouble(result)
    if earlier is not None:
        _print_comparison(compare(result, earlier), out)
    if options.report is not None:
        write_json(result, options.report)
    if options.html is not None:
        write_html(result, options.html)
    short = missed(result.scores, thresholds)
    for name, reached in short.items():
        wanted = shown(name, thresholds[name])
        tell(say("evaluation.command.missed", name=name, wanted=wanted, reached=shown(name, reached)))
    return INPUT_WRONG if short else DONE


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(prog="python -m eval", description=say("evaluation.command.description"))
    parser.add_argument("--corpus", type=Path, required=True, help=say("evaluation.command.corpus"))
    parser.add_argument("--questions", type=Path, required=True, help=say("evaluation.command.questions"))
    parser.add_argument("--report", type=Path, help=say("evaluation.command.report"))
    parser.add_argument("--html", type=Path, help=say("evaluation.command.html"))
    parser.add_argument("--compare", type=Path, help=say("evaluation.command.compare"))
    parser.add_argument(
        "--min",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME=SHARE",
        help=say("evaluation.command.min"),
    )
    return parser


def _threshold(parser: argparse.ArgumentParser, text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    try:
        value = float(share)
    except ValueError:
        value = -1.0
    if name not in THRESHOLDS or not 0 <= value <= 1:
        parser.error(say("evaluation.command.bad_threshold", text=text, names=", ".join(THRESHOLDS)))
    return name, value


def _progress(done: int, total: int) -> None:
    """A line on standard error that counts the questions; silent where nobody watches."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{say('evaluation.command.asking')} {done}/{total}", end=end, file=sys.stderr, flush=True)


def _metrics(result: Run) -> Table:
    table = _titled("table_title", "evaluation.report.metric", "evaluation.report.all")
    overall = figures(result.scores)
    table.add_row(say("evaluation.report.questions"), str(overall.questions))
    for name in METRICS:
        table.add_row(say(f"evaluation.metrics.{name}"), shown(name, overall.metrics[name]))
    return table


def _types(result: Run) -> Table:
    names = ("overall", "citation_support", "p95_ms")
    columns = ("evaluation.report.questions", *(f"evaluation.metrics.{name}" for name in names))
    table = _titled("types_title", "evaluation.report.type", *columns)
    for kind, group in by_type(result.scores).items():
        cells = (shown(name, group.metrics[name]) for name in names)
        right = say("evaluation.command.right_of", right=group.right, questions=group.questions)
        table.add_row(say(f"evaluation.types.{kind}"), right, *cells)
    return table


def _titled(title: str, *columns: str) -> Table:
    table = Table(title=say(f"evaluation.command.{title}"), title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(say(column), justify="right" if number else "left")
    return table


def _tell_trouble(result: Run) -> None:
    for failure in result.corpus.of("failed"):
        tell(say("evaluation.command.unread", name=failure.name, reason=failure.reason))
    if result.faulty:
        tell("\n".join((say("evaluation.command.faulty"), *result.faulty)))
    wrong = [score.question.id for score in result.scores if not score.right]
    if wrong:
        tell(say("evaluation.command.wrong", count=len(wrong), ids=", ".join(wrong)))


def _print_comparison(comparison: Comparison, out: Console) -> None:
    columns = ("evaluation.report.metric", "evaluation.command.before", "evaluation.command.now")
    table = _titled("compared", *columns)
    for name, (before, now) in comparison.metrics.items():
        table.add_row(say(f"evaluation.metrics.{name}"), shown(name, before), shown(name, now))
    out.print(table)
    for change, ids in (("won", comparison.won), ("lost", comparison.lost)):
        if ids:
            out.print(escape(say(f"evaluation.command.{change}", ids=", ".join(ids))))
