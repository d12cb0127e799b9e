"""The legal instruments of a store: the registry with what was ingested, and who cites what.

The registry of the program is extended by the texts of the store: an instrument that it does
not know, and what a text says it replaces. All validity is that of a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.law.ingested import is_digest, read_entry
from knowledge.law.standing import cited_law, report_date
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredDocument, StoredReference
from language.registry import Registered, Standing, registry, status_at

# Kinds of documents that are law; a report, plan or letter is none.
LAW_KINDS = frozenset({"luật", "nghị định", "thông tư", "quyết định", "chỉ thị", "nghị quyết", "pháp lệnh",
                       "thông tư liên tịch", "văn bản hợp nhất", "quy chế", "quy định"})  # fmt: skip
# What is shown as law in force to a whole country, in order of force.
_ORDER = ("luật", "nghị định", "thông tư", "quyết định", "chỉ thị")


@dataclass(frozen=True, slots=True)
class StoredLaw:
    """A document of the store that is an instrument or a digest of one."""

    document: StoredDocument
    known: Registered
    digest: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An instrument of the registry with its standing on the day that was asked for."""

    known: Registered
    standing: Standing


@dataclass(frozen=True, slots=True)
class Cited:
    """One mention of an instrument in a document.

    ``on`` is the document's day; ``known`` and ``standing`` are None where the registry does not
    know the instrument or the document tells no day.
    """

    document: StoredDocument
    reference: StoredReference
    quote: str
    on: date | None
    known: Registered | None
    standing: Standing | None

    @property
    def expired(self) -> bool:
        """Whether the instrument no longer applied on the document's day."""
        return self.standing is not None and self.standing.status == "expired"


def laws_of(documents: Sequence[StoredDocument], base: KnowledgeBase) -> list[StoredLaw]:
    """The instruments of the store with a number; a digest only where the text itself is not there."""
    found = []
    for document in documents:
        number, kind = document.identity.value("number"), document.identity.value("kind")
        if kind not in LAW_KINDS or not number:
            continue
        known = registry().get(number) or read_entry(document, base)
        if known is not None:
            found.append(StoredLaw(document, known, is_digest(document, base)))
    whole = {law.known.number for law in found if not law.digest}
    return [law for law in found if not law.digest or law.known.number not in whole]


def entries_of(laws: Sequence[StoredLaw], base: KnowledgeBase) -> Mapping[str, Registered]:
    """The registry, extended by the texts of the store and by what they say they replace."""
    entries = dict(registry())
    for law in laws:
        entries.setdefault(law.known.number, law.known)
        read = None if law.digest else read_entry(law.document, base)
        if read is None:
            continue
        for number in read.replaces:
            old = entries.get(number)
            if old is None or read.number in old.replaced_by:
                continue
            until = old.in_force_until if old.replaced_by else read.in_force_from
            entries[number] = replace(
                old, replaced_by=(*old.replaced_by, read.number), in_force_until=until or old.in_force_until
            )
    return entries


def listed_on(on: date, entries: Mapping[str, Registered]) -> list[Listed]:
    """Every instrument with its standing on the day, laws first, newest first within a kind."""
    listed = [Listed(known, status_at(known, on, entries)) for known in entries.values()]
    return sorted(listed, key=lambda item: (_rank(item.known), -_issued(item.known)))


def detailed_by(known: Registered, entries: Mapping[str, Registered]) -> list[Registered]:
    """What sets the instrument out in detail, and what does so with that in turn."""
    found: dict[str, Registered] = {}
    above = {known.number}
    while above:
        below = {n: k for n, k in entries.items() if n not in found and not above.isdisjoint(k.details)}
        found |= below
        above = set(below)
    return list(found.values())


def _rank(known: Registered) -> int:
    return _ORDER.index(known.kind) if known.kind in _ORDER else len(_ORDER)


def _issued(known: Registered) -> int:
    day = known.issued or known.in_force_from
    return 0 if day is None else day.toordinal()


def citations(
    documents: Sequence[StoredDocument], base: KnowledgeBase, entries: Mapping[str, Registered] | None = None
) -> list[Cited]:
    """Every stored mention of an instrument in the documents, with its standing on their day."""
    by_id = {document.document_id: document for document in documents}
    references = base.references(Filters(document_ids=tuple(by_id))) if by_id else []
    found = []
    for reference in references:
        document = by_id[reference.document_id]
        span, on = reference.record.span, report_date(document.identity)
        quote = base.original_text(document.document_id)[span.start : span.end]
        law = cited_law(reference.record, quote, on or date.today(), entries)
        standing = law.standing if law is not None and on is not None else None
        found.append(Cited(document, reference, quote, on, law.known if law else None, standing))
    return found


def expired_citations(cited: Sequence[Cited]) -> list[Cited]:
    """The mentions of instruments that no longer applied, each instrument once for a document."""
    seen: dict[tuple[str, str], Cited] = {}
    for mention in cited:
        if mention.expired and mention.known is not None:
            seen.setdefault((mention.document.document_id, mention.known.number), mention)
    return list(seen.values())


def unread_amendments(
    on: date, entries: Mapping[str, Registered], laws: Sequence[StoredLaw]
) -> list[tuple[Registered, Registered]]:
    """(law, amendment) pairs of the day whose amending text is not in the store and was not read."""
    stored = {law.known.number for law in laws if not law.digest}
    pairs = []
    for known in entries.values():
        if status_at(known, on, entries).status != "in_force":
            continue
        for number in known.amended_by:
            amendment = entries.get(number)
            if amendment is None or number in stored or "content" not in amendment.unsure:
                continue
            if amendment.in_force_from is not None and amendment.in_force_from <= on:
                pairs.append((known, amendment))
    return pairs
