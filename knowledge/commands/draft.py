"""``python -m knowledge draft``: a section or a whole report as a draft, with its sources."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foundation.command_line import DONE, add_store_option, settings_for, tell
from foundation.wording import say
from knowledge.commands import open_store
from knowledge.commands.input import InputError
from knowledge.draft import Draft, DraftError, DraftOptions, DraftRequest, OwnFigure, draft
from knowledge.draft.changes import changed
from knowledge.draft.own import own_figures
from knowledge.draft.sections import section_ids
from knowledge.llm import open_model
from knowledge.llm.drafting import DraftRewriter

if TYPE_CHECKING:
    from knowledge.commands import Commands


def add_to(commands: Commands) -> None:
    """Add ``draft`` with its arguments."""
    parser = commands.add_parser("draft", help=say("draft.command.description"))
    parser.add_argument("--unit", required=True, metavar="NAME", help=say("draft.command.unit"))
    parser.add_argument("--period", required=True, metavar="P", help=say("draft.command.period"))
    parser.add_argument("--section", default="", metavar="S", help=say("draft.command.section"))
    parser.add_argument("--figures", type=Path, metavar="FILE", help=say("draft.command.figures"))
    parser.add_argument("--change", action="append", default=[], help=say("draft.command.change"))
    parser.add_argument("--roll-up", action="store_true", help=say("draft.command.roll_up"))
    parser.add_argument("--day", metavar="DAY", help=say("draft.command.day"))
    parser.add_argument("--docx", type=Path, metavar="FILE", help=say("draft.command.docx"))
    parser.add_argument("--json", action="store_true", help=say("commands.help.json"))
    add_store_option(parser)
    parser.set_defaults(work=_work)


def _work(options: argparse.Namespace) -> int:
    wanted = DraftOptions()
    for change in options.change:
        wanted = changed(wanted, change)
    request = DraftRequest(
        options.unit, options.period, section_ids(options.section), _figures(options.figures),
        _day(options.day), wanted, options.roll_up,
    )  # fmt: skip
    with closing(open_store(options)) as base:
        model = open_model(settings_for(options.store))
        rewriter = None if model is None else DraftRewriter(base, model)
        made = draft(request, base, rewriter)
    if rewriter is not None:
        tell(rewriter.told())
    if options.docx is not None:
        _write(made, request, options.docx)
    print(json.dumps(made.as_json(), ensure_ascii=False, indent=2) if options.json else _as_text(made))
    return DONE


def _figures(file: Path | None) -> tuple[OwnFigure, ...]:
    """Own figures of a JSON file: a list of objects with ``name`` and ``value``."""
    if file is None:
        return ()
    try:
        entries = json.loads(file.read_text(encoding="utf-8-sig"))
        pairs = [(str(entry["name"]), str(entry["value"])) for entry in entries]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError("draft_bad_figures", file=file) from error
    return own_figures(pairs)


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise DraftError("draft_bad_day", day=written) from error


def _write(made: Draft, request: DraftRequest, file: Path) -> None:
    from knowledge.draft.word import document_bytes

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(document_bytes(made, request.day, roll_up=request.roll_up))
    except OSError as error:
        raise InputError("cannot_write", file=file) from error
    tell(say("draft.command.written", file=file))


def _as_text(made: Draft) -> str:
    """The draft as a person reads it in a terminal: the text, notes, then its numbered sources."""
    lines = [made.text, ""]
    lines.append(say("draft.command.figures_count", n=len(made.figures), blanks=len(made.blanks)))
    lines.extend(say("draft.command.note", note=note) for note in made.notes)
    for citation in made.citations:
        quote = " ".join(citation.quote.split())
        lines.append(f"[{citation.n}] {citation.document}: “{quote}”")
    return "\n".join(lines)
