"""The award records as a person works with them: listed, corrected, added, rejected, undone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from typing import Any, get_args

from sqlalchemy import Connection, Engine

from foundation.errors import AmendmentRefused
from foundation.records import AuthorityLevel, AwardRecord, AwardStatus, RecipientKind
from foundation.wording import say
from knowledge.store.ledger import amendments, award_pages, reading, writing
from knowledge.store.ledger.amending import CORRECTABLE, Amendment, FieldValue, InForce
from knowledge.store.ledger.award_pages import AwardChoices, AwardQuery, ListedAward
from knowledge.store.ledger.rows import AnyRow
from language.periods import Period

STATUSES: tuple[str, ...] = get_args(AwardStatus)
RECIPIENT_KINDS: tuple[str, ...] = get_args(RecipientKind)
LEVELS: tuple[str, ...] = get_args(AuthorityLevel)
_CHOSEN = {"recipient_kind": RECIPIENT_KINDS, "authority_level": LEVELS, "status": STATUSES}
_REQUIRED = {"award", "unit"}
_LONGEST = 500  # characters of a typed field
_MOST = 10_000_000  # of a count
_MOST_COUNTS = 200  # counts of lists that are remembered


@dataclass(frozen=True, slots=True)
class OpenedAward:
    """A record with the key of its statement, by which it is corrected or rejected."""

    listed: ListedAward
    statement: str


class AwardBook:
    """The records of a store and what a person has said of them.

    ``writing`` gives the right to write to the store.
    """

    def __init__(self, engine: Engine, writing_right: Callable[[], AbstractContextManager[None]]) -> None:
        self._engine = engine
        self._writing = writing_right
        self._counts: dict[tuple[str | None, AwardQuery], int] = {}

    # --- reading ------------------------------------------------------------------------

    def page(self, query: AwardQuery, offset: int, limit: int) -> tuple[list[ListedAward], int]:
        """``limit`` records from ``offset`` on, and how many the query finds altogether."""
        with self._engine.connect() as connection:
            found = self._counted(connection, query)
            return award_pages.page(connection, query, offset, limit), found

    def choices(self) -> AwardChoices:
        """What the filters can be chosen from."""
        with self._engine.connect() as connection:
            return award_pages.choices(connection)

    def manual(self) -> list[ListedAward]:
        """All records typed in without a source, the latest first."""
        with self._engine.connect() as connection:
            return award_pages.manual(connection)

    def open(self, award_id: int) -> OpenedAward:
        """One record of the list, to be worked on.

        Raises:
            AmendmentRefused: it has gone or changed since it was listed.
        """
        with self._engine.connect() as connection:
            listed = award_pages.one(connection, award_id)
            if listed is None or listed.document is None:
                raise AmendmentRefused("amendment_gone")
            row = self._row(connection, listed.document.document_id)
            keys = dict(amendments.statements(connection, row.version))
            return OpenedAward(listed, keys[award_id].statement)

    def amendments(self) -> list[Amendment]:
        """Everything that a person has set, the latest first; see ``Amendment.state``."""
        with self._engine.connect() as connection:
            return amendments.amendments_of(connection)[::-1]

    # --- changing -----------------------------------------------------------------------

    def correct(self, document_id: str, statement: str, typed: Mapping[str, str]) -> None:
        """Set fields (of ``CORRECTABLE``) of a statement; a value that was read undoes its correction.

        Raises:
            AmendmentRefused: the statement is gone, a value is not valid, or nothing changes.
        """
        values = {name: _checked(name, typed[name]) for name in CORRECTABLE if name in typed}
        with self._changing(document_id) as (connection, row):
            entry = self._entry(connection, row, statement)
            if all(getattr(entry.record, name) == value for name, value in values.items()):
                raise AmendmentRefused("amendment_nothing")
            read = entry.was or entry.record
            if entry.amendment_id is not None and entry.was is None:  # a person had added it
                changes = _fields(entry.record) | values
                quote = self._quote(connection, entry.amendment_id)
                amendments.keep(connection, "add", changes, name=row.name, statement=statement, quote=quote)
                return
            before = _fields(entry.record) | values
            changed = {name: before[name] for name in CORRECTABLE if before[name] != getattr(read, name)}
            if changed:
                amendments.keep(
                    connection, "correct", changed, name=row.name, statement=statement, was=read,
                    quote=_quoted(connection, row, read),
                )  # fmt: skip
            elif entry.amendment_id is not None:
                amendments.drop(connection, entry.amendment_id)

    def reject(self, document_id: str, statement: str) -> None:
        """Leave a statement out of every list, count and answer; one that was added goes altogether.

        Raises:
            AmendmentRefused: the statement is gone.
        """
        with self._changing(document_id) as (connection, row):
            entry = self._entry(connection, row, statement)
            if entry.amendment_id is not None and entry.was is None:
                amendments.drop(connection, entry.amendment_id)
                return
            read = entry.was or entry.record
            amendments.keep(
                connection, "reject", {}, name=row.name, statement=statement, was=read,
                quote=_quoted(connection, row, read),
            )  # fmt: skip

    def add(self, document_id: str, quote: str, typed: Mapping[str, str]) -> None:
        """Add a record whose source is ``quote``, which must stand in the document word for word.

        Raises:
            AmendmentRefused: it does not, the document is gone, or a value is not valid.
        """
        values = _record_values(typed)
        if not quote.strip():
            raise AmendmentRefused("amendment_quote_empty")
        if not document_id:
            raise AmendmentRefused("amendment_document_missing")
        with self._changing(document_id) as (connection, row):
            text = reading.layout_row(connection, row.version).text
            if quote not in text and quote.strip() not in text:
                raise AmendmentRefused("amendment_quote_missing")
            exact = quote if quote in text else quote.strip()
            told = f"{sorted(values.items())}|{exact}"
            statement = "added-" + hashlib.sha256(told.encode()).hexdigest()[:20]
            amendments.keep(connection, "add", values, name=row.name, statement=statement, quote=exact)

    def add_manual(self, typed: Mapping[str, str]) -> None:
        """Add a record without any source: the lists show it, answers never use it.

        ``district`` and ``province`` of the unit may be given besides the fields of a record.

        Raises:
            AmendmentRefused: a value is not valid.
        """
        places = {name: typed.get(name, "").strip()[:_LONGEST] or None for name in ("district", "province")}
        values = _record_values(typed) | places
        with self._writing(), self._engine.begin() as connection:
            amendment_id = amendments.keep(connection, "manual", values)
            amendments.insert_manual(connection, amendment_id, values)
            writing.count_revision(connection)

    def undo(self, amendment_id: int) -> None:
        """Take an amendment back, so that what was read counts again.

        Raises:
            AmendmentRefused: it was taken back already.
        """
        with self._writing(), self._engine.begin() as connection:
            undone = amendments.amendment(connection, amendment_id)
            if undone is None:
                raise AmendmentRefused("amendment_gone")
            amendments.drop(connection, amendment_id)
            row = reading.ready_row(connection, name=undone.document) if undone.document else None
            if row is not None:
                amendments.refresh(connection, row.version)
            writing.count_revision(connection)

    # --- inside -------------------------------------------------------------------------

    def _counted(self, connection: Connection, query: AwardQuery) -> int:
        """How many records the query finds, counted once for each state of the store.

        Searching all records for words takes seconds over hundreds of thousands, and who leafs
        through the list asks the same again and again.
        """
        key = reading.meta_value(connection, writing.REVISION), query
        found = self._counts.get(key)
        if found is None:
            found = award_pages.count(connection, query)
            if len(self._counts) >= _MOST_COUNTS:
                self._counts.clear()
            self._counts[key] = found
        return found

    @contextmanager
    def _changing(self, document_id: str) -> Iterator[tuple[Connection, AnyRow]]:
        """The right to write and the document's row; afterwards its records are what they should be."""
        with self._writing(), self._engine.begin() as connection:
            row = self._row(connection, document_id)
            yield connection, row
            amendments.refresh(connection, row.version)
            writing.count_revision(connection)

    def _row(self, connection: Connection, document_id: str) -> AnyRow:
        row = reading.ready_row(connection, document_id=document_id)
        if row is None:
            raise AmendmentRefused("amendment_gone")
        return row

    def _entry(self, connection: Connection, row: AnyRow, statement: str) -> InForce:
        for _, entry in amendments.statements(connection, row.version):
            if entry.statement == statement:
                return entry
        raise AmendmentRefused("amendment_gone")

    def _quote(self, connection: Connection, amendment_id: int) -> str:
        found = amendments.amendment(connection, amendment_id)
        return "" if found is None else found.quote


