"""A tiny deterministic embedding: texts that share folded words lie near each other."""

from __future__ import annotations

import hashlib

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from language.text import fold, tokens

DIMENSIONS = 24


class HashedEmbedding(BaseEmbedding):
    """Adds up one pseudo-random vector for each word. ``embedded`` are the texts it was given."""

    model_name: str = "hashed"
    _embedded: list[str] = PrivateAttr(default_factory=list)

    @property
    def embedded(self) -> list[str]:
        return self._embedded

    def _vector(self, text: str) -> list[float]:
        total = np.full(DIMENSIONS, 1e-3)
        for token in tokens(text):
            digest = hashlib.sha256(fold(token.text).encode()).digest()
            total += np.frombuffer(digest[:DIMENSIONS], np.uint8).astype(float) - 127.5
        return (total / np.linalg.norm(total)).tolist()

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._vector(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._vector(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        self._embedded.append(text)
        return self._vector(text)
