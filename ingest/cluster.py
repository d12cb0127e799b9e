"""Reading and embedding on many workers: processes of this machine, or a Dask cluster.

Files are read where the workers are (their bytes travel with the task, so no disk is shared) and
passages are embedded there, too; this process alone writes the store. What comes out is what one
process would have made, so a run may be repeated, stopped and mixed with plain ones. The package
is ``distributed`` (BSD-3-Clause), wanted only here: ``requirements-cluster.txt``.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from foundation.errors import ProjectError
from foundation.settings import Settings
from foundation.wording import say
from ingest.files import FoundFile
from ingest.workers import Failure, Prepared, prepare_safely, reason_of
from knowledge.embedding import open_model

if TYPE_CHECKING:
    from distributed import Client, Future

# Tasks that wait for each worker: enough to keep it busy while this process stores.
_AHEAD = 3
# Passages of one task: a worker starts while the others of a document still wait.
_TOGETHER = 16
_CONNECT_S = "15s"
# What a worker has no business to know.
_SECRETS: dict[str, Any] = {"openai_api_key": "", "database_url": "", "chroma_url": "", "metrics_token": ""}


class ClusterError(ProjectError):
    """The workers cannot be had: the package is missing or nobody answers at the address."""


@contextmanager
def cluster(workers: int, scheduler: str) -> Iterator[Client]:
    """Workers at a scheduler's address, or ``workers`` processes of this machine without one.

    Raises:
        ClusterError: the package is missing, or the scheduler does not answer.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ClusterError("cluster_package_missing") from error
    with ExitStack() as open_things:
        if not scheduler:
            local = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
            )
            scheduler = open_things.enter_context(local).scheduler_address
        try:
            client = open_things.enter_context(
                Client(scheduler, timeout=_CONNECT_S)  # type: ignore[no-untyped-call]
            )
        except (OSError, ValueError) as error:
            raise ClusterError("cluster_unreachable", address=scheduler) from error
        yield client


class ClusterEmbedding(BaseEmbedding):
    """The settings' embedding model: passages are embedded by the workers, questions here."""

    _client: Any = PrivateAttr()
    _settings: Settings = PrivateAttr()
    _here: BaseEmbedding = PrivateAttr()

    def __init__(self, client: Client, settings: Settings) -> None:
        here = open_model(settings)
        super().__init__(model_name=here.model_name, embed_batch_size=2048)
        self._client, self._settings, self._here = client, for_workers(settings), here

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._here.get_query_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        groups = [texts[start : start + _TOGETHER] for start in range(0, len(texts), _TOGETHER)]
        waiting = [self._client.submit(_embed, group, self._settings, priority=1) for group in groups]
        return [vector for vectors in self._client.gather(waiting) for vector in vectors]


def prepare_on(
    client: Client, files: Sequence[FoundFile], settings: Settings
) -> Iterator[tuple[FoundFile, Prepared]]:
    """Every file with what the workers made of it, in the given order.

    A file that kills one worker after the other is a failure; the others go on.
    """
    safe = for_workers(settings)
    ahead = _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    waiting: deque[tuple[FoundFile, Future[Prepared] | Failure]] = deque()
    upcoming = iter(files)
    while True:
        while len(waiting) < ahead and (file := next(upcoming, None)) is not None:
            waiting.append((file, _submitted(client, file, safe)))
        if not waiting:
            return
        file, future = waiting.popleft()
        yield file, future if isinstance(future, Failure) else _result(future)


def _submitted(client: Client, file: FoundFile, settings: Settings) -> Future[Prepared] | Failure:
    try:
        content = file.path.read_bytes()
    except OSError as error:
        return Failure(reason_of(error))
    return client.submit(_prepare, file.path.name, file.name, content, settings)


def _result(future: Future[Prepared]) -> Prepared:
    from distributed import KilledWorker

    try:
        prepared: Prepared = future.result()
    except KilledWorker:
        return Failure(say("commands.ingest.worker_died"))
    return prepared


def for_workers(settings: Settings) -> Settings:
    """The settings that reading and embedding need, without the keys and addresses of the office."""
    return settings.model_copy(update=_SECRETS)


def _prepare(file_name: str, name: str, content: bytes, settings: Settings) -> Prepared:
    """On a worker: read the bytes as the file that they are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        path.write_bytes(content)
        return prepare_safely(FoundFile(path, name), settings)


def _embed(texts: list[str], settings: Settings) -> list[list[float]]:
    """On a worker: the vectors of some passages."""
    return _model(settings).get_text_embedding_batch(texts)


@cache
def _model(settings: Settings) -> BaseEmbedding:
    return open_model(settings)
