"""The award statements that questions read, kept in memory until the store changes.

A question over thousands of reports reads some ten thousand statements, and the next one often
the same again. Which they are, an index says in a few milliseconds; the statements themselves are
read once for each state of the store, and are the very same objects until it changes, so that
what others have worked out about them stays good as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import ColumnElement, Connection, Engine, select

from knowledge.store.ledger import reading
from knowledge.store.ledger.schema import awards
from knowledge.store.ledger.stored import StoredAward, StoredDocument

MOST = 60_000  # statements that are kept, some 700 bytes each
_FEW = 500  # that are asked for one by one; more are read by what was asked


@dataclass(frozen=True, slots=True)
class _Kept:
    """The statements read at a revision by their ids, each with its document's version."""

    revision: int = -1
    awards: dict[int, tuple[int, StoredAward]] = field(default_factory=dict)
    periods: list[tuple[str, ...]] = field(default_factory=list)


class KeptAwards:
    """Award statements of one ledger; safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept = _Kept()

    def find(
        self, condition: ColumnElement[bool], documents: Mapping[int, StoredDocument], revision: int
    ) -> list[StoredAward]:
        """Statements that fulfil the condition, in the order of the documents and their text.

        ``documents`` are the ready ones by version, as they are at ``revision``.
        """
        kept = self._of(revision).awards
        with self._engine.connect() as connection:
            ids = connection.scalars(select(awards.c.award_id).where(condition)).all()
            missing = [award_id for award_id in ids if award_id not in kept]
            if missing:
                read = self._read(connection, missing, condition, documents)
                kept.update(read)
        by_version: dict[int, list[int]] = {}
        for award_id in ids:
            if award_id in kept:  # else of a version that readers do not see
                by_version.setdefault(kept[award_id][0], []).append(award_id)
        told = (sorted(by_version[version]) for version in documents if version in by_version)
        found = [kept[award_id][1] for award_id in chain.from_iterable(told)]
        if len(kept) > MOST:
            self._kept = _Kept()
        return found

    def periods(self, revision: int) -> tuple[str, ...]:
        """The periods of award statements and of ready documents."""
        kept = self._of(revision).periods
        if not kept:
            with self._engine.connect() as connection:
                kept.append(reading.award_periods(connection))
        return kept[0]

    def _of(self, revision: int) -> _Kept:
        kept = self._kept
        if kept.revision != revision:
            kept = self._kept = _Kept(revision)
        return kept

    def _read(
        self,
        connection: Connection,
        missing: list[int],
        condition: ColumnElement[bool],
        documents: Mapping[int, StoredDocument],
    ) -> dict[int, tuple[int, StoredAward]]:
        few = len(missing) <= _FEW
        wanted = awards.c.award_id.in_(missing) if few else condition
        return dict(reading.stored_awards(connection, wanted, documents))
