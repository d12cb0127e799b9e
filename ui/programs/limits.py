"""How much other programs may send: requests in a minute, bytes in a request, work at a time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fastapi import HTTPException, Request

from foundation.wording import say

# Questions and checks at a time, of all programs together: people at the page come first.
AT_A_TIME = 2
WAIT_S = 20.0
_MOST_REMEMBERED = 10_000  # accounts


class Pace:
    """So many requests in a minute for each account, with the whole minute's worth at once."""

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = float(per_minute)
        self._now = now
        self._lock = threading.Lock()
        # What each account may still send, and when that was.
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_needed(self, name: str) -> float:
        """Count a request; 0 when it may go on, else the seconds after which one may be sent."""
        with self._lock:
            now = self._now()
            left, then = self._left.pop(name, (self._most, now))
            left = min(self._most, left + (now - then) * self._most / 60)
            allowed = left >= 1
            self._left[name] = (left - 1 if allowed else left, now)
            if len(self._left) > _MOST_REMEMBERED:
                self._left.popitem(last=False)
            return 0.0 if allowed else (1 - left) * 60 / self._most


class Turns:
    """Lets only so much work run at a time; the rest waits a while and is then sent away."""

    def __init__(self, at_a_time: int = AT_A_TIME, wait_s: float = WAIT_S) -> None:
        self._free = threading.BoundedSemaphore(at_a_time)
        self._wait_s = wait_s

    @contextmanager
    def one(self) -> Iterator[None]:
        """Have a turn.

        Raises:
            HTTPException: none came free in time (503).
        """
        if not self._free.acquire(timeout=self._wait_s):
            raise HTTPException(503, say("programs.busy"), {"retry-after": "5"})
        try:
            yield
        finally:
            self._free.release()


async def read_body(request: Request, most: int) -> bytes:
    """The body of a request, given up as soon as it is longer than ``most`` bytes.

    Raises:
        HTTPException: it is longer (413).
    """
    too_large = HTTPException(413, say("programs.too_large", most=most // 1024))
    if int(request.headers.get("content-length") or 0) > most:
        raise too_large
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise too_large
    return bytes(body)
