"""What answering about the law works with: the question, the store's laws, the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer.regulation.asked import LawQuestion
from knowledge.base import KnowledgeBase
from knowledge.law.shelf import StoredLaw, entries_of, laws_of
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from language.instruments import Instrument
from language.registry import Registered, Standing, resolve, status_at


@dataclass(frozen=True, slots=True)
class LawRoom:
    """The question and all that may answer it."""

    query: Query
    asked: LawQuestion
    documents: tuple[StoredDocument, ...]
    base: KnowledgeBase
    laws: tuple[StoredLaw, ...]
    entries: Mapping[str, Registered]

    def known(self, instrument: Instrument) -> Registered | None:
        """The registered instrument that the question means."""
        return resolve(instrument, self.asked.on, self.entries)

    def standing(self, known: Registered) -> Standing:
        """Its standing on the day asked about."""
        return status_at(known, self.asked.on, self.entries)

    def law(self, number: str) -> StoredLaw | None:
        """The document of the store that is the instrument, or a digest of it."""
        return next((law for law in self.laws if number in law.numbers), None)


def law_room(
    query: Query, asked: LawQuestion, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> LawRoom:
    """The laws of the store and the registry with what they add to it."""
    laws = laws_of(documents, base)
    return LawRoom(query, asked, tuple(documents), base, tuple(laws), entries_of(laws))
