"""Reading the ledger: documents, passages, records, citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, union

from foundation.collection import Collection
from foundation.records import AwardRecord, DocumentIdentity
from knowledge.store.filters import Filters, word_key
from knowledge.store.ledger import rows
from knowledge.store.ledger.conditions import document_condition, record_condition
from knowledge.store.ledger.rows import AnyRow
from knowledge.store.ledger.schema import (
    aliases,
    award_marks,
    awards,
    corrections,
    documents,
    embeddings,
    indicators,
    meta,
    passages,
    regulation_references,
    texts,
)
from knowledge.store.ledger.stored import (
    FoundPassage,
    StoredAward,
    StoredDocument,
    StoredIndicator,
    StoredReference,
)

# Kept among a person's corrections, but not a field of the identity.
COLLECTION = "collection"
_FEW = 500  # versions that are asked for one by one; more are read as a whole
_UNMARKED: tuple[int | None, AwardRecord | None] = (None, None)

# Under labels of their own, because records have columns of the same names.
SUMMARY = (
    documents.c.document_id,
    documents.c.name,
    documents.c.title,
    documents.c.commune.label("doc_commune"),
    documents.c.district.label("doc_district"),
    documents.c.province.label("doc_province"),
    documents.c.level.label("doc_level"),
    documents.c.kind.label("doc_kind"),
    documents.c.period.label("doc_period"),
)


def meta_value(connection: Connection, key: str) -> str | None:
    """A fact about the store, None when it was never set."""
    return connection.scalar(select(meta.c.value).where(meta.c.key == key))


def corrections_of(connection: Connection, names: Iterable[str] | None = None) -> dict[str, dict[str, str]]:
    """What a person has set of identities, by file name and field; of all files or of those named."""
    found: dict[str, dict[str, str]] = {}
    query = select(corrections).where(corrections.c.field != COLLECTION)
    if names is not None:
        query = query.where(corrections.c.name.in_(list(names)))
    for row in connection.execute(query):
        found.setdefault(row.name, {})[row.field] = row.value
    return found


def collection_of(connection: Connection, name: str) -> Collection:
    """The collection of a file: as a person has set it, else that of the document it is a copy of."""
    told = select(corrections.c.value).where(corrections.c.name == name, corrections.c.field == COLLECTION)
    held = select(documents.c.collection).join(aliases, aliases.c.version == documents.c.version)
    found = connection.scalar(told) or connection.scalar(held.where(aliases.c.name == name))
    return Collection(found) if found else Collection.PUBLIC


def corrected(identity: DocumentIdentity, changes: dict[str, str]) -> DocumentIdentity:
    """The identity with a person's corrections on top."""
    for name, value in changes.items():
        identity = identity.corrected(name, value)
    return identity


def document_rows(condition: ColumnElement[bool]) -> Select[Any]:
    """The documents that fulfil the condition, by name, for ``stored_document``."""
    return select(documents, *SUMMARY[3:]).where(condition).order_by(documents.c.name)


def units_told(connection: Connection, versions: Sequence[int]) -> dict[int, list[str]]:
    """The units that the records of these versions are about, by version, in order of their names."""
    found: dict[int, list[str]] = {}
    for table in (awards, indicators):
        query = select(table.c.version, table.c.unit).where(table.c.unit != "").distinct()
        if len(versions) <= _FEW:
            query = query.where(table.c.version.in_(versions))
        for row in connection.execute(query.order_by(table.c.unit)):
            found.setdefault(row.version, []).append(row.unit)
    return found


def stored_document(
    row: AnyRow, changes: dict[str, str], others: Sequence[str], told: Sequence[str] = ()
) -> StoredDocument:
    """The document of a row with a person's corrections, its other names and the units it tells of."""
    summary = rows.summary(row)
    return StoredDocument(
        document_id=row.document_id,
        version=row.version,
        name=row.name,
        title=row.title,
        identity=corrected(rows.identity_from_json(row.identity), changes),
        summary=summary,
        format=row.format,
        sha256=row.sha256,
        state=row.state,
        added_at=row.added_at,
        pages=row.page_count,
        passages=row.passage_count,
        awards=row.award_count,
        indicators=row.indicator_count,
        references=row.reference_count,
        source=row.source,
        notes=rows.notes_from_json(row.notes),
        other_names=tuple(others),
        collection=Collection(row.collection),
        tells_of=tuple(dict.fromkeys(unit for unit in told if unit != summary.unit)),
    )


def ready_row(connection: Connection, **where: str) -> AnyRow | None:
    """The ready version with these column values, e.g. ``name="a.docx"``."""
    query = select(documents).where(documents.c.state == "ready")
    for column, value in where.items():
        query = query.where(documents.c[column] == value)
    return connection.execute(query.order_by(documents.c.version)).first()


def layout_row(connection: Connection, version: int) -> AnyRow:
    """The stored text of a version with its pages and lines as JSON."""
    return connection.execute(select(texts).where(texts.c.version == version)).one()


def text_rows(connection: Connection, versions: Sequence[int]) -> Sequence[AnyRow]:
    """The stored texts of these versions with their pages as JSON."""
    query = select(texts.c.version, texts.c.text, texts.c.pages).where(texts.c.version.in_(versions))
    return connection.execute(query).all()


def _passage_select() -> Select[Any]:
    return select(passages, *SUMMARY).join(documents, documents.c.version == passages.c.version)


