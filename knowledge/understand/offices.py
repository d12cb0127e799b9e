"""Offices that report on their unit, named in a question: "Sở Nội vụ trình …", "báo cáo của Phòng Nội vụ".

Such an office is no place of its own and no word of the subject: it says whose report is meant.
Where it confers an award ("Giám đốc Sở Nội vụ tặng …") it is the giver and stays in the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from foundation.records import UnitLevel
from knowledge.query import Place
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.phrasing import question_lists
from language.abbreviations import expand_tokens
from language.words import canonical

_LEVELS: tuple[UnitLevel, ...] = ("xã", "huyện", "tỉnh", "trung ương")
_REPORT_OF = ("bao", "cao", "cua")
_GIVES_WITHIN = 7  # syllables after the office: its unit's name, then the verb


@dataclass(frozen=True, slots=True)
class Office:
    """An office named at ``start:end`` of a question, with the documents that it issued."""

    start: int
    end: int
    documents: tuple[StoredDocument, ...]


def find_office(question: str, documents: Sequence[StoredDocument]) -> Office | None:
    """The office whose reports the question names, None where it is the giver of an award."""
    pieces = expand_tokens(question)
    said = tuple(canonical(t.text) for t in pieces)
    for office in (*_phrases("offices"), *_phrases("report_issuers")):
        for index in range(len(said) - len(office) + 1):
            end = index + len(office)
            if said[index:end] != office or _is_giver(said, index, end) or _is_asked(said, end):
                continue
            if office in _phrases("report_issuers") and said[:index][-3:] != _REPORT_OF:
                continue
            issued = tuple(d for d in documents if _issued(d, office))
            if issued:
                return Office(pieces[index].start, pieces[end - 1].end, issued)
    return None


def reports_of(office: Office, places: Sequence[Place]) -> tuple[Place, ...]:
    """The places by the office's own reports; without any, the one unit whose office reports."""
    ids = [d.document_id for d in office.documents]
    narrowed = [replace(p, document_ids=tuple(i for i in p.document_ids if i in ids)) for p in places]
    if any(p.in_store for p in narrowed):
        return tuple(n if n.in_store else p for n, p in zip(narrowed, places, strict=True))
    units = {d.summary.unit for d in office.documents}
    unit = units.pop()
    if places or units or not unit:
        return tuple(places)
    level = next((level for level in _LEVELS if level == office.documents[0].summary.level), None)
    return (Place(unit, level, tuple(ids)),)


def _is_giver(said: Sequence[str], start: int, end: int) -> bool:
    """Whether the head of the office, or the office itself, confers."""
    if any(tuple(said[:start][-len(head) :]) == head for head in _phrases("office_heads")):
        return True
    after = said[end : end + _GIVES_WITHIN]
    stops = [i for i, s in enumerate(after) if s in _ACTS]
    gives = [i for i, s in enumerate(after) if (s,) in _phrases("office_gives")]
    return bool(gives) and (not stops or gives[0] < stops[0])


def _is_asked(said: Sequence[str], end: int) -> bool:
    """Whether the question is about the office itself: "Hội đồng … huyện A gồm bao nhiêu người?"."""
    after = said[end:]
    return any(
        tuple(after[at : at + len(phrase)]) == phrase
        for phrase in _phrases("office_is_asked")
        for at in range(len(after))
    )


_ACTS = {"trinh", "tham", "de", "lap", "nop", "da", "co", "gui", "tiep", "bao", "nam", "la", "ai"}


def _issued(document: StoredDocument, office: tuple[str, ...]) -> bool:
    issuer = document.identity.value("issuer") or ""
    return tuple(canonical(t.text) for t in expand_tokens(issuer))[: len(office)] == office


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(canonical(s) for s in p.split()) for p in question_lists()["organisations"][name])
    return tuple(sorted(phrases, key=len, reverse=True))
