"""``python -m knowledge export KIND --out FILE.jsonl``."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from foundation.command_line import DONE, add_store_option, tell
from foundation.wording import say
from knowledge.commands import open_store
from knowledge.commands.input import InputError
from knowledge.export import EXPORTS

if TYPE_CHECKING:
    from knowledge.commands import Commands


def add_to(commands: Commands) -> None:
    """Add ``export`` with its arguments."""
    parser = commands.add_parser("export", help=say("commands.help.export.description"))
    parser.add_argument("kind", choices=list(EXPORTS), help=say("commands.help.export.kind"))
    add_store_option(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=say("commands.help.export.out")
    )
    parser.set_defaults(work=_work)


def _work(options: argparse.Namespace) -> int:
    """Write beside the target and swap, so that a reader never sees half an export."""
    count = 0
    half = options.out.with_name(options.out.name + ".part")
    with closing(open_store(options)) as base:
        try:
            options.out.parent.mkdir(parents=True, exist_ok=True)
            with half.open("w", encoding="utf-8") as file:
                for row in EXPORTS[options.kind](base):
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                    count += 1
            half.replace(options.out)
        except OSError as error:
            raise InputError("cannot_write", file=options.out) from error
        finally:
            if half.is_file():
                half.unlink()
    tell(say("commands.export.done", count=count, file=options.out))
    return DONE
