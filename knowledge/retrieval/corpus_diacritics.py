"""The diacritics model of a store, learnt when first needed and kept while the store is much the same."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import Engine

from knowledge.retrieval.diacritics import Diacritics
from knowledge.store.ledger import reading

# Learnt from this many passages, and again when the corpus has grown or shrunk by this share.
SAMPLE = 3_000
RELEARN_SHARE = 0.1


class CorpusDiacritics:
    """Safe to use from several threads. ``revision`` tells the state that the store is in."""

    def __init__(self, engine: Engine, revision: Callable[[], int]) -> None:
        self._engine = engine
        self._revision = revision
        self._lock = threading.Lock()
        self._looked_at = -1
        self._learnt_from = 0
        self._model: Diacritics | None = None

    def model(self) -> Diacritics:
        """The model of the corpus as it is now, or a little while ago; some tenths of a second when new."""
        revision = self._revision()
        with self._lock:
            if self._model is None or revision != self._looked_at:
                self._model = self._look_again(self._model)
                self._looked_at = revision
            return self._model

    def _look_again(self, model: Diacritics | None) -> Diacritics:
        with self._engine.connect() as connection:
            passages = reading.passage_count(connection)
            if model is not None and abs(passages - self._learnt_from) <= passages * RELEARN_SHARE:
                return model
            self._learnt_from = passages
            return Diacritics(reading.sample_texts(connection, SAMPLE))
