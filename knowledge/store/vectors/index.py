"""What is done with the vectors of a store, wherever Chroma keeps them.

Vectors are an index, not the truth: every vector also stands in the ledger, so this store can
be rebuilt at any time without embedding anything again, and a search that cannot have it goes
on by words.

The collection is used directly: LlamaIndex's store would keep a node as JSON with every vector
and read it back for every hit, while what a passage says stands in the ledger.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from chromadb import Collection
from numpy.typing import NDArray

from foundation.errors import StoreError

Vector = NDArray[np.float32]
COLLECTION = "passages"
# How a collection is made: its distance is 1 - cosine.
CONFIGURATION: Any = {"hnsw": {"space": "cosine"}}
# The metadata of a vector: the version of the document that its passage is of.
VERSION = "document_id"

_Result = TypeVar("_Result")


class VectorsUnusable(StoreError):
    """The vectors cannot be read or written just now; words can still be searched."""


class VectorsAway(VectorsUnusable):
    """The server that keeps the vectors does not answer; nothing is wrong with the store."""


class Vectors(ABC):
    """The vectors of one store's passages, grouped by document version.

    Every method raises ``VectorsUnusable`` when they cannot be reached.
    """

    at_once: int  # vectors that Chroma is given in one go

    def add(self, passages: Sequence[tuple[int, int, Vector]]) -> None:
        """Add passages as (document version, passage id, vector); adding one again replaces it."""

        def work(collection: Collection) -> None:
            for start in range(0, len(passages), self.at_once):
                group = passages[start : start + self.at_once]
                collection.upsert(
                    ids=[str(passage_id) for _, passage_id, _ in group],
                    embeddings=np.stack([vector for _, _, vector in group]),
                    metadatas=[{VERSION: str(version)} for version, _, _ in group],
                )

        self._do(work, writes=True)

    def delete(self, version: int) -> None:
        """Remove the passages of a document version; not having it is fine."""
        self._do(lambda collection: collection.delete(where={VERSION: str(version)}), writes=True)

    def nearest(
        self, vector: Vector, k: int, versions: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The nearest passages as (passage id, cosine), best first.

        ``versions`` restricts to passages of these document versions; None searches all.
        """
        where: Any = None if versions is None else {VERSION: {"$in": [str(v) for v in versions]}}
        found = self._do(
            lambda collection: collection.query(
                query_embeddings=vector[np.newaxis], n_results=k, where=where, include=["distances"]
            )
        )
        distances = (found["distances"] or [[]])[0]
        return [(int(id_), 1.0 - distance) for id_, distance in zip(found["ids"][0], distances, strict=True)]

    def count(self) -> int:
        """How many vectors are stored."""
        return int(self._do(lambda collection: collection.count()))

    def versions(self) -> set[int]:
        """The document versions that have vectors."""
        metadatas = self._do(lambda collection: collection.get(include=["metadatas"]))["metadatas"] or []
        return {int(str(metadata[VERSION])) for metadata in metadatas}

    @abstractmethod
    def is_settled(self) -> bool:
        """Whether a search is quick and worth trying just now."""

    def clear(self) -> None:
        """Remove everything, what is damaged included."""
        self._clear()

    @abstractmethod
    def close(self) -> None:
        """Let go of whatever is open."""

    @abstractmethod
    def _clear(self) -> None: ...

    @abstractmethod
    def _do(self, work: Callable[[Collection], _Result], *, writes: bool = False) -> _Result:
        """Give the open collection to ``work``."""
