"""The command line: ``python -m ingest PATH…`` and ``python -m ingest explain FILE``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from llama_index.core.base.embeddings.base import BaseEmbedding

from foundation.collection import Collection
from foundation.command_line import (
    DONE,
    INPUT_WRONG,
    CommandParser,
    add_store_option,
    settings_for,
    tell,
)
from foundation.wording import say
from ingest import display
from ingest.cluster import ClusterEmbedding, cluster, prepare_on
from ingest.explain import explain
from ingest.pipeline import IngestSummary, ingest
from ingest.workers import Preparer, prepare_all
from knowledge.base import KnowledgeBase


def main(arguments: Sequence[str]) -> int:
    """Explain one file, or bring files and folders into a store."""
    if arguments and arguments[0] == "explain":
        return _explain(_explain_parser().parse_args(arguments[1:]))
    return _ingest(_ingest_parser().parse_args(arguments))


def _ingest_parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="python -m ingest",
        description=say("commands.help.ingest.description"),
        epilog=say("commands.help.ingest.epilog"),
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("commands.help.ingest.paths"))
    add_store_option(parser)
    parser.add_argument("--json", action="store_true", help=say("commands.help.json"))
    parser.add_argument(
        "--collection",
        choices=[str(each) for each in Collection],
        help=say("commands.help.ingest.collection"),
    )
    parser.add_argument("--workers", type=int, default=0, help=say("commands.help.ingest.workers"))
    parser.add_argument("--scheduler", default="", help=say("commands.help.ingest.scheduler"))
    parser.add_argument("--prune", action="store_true", help=say("commands.help.ingest.prune"))
    return parser


def _explain_parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="python -m ingest explain", description=say("commands.help.explain.description")
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=say("commands.help.explain.file"))
    return parser


def _explain(options: argparse.Namespace) -> int:
    explain(options.file, settings_for(None), display.console(sys.stdout))
    return DONE


def _ingest(options: argparse.Namespace) -> int:
    settings = settings_for(options.store)
    into = None if options.collection is None else Collection(options.collection)
    with ExitStack() as open_things:
        model: BaseEmbedding | None = None
        preparer: Preparer = prepare_all
        if options.workers or options.scheduler:
            client = open_things.enter_context(cluster(options.workers, options.scheduler))
            model, preparer = ClusterEmbedding(client, settings), partial(prepare_on, client)
        base = open_things.enter_context(KnowledgeBase.open(settings, model))
        progress = open_things.enter_context(display.progress())
        summary = ingest(
            options.paths, base, settings, progress,
            prune=options.prune, collection=into, preparer=preparer,
        )  # fmt: skip
    if options.json:
        print(json.dumps(as_json(summary), ensure_ascii=False, indent=2))
    else:
        display.summary(summary, display.console(sys.stdout))
    for failure in summary.of("failed"):
        tell(say("commands.ingest.failed_line", name=failure.name, reason=failure.reason))
    if not summary.outcomes:
        tell(say("commands.ingest.nothing_found"))
    return INPUT_WRONG if summary.of("failed") or not summary.outcomes else DONE


def as_json(summary: IngestSummary) -> dict[str, object]:
    """The summary for machines: names by outcome, reasons of failures, counts."""
    return {
        "added": [each.name for each in summary.of("added")],
        "replaced": [each.name for each in summary.of("replaced")],
        "unchanged": [each.name for each in summary.of("unchanged")],
        "duplicate": [{"document": each.name, "of": each.original} for each in summary.of("duplicate")],
        "removed": [each.name for each in summary.of("removed")],
        "failed": [{"document": each.name, "reason": each.reason} for each in summary.of("failed")],
        "documents": summary.documents,
        "seconds": round(summary.seconds, 2),
    }
