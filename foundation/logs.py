"""Logs as one JSON object a line, for programs that collect them.

No line has a question, a name or a document's words in it: of a message its fixed text is
written and not what was put into it, of an error its kind and the places in the code.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from foundation.events import WORK_BEGUN, Fact, listen

# The rooms of this program: their messages are fixed texts with places for values.
_ROOMS = frozenset({"foundation", "language", "knowledge", "ingest", "ui", "app", "__main__"})
_PLACES = 8  # of the innermost calls of an error


def log_as_json(stream: TextIO) -> None:
    """Write warnings, errors and events to ``stream`` from now on, and nothing else of the logs."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)

    def write(event: str, facts: Mapping[str, Fact]) -> None:
        if event != WORK_BEGUN:
            stream.write(_line("info", event=event, **facts))
            stream.flush()

    listen(write)


class JsonLines(logging.Formatter):
    """A record as a JSON object, without the values of its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        ours = record.name.partition(".")[0] in _ROOMS
        told: dict[str, Fact | list[str]] = {"logger": record.name}
        if ours:
            told["message"] = str(record.msg)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            told["error"] = type(error).__name__
            told["places"] = _places(error)
        return _line(record.levelname.lower(), **told).rstrip("\n")


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _line(level: str, **told: Fact | list[str]) -> str:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"at": at, "level": level, **told}, ensure_ascii=False) + "\n"
