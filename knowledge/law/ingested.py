"""What the text of an instrument in the store says of itself: its dates and what it replaces."""

from __future__ import annotations

import re
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.evidence.statements import evidence_of
from knowledge.store.ledger.stored import StoredDocument
from language.dates import find_dates
from language.instruments import find_instruments
from language.registry import Registered
from language.text import fold

# A digest says at its head that it is one and no substitute for the text.
_DIGEST = re.compile(r"\btom (?:tat|luoc)\b[^\n]{0,120}\bkhong thay\b")
_HEAD = 800
_TAKES_EFFECT = re.compile(
    r"\b(?:luat|phap lenh|nghi dinh|thong tu|quyet dinh|chi thi|nghi quyet|quy dinh) nay "
    r"(?:bat dau )?co hieu luc (?:thi hanh )?(?:ke )?(?:tu )?"
)
_REPLACES = re.compile(r"\bthay the\b|\bbai bo (?:luat|nghi dinh|thong tu|quyet dinh)\b")
_ENDS = re.compile(r"\bhet hieu luc\b")
_REACH = 40


def is_digest(document: StoredDocument, base: KnowledgeBase) -> bool:
    """Whether the document says that it only sums an instrument up."""
    return _DIGEST.search(fold(base.original_text(document.document_id)[:_HEAD])) is not None


def read_entry(document: StoredDocument, base: KnowledgeBase) -> Registered | None:
    """An entry for the registry from a text of the store, None for one without number or kind.

    The day of effect and what is replaced come from the sentences that say so (as Decree
    34/2016/NĐ-CP has every instrument say in its last articles).
    """
    identity = document.identity
    number, kind = identity.value("number"), identity.value("kind")
    if not number or not kind:
        return None
    begins, replaced = _effects(document, base, number)
    return Registered(
        number=number,
        kind=kind,
        issuer=identity.value("issuer") or "",
        title=document.title,
        issued=_day(identity.value("date")),
        in_force_from=begins,
        in_force_until=None,
        replaces=replaced,
        replaced_by=(),
        amended_by=(),
        details=(),
        consolidates=(),
        certainty="sourced",
        unsure=() if begins is not None else ("in_force_from",),
    )


def _effects(document: StoredDocument, base: KnowledgeBase, own: str) -> tuple[date | None, tuple[str, ...]]:
    begins: date | None = None
    replaced: list[str] = []
    for statement in evidence_of(base, document).statements:
        folded = statement.folded
        effect = _TAKES_EFFECT.search(folded)
        if effect is not None and begins is None:
            near = find_dates(statement.text[effect.end() : effect.end() + _REACH])
            begins = _day(near[0].iso) if near else None
        for pattern, after in ((_REPLACES, True), (_ENDS, False)):
            match = pattern.search(folded)
            if match is None:
                continue
            for mention in find_instruments(statement.text):
                in_place = mention.start >= match.end() if after else mention.end <= match.start()
                if in_place and mention.number and mention.number not in (own, *replaced):
                    replaced.append(mention.number)
    return begins, tuple(replaced)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None
