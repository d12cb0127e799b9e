"""Processes that answer questions beside the one with the page.

Understanding a question and composing its answer is plain Python and holds one core; so does
what the page costs. With a process for each both cores work, and no question makes the page
wait. The processes open the store for themselves and see every change of it, as several copies
of the program do.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self

from foundation.answers import Answer
from foundation.collection import Collection
from foundation.processes import end_with_parent
from foundation.settings import Settings
from foundation.wording import say
from knowledge.answer import Turn, ask
from knowledge.answer.reported import reported
from knowledge.base import KnowledgeBase
from knowledge.store.filters import Filters

_ASK_AGAIN_S = 0.25

log = logging.getLogger(__name__)


class Answerers:
    """Answers from the records of a store, by ``settings.answer_processes`` processes.

    Without any, or without settings, the calling thread answers. A process that dies (killed,
    out of memory) costs nobody an answer: the calling thread answers, and the next question gets
    a new process.
    """

    def __init__(self, knowledge_base: KnowledgeBase, settings: Settings | None = None) -> None:
        self._knowledge_base = knowledge_base
        self._settings = settings if settings is not None and settings.answer_processes else None
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def ask(
        self,
        reads: frozenset[Collection],
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
    ) -> Answer:
        """What ``knowledge.answer.ask`` answers to who may read these collections; its errors."""
        pool = self._running_pool()
        if pool is not None:
            try:
                return self._ask_elsewhere(pool, reads, question, tuple(history), filters)
            except BrokenProcessPool:
                log.warning("a process that answers has died; the page's own answers meanwhile")
                self._forget(pool)
        return ask(question, self._knowledge_base.seen_by(reads), history, filters)

    def warm_up(self) -> None:
        """Load what the first question needs, where questions are answered; errors of the store."""
        if self._settings is None:
            _load(self._knowledge_base)
        while (pool := self._running_pool()) is not None and not pool.submit(_is_warm).result():
            time.sleep(_ASK_AGAIN_S)

    def close(self) -> None:
        """End the processes, for good; questions that still wait for their turn are given up."""
        self._settings = None
        if self._pool is not None:
            self._forget(self._pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @reported
    def _ask_elsewhere(
        self,
        pool: ProcessPoolExecutor,
        reads: frozenset[Collection],
        question: str,
        history: tuple[Turn, ...],
        filters: Filters | None,
    ) -> Answer:
        return pool.submit(_answer, reads, question, history, filters).result()

    def _running_pool(self) -> ProcessPoolExecutor | None:
        with self._lock:
            if self._pool is None and self._settings is not None:
                self._pool = ProcessPoolExecutor(
                    self._settings.answer_processes,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_begin,
                    initargs=(self._settings,),
                )
            return self._pool

    def _forget(self, pool: ProcessPoolExecutor) -> None:
        """Do without this one; another thread may have begun a new one already, which stays."""
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False, cancel_futures=True)


class _Place:
    """Where a process answers: its store, and the loading of what some answers need.

    Questions that can be answered without the model are answered while it is being loaded.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="opening")
        self._store = self._beside.submit(KnowledgeBase.open, settings)
        self._loading = self._beside.submit(lambda: _load(self._store.result()))

    @property
    def knowledge_base(self) -> KnowledgeBase:
        """The open store; one that could not be opened (its database was away) is tried again."""
        if self._store.done() and self._store.exception() is not None:
            self._store = self._beside.submit(KnowledgeBase.open, self._settings)
        return self._store.result()

    def is_loaded(self) -> bool:
        """Whether everything is loaded; errors of the store and of the model."""
        if self._loading.done():
            self._loading.result()
        return self._loading.done()


_place: _Place


def _begin(settings: Settings) -> None:
    """Open the store; leave Ctrl-C and SIGTERM, which reach the whole group, to the one with the page."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    end_with_parent()
    global _place
    _place = _Place(settings)


def _answer(
    reads: frozenset[Collection], question: str, history: tuple[Turn, ...], filters: Filters | None
) -> Answer:
    return ask(question, _place.knowledge_base.seen_by(reads), history, filters)


def _is_warm() -> bool:
    return _place.is_loaded()


def _load(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.search(say("ui.title"), k=1)
    knowledge_base.warm_up()
