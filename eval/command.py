"""The command line: ``python -m eval --corpus DIR --questions FILE`` or ``--suite FILE``."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from eval.questions import Question
from eval.report import as_json, compare, read_earlier, section, shown, write_html, write_json
from eval.runner import Run, run
from eval.suite import QuestionSet, load_all, opened, read_suite
from eval.summary import THRESHOLDS, missed
from eval.tables import print_comparison, print_run
from foundation.command_line import DONE, INPUT_WRONG, CommandParser, settings_for, tell
from foundation.wording import say


def main(arguments: Sequence[str]) -> int:
    """Run the evaluation, print its tables, write its reports and judge its thresholds."""
    parser = _parser()
    options = parser.parse_args(arguments)
    thresholds = dict(_threshold(parser, text) for text in options.min)
    out = Console(file=sys.stdout, highlight=False)
    if options.suite is not None:
        runs = _suite(options, out)
    elif options.corpus is not None and options.questions:
        runs = [_one(options, out)]
    else:
        parser.error(say("evaluation.command.one_way"))
    scores = [score for each in runs for score in each.scores]
    short = missed(scores, thresholds)
    for name, reached in short.items():
        wanted = shown(name, thresholds[name])
        tell(say("evaluation.command.missed", name=name, wanted=wanted, reached=shown(name, reached)))
    return INPUT_WRONG if short else DONE


def _one(options: argparse.Namespace, out: Console) -> Run:
    questions = _thinned(load_all(options.questions), options.every)
    earlier = None if options.compare is None else read_earlier(options.compare)
    result = run(options.corpus, questions, settings_for(None), _progress, with_retrieval=options.parts)
    print_run(result, out)
    _tell_trouble(result)
    if earlier is not None:
        print_comparison(compare(result, earlier), out)
    if options.report is not None:
        write_json(as_json(result), options.report)
    if options.html is not None:
        write_html([section(result)], options.html)
    return result


def _suite(options: argparse.Namespace, out: Console) -> list[Run]:
    sets = read_suite(options.suite)
    earlier = (
        {} if options.compare is None else {each.id: read_earlier(options.compare, each.id) for each in sets}
    )
    runs: dict[str, Run] = {}
    for each in sets:
        out.print(Rule(say("evaluation.command.set_title", title=each.title)))
        result = runs[each.id] = _of_suite(each, options)
        print_run(result, out)
        _tell_trouble(result)
        if each.id in earlier:
            print_comparison(compare(result, earlier[each.id]), out)
    if options.report is not None:
        write_json({"sets": {name: as_json(result) for name, result in runs.items()}}, options.report)
    if options.html is not None:
        sections = [section(runs[each.id], each.id, each.title, only_wrong=True) for each in sets]
        command = shlex.join(
            ["python", "-m", "eval", "--suite", str(options.suite), *(["--parts"] * options.parts)]
        )
        write_html(sections, options.html, command)
    return list(runs.values())


def _of_suite(chosen: QuestionSet, options: argparse.Namespace) -> Run:
    with opened(chosen) as ready:
        return run(
            ready.corpus, _thinned(ready.questions, options.every), settings_for(None), _progress,
            with_retrieval=options.parts, truth=ready.truth,
        )  # fmt: skip


def _thinned(questions: Sequence[Question], every: int) -> Sequence[Question]:
    return questions[::every]


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(prog="python -m eval", description=say("evaluation.command.description"))
    for name in ("corpus", "suite", "report", "html", "compare"):
        parser.add_argument(f"--{name}", type=Path, help=say(f"evaluation.command.{name}"))
    parser.add_argument(
        "--questions", type=Path, nargs="+", default=[], help=say("evaluation.command.questions")
    )
    parser.add_argument("--parts", action="store_true", help=say("evaluation.command.parts"))
    parser.add_argument("--every", type=int, default=1, metavar="N", help=say("evaluation.command.every"))
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


def _tell_trouble(result: Run) -> None:
    for failure in result.corpus.of("failed"):
        tell(say("evaluation.command.unread", name=failure.name, reason=failure.reason))
    if result.faulty:
        tell("\n".join((say("evaluation.command.faulty"), *result.faulty)))
    wrong = [score.question.id for score in result.scores if not score.right]
    if wrong:
        tell(say("evaluation.command.wrong", count=len(wrong), ids=", ".join(wrong)))
