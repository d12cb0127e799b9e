"""From an award of the list to the article of law that it rests on, where the store holds its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.wording import say
from knowledge.base import KnowledgeBase
from knowledge.law.basis import Basis, basis_of_record
from knowledge.law.provisions import heading_source
from knowledge.law.shelf import entries_of, laws_of
from knowledge.store.ledger.award_pages import ListedAward


@dataclass(frozen=True, slots=True)
class LegalLink:
    """The article as it is shown, and where its heading stands."""

    label: str
    document: str
    start: int
    end: int


def basis_links(rows: Sequence[ListedAward], base: KnowledgeBase) -> dict[int | None, LegalLink]:
    """The link of each record whose article a text of the store holds, by the record's id."""
    laws = laws_of(base.documents(), base)
    if not laws:
        return {}
    entries = entries_of(laws)
    links: dict[int | None, LegalLink] = {}
    for row in rows:
        basis = basis_of_record(row.record, row.period, laws, entries, base)
        link = None if basis is None else _link(basis, base)
        if link is not None:
            links[row.award_id] = link
    return links


def _link(basis: Basis, base: KnowledgeBase) -> LegalLink | None:
    law = basis.law
    source = None if law is None else heading_source(law, basis.heading, base)
    if law is None or source is None:
        return None
    article = basis.heading.lstrip("# ").split(".", 1)[0]
    instrument = f"{law.known.kind} {law.known.number}"
    return LegalLink(
        say("award_tabs.list.basis", article=article, instrument=instrument),
        source.document_id, source.span.start, source.span.end,
    )  # fmt: skip
