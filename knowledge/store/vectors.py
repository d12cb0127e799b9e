"""Passage vectors in Chroma, through LlamaIndex's vector store.

Vectors are an index, not the truth: every vector also stands in the ledger, so this store can
be rebuilt at any time without embedding anything again. Two processes that touch one Chroma
folder at once corrupt it silently, therefore every access, reading included, goes through one
lock across processes, and a process that sees that another has written opens the folder anew.
"""

from __future__ import annotations

import logging
import math
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from filelock import FileLock
from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores import (
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
)
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray

Vector = NDArray[np.float32]
COLLECTION = "passages"
# Opening a large collection anew takes up to a second, so a reader does it no more often.
REOPEN_EVERY_S = 30.0

log = logging.getLogger(__name__)


class Vectors:
    """The vectors of one store's passages, grouped by document version."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp_file = folder.with_suffix(".stamp")
        self._file_lock = FileLock(folder.with_suffix(".lock"))
        self._thread_lock = threading.RLock()
        self._store: ChromaVectorStore | None = None
        self._client: Any = None
        self._stamp = ""
        self._opened_at = -math.inf

    def add(self, version: int, passage_ids: Sequence[int], vectors: Sequence[Vector]) -> None:
        """Add the passages of a document version; adding one again replaces it."""
        source = {NodeRelationship.SOURCE: RelatedNodeInfo(node_id=str(version))}
        nodes: list[BaseNode] = [
            TextNode(id_=str(passage_id), embedding=vector.tolist(), relationships=source)
            for passage_id, vector in zip(passage_ids, vectors, strict=True)
        ]
        with self._access(writes=True) as store:
            store.delete(str(version))
            if nodes:
                store.add(nodes)

    def delete(self, version: int) -> None:
        """Remove the passages of a document version; not having it is fine."""
        with self._access(writes=True) as store:
            store.delete(str(version))

    def nearest(
        self, vector: Vector, k: int, versions: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The nearest passages as (passage id, cosine), best first.

        ``versions`` restricts to passages of these document versions; None searches all.
        """
        filters = None
        if versions is not None:
            names = [str(version) for version in versions]
            filters = MetadataFilters(
                filters=[MetadataFilter(key="document_id", value=names, operator=FilterOperator.IN)]
            )
        query = VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=k, filters=filters)
        with self._access() as store:
            found = store.query(query)
        # ChromaVectorStore reports exp(-distance); the collection's distance is 1 - cosine.
        return [
            (int(id_), 1.0 + float(np.log(similarity)))
            for id_, similarity in zip(found.ids or [], found.similarities or [], strict=True)
        ]

    def is_settled(self) -> bool:
        """Whether a search is quick: no other process has written since the folder was opened.

        While one goes on writing, this is true again every ``REOPEN_EVERY_S`` seconds.
        """
        with self._thread_lock:
            is_current = self._store is not None and self._stamp == self._read_stamp()
            return is_current or time.monotonic() - self._opened_at > REOPEN_EVERY_S

    def count(self) -> int:
        """How many vectors are stored."""
        with self._access() as store:
            return int(store.client.count())

    def versions(self) -> set[int]:
        """The document versions that have vectors."""
        with self._access() as store:
            metadatas = store.client.get(include=["metadatas"])["metadatas"]
        return {int(metadata["document_id"]) for metadata in metadatas}

    def clear(self) -> None:
        """Remove everything, a damaged folder included."""
        with self._thread_lock, self._file_lock:
            try:
                if self._store is None:
                    self._store = self._open()
                self._client.delete_collection(COLLECTION)
            except Exception as error:
                log.warning("vectors are damaged and their folder is removed: %s", error)
                self._close()
                shutil.rmtree(self._folder, ignore_errors=True)
            self._close()
            self._write_stamp()

    def close(self) -> None:
        """Let go of the folder."""
        with self._thread_lock:
            self._close()

    @contextmanager
    def _access(self, *, writes: bool = False) -> Iterator[ChromaVectorStore]:
        with self._thread_lock, self._file_lock:
            current = self._read_stamp()
            if self._store is None or current != self._stamp:
                self._close()
                self._store = self._open()
                self._stamp = current
                self._opened_at = time.monotonic()
            if writes:
                # Before the change: a writer that dies half-way must be noticed as well.
                self._write_stamp()
            yield self._store

    def _open(self) -> ChromaVectorStore:
        self._client = chromadb.PersistentClient(
            str(self._folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
        collection = self._client.get_or_create_collection(
            COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        return ChromaVectorStore(chroma_collection=collection)

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._store = None

    def _read_stamp(self) -> str:
        return self._stamp_file.read_text() if self._stamp_file.exists() else ""

    def _write_stamp(self) -> None:
        self._stamp = str(int(self._read_stamp() or 0) + 1)
        self._stamp_file.write_text(self._stamp)
