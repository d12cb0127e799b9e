"""An orderly stop: no new work, and what is running is waited for."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from foundation.events import WORK_BEGUN, WORK_ENDED, Fact, listen


class Stopping:
    """Knows what work is running and whether the service is about to stop."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._changed = threading.Condition()
        self._running = 0
        self._end = listen(self._hear)

    @property
    def has_begun(self) -> bool:
        """Whether no new work is taken any more."""
        return self._asked.is_set()

    @property
    def running(self) -> int:
        """How many questions and checks are being worked on."""
        return self._running

    def begin(self) -> None:
        """Take no new work; safe to call from a signal handler, and more than once."""
        self._asked.set()

    def wait_until_asked(self, seconds: float | None = None) -> bool:
        """Wait until the stop has begun, at most so long; whether it has."""
        return self._asked.wait(seconds)

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait for the running work, at most so long; whether it is done."""
        with self._changed:
            return self._changed.wait_for(lambda: self._running == 0, timeout=seconds)

    def close(self) -> None:
        """Hear of no more work."""
        self._end()

    def _hear(self, event: str, _facts: Mapping[str, Fact]) -> None:
        step = {WORK_BEGUN: 1, WORK_ENDED: -1}.get(event, 0)
        if step:
            with self._changed:
                self._running += step
                self._changed.notify_all()
