"""What people hand to the commands: questions and conversations as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from foundation.errors import ProjectError
from knowledge.query import Turn


class InputError(ProjectError):
    """A file or line given on the command line is not what the contract says."""


def parse_line(line: str, number: int) -> dict[str, Any]:
    """One line of a questions file as a JSON object that has an ``id``.

    Raises:
        InputError: it is not one.
    """
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError("question_line_not_json", line=number) from error
    if not isinstance(entry, dict) or "id" not in entry:
        raise InputError("question_line_without_id", line=number)
    return entry


def question_of(entry: dict[str, Any], number: int) -> str:
    """The question of a parsed line.

    Raises:
        InputError: there is none.
    """
    question = entry.get("question")
    if not isinstance(question, str) or not question.strip():
        raise InputError("question_line_without_question", line=number)
    return question


def read_history(path: Path) -> tuple[Turn, ...]:
    """The turns of a conversation file.

    Raises:
        InputError: the file is not there, or not a JSON list of ``role`` and ``content``.
    """
    try:
        turns = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError("history_unreadable", file=path) from error
    return parse_history(turns)


def parse_history(turns: object) -> tuple[Turn, ...]:
    """Turns from parsed JSON; none for None.

    Raises:
        InputError: not a list of ``{"role": "user"|"assistant", "content": text}``.
    """
    if turns is None:
        return ()
    if not isinstance(turns, list):
        raise InputError("history_malformed")
    return tuple(_turn(turn) for turn in turns)


def _turn(turn: object) -> Turn:
    match turn:
        case {"role": "user" | "assistant" as role, "content": str(content)}:
            return Turn(role, content)
        case _:
            raise InputError("history_malformed")
