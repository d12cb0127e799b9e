"""The right to write a store: one thread of one process at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from foundation.errors import StoreError


class WriterLock:
    """Freed by the operating system when its holder dies; a thread may take it again."""

    def __init__(self, file: Path) -> None:
        self._threads = threading.RLock()
        self._processes = FileLock(file, thread_local=False)

    @contextmanager
    def held(self, wait_s: float) -> Iterator[None]:
        """Hold it, waiting up to ``wait_s`` seconds for whoever has it.

        Raises:
            StoreError: it did not become free.
        """
        busy = StoreError("store_busy", "another process or thread is writing", seconds=round(wait_s))
        if not self._threads.acquire(timeout=wait_s):
            raise busy
        try:
            try:
                self._processes.acquire(timeout=wait_s)
            except Timeout:
                raise busy from None
            try:
                yield
            finally:
                self._processes.release()
        finally:
            self._threads.release()
