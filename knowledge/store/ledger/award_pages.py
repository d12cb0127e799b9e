"""Award records page by page, with filters, in SQL: records of documents and hand-typed ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, case, func, select

from foundation.document import Span
from foundation.records import AwardRecord
from knowledge.store.ledger import award_words, rows
from knowledge.store.ledger.reading import SUMMARY
from knowledge.store.ledger.rows import AnyRow
from knowledge.store.ledger.schema import award_marks, awards, documents, manual_awards
from knowledge.store.ledger.stored import DocumentSummary

NO_SOURCE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class AwardQuery:
    """Which records to list. An empty tuple or text does not filter.

    ``places`` are reporting units as ``place`` of a listed record says them; ``periods`` go by
    the record's own period where it has one; each word of ``text`` must begin a word of unit,
    recipient, award, authority, reason or document title, diacritics and case aside.
    """

    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    text: str = ""
    amended_only: bool = False


@dataclass(frozen=True, slots=True)
class ListedAward:
    """A record of the list. One without ``document`` was typed in without a source (its span is empty).

    ``award_id`` holds until the records of the document change, ``amendment_id`` and ``was`` are
    as in ``StoredAward``.
    """

    record: AwardRecord
    place: str
    district: str | None
    province: str | None
    document: DocumentSummary | None = None
    award_id: int | None = None
    amendment_id: int | None = None
    was: AwardRecord | None = None

    @property
    def period(self) -> str | None:
        """The record's own period, else the document's."""
        return self.record.period or (self.document.period if self.document else None)


@dataclass(frozen=True, slots=True)
class AwardChoices:
    """The values that occur, to choose filters from."""

    places: tuple[str, ...]
    periods: tuple[str, ...]
    awards: tuple[str, ...]


def _joined(unit: Any, district: Any, otherwise: Any) -> ColumnElement[str]:
    both = unit.is_not(None) & district.is_not(None) & (unit != district)
    return case((both, unit + ", " + district), else_=func.coalesce(unit, district, otherwise, ""))


# The reporting unit with what tells it apart: "xã A, huyện B".
_PLACE = _joined(documents.c.commune, documents.c.district, documents.c.province)
_MANUAL_PLACE = _joined(manual_awards.c.unit, manual_awards.c.district, manual_awards.c.province)
_PERIOD = func.coalesce(awards.c.period, documents.c.period)


def _conditions(query: AwardQuery, table: Table, place: Any, period: Any) -> list[Any]:
    columns = (
        (place, query.places), (period, query.periods), (table.c.award, query.awards),
        (table.c.authority_level, query.levels), (table.c.status, query.statuses),
        (table.c.recipient_kind, query.kinds),
    )  # fmt: skip
    return [column.in_(values) for column, values in columns if values]


def _from_documents(connection: Connection, query: AwardQuery, *columns: Any) -> Select[Any]:
    selected = (
        select(*columns)
        .select_from(awards)
        .join(documents, documents.c.version == awards.c.version)
        .where(documents.c.state == "ready")
        .where(*_conditions(query, awards, _PLACE, _PERIOD))
    )
    if award_words.words_of(query.text):
        selected = selected.where(award_words.have(connection, query.text))
    if query.amended_only:
        selected = selected.join(award_marks, award_marks.c.award_id == awards.c.award_id)
    return selected


def _by_hand(connection: Connection, query: AwardQuery, *columns: Any) -> Select[Any]:
    told = _conditions(query, manual_awards, _MANUAL_PLACE, manual_awards.c.period)
    if award_words.words_of(query.text):
        told.append(manual_awards.c.amendment_id.in_(_saying_by_hand(connection, query.text)))
    return select(*columns).select_from(manual_awards).where(*told)


def _saying_by_hand(connection: Connection, typed: str) -> list[int]:
    """The hand-typed records that have the words: they are few, and no index is kept of them."""
    said = (manual_awards.c[name] for name in ("unit", "recipient", "award", "authority", "reason"))
    found = connection.execute(select(manual_awards.c.amendment_id, *said))
    return [row[0] for row in found if award_words.are_begun_in(typed, " ".join(row[1:]))]


def count(connection: Connection, query: AwardQuery) -> int:
    """How many records the query finds."""
    return _scalar(connection, _from_documents(connection, query, func.count())) + _scalar(
        connection, _by_hand(connection, query, func.count())
    )


def page(connection: Connection, query: AwardQuery, offset: int, limit: int) -> list[ListedAward]:
    """``limit`` records from ``offset`` on: hand-typed ones first, then by document and text."""
    typed = _scalar(connection, _by_hand(connection, query, func.count()))
    listed: list[ListedAward] = []
    if offset < typed:
        chosen = _by_hand(connection, query, *_manual_columns(), _MANUAL_PLACE.label("place"))
        ordered = chosen.order_by(manual_awards.c.amendment_id.desc()).offset(offset).limit(limit)
        listed = [_manual(row) for row in connection.execute(ordered)]
    if len(listed) < limit:
        # Ids first: to count off what lies before a deep page, an index is enough.
        ordered = _from_documents(connection, query, awards.c.award_id).order_by(
            documents.c.name, awards.c.award_id
        )
        ordered = ordered.offset(max(0, offset - typed)).limit(limit - len(listed))
        ids = list(connection.scalars(ordered))
        chosen = _from_documents(connection, AwardQuery(), *_award_columns(), _PLACE.label("place"), *SUMMARY)
        chosen = chosen.where(awards.c.award_id.in_(ids)).order_by(documents.c.name, awards.c.award_id)
        listed += _listed(connection, connection.execute(chosen).all())
    return listed


def one(connection: Connection, award_id: int) -> ListedAward | None:
    """The record with this id, None when it is gone."""
    chosen = _from_documents(connection, AwardQuery(), *_award_columns(), _PLACE.label("place"), *SUMMARY)
    found = _listed(connection, connection.execute(chosen.where(awards.c.award_id == award_id)).all())
    return found[0] if found else None


def manual(connection: Connection) -> list[ListedAward]:
    """All records without a source, the latest first."""
    chosen = _by_hand(connection, AwardQuery(), *_manual_columns(), _MANUAL_PLACE.label("place"))
    ordered = chosen.order_by(manual_awards.c.amendment_id.desc())
    return [_manual(row) for row in connection.execute(ordered)]


def choices(connection: Connection) -> AwardChoices:
    """What can be chosen from: the values of the records in force and of hand-typed ones."""

    held = select(documents.c.version).where(documents.c.state == "ready", documents.c.award_count > 0)
    reporting = documents.c.version.in_(held)

    def values(*queries: Select[Any]) -> tuple[str, ...]:
        return tuple(sorted({value for query in queries for value in connection.scalars(query) if value}))

    def by_hand(column: Any) -> Select[Any]:
        return select(column).select_from(manual_awards).distinct()

    return AwardChoices(
        values(select(_PLACE).where(reporting).distinct(), by_hand(_MANUAL_PLACE)),
        values(
            select(awards.c.period).distinct(),
            select(documents.c.period).where(reporting).distinct(),
            by_hand(manual_awards.c.period),
        ),
        values(select(awards.c.award).distinct(), by_hand(manual_awards.c.award)),
    )


def _scalar(connection: Connection, query: Select[Any]) -> int:
    return int(connection.scalar(query) or 0)


def _award_columns() -> list[Any]:
    return [column.label("count_") if column.name == "count" else column for column in awards.c]


def _manual_columns() -> list[Any]:
    return [column.label("count_") if column.name == "count" else column for column in manual_awards.c]


def _listed(connection: Connection, found: Sequence[AnyRow]) -> list[ListedAward]:
    ids = [row.award_id for row in found]
    marks = {
        row.award_id: (row.amendment_id, None if row.was is None else rows.award_from_json(row.was))
        for row in connection.execute(select(award_marks).where(award_marks.c.award_id.in_(ids)))
    }
    return [
        ListedAward(
            rows.award(row), row.place, row.doc_district, row.doc_province, rows.summary(row),
            row.award_id, *marks.get(row.award_id, (None, None)),
        )
        for row in found
    ]  # fmt: skip


def _manual(row: AnyRow) -> ListedAward:
    record = AwardRecord(
        row.unit, row.recipient, row.recipient_kind, row.count_, row.award, row.authority,
        row.authority_level, row.status, row.period, NO_SOURCE, row.reason,
    )  # fmt: skip
    return ListedAward(record, row.place, row.district, row.province, amendment_id=row.amendment_id)