def passages_of(connection: Connection, document_id: str) -> list[FoundPassage]:
    """The passages of a document in reading order."""
    query = _passage_select().where(documents.c.document_id == document_id, documents.c.state == "ready")
    return [rows.found_passage(row) for row in connection.execute(query.order_by(passages.c.ordinal))]


def passages_by_id(connection: Connection, passage_ids: Sequence[int]) -> dict[int, AnyRow]:
    """Passage rows of ready documents; an id that is gone is missing."""
    query = _passage_select().where(passages.c.passage_id.in_(passage_ids), documents.c.state == "ready")
    return {row.passage_id: row for row in connection.execute(query)}


def passing_versions(connection: Connection, filters: Filters | None) -> tuple[list[int], int]:
    """The versions of the documents that pass, and how many passages they have together."""
    query = select(documents.c.version, documents.c.passage_count).where(document_condition(filters))
    found = connection.execute(query).all()
    return [row.version for row in found], sum(row.passage_count for row in found)


def passage_vectors(
    connection: Connection, *, versions: Sequence[int] = (), passage_ids: Sequence[int] = ()
) -> list[tuple[int, bytes]]:
    """(passage id, float32 vector) of the passages of these versions or with these ids."""
    query = select(passages.c.passage_id, embeddings.c.vector).join(
        embeddings, embeddings.c.text_hash == passages.c.text_hash
    )
    if versions:
        query = query.where(passages.c.version.in_(versions))
    else:
        query = query.where(passages.c.passage_id.in_(passage_ids))
    return [(row.passage_id, row.vector) for row in connection.execute(query)]


def version_vectors(connection: Connection, versions: Sequence[int]) -> list[tuple[int, int, bytes]]:
    """(version, passage id, float32 vector) of all passages of these versions."""
    query = (
        select(passages.c.version, passages.c.passage_id, embeddings.c.vector)
        .join(embeddings, embeddings.c.text_hash == passages.c.text_hash)
        .where(passages.c.version.in_(versions))
    )
    return [(row.version, row.passage_id, row.vector) for row in connection.execute(query)]


def passage_count(connection: Connection) -> int:
    """How many passages the ready documents have together."""
    query = select(func.coalesce(func.sum(documents.c.passage_count), 0)).where(documents.c.state == "ready")
    return int(connection.scalar(query) or 0)


def sample_texts(connection: Connection, limit: int) -> list[str]:
    """Up to ``limit`` passages spread over the store, and the places of every document."""
    names = (documents.c.title, documents.c.commune, documents.c.district, documents.c.province)
    places = connection.execute(select(*names).where(documents.c.state == "ready").distinct())
    texts = [name for row in places for name in row if name]
    step = max(1, passage_count(connection) // limit)
    query = select(passages.c.text).where(passages.c.passage_id % step == 0)
    return texts + list(connection.scalars(query))


def stored_awards(
    connection: Connection, condition: ColumnElement[bool], held: Mapping[int, StoredDocument]
) -> Iterator[tuple[int, tuple[int, StoredAward]]]:
    """Award statements that fulfil the condition: id, and the version of its document with it.

    ``held`` are the ready documents by version; statements of others are left out.
    """
    query = select(awards.c.award_id, awards.c.version, *rows.AWARD_COLUMNS).where(condition)
    marks = award_marks_of(connection)
    # By position: thousands of rows are read for one list, and names cost time.
    for row in connection.execute(query).all():
        award_id, version = row[:2]
        if version in held:
            record, mark = rows.award_of(row[2:]), marks.get(award_id, _UNMARKED)
            yield award_id, (version, StoredAward(held[version].summary, record, *mark))


def award_periods(connection: Connection) -> tuple[str, ...]:
    """The periods that award statements and ready documents have."""
    told = union(select(awards.c.period), select(documents.c.period).where(documents.c.state == "ready"))
    return tuple(period for period in connection.scalars(told) if period)


def award_marks_of(connection: Connection) -> dict[int, tuple[int, AwardRecord | None]]:
    """By award id, for what a person has corrected or added: the amendment and what was read."""
    return {
        row.award_id: (row.amendment_id, None if row.was is None else rows.award_from_json(row.was))
        for row in connection.execute(select(award_marks))
    }


def stored_indicators(
    connection: Connection, filters: Filters | None, indicator_names: Sequence[str]
) -> list[StoredIndicator]:
    """Figures in the order of documents and text."""
    query = select(indicators, *SUMMARY).join(documents, documents.c.version == indicators.c.version)
    query = query.where(record_condition(filters, indicators.c.unit_key, indicators.c.period))
    if indicator_names:
        query = query.where(indicators.c.indicator_key.in_([word_key(name) for name in indicator_names]))
    query = query.order_by(documents.c.name, indicators.c.indicator_id)
    return [StoredIndicator(rows.summary(row), rows.indicator(row)) for row in connection.execute(query)]


def stored_references(connection: Connection, filters: Filters | None) -> list[StoredReference]:
    """Mentions of legal instruments in the order of documents and text."""
    table = regulation_references
    query = select(
        table.c.reference_id, table.c.number, table.c.kind, table.c.issuer, table.c.date,
        table.c.char_start, table.c.char_end, *SUMMARY,
    ).join(documents, documents.c.version == table.c.version)  # fmt: skip
    query = query.where(document_condition(filters)).order_by(documents.c.name, table.c.reference_id)
    return [StoredReference(rows.summary(row), rows.reference(row)) for row in connection.execute(query)]
