"""Identical text is embedded once: vectors are kept in the ledger by the hash of their text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, select

from knowledge.store.database.statements import among
from knowledge.store.ledger.schema import embeddings, passages

Vector = NDArray[np.float32]
STORED = np.dtype("<f4")

# How many new texts are embedded before they are kept for good: what a killed ingestion loses.
COMMIT_EVERY = 256


def text_hash(text: str) -> bytes:
    """The key of a text."""
    return hashlib.sha256(text.encode()).digest()


def vector_of(stored: bytes) -> Vector:
    """A stored vector."""
    return np.frombuffer(stored, STORED)


class EmbeddingCache:
    """Embeds texts with one model, each text once in the life of the store."""

    def __init__(self, engine: Engine, model: BaseEmbedding) -> None:
        self._engine = engine
        self._model = model

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of the texts, in their order, unit length."""
        keys = [text_hash(text) for text in texts]
        with self._engine.connect() as connection:
            known = _known(connection, keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        # Texts of similar length together, so that little of a batch is padding.
        order = sorted(missing, key=lambda key: len(missing[key]))
        for start in range(0, len(order), COMMIT_EVERY):
            group = order[start : start + COMMIT_EVERY]
            vectors = self._model.get_text_embedding_batch([missing[key] for key in group])
            fresh = {key: np.asarray(vector, STORED) for key, vector in zip(group, vectors, strict=True)}
            with self._engine.begin() as connection:
                connection.execute(
                    embeddings.insert(),
                    [{"text_hash": key, "vector": vector.tobytes()} for key, vector in fresh.items()],
                )
            known |= fresh
        return [known[key] for key in keys]


def prune(connection: Connection, keys: Sequence[bytes] | None = None) -> None:
    """Forget vectors that no passage uses any more: those with these keys, or all such."""
    unused = ~select(passages.c.passage_id).where(passages.c.text_hash == embeddings.c.text_hash).exists()
    statement = delete(embeddings).where(unused)
    if keys is None:
        connection.execute(statement)
    elif keys:
        connection.execute(statement.where(among(connection, embeddings.c.text_hash, keys)))


def _known(connection: Connection, keys: Sequence[bytes]) -> dict[bytes, Vector]:
    query = select(embeddings).where(among(connection, embeddings.c.text_hash, list(set(keys))))
    return {row.text_hash: vector_of(row.vector) for row in connection.execute(query)}
