"""What every command line of the project shares: Vietnamese usage errors, no tracebacks.

Exit codes: 0 done, 1 done but something is wrong with the input, 2 wrong use or a store that
cannot be used, 130 interrupted.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from foundation.errors import ProjectError
from foundation.settings import Settings, settings
from foundation.wording import say

DONE, INPUT_WRONG, CANNOT_WORK, INTERRUPTED = 0, 1, 2, 130

log = logging.getLogger(__name__)


class CommandParser(argparse.ArgumentParser):
    """An argument parser that tells a usage error in Vietnamese and exits with code 2."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the arguments and exit."""
        self.print_usage(sys.stderr)
        self.exit(CANNOT_WORK, say("commands.usage_error", detail=message) + "\n")


def add_store_option(parser: argparse.ArgumentParser) -> None:
    """The option ``--store DIR``, which every command that opens a store has."""
    parser.add_argument("--store", type=Path, metavar="DIR", help=say("commands.help.store"))


def settings_for(store: Path | None) -> Settings:
    """The settings of this process, with the store of the command line where one is given."""
    return settings() if store is None else settings().model_copy(update={"store_dir": store})


def tell(message: str) -> None:
    """A message for the person, on standard error so that standard output stays data."""
    print(message, file=sys.stderr, flush=True)


def run(command: Callable[[Sequence[str]], int], arguments: Sequence[str] | None = None) -> int:
    """Run a command and turn what went wrong into a message and an exit code.

    An unexpected error is told in one line; its traceback goes to the log at debug level.
    """
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    try:
        return command(sys.argv[1:] if arguments is None else arguments)
    except ProjectError as error:
        tell(error.message)
        log.debug("%s", error, exc_info=True)
        return CANNOT_WORK
    except KeyboardInterrupt:
        tell(say("commands.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
