"""``python -m knowledge audit --out FILE``: the audit trail as JSON lines, and whether it is whole."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from foundation.command_line import DONE, INPUT_WRONG, add_store_option, tell
from foundation.wording import say
from knowledge.commands import existing_store
from knowledge.people import Office

if TYPE_CHECKING:
    from knowledge.commands import Commands


def add_to(commands: Commands) -> None:
    """Add ``audit``."""
    parser = commands.add_parser("audit", help=say("people.help.audit"))
    add_store_option(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("people.help.audit_out"))
    parser.set_defaults(work=_export)


def _export(options: argparse.Namespace) -> int:
    written = 0
    with Office(existing_store(options)) as office, options.out.open("w", encoding="utf-8") as out:
        for entry in office.audit.all():
            out.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            written += 1
        broken = office.audit.first_broken()
    if broken is None:
        tell(say("people.audit_written", n=written, file=options.out))
        return DONE
    tell(say("people.audit_broken", n=written, file=options.out, number=broken))
    return INPUT_WRONG
