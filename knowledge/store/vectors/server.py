"""Vectors at a Chroma server, which several copies of the program share.

Each store has a collection of its own there, named after a random id that its ledger keeps, so
that stores at one server never touch each other's. The server holds vectors and numbers, no
words. When it does not answer it is left alone for a while, and searches go on by words.
"""

from __future__ import annotations

import logging
import math
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb import Collection
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from foundation.errors import SettingsError
from knowledge.store.ledger import reading
from knowledge.store.ledger.schema import meta
from knowledge.store.vectors.index import COLLECTION, CONFIGURATION, Vectors, VectorsAway

# The ledger's fact that names the collection.
PLACE = "vectors_at"
# So long a server that did not answer is not asked again, and a question does not wait for it.
LEFT_ALONE_S = 5.0

_FAILURES = (httpx.HTTPError, ChromaError, ValueError, OSError)

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")


class ServerVectors(Vectors):
    """The vectors of one store at a Chroma server. Safe to use from several threads and processes.

    ``timeout_s`` is the longest wait for one reply, in seconds.
    """

    # A request stays small, so that no time limit has to think of large ones.
    at_once = 500

    def __init__(self, url: str, timeout_s: float, engine: Engine) -> None:
        self._parts = urlsplit(url if "//" in url else f"//{url}", scheme="http")
        if self._parts.scheme not in ("http", "https") or not self._parts.hostname:
            raise SettingsError("chroma_url_unfit", url, url=url)
        self._timeout_s = timeout_s
        self._engine = engine
        self._opening = threading.Lock()
        self._collection: Collection | None = None
        self._client: Any = None
        self._away_until = -math.inf

    def is_settled(self) -> bool:
        """Whether the server answered the last time, or has been left alone for long enough."""
        return time.monotonic() >= self._away_until

    def _clear(self) -> None:
        name = self._open_anew().name
        try:
            with suppress(NotFoundError):
                self._client.delete_collection(name)
        except _FAILURES as error:
            raise self._away(error) from error
        self._forget()

    def close(self) -> None:
        """Close the connections."""
        with self._opening:
            client, self._client, self._collection = self._client, None, None
        if client is not None:
            client.close()

    def _do(self, work: Callable[[Collection], _Result], *, writes: bool = False) -> _Result:
        try:
            try:
                return work(self._collection or self._open_anew())
            except NotFoundError:
                # Another copy has built the collection anew, or the server came back empty.
                return work(self._open_anew())
        except _FAILURES as error:
            raise self._away(error) from error

    def _open_anew(self) -> Collection:
        """The collection as it is at the server now, made if there is none.

        Raises:
            VectorsAway: the server does not answer, or was left alone a moment ago.
        """
        if not self.is_settled():
            raise VectorsAway("vectors_away", "did not answer a moment ago")
        try:
            with self._opening:
                if self._client is None:
                    self._client = self._connected()
                made = self._client.get_or_create_collection(
                    f"{COLLECTION}-{_place(self._engine)}",
                    configuration=CONFIGURATION,
                    embedding_function=None,
                )
                self._collection = made
                return self._collection
        except _FAILURES as error:
            raise self._away(error) from error

    def _connected(self) -> Any:
        # Chroma's client waits for ever, also while it is being made: so the server is asked for a
        # sign of life first, and the client's session is given the time limit afterwards.
        host, is_secure = self._parts.hostname or "", self._parts.scheme == "https"
        port = self._parts.port or (443 if is_secure else 8000)
        shown = f"[{host}]" if ":" in host else host
        sign = httpx.get(
            f"{self._parts.scheme}://{shown}:{port}/api/v2/heartbeat", timeout=min(2.0, self._timeout_s)
        )
        sign.raise_for_status()
        settings = ChromaSettings(anonymized_telemetry=False)
        client = chromadb.HttpClient(host, port, ssl=is_secure, settings=settings)
        client._server._session.timeout = httpx.Timeout(self._timeout_s)  # type: ignore[attr-defined]
        return client

    def _away(self, error: Exception) -> VectorsAway:
        """What to raise; the server is left alone and the connection made anew afterwards."""
        if isinstance(error, VectorsAway):
            return error
        log.warning("the vector server does not answer: %s", type(error).__name__)
        self._away_until = time.monotonic() + LEFT_ALONE_S
        self._forget()
        return VectorsAway("vectors_away", f"{type(error).__name__}: {error}")

    def _forget(self) -> None:
        with self._opening:
            self._collection = None


def _place(engine: Engine) -> str:
    """The store's own name at the server, made up the first time it is asked for."""
    with engine.connect() as connection:
        known = reading.meta_value(connection, PLACE)
    if known is not None:
        return known
    with suppress(IntegrityError), engine.begin() as connection:  # another process may have been quicker
        connection.execute(insert(meta).values(key=PLACE, value=secrets.token_hex(8)))
    with engine.connect() as connection:
        made = reading.meta_value(connection, PLACE)
    assert made is not None
    return made
