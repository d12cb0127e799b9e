"""The tables of the ledger and how its database is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
    event,
    text,
)

from foundation.collection import Collection
from knowledge.store.tables import Part, String, Text

SCHEMA_VERSION = "1"
BUSY_TIMEOUT_MS = 30_000

metadata = MetaData()

# Facts about the store itself: schema, embedding model, revision.
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

# One row for each *version* of a document. ``version`` is never used twice, because vectors
# carry it; ``document_id`` stays the same when a new version takes over. The identity columns
# hold what is in force (with a person's corrections); ``identity`` what was read.
documents = Table(
    "documents",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String, nullable=False, index=True),
    Column("name", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("format", String, nullable=False),
    Column("reader_version", String, nullable=False),
    Column("original", String),
    Column("source", String),
    Column("added_at", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("commune", String),
    Column("district", String),
    Column("province", String),
    Column("level", String),
    Column("kind", String),
    Column("period", String, index=True),
    Column("commune_key", String, index=True),
    Column("district_key", String, index=True),
    Column("province_key", String, index=True),
    Column("kind_key", String),
    Column("notes", Text, nullable=False),
    Column("page_count", Integer),
    Column("passage_count", Integer, nullable=False),
    Column("award_count", Integer, nullable=False),
    Column("indicator_count", Integer, nullable=False),
    Column("reference_count", Integer, nullable=False),
    Column("collection", String, nullable=False, server_default=str(Collection.PUBLIC)),
    Index(
        "one_ready_version",
        "document_id",
        unique=True,
        sqlite_where=text("state = 'ready'"),
        postgresql_where=text("state = 'ready'"),
    ),
    sqlite_autoincrement=True,
)


def _version(**options: Any) -> Column[int]:
    return Column(
        "version", ForeignKey("documents.version", ondelete="CASCADE"), nullable=False, index=True, **options
    )


# The stored original text and its layout (JSON), apart from the rows that are listed often.
texts = Table(
    "texts",
    metadata,
    Column("version", ForeignKey("documents.version", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("pages", Text, nullable=False),
    Column("lines", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("passage_id", Integer, primary_key=True, autoincrement=True),
    _version(),
    Column("ordinal", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("header", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("page", Integer),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("text_hash", LargeBinary, nullable=False, index=True),
    sqlite_autoincrement=True,
)

awards = Table(
    "awards",
    metadata,
    Column("award_id", Integer, primary_key=True),
    _version(),
    Column("unit", Text, nullable=False),
    Column("unit_key", String, nullable=False, index=True),
    Column("recipient", Text, nullable=False),
    Column("recipient_kind", String, nullable=False),
    Column("count", Integer),
    Column("award", Text, nullable=False),
    Column("award_key", String, nullable=False, index=True),
    Column("authority", Text, nullable=False),
    Column("authority_level", String, nullable=False),
    Column("status", String, nullable=False),
    Column("period", String),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decision_number", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("same_as", Integer),
    Column("named", Boolean, nullable=False),
    Index("awards_by_period", "period", "award_key"),
    Index("awards_by_status", "status", "award_key"),
)

indicators = Table(
    "indicators",
    metadata,
    Column("indicator_id", Integer, primary_key=True),
    _version(),
    Column("unit", Text, nullable=False),
    Column("unit_key", String, nullable=False, index=True),
    Column("indicator", Text, nullable=False),
    Column("indicator_key", String, nullable=False, index=True),
    Column("value", String, nullable=False),
    Column("value_text", String, nullable=False),
    Column("unit_of_measure", String, nullable=False),
    Column("period", String),
    Column("kind", String, nullable=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("value_start", Integer, nullable=False),
    Column("value_end", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("from_table", Boolean, nullable=False),
)

regulation_references = Table(
    "regulation_references",
    metadata,
    Column("reference_id", Integer, primary_key=True),
    _version(),
    Column("number", String, index=True),
    Column("kind", String, nullable=False),
    Column("issuer", Text),
    Column("date", String),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
)

# Other names under which the very content of a document was also put.
aliases = Table("aliases", metadata, Column("name", String, primary_key=True), _version())

# What a person has set, by file name, so that it outlives every version of the document.
corrections = Table(
    "corrections",
    metadata,
    Column("name", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# What a person has set about award statements: see ``knowledge.store.ledger.amending``. ``name`` is the
# document's file name, so that an amendment outlives every version of the document; it is null
# for a record without a source. ``state`` says what became of it in the version in force.
award_amendments = Table(
    "award_amendments",
    metadata,
    Column("amendment_id", Integer, primary_key=True, autoincrement=True),
    Column("name", String, index=True),
    Column("action", String, nullable=False),
    Column("statement", String, nullable=False),
    Column("changes", Text, nullable=False),
    Column("was", Text),
    Column("quote", Text, nullable=False),
    Column("made_at", String, nullable=False),
    Column("state", String, nullable=False),
    sqlite_autoincrement=True,
)

# The award statements as they were read (JSON), for versions in which amendments are in force:
# ``awards`` holds what is in force, as ``documents`` does for identities.
award_readings = Table(
    "award_readings",
    metadata,
    Column("version", ForeignKey("documents.version", ondelete="CASCADE"), primary_key=True),
    Column("records", Text, nullable=False),
)

# Which award rows a person has corrected or added, and what was read there (JSON).
award_marks = Table(
    "award_marks",
    metadata,
    Column("award_id", ForeignKey("awards.award_id", ondelete="CASCADE"), primary_key=True),
    Column("amendment_id", Integer, nullable=False),
    Column("was", Text),
)

# Award records typed in by hand without any source: shown in lists, never used by answers.
manual_awards = Table(
    "manual_awards",
    metadata,
    Column(
        "amendment_id",
        ForeignKey("award_amendments.amendment_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("unit", Text, nullable=False),
    Column("unit_key", String, nullable=False),
    Column("district", String),
    Column("district_key", String),
    Column("province", String),
    Column("province_key", String),
    Column("recipient", Text, nullable=False),
    Column("recipient_kind", String, nullable=False),
    Column("count", Integer),
    Column("award", Text, nullable=False),
    Column("award_key", String, nullable=False),
    Column("authority", Text, nullable=False),
    Column("authority_level", String, nullable=False),
    Column("status", String, nullable=False),
    Column("period", String),
    Column("reason", Text, nullable=False),
)

# The vector of every text that was ever embedded and is still used: float32, little-endian.
embeddings = Table(
    "embeddings",
    metadata,
    Column("text_hash", LargeBinary, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# Versions that are gone from the ledger while their vectors may still be there.
retired = Table("retired", metadata, Column("version", Integer, primary_key=True, autoincrement=False))


LEDGER = Part("ledger", metadata, "0004")


def _configure(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # Safe in WAL mode: a power cut may lose the latest transactions, never tear one, and what
    # vectors and files then have too much is swept as after a kill.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def open_engine(path: Path) -> Engine:
    """The database at ``path`` in write-ahead mode, so that readers never wait for the writer."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _configure)
    return engine
