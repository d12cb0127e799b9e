"""Changing the ledger. Every function works inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from foundation.collection import Collection
from foundation.records import DocumentIdentity
from knowledge.embedding.cache import prune, text_hash
from knowledge.store.database.statements import put
from knowledge.store.ledger import amendments, rows
from knowledge.store.ledger.reading import COLLECTION, corrected, corrections_of, meta_value, ready_row
from knowledge.store.ledger.schema import (
    aliases,
    awards,
    corrections,
    documents,
    indicators,
    meta,
    passages,
    regulation_references,
    retired,
    texts,
)
from knowledge.store.ledger.storable import HEADER_FIELDS, StorableDocument, document_id_of, header_in_force
from knowledge.store.lexical_index import index_of

REVISION = "revision"
# A number that grows whenever a document that readers see changes its collection.
COLLECTIONS = "collections"


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Set a fact about the store."""
    put(connection, meta, ["key"], key=key, value=value)


def count_revision(connection: Connection) -> None:
    """Say that what readers see has changed."""
    set_meta(connection, REVISION, str(int(meta_value(connection, REVISION) or 0) + 1))


def insert_building(connection: Connection, document: StorableDocument) -> tuple[int, list[int]]:
    """Insert a new version that no reader sees yet; returns its number and its passage ids."""
    prepared = document.prepared
    page_numbers = [page.number for page in prepared.pages if page.number is not None]
    version: int = connection.execute(
        insert(documents)
        .values(
            document_id=document.document_id,
            name=prepared.name,
            state="building",
            sha256=prepared.sha256,
            format=prepared.format,
            reader_version=document.reader_version,
            original=document.original,
            source=document.source,
            collection=document.collection,
            added_at=datetime.now(UTC).isoformat(timespec="seconds"),
            identity=rows.identity_json(prepared.identity),
            notes=rows.notes_json(prepared.notes),
            page_count=len(page_numbers) or None,
            passage_count=len(prepared.passages),
            award_count=len(prepared.awards),
            indicator_count=len(prepared.indicators),
            reference_count=len(prepared.references),
            **rows.identity_columns(document.identity, prepared.name),
        )
        .returning(documents.c.version)
    ).scalar_one()
    connection.execute(
        insert(texts).values(
            version=version,
            text=prepared.text,
            pages=rows.pages_json(prepared.pages),
            lines=rows.lines_json(prepared.lines),
        )
    )
    contents = (
        (awards, [rows.award_values(record, version) for record in prepared.awards]),
        (indicators, [rows.indicator_values(record, version) for record in prepared.indicators]),
        (
            regulation_references,
            [rows.reference_values(record, version) for record in prepared.references],
        ),
    )
    for table, records in contents:
        if records:
            connection.execute(insert(table), records)
    values = [
        rows.passage_values(passage, version, header, text_hash(embedded))
        for passage, header, embedded in zip(
            prepared.passages, document.headers, document.embedded_texts, strict=True
        )
    ]
    if not values:
        return version, []
    added = insert(passages).returning(passages.c.passage_id, sort_by_parameter_order=True)
    return version, list(connection.scalars(added, values))


def swap_in(connection: Connection, version: int) -> bool:
    """Show a built version to readers in the stead of the one of its name, if there is one.

    Returns whether there was one.
    """
    new = connection.execute(select(documents).where(documents.c.version == version)).one()
    connection.execute(delete(aliases).where(aliases.c.name == new.name))
    old = ready_row(connection, name=new.name)
    if old is not None and old.sha256 == new.sha256:
        moved = update(aliases).where(aliases.c.version == old.version)
        connection.execute(moved.values(version=version))
        retire(connection, old.version)
    elif old is not None:
        give_way(connection, old.version)
    connection.execute(update(documents).where(documents.c.version == version).values(state="ready"))
    index_of(connection).add(connection, version, _indexed(connection, version))
    amendments.refresh(connection, version)
    return old is not None


def give_way(connection: Connection, version: int) -> None:
    """A version loses its name: it goes on under another name of the same content, or goes."""
    heir = connection.scalar(
        select(aliases.c.name).where(aliases.c.version == version).order_by(aliases.c.name).limit(1)
    )
    if heir is None:
        retire(connection, version)
    else:
        _rename(connection, version, heir)


