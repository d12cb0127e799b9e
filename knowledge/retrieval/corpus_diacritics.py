"""The diacritics model of a store, learnt when first needed and kept while the store is much the same."""

from __future__ import annotations

import threading

from sqlalchemy import Engine

from knowledge.retrieval.diacritics import Diacritics
from knowledge.store.ledger import reading

# Learnt from this many passages, and again when the corpus has grown or shrunk by this share.
SAMPLE = 3_000
RELEARN_SHARE = 0.1


class CorpusDiacritics:
    """Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._learnt_from = 0
        self._model: Diacritics | None = None

    def model(self) -> Diacritics:
        """The model of the corpus as it is now, or a little while ago; some tenths of a second when new."""
        with self._lock, self._engine.connect() as connection:
            passages = reading.passage_count(connection)
            if self._model is None or abs(passages - self._learnt_from) > passages * RELEARN_SHARE:
                self._model = Diacritics(reading.sample_texts(connection, SAMPLE))
                self._learnt_from = passages
            return self._model
