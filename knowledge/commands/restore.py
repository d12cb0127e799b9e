"""``python -m knowledge restore FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from foundation.command_line import DONE, add_store_option, settings_for, tell
from foundation.wording import say
from knowledge.base import WRITER_WAIT_S
from knowledge.operations.restore import restore

if TYPE_CHECKING:
    from knowledge.commands import Commands


def add_to(commands: Commands) -> None:
    """Add ``restore`` with its arguments."""
    parser = commands.add_parser("restore", help=say("operations.help.restore"))
    parser.add_argument("file", type=Path, metavar="FILE", help=say("operations.help.file_in"))
    add_store_option(parser)
    parser.set_defaults(work=_work)


def _work(options: argparse.Namespace) -> int:
    manifest = restore(settings_for(options.store), options.file, WRITER_WAIT_S)
    tell(
        say(
            "operations.restore_done",
            file=options.file,
            documents=manifest.documents,
            made_at=manifest.made_at,
        )
    )
    return DONE
