"""Passage vectors in Chroma.

Vectors are an index, not the truth: every vector also stands in the ledger, so this store can
be rebuilt at any time without embedding anything again. Two processes that touch one Chroma
folder at once corrupt it silently, therefore every access, reading included, goes through one
lock across processes, and a process that sees that another has written opens the folder anew.

The collection is used directly: LlamaIndex's store would keep a node as JSON with every vector
and read it back for every hit, while what a passage says stands in the ledger.
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
from chromadb import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from filelock import FileLock
from numpy.typing import NDArray

Vector = NDArray[np.float32]
COLLECTION = "passages"
# The metadata of a vector: the version of the document that its passage is of.
VERSION = "document_id"
AT_ONCE = 2_000  # vectors that Chroma is given in one go
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
        self._collection: Collection | None = None
        self._client: Any = None
        self._stamp = ""
        self._opened_at = -math.inf

    def add(self, passages: Sequence[tuple[int, int, Vector]]) -> None:
        """Add passages as (document version, passage id, vector); adding one again replaces it."""
        with self._access(writes=True) as collection:
            for start in range(0, len(passages), AT_ONCE):
                group = passages[start : start + AT_ONCE]
                collection.upsert(
                    ids=[str(passage_id) for _, passage_id, _ in group],
                    embeddings=np.stack([vector for _, _, vector in group]),
                    metadatas=[{VERSION: str(version)} for version, _, _ in group],
                )

    def delete(self, version: int) -> None:
        """Remove the passages of a document version; not having it is fine."""
        with self._access(writes=True) as collection:
            collection.delete(where={VERSION: str(version)})

    def nearest(
        self, vector: Vector, k: int, versions: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The nearest passages as (passage id, cosine), best first.

        ``versions`` restricts to passages of these document versions; None searches all.
        """
        where: Any = None if versions is None else {VERSION: {"$in": [str(v) for v in versions]}}
        with self._access() as collection:
            found = collection.query(
                query_embeddings=vector[np.newaxis], n_results=k, where=where, include=["distances"]
            )
        # The collection's distance is 1 - cosine.
        distances = (found["distances"] or [[]])[0]
        return [(int(id_), 1.0 - distance) for id_, distance in zip(found["ids"][0], distances, strict=True)]

    def is_settled(self) -> bool:
        """Whether a search is quick: no other process has written since the folder was opened.

        While one goes on writing, this is true again every ``REOPEN_EVERY_S`` seconds.
        """
        with self._thread_lock:
            is_current = self._collection is not None and self._stamp == self._read_stamp()
            return is_current or time.monotonic() - self._opened_at > REOPEN_EVERY_S

    def count(self) -> int:
        """How many vectors are stored."""
        with self._access() as collection:
            return int(collection.count())

    def versions(self) -> set[int]:
        """The document versions that have vectors."""
        with self._access() as collection:
            metadatas = collection.get(include=["metadatas"])["metadatas"] or []
        return {int(str(metadata[VERSION])) for metadata in metadatas}

    def clear(self) -> None:
        """Remove everything, a damaged folder included."""
        with self._thread_lock, self._file_lock:
            try:
                if self._collection is None:
                    self._collection = self._open()
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
    def _access(self, *, writes: bool = False) -> Iterator[Collection]:
        with self._thread_lock, self._file_lock:
            current = self._read_stamp()
            if self._collection is None or current != self._stamp:
                self._close()
                self._collection = self._open()
                self._stamp = current
                self._opened_at = time.monotonic()
            if writes:
                # Before the change: a writer that dies half-way must be noticed as well.
                self._write_stamp()
            yield self._collection

    def _open(self) -> Collection:
        try:
            return self._opened()
        except BaseException:
            # Chroma keeps a half-made system of a folder that could not be opened, and would
            # hand it out again for the folder that is made in its place.
            SharedSystemClient._identifier_to_system.pop(str(self._folder), None)
            SharedSystemClient._identifier_to_refcount.pop(str(self._folder), None)
            raise

    def _opened(self) -> Collection:
        self._client = chromadb.PersistentClient(
            str(self._folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
        collection: Collection = self._client.get_or_create_collection(
            COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        return collection

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None

    def _read_stamp(self) -> str:
        return self._stamp_file.read_text() if self._stamp_file.exists() else ""

    def _write_stamp(self) -> None:
        self._stamp = str(int(self._read_stamp() or 0) + 1)
        self._stamp_file.write_text(self._stamp)