def retire(connection: Connection, version: int) -> None:
    """Take a version out of the ledger; its vectors are noted as still to be removed."""
    state = connection.scalar(select(documents.c.state).where(documents.c.version == version))
    if state == "ready":
        index_of(connection).remove(connection, version, _indexed(connection, version))
    hashes = connection.scalars(select(passages.c.text_hash).where(passages.c.version == version)).all()
    connection.execute(insert(retired).values(version=version))
    connection.execute(delete(documents).where(documents.c.version == version))
    prune(connection, hashes)


def _rename(connection: Connection, version: int, name: str) -> None:
    connection.execute(delete(aliases).where(aliases.c.name == name))
    this = documents.c.version == version
    connection.execute(update(documents).where(this).values(name=name, document_id=document_id_of(name)))
    row = connection.execute(select(documents).where(this)).one()
    # What was kept apart stays so under its new name, also in later versions.
    set_correction(connection, name, COLLECTION, row.collection)
    changes = corrections_of(connection, [name]).get(name, {})
    apply_identity(connection, version, corrected(rows.identity_from_json(row.identity), changes))
    amendments.refresh(connection, version)


def apply_identity(connection: Connection, version: int, identity: DocumentIdentity) -> None:
    """Put an identity in force: filter columns, passage headers, lexical index.

    Vectors keep the header with which they were embedded until the document is read again.
    """
    row = connection.execute(select(documents).where(documents.c.version == version)).one()
    index_of(connection).remove(connection, version, _indexed(connection, version))
    connection.execute(
        update(documents)
        .where(documents.c.version == version)
        .values(**rows.identity_columns(identity, row.name))
    )
    before = {name: row._mapping[name] for name in HEADER_FIELDS}
    for passage in connection.execute(select(passages).where(passages.c.version == version)).all():
        header = header_in_force(passage.header, before, identity)
        connection.execute(
            update(passages).where(passages.c.passage_id == passage.passage_id).values(header=header)
        )
    index_of(connection).add(connection, version, _indexed(connection, version))


def set_alias(connection: Connection, name: str, version: int) -> bool:
    """Remember that a file of this name has the very content of a version.

    Returns whether that is news.
    """
    if connection.scalar(select(aliases.c.version).where(aliases.c.name == name)) == version:
        return False
    put(connection, aliases, ["name"], name=name, version=version)
    return True


def set_correction(connection: Connection, name: str, field: str, value: str) -> None:
    """Remember what a person has set, for every version of the file of this name."""
    put(connection, corrections, ["name", "field"], name=name, field=field, value=value)


def set_collection(connection: Connection, name: str, collection: Collection) -> bool:
    """Put the document of this name, in every version of it, into a collection.

    Returns whether that is news to readers.
    """
    set_correction(connection, name, COLLECTION, collection)
    moved = (documents.c.name == name) & (documents.c.collection != collection)
    if not connection.execute(update(documents).where(moved).values(collection=collection)).rowcount:
        return False
    moves = int(meta_value(connection, COLLECTIONS) or 0) + 1
    set_meta(connection, COLLECTIONS, str(moves))
    count_revision(connection)
    return True


def forget_corrections(connection: Connection, name: str) -> None:
    """Forget what a person has set for the file of this name, its award statements included."""
    connection.execute(delete(corrections).where(corrections.c.name == name))
    amendments.forget(connection, name)


def unfinished(connection: Connection) -> tuple[list[int], list[int]]:
    """Versions that a dead writer left building, and versions whose vectors may still be there."""
    building = connection.scalars(select(documents.c.version).where(documents.c.state == "building"))
    return list(building), list(connection.scalars(select(retired.c.version)))


def forget_retired(connection: Connection, versions: Sequence[int]) -> None:
    """The vectors of these versions are gone."""
    connection.execute(delete(retired).where(retired.c.version.in_(list(versions))))


def rebuild_lexical(connection: Connection) -> None:
    """Index every ready document anew."""
    index_of(connection).clear(connection)
    for version in connection.scalars(select(documents.c.version).where(documents.c.state == "ready")):
        index_of(connection).add(connection, version, _indexed(connection, version))


def _indexed(connection: Connection, version: int) -> list[tuple[int, str, str]]:
    query = select(passages.c.passage_id, passages.c.header, passages.c.text)
    found = connection.execute(query.where(passages.c.version == version))
    return [(row.passage_id, row.header, row.text) for row in found]
