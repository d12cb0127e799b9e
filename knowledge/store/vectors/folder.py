"""Vectors in a folder of the store.

Two processes that touch one Chroma folder at once corrupt it silently, therefore every access,
reading included, goes through one lock across processes, and a process that sees that another
has written opens the folder anew.
"""

from __future__ import annotations

import logging
import math
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import chromadb
from chromadb import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from filelock import FileLock

from knowledge.store.vectors.index import COLLECTION, CONFIGURATION, Vectors, VectorsUnusable

# Opening a large collection anew takes up to a second, so a reader does it no more often.
REOPEN_EVERY_S = 30.0

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")


class FolderVectors(Vectors):
    """The vectors of one store in a folder beside its ledger."""

    at_once = 2_000

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp_file = folder.with_suffix(".stamp")
        self._file_lock = FileLock(folder.with_suffix(".lock"))
        self._thread_lock = threading.RLock()
        self._collection: Collection | None = None
        self._client: Any = None
        self._stamp = ""
        self._opened_at = -math.inf

    def is_settled(self) -> bool:
        """Whether a search is quick: no other process has written since the folder was opened.

        While one goes on writing, this is true again every ``REOPEN_EVERY_S`` seconds.
        """
        with self._thread_lock:
            is_current = self._collection is not None and self._stamp == self._read_stamp()
            return is_current or time.monotonic() - self._opened_at > REOPEN_EVERY_S

    def _clear(self) -> None:
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

    def _do(self, work: Callable[[Collection], _Result], *, writes: bool = False) -> _Result:
        with self._thread_lock, self._file_lock:
            try:
                current = self._read_stamp()
                if self._collection is None or current != self._stamp:
                    self._close()
                    self._collection = self._open()
                    self._stamp = current
                    self._opened_at = time.monotonic()
                if writes:
                    # Before the change: a writer that dies half-way must be noticed as well.
                    self._write_stamp()
                return work(self._collection)
            except Exception as error:
                # Chroma raises whatever its parts do; what a damaged folder left open is of no use.
                with suppress(Exception):
                    self._close()
                raise VectorsUnusable("vectors_damaged", f"{type(error).__name__}: {error}") from error

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
            COLLECTION, configuration=CONFIGURATION, embedding_function=None
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
