"""What an instrument in the store says of itself: its dates, what it replaces, amends and details."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.evidence.statements import Statement, evidence_of
from knowledge.store.ledger.stored import StoredDocument
from language.dates import find_dates
from language.instruments import Instrument, find_instruments
from language.registry import Registered, resolve
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
_AMENDS = re.compile(r"\bsua doi, bo sung\b|\bsua doi\b")
_DETAILS = re.compile(r"\bquy dinh chi tiet\b|\bhuong dan\b|\bbien phap\b.{0,20}\bthi hanh\b")
_GROUNDS = re.compile(r"^\W*can cu\b")
_ARTICLE = re.compile(r"^\W*dieu \d")
_CONSOLIDATED = "VBHN"
_REACH = 40


@dataclass(frozen=True, slots=True)
class ReadLaw:
    """An instrument as its own text tells it; ``amends`` are the numbers of what it amends."""

    known: Registered
    amends: tuple[str, ...] = ()


def is_digest(document: StoredDocument, base: KnowledgeBase) -> bool:
    """Whether the document says that it only sums an instrument up."""
    return _DIGEST.search(fold(base.original_text(document.document_id)[:_HEAD])) is not None


def read_law(document: StoredDocument, base: KnowledgeBase) -> ReadLaw | None:
    """An entry for the registry from a text of the store, None for one without number or kind.

    The day of effect and what is replaced come from the sentences that say so (as Decree
    34/2016/NĐ-CP has every instrument say in its last articles); what it amends or details from
    its title and grounds; what a consolidated text merges from the paragraphs before its grounds
    (Ordinance 01/2012/UBTVQH13 on consolidation).
    """
    identity = document.identity
    number, kind = identity.value("number"), identity.value("kind")
    if not number or not kind:
        return None
    consolidated = _CONSOLIDATED in number.upper()
    statements = evidence_of(base, document).statements
    begins, replaced = _effects(statements, number)
    issued = _day(identity.value("date"))
    lead = list(_before_articles(statements))
    merged = _merged(lead, issued) if consolidated else ()
    title = _title(document.title, kind)
    amends, details = ((), ()) if consolidated else _about(title, lead, issued, number)
    known = Registered(
        number=number,
        kind="văn bản hợp nhất" if consolidated else kind,
        issuer=identity.value("issuer") or "",
        title=title,
        issued=issued,
        in_force_from=None if consolidated else begins,
        in_force_until=None,
        replaces=() if consolidated else replaced,
        replaced_by=(),
        amended_by=(),
        details=details,
        consolidates=merged,
        certainty="sourced",
        unsure=() if begins is not None or consolidated else ("in_force_from",),
    )
    return ReadLaw(known, amends)


def _effects(statements: Sequence[Statement], own: str) -> tuple[date | None, tuple[str, ...]]:
    begins: date | None = None
    replaced: list[str] = []
    for statement in statements:
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


def _before_articles(statements: Sequence[Statement]) -> Iterator[str]:
    """The paragraphs above the first article."""
    for statement in statements:
        if _ARTICLE.match(statement.folded) or any(_ARTICLE.match(fold(part)) for part in statement.path):
            return
        yield statement.text


def _merged(lead: Sequence[str], on: date | None) -> tuple[str, ...]:
    """What a consolidated text merges: the instrument first, then its amendments."""
    found: list[str] = []
    for text in lead:
        if _GROUNDS.match(fold(text)):
            break
        found += [number for number in _numbers(text, on) if number not in found]
    return tuple(number for number in found if _CONSOLIDATED not in number.upper())


def _about(
    title: str, lead: Sequence[str], on: date | None, own: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(what it amends, what it details), by its title, else by the grounds that it names first."""
    folded = fold(title)
    amending, detailing = _AMENDS.search(folded), _DETAILS.search(folded)
    if amending is None and detailing is None:
        return (), ()
    named = [n for n in _numbers(title, on) if n != own]
    enacting = [text for text in lead if (_AMENDS if amending else _GROUNDS).search(fold(text))]
    named = named or [n for text in enacting for n in _numbers(text, on) if n != own]
    first = tuple(dict.fromkeys(named))
    if amending is not None and (detailing is None or amending.start() < detailing.start()):
        return first[:1], ()
    return (), first


def _numbers(text: str, on: date | None) -> list[str]:
    """The numbers of the instruments that a text names; a law named by its title is looked up."""
    return [number for mention in find_instruments(text) if (number := _number(mention, on))]


def _number(mention: Instrument, on: date | None) -> str:
    known = resolve(mention, on)
    return known.number if known is not None else mention.number or ""


def _title(printed: str, kind: str) -> str:
    """A title as it is written in running text: "Thông tư quy định …", not "THÔNG TƯ Quy định …"."""
    text = " ".join(printed.split())
    if text.isupper():
        return text.capitalize()
    if fold(text[: len(kind)]) == fold(kind):
        rest = text[len(kind) :].strip()
        return f"{kind.capitalize()} {rest[:1].lower()}{rest[1:]}" if text[: len(kind)].isupper() else text
    return text


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None
