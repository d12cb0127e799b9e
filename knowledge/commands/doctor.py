"""``python -m knowledge doctor [--repair] [--json]``."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from foundation.command_line import DONE, INPUT_WRONG, add_store_option
from foundation.wording import say
from knowledge.base import WRITER_WAIT_S
from knowledge.commands import existing_store
from knowledge.operations.doctor import Symptom, examine

if TYPE_CHECKING:
    from knowledge.commands import Commands


def add_to(commands: Commands) -> None:
    """Add ``doctor`` with its arguments."""
    parser = commands.add_parser("doctor", help=say("operations.help.doctor"))
    add_store_option(parser)
    parser.add_argument("--repair", action="store_true", help=say("operations.help.repair"))
    parser.add_argument("--json", action="store_true", help=say("operations.help.json"))
    parser.set_defaults(work=_work)


def _work(options: argparse.Namespace) -> int:
    """Exit code 1 when something is (still) wrong."""
    before, after = examine(existing_store(options), WRITER_WAIT_S, options.repair)
    if options.json:
        told = {"found": [asdict(each) for each in before], "left": [asdict(each) for each in after]}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(_lines(before, after, options.repair)))
    return INPUT_WRONG if after else DONE


def _lines(before: list[Symptom], after: list[Symptom], repaired: bool) -> list[str]:
    if not before:
        return [say("operations.healthy")]
    left = {symptom.name for symptom in after}
    mark = {True: say("operations.left"), False: say("operations.mended")}
    lines = [f"- {symptom.message} {mark[symptom.name in left]}" for symptom in before]
    if not repaired and any(symptom.mendable for symptom in before):
        lines.append(say("operations.advice"))
    return lines
