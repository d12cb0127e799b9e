"""What was sent to the endpoint: told to the administrator, kept without content.

``model.sqlite`` in the store's folder holds one line for each request, and which documents are
marked public. The words themselves stay in the memory of the process that sent them.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Float, Integer, MetaData, Table, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from foundation.collection import Collection
from foundation.errors import ProjectError
from foundation.settings import Settings
from knowledge.store.database import database_of
from knowledge.store.database.statements import put
from knowledge.store.ledger.stored import StoredDocument
from knowledge.store.migrations import bring_up
from knowledge.store.tables import Part, String, Text

KEPT_LINES = 2000
KEPT_WORDS = 30  # requests whose very words are shown

metadata = MetaData()
MODEL = Part("model", metadata, "0001")

requests = Table(
    "requests",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("prompt_version", Integer, nullable=False),
    Column("model", String, nullable=False),
    Column("documents", Text, nullable=False),
    Column("sent_tokens", Integer, nullable=False),
    Column("received_tokens", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("outcome", String, nullable=False),
    sqlite_autoincrement=True,
)

# By content: a new version of a file has to be marked again.
public_documents = Table("public_documents", metadata, Column("sha256", String, primary_key=True))

log = logging.getLogger(__name__)


class MarkRefused(ProjectError):
    """A document may not be marked public; the message says why."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request. ``outcome`` is "ok" or the kind of failure; tokens are estimates.

    ``documents`` are the names of those whose words were sent. ``sent`` and ``received`` are the
    words themselves; they are empty for what is read back from the store.
    """

    at: str
    purpose: str
    prompt_version: int
    model: str
    documents: tuple[str, ...]
    sent_tokens: int
    received_tokens: int
    seconds: float
    outcome: str
    sent: tuple[str, ...] = ()
    received: str = ""


class Record:
    """The requests of one store and its public documents. Safe to use from several threads."""

    def __init__(self, store: Path | Settings, log_content: bool = False) -> None:
        self._database = database_of(store)
        self._engine = self._database.engine(MODEL)
        bring_up(self._engine, MODEL)
        self._log_content = log_content
        self._latest: deque[Exchange] = deque(maxlen=KEPT_WORDS)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        self._database.close()

    def add(self, exchange: Exchange) -> None:
        """Remember a request: its words in memory, the rest in the store and the log."""
        self._latest.appendleft(exchange)
        values = asdict(replace(exchange, sent=(), received=""))
        del values["sent"], values["received"]
        values["documents"] = "\n".join(exchange.documents)
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(requests).values(values))
                newest = select(func.max(requests.c.number)).scalar_subquery()
                connection.execute(delete(requests).where(requests.c.number <= newest - KEPT_LINES))
        except SQLAlchemyError:  # no reason to lose the answer; the log below has the line
            log.exception("the record of requests could not be written")
        log.info(
            "language model %s: %s v%d, %d documents, %d + %d tokens, %.1f s, %s",
            exchange.model, exchange.purpose, exchange.prompt_version, len(exchange.documents),
            exchange.sent_tokens, exchange.received_tokens, exchange.seconds, exchange.outcome,
        )  # fmt: skip
        if self._log_content:
            log.info("sent:\n%s\nreceived:\n%s", "\n---\n".join(exchange.sent), exchange.received)

    def latest(self) -> tuple[Exchange, ...]:
        """The latest requests of this process with their words, newest first."""
        return tuple(self._latest)

    def lines(self, most: int = 50) -> list[Exchange]:
        """The latest requests of every process without their words, newest first."""
        columns = [requests.c[name] for name in Exchange.__slots__ if name not in ("sent", "received")]
        query = select(*columns).order_by(requests.c.number.desc()).limit(most)
        with self._engine.connect() as connection:
            rows = [row._asdict() for row in connection.execute(query)]
        return [Exchange(**row | {"documents": tuple(row["documents"].split("\n"))}) for row in rows]

    def mark_public(self, document: StoredDocument, public: bool = True) -> None:
        """Say whether a document may be spoken of to the endpoint when only public ones may.

        Raises:
            MarkRefused: it is to be marked, but is in an internal collection.
        """
        if public and document.collection != Collection.PUBLIC:
            raise MarkRefused("model_mark_internal", name=document.name)
        with self._engine.begin() as connection:
            if public:
                put(connection, public_documents, ["sha256"], sha256=document.sha256)
            else:
                this = public_documents.c.sha256 == document.sha256
                connection.execute(delete(public_documents).where(this))

    def public(self, documents: Sequence[StoredDocument]) -> list[StoredDocument]:
        """Those of the documents that are marked public, and in the public collection still."""
        with self._engine.connect() as connection:
            marked = set(connection.scalars(select(public_documents.c.sha256)))
        return [
            document
            for document in documents
            if document.sha256 in marked and document.collection == Collection.PUBLIC
        ]


def withdraw_public_mark(settings: Settings, document: StoredDocument) -> bool:
    """Take the mark from a document that leaves the public collection; whether it had one.

    It does not come back when the document does: somebody has to mark it again. Also to be called
    where no model is set, as one may be set later.
    """
    with closing(Record(settings)) as record:
        marked = bool(record.public([replace(document, collection=Collection.PUBLIC)]))
        if marked:
            record.mark_public(document, public=False)
    return marked


def now() -> str:
    """The time as the record writes it: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
