"""``python -m knowledge COMMAND …``: each command is a module of ``knowledge.commands``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from foundation.command_line import CommandParser, run
from foundation.wording import say
from knowledge.commands import ask, audit, backup, check, doctor, draft, export, model, restore, tokens, users

COMMANDS = (ask, check, draft, export, backup, restore, doctor, users, tokens, audit, model)


def main(arguments: Sequence[str]) -> int:
    """Run the command that the first argument names."""
    parser = CommandParser(prog="python -m knowledge", description=say("commands.help.knowledge"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    options = parser.parse_args(arguments)
    return int(options.work(options))


if __name__ == "__main__":
    sys.exit(run(main))
