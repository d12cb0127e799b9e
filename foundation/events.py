"""What happens in the program, told to whoever watches it: counters, logs, an orderly stop.

An event is a name and a few facts about sizes, kinds and times. Questions, names and contents
of documents are never among them, so that whatever listens may keep what it hears.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

Fact = str | int | float | bool
Listener = Callable[[str, Mapping[str, Fact]], None]

WORK_BEGUN, WORK_ENDED = "work_begun", "work_ended"

log = logging.getLogger(__name__)

_listeners: list[Listener] = []


def listen(listener: Listener) -> Callable[[], None]:
    """Have ``listener`` told every event from now on; calling what is returned ends that."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def happened(event: str, **facts: Fact) -> None:
    """Tell an event to all listeners; one that fails disturbs nobody."""
    for listener in tuple(_listeners):
        try:
            listener(event, facts)
        except Exception:
            log.exception("a listener failed")


@contextmanager
def working(kind: str) -> Iterator[None]:
    """Tell that a piece of work (a question, a check) begins, and at the end how it went."""
    happened(WORK_BEGUN, kind=kind)
    begun = time.perf_counter()
    error = ""
    try:
        yield
    except BaseException as failure:
        error = type(failure).__name__
        raise
    finally:
        happened(WORK_ENDED, kind=kind, seconds=round(time.perf_counter() - begun, 4), error=error)