def _quoted(connection: Connection, row: AnyRow, record: AwardRecord) -> str:
    return str(reading.layout_row(connection, row.version).text[slice(*record.span)])


def _fields(record: AwardRecord) -> dict[str, Any]:
    values = asdict(record)
    del values["span"]
    return values


def _record_values(typed: Mapping[str, str]) -> dict[str, FieldValue]:
    """The values of a record that a person adds, every field of ``AwardRecord`` but its span."""
    names = ("unit", *CORRECTABLE, "reason")
    return {name: _checked(name, typed.get(name, "")) for name in names}


def _checked(name: str, typed: str) -> FieldValue:
    """What was typed for a field as its value.

    Raises:
        AmendmentRefused: it is none.
    """
    value = " ".join(typed.split())[:_LONGEST]
    refused = AmendmentRefused("amendment_bad_value", field=say(f"award_tabs.fields.{name}"))
    if name == "count":
        if not value:
            return None
        if not value.isascii() or not value.isdigit() or int(value) > _MOST:
            raise refused
        return int(value)
    if name == "period":
        return _checked_period(value, refused)
    if value not in _CHOSEN.get(name, (value,)) or (name in _REQUIRED and not value):
        raise refused
    return value


def _checked_period(value: str, refused: AmendmentRefused) -> str | None:
    try:
        return Period(value).code if value else None
    except ValueError as error:
        raise refused from error
