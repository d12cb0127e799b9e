"""What a person sees of a run: the progress bar on standard error, the table at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from foundation.wording import say
from ingest.pipeline import OUTCOMES, IngestSummary, Step


def console(stream: IO[str]) -> Console:
    """A console that wraps long lines only where a person reads them."""
    return Console(file=stream, soft_wrap=not stream.isatty(), highlight=False)


class _Rate(ProgressColumn):
    """Files a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        shown = "–" if speed is None else f"{speed:.1f}".replace(".", ",")
        return Text(f"{shown} {say('commands.ingest.rate')}")


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """A progress bar: counts, rate, time left, and the file that was finished last."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TextColumn(say("commands.ingest.left")),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[name]}"),
        console=Console(file=sys.stderr),
        transient=True,
    )
    with bar:
        task = bar.add_task(say("commands.ingest.progress"), total=None, name="")

        def show(step: Step) -> None:
            bar.update(task, completed=step.done, total=step.total, name=escape(step.outcome.name))

        yield show


def summary(result: IngestSummary, out: Console) -> None:
    """The counts of the run, the duplicates and the files that could not be read, with why."""
    counts = Table(title=say("commands.ingest.summary_title"), title_justify="left")
    counts.add_column(say("commands.ingest.outcome_column"))
    counts.add_column(say("commands.ingest.count_column"), justify="right")
    for outcome in OUTCOMES:
        if result.count(outcome):
            counts.add_row(say(f"commands.ingest.outcomes.{outcome}"), str(result.count(outcome)))
    out.print(counts)
    for each in result.of("duplicate"):
        line = say("commands.ingest.duplicate_line", name=each.name, original=each.original)
        out.print(escape(line))
    seconds = f"{result.seconds:.1f}".replace(".", ",")
    out.print(say("commands.ingest.total", documents=result.documents, seconds=seconds))
