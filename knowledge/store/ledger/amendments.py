"""Amendments of award statements in the ledger. Every function works inside the caller's transaction.

``awards`` always holds what is in force, so that every reader of the ledger sees corrected
records and no rejected ones; ``refresh`` brings it there whenever a version or an amendment changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from foundation.records import AwardRecord
from knowledge.store.database.statements import put
from knowledge.store.filters import place_key, word_key
from knowledge.store.ledger import rows
from knowledge.store.ledger.amending import Action, Amendment, FieldValue, InForce, Outcome, in_force
from knowledge.store.ledger.rows import AnyRow
from knowledge.store.ledger.schema import (
    award_amendments,
    award_marks,
    award_readings,
    awards,
    documents,
    manual_awards,
    texts,
)


def amendments_of(connection: Connection, name: str | None = None) -> list[Amendment]:
    """The amendments of the document of this name, or of all documents, the oldest first.

    In a list of all, those of a document that the store no longer has are ``unmatched``.
    """
    held = exists().where(documents.c.name == award_amendments.c.name, documents.c.state == "ready")
    query = select(award_amendments, held.label("held")).order_by(award_amendments.c.amendment_id)
    if name is not None:
        query = query.where(award_amendments.c.name == name)
    return [_amendment(row) for row in connection.execute(query)]


def amendment(connection: Connection, amendment_id: int) -> Amendment | None:
    """One amendment, None when it is gone."""
    found = [each for each in amendments_of(connection) if each.amendment_id == amendment_id]
    return found[0] if found else None


def _amendment(row: AnyRow) -> Amendment:
    is_gone = row.name is not None and not row.held
    return Amendment(
        row.amendment_id, row.name, row.action, row.statement, json.loads(row.changes),
        None if row.was is None else rows.award_from_json(row.was), row.quote, row.made_at,
        "unmatched" if is_gone else row.state,
    )  # fmt: skip


def statements(connection: Connection, version: int) -> list[tuple[int, InForce]]:
    """The award rows of a version with the keys of their statements, in the order of the ledger."""
    ids = connection.scalars(
        select(awards.c.award_id).where(awards.c.version == version).order_by(awards.c.award_id)
    )
    return list(zip(ids, _outcome(connection, version).records, strict=True))


def keep(
    connection: Connection,
    action: Action,
    changes: Mapping[str, FieldValue],
    *,
    name: str | None = None,
    statement: str = "",
    was: AwardRecord | None = None,
    quote: str = "",
) -> int:
    """Remember an amendment in the stead of an earlier one of the same statement; returns its id."""
    if name is not None:
        same = (award_amendments.c.name == name) & (award_amendments.c.statement == statement)
        connection.execute(delete(award_amendments).where(same))
    values = {
        "name": name, "action": action, "statement": statement, "quote": quote, "state": "applied",
        "changes": json.dumps(dict(changes), ensure_ascii=False),
        "was": None if was is None else rows.award_json(was),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }  # fmt: skip
    added = insert(award_amendments).values(values).returning(award_amendments.c.amendment_id)
    return int(connection.scalar(added) or 0)


def drop(connection: Connection, amendment_id: int) -> None:
    """Forget one amendment; a record without a source goes with it."""
    connection.execute(delete(award_amendments).where(award_amendments.c.amendment_id == amendment_id))


def forget(connection: Connection, name: str) -> None:
    """Forget the amendments of the document of this name."""
    connection.execute(delete(award_amendments).where(award_amendments.c.name == name))


def refresh(connection: Connection, version: int) -> None:
    """Have the award rows of a version say what its document's amendments make of what was read."""
    name = connection.scalar(select(documents.c.name).where(documents.c.version == version))
    if name is None or not (_is_amended(connection, name) or _kept_reading(connection, version)):
        return
    read = _reading(connection, version)
    outcome = _outcome(connection, version)
    connection.execute(delete(awards).where(awards.c.version == version))
    _insert(connection, version, outcome.records)
    if outcome.states:
        records = json.dumps([rows.award_json(record) for record in read])
        put(connection, award_readings, ["version"], version=version, records=records)
    else:
        connection.execute(delete(award_readings).where(award_readings.c.version == version))
    for amendment_id, state in outcome.states.items():
        this = award_amendments.c.amendment_id == amendment_id
        connection.execute(update(award_amendments).where(this).values(state=state))
    counted = update(documents).where(documents.c.version == version)
    connection.execute(counted.values(award_count=len(outcome.records)))


def _is_amended(connection: Connection, name: str) -> bool:
    query = select(func.count()).select_from(award_amendments).where(award_amendments.c.name == name)
    return bool(connection.scalar(query))


def _kept_reading(connection: Connection, version: int) -> str | None:
    return connection.scalar(select(award_readings.c.records).where(award_readings.c.version == version))


def _reading(connection: Connection, version: int) -> list[AwardRecord]:
    """The award statements as they were read."""
    kept = _kept_reading(connection, version)
    if kept is not None:
        return [rows.award_from_json(text) for text in json.loads(kept)]
    columns = [column.label("count_") if column.name == "count" else column for column in awards.c]
    found = connection.execute(
        select(*columns).where(awards.c.version == version).order_by(awards.c.award_id)
    )
    return [rows.award(row) for row in found]


def _outcome(connection: Connection, version: int) -> Outcome:
    name = connection.scalar(select(documents.c.name).where(documents.c.version == version))
    text = connection.scalar(select(texts.c.text).where(texts.c.version == version))
    return in_force(_reading(connection, version), amendments_of(connection, name or ""), text or "")


def _insert(connection: Connection, version: int, records: Sequence[InForce]) -> None:
    if not records:
        return
    added = insert(awards).returning(awards.c.award_id, sort_by_parameter_order=True)
    values = [rows.award_values(entry.record, version) for entry in records]
    ids = connection.scalars(added, values).all()
    marks: list[dict[str, Any]] = [
        {
            "award_id": award_id,
            "amendment_id": entry.amendment_id,
            "was": None if entry.was is None else rows.award_json(entry.was),
        }
        for award_id, entry in zip(ids, records, strict=True)
        if entry.amendment_id is not None
    ]
    if marks:
        connection.execute(insert(award_marks), marks)


def insert_manual(connection: Connection, amendment_id: int, values: Mapping[str, FieldValue]) -> None:
    """Put a record without a source where the lists find it.

    ``values`` are the fields of an award record, and ``district`` and ``province``.
    """
    connection.execute(
        insert(manual_awards).values(
            amendment_id=amendment_id,
            unit_key=place_key(str(values["unit"])),
            district_key=place_key(str(values.get("district") or "")) or None,
            province_key=place_key(str(values.get("province") or "")) or None,
            award_key=word_key(str(values["award"])),
            **{name: values.get(name) for name in _MANUAL_FIELDS},
        )
    )


_MANUAL_FIELDS = (
    "unit", "district", "province", "recipient", "recipient_kind", "count", "award", "authority",
    "authority_level", "status", "period", "reason",
)  # fmt: skip
