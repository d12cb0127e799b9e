"""Who cites which instrument, and how the instruments stand on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.law.shelf import StoredLaw, numbers_read
from knowledge.law.standing import cited_law, report_date
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredDocument, StoredReference
from language.registry import Registered, Standing, status_at

# What is shown as law in force to a whole country, in order of force.
_ORDER = ("luật", "nghị định", "thông tư", "quyết định", "chỉ thị")


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


@dataclass(frozen=True, slots=True)
class Unlisted:
    """An instrument that documents cite and the registry does not know: what they print of it.

    ``date`` is ISO 8601 or empty; ``name`` is the number, or the words of one cited without.
    """

    key: str
    kind: str
    name: str
    issuer: str
    date: str
    mentions: tuple[Cited, ...]


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


def unlisted(cited: Sequence[Cited]) -> list[Unlisted]:
    """The cited instruments that the registry does not know, in order of their names."""
    groups: dict[str, list[Cited]] = {}
    for mention in cited:
        if mention.known is None:
            groups.setdefault(cited_key(mention), []).append(mention)
    found = [
        Unlisted(
            key,
            mentions[0].reference.record.kind,
            mentions[0].reference.record.number or " ".join(mentions[0].quote.split()),
            next((m.reference.record.issuer for m in mentions if m.reference.record.issuer), ""),
            next((m.reference.record.date for m in mentions if m.reference.record.date), ""),
            tuple(mentions),
        )
        for key, mentions in groups.items()
    ]
    return sorted(found, key=lambda one: (one.kind, one.name))


def cited_key(mention: Cited) -> str:
    """What tells cited instruments apart: the registered number, else number and issuer as printed."""
    record = mention.reference.record
    if mention.known is not None:
        return mention.known.number
    return f"{record.number or ' '.join(mention.quote.split()).lower()}|{record.issuer or ''}"


def unread_amendments(
    on: date, entries: Mapping[str, Registered], laws: Sequence[StoredLaw]
) -> list[tuple[Registered, Registered]]:
    """(law, amendment) pairs of the day whose amending text is not in the store and was not read."""
    stored = numbers_read(laws)
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
