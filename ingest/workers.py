"""Preparing many files beside the embedding: one worker process reads ahead.

Reading, outlining and extraction are plain Python and hold one core, embedding is native code
and holds another, so one process for each is what a two-core machine wants. A file that kills
its reader (a broken library, memory) costs that file and not the run.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from foundation.errors import ProjectError
from foundation.processes import end_with_parent
from foundation.records import PreparedDocument
from foundation.settings import Settings
from foundation.wording import say
from ingest.files import FoundFile
from ingest.prepare import prepare

# How many prepared documents may wait: enough to keep the embedding busy, few enough to
# bound memory when the documents are large.
_AHEAD = 4
# Starting a process costs about as much as reading this many files.
_WORTH_A_PROCESS = 4

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be prepared, with the reason in Vietnamese."""

    reason: str


Prepared = PreparedDocument | Failure
# Reads files: every file with what it became, in the given order.
Preparer = Callable[[Sequence[FoundFile], Settings], Iterator[tuple[FoundFile, Prepared]]]


def prepare_all(files: Sequence[FoundFile], settings: Settings) -> Iterator[tuple[FoundFile, Prepared]]:
    """Every file with what it became, in the given order."""
    if len(files) < _WORTH_A_PROCESS:
        for file in files:
            yield file, prepare_safely(file, settings)
        return
    remaining = deque(files)
    while remaining:
        try:
            yield from _in_worker(remaining, settings)
        except BrokenProcessPool:
            yield _alone(remaining.popleft(), settings)


def prepare_safely(file: FoundFile, settings: Settings) -> Prepared:
    """Prepare one file; whatever goes wrong with it becomes its reason, never an error."""
    try:
        return prepare(file.path, settings, file.name)
    except Exception as error:
        return Failure(reason_of(error))


def reason_of(error: Exception) -> str:
    """Why a file was not taken in, for a person; what nobody foresaw goes to the log as well."""
    if isinstance(error, ProjectError):
        return error.message
    if isinstance(error, OSError):
        return say("commands.ingest.cannot_open", detail=error.strerror or type(error).__name__)
    log.warning("unexpected error", exc_info=error)
    return say("commands.ingest.unexpected", detail=type(error).__name__)


def _alone(file: FoundFile, settings: Settings) -> tuple[FoundFile, Prepared]:
    """The first file that a dead worker left, in a worker of its own.

    The worker reads ahead, so the file that killed it may be a later one: only a file that
    kills its worker alone is at fault.
    """
    try:
        return next(_in_worker(deque([file]), settings))
    except BrokenProcessPool:
        log.warning("the worker died on %s", file.path)
        return file, Failure(say("commands.ingest.worker_died"))


def _in_worker(remaining: deque[FoundFile], settings: Settings) -> Iterator[tuple[FoundFile, Prepared]]:
    """Take files from the left as their results come; a dead worker leaves the rest in place."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
    waiting: deque[Future[Prepared]] = deque()
    upcoming = iter(tuple(remaining))
    try:
        while remaining:
            while len(waiting) < _AHEAD and (file := next(upcoming, None)) is not None:
                waiting.append(pool.submit(prepare_safely, file, settings))
            result = waiting.popleft().result()
            yield remaining.popleft(), result
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl-C reaches the whole group: the worker leaves at once, the parent answers for both."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))
    end_with_parent()
