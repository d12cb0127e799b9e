"""Vectors kept on disk, so that a second run of the ablations embeds nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

Vector = NDArray[np.float32]


class Embedder:
    """Embeds each text once, whatever the run."""

    def __init__(self, model: BaseEmbedding, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._model = model
        self._kept = sqlite3.connect(file)
        self._kept.execute("CREATE TABLE IF NOT EXISTS vectors(key BLOB PRIMARY KEY, vector BLOB)")

    def texts(self, texts: Sequence[str]) -> Vector:
        """One row for each text."""
        return np.stack(self._all("text", texts, self._model.get_text_embedding_batch))

    def question(self, question: str) -> Vector:
        """The vector of a question."""
        return self._all("question", [question], lambda each: [self._model.get_query_embedding(each[0])])[0]

    def _all(
        self, kind: str, texts: Sequence[str], embed: Callable[[list[str]], list[list[float]]]
    ) -> list[Vector]:
        keys = [self._key(kind, text) for text in texts]
        known = {key: vector for key in set(keys) if (vector := self._known(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = embed(list(missing.values()))
            known |= {key: np.asarray(vector, np.float32) for key, vector in zip(missing, fresh, strict=True)}
            rows = [(key, known[key].tobytes()) for key in missing]
            with self._kept:
                self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        return [known[key] for key in keys]

    def _known(self, key: bytes) -> Vector | None:
        row = self._kept.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        return None if row is None else np.frombuffer(row[0], np.float32)

    def _key(self, kind: str, text: str) -> bytes:
        return hashlib.sha256(f"{self._model.model_name}\0{kind}\0{text}".encode()).digest()
