"""``python -m knowledge backup FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from foundation.command_line import DONE, add_store_option, tell
from foundation.wording import say
from knowledge.base import WRITER_WAIT_S
from knowledge.commands import existing_store
from knowledge.operations.backup import backup

if TYPE_CHECKING:
    from knowledge.commands import Commands


def add_to(commands: Commands) -> None:
    """Add ``backup`` with its arguments."""
    parser = commands.add_parser("backup", help=say("operations.help.backup"))
    parser.add_argument("file", type=Path, metavar="FILE", help=say("operations.help.file_out"))
    add_store_option(parser)
    parser.set_defaults(work=_work)


def _work(options: argparse.Namespace) -> int:
    manifest = backup(existing_store(options), options.file, WRITER_WAIT_S)
    tell(say("operations.backup_done", file=options.file, documents=manifest.documents))
    return DONE
