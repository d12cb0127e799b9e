"""``python -m knowledge check FILE``: the findings of the draft checker.

Checking is this room's work; reading a file is that of the room above, which this room must not
import. So the reader is named here and looked up when the command runs, as a plug-in is:
``ingest.draft:read_draft`` takes a path and settings and gives a ``knowledge.check.Draft``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from foundation.command_line import DONE, add_store_option, settings_for, tell
from foundation.settings import Settings
from foundation.wording import say
from knowledge.check import Draft, Finding, check
from knowledge.check.export import write_findings
from knowledge.commands import open_store
from knowledge.commands.input import InputError

if TYPE_CHECKING:
    from knowledge.commands import Commands

READER = "ingest.draft:read_draft"
_QUOTE = 160


def add_to(commands: Commands) -> None:
    """Add ``check`` with its arguments."""
    parser = commands.add_parser("check", help=say("check.command.description"))
    parser.add_argument("file", type=Path, metavar="FILE", help=say("check.command.file"))
    add_store_option(parser)
    parser.add_argument("--json", action="store_true", help=say("commands.help.json"))
    parser.add_argument("--all", action="store_true", help=say("check.command.all"))
    parser.add_argument("--xlsx", type=Path, metavar="OUT", help=say("check.command.xlsx"))
    parser.set_defaults(work=_work)


def read_draft(path: Path, settings: Settings) -> Draft:
    """The draft in a file, by the reader of the room above.

    Raises:
        UnreadableFile: the file cannot be read.
    """
    reader: Callable[[Path, Settings], Draft] = resolve_name(READER)
    return reader(path, settings)


def _work(options: argparse.Namespace) -> int:
    draft = read_draft(options.file, settings_for(options.store))
    if options.store is None:
        findings = check(draft, None, date.today())
    else:
        with closing(open_store(options)) as base:
            findings = check(draft, base, date.today())
    if options.xlsx is not None:
        try:
            write_findings(findings, draft.text, options.xlsx)
        except OSError as error:
            raise InputError("cannot_write", file=options.xlsx) from error
        tell(say("check.command.written", count=len(findings), file=options.xlsx))
    if options.json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
    else:
        print(as_text(findings, draft, options.file.name, everything=options.all))
    return DONE


def as_text(findings: Sequence[Finding], draft: Draft, name: str, everything: bool) -> str:
    """The findings as a person reads them in a terminal, the less sure ones folded away."""
    shown = [finding for finding in findings if everything or finding.sure]
    folded = len(findings) - len(shown)
    lines = [
        say("check.command.heading", file=name, count=len(shown)) if shown else say("check.command.none")
    ]
    for number, finding in enumerate(shown, start=1):
        category, severity = (
            say(f"check.category.{finding.category}"),
            say(f"check.severity.{finding.severity}"),
        )
        lines.append(
            say("check.command.line", n=number, category=category, severity=severity, message=finding.message)
        )
        for quote in finding.quotes[:2]:
            words = " ".join(quote.text.split())
            cut = words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
            line = draft.document.source.line_at(quote.start)
            lines.append(say("check.command.place", line=line, quote=cut))
        if finding.suggestion:
            lines.append(say("check.command.repair", suggestion=finding.suggestion))
    if folded:
        lines.append(say("check.command.folded", count=folded))
    return "\n".join(lines)
