"""The audit trail: who asked, uploaded, corrected, deleted, exported, signed in, and when.

It is only ever added to. Each entry carries the hash of the one before it and of itself, so
that an entry that was changed or taken out afterwards is noticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Column, Engine, Integer, Table, insert, select

from knowledge.people.accounts import metadata
from knowledge.store.database.statements import take_turn
from knowledge.store.tables import String, Text

Action = Literal[
    "asked",
    "uploaded",
    "corrected",
    "deleted",
    "exported",
    "signed_in",
    "refused",
    "drafted",
    "changed_account",
]

entries = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("what", Text, nullable=False),
    Column("chain", String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail. ``what`` names the thing (a file, a record's id), never its content."""

    number: int
    at: str
    who: str
    action: str
    what: str
    chain: str


class Audit:
    """The trail of one office. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, who: str, action: Action, what: str = "") -> Entry:
        """Add an entry at the end."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._engine.begin() as connection:
            # First of all, so that two writers cannot both read the same last entry.
            take_turn(connection, entries)
            last = connection.execute(select(entries).order_by(entries.c.number.desc()).limit(1)).first()
            number, before = (1, "") if last is None else (last.number + 1, last.chain)
            added = Entry(number, at, who, action, what, _link(before, number, at, who, action, what))
            connection.execute(insert(entries).values(asdict(added)))
        return added

    def all(self) -> Iterator[Entry]:
        """Every entry, oldest first."""
        with self._engine.connect() as connection:
            for row in connection.execute(select(entries).order_by(entries.c.number)):
                yield Entry(*row)

    def latest(self, most: int, who: str = "", action: str = "") -> list[Entry]:
        """The latest entries, newest first; of one person or action where it is named."""
        query = select(entries).order_by(entries.c.number.desc()).limit(most)
        if who:
            query = query.where(entries.c.who == who)
        if action:
            query = query.where(entries.c.action == action)
        with self._engine.connect() as connection:
            return [Entry(*row) for row in connection.execute(query)]

    def people(self) -> list[str]:
        """Everybody whom the trail tells of, by name."""
        with self._engine.connect() as connection:
            return list(connection.scalars(select(entries.c.who).distinct().order_by(entries.c.who)))

    def first_broken(self) -> int | None:
        """The number of the first entry that was changed or whose forerunner is gone, None if all hold."""
        before, expected = "", 1
        for entry in self.all():
            whole = _link(before, entry.number, entry.at, entry.who, entry.action, entry.what)
            if entry.number != expected or entry.chain != whole:
                return entry.number
            before, expected = entry.chain, expected + 1
        return None


def _link(before: str, *values: object) -> str:
    return hashlib.sha256(json.dumps([before, *values], ensure_ascii=False).encode()).hexdigest()
