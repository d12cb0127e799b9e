"""Which award records answer a question, which come near, and which say that there was none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from foundation.records import RecipientKind
from knowledge.answer.awards.evidence import (
    quote_of,
    recipient_words_of,
    sentence_of,
    source_of,
    words_of,
)
from knowledge.answer.awards.told import Told, award_names, giver_group
from knowledge.base import KnowledgeBase
from knowledge.query import Place
from knowledge.store.filters import place_key
from knowledge.understand.award_lexicon import award_lists, said
from knowledge.understand.award_question import AwardQuery
from language.abbreviations import expand
from language.award_terms import find_terms
from language.periods import Period
from language.text import fold, tokens
from language.words import Syllables, canonical

PRAISE = "Khen thưởng"
_UNSURE = 0.5
_RANK = {
    "xã": 1, "đảng bộ": 1, "huyện": 2, "sở ngành tỉnh": 3, "quân khu": 4, "tỉnh": 4, "trung ương": 5,
    "Thủ tướng": 6, "Nhà nước": 7, "khác": 0,
}  # fmt: skip


@dataclass(slots=True)
class Sorted:
    """Records in the asked place, level and period, by what they are to the question.

    ``counted`` answer it; ``doubtful`` might (said in general, or given and proposed in one
    breath); ``related`` are the same award from another giver; ``other_status`` would answer it
    were they awarded and not proposed (or the other way round); ``denied`` say there was none.
    """

    counted: list[Told] = field(default_factory=list)
    doubtful: list[Told] = field(default_factory=list)
    related: list[Told] = field(default_factory=list)
    other_status: list[Told] = field(default_factory=list)
    denied: list[Told] = field(default_factory=list)


def sort_records(query: AwardQuery, records: Iterable[Told], base: KnowledgeBase) -> Sorted:
    """Sort the records of the asked units and periods."""
    found = Sorted()
    for told in records:
        record = told.record
        in_general = record.status == "background" and query.status == "awarded"
        if not (in_general or in_period(query.periods, told.period)):
            continue
        if not is_asked_award(query, told, base):
            if _might_be_meant(query, told):
                found.doubtful.append(told)
            continue
        given = is_asked_giver(query, told)
        if record.status == "negated":
            if not record.named and (given or record.authority_level == "khác"):
                found.denied.append(told)
            continue
        if query.kinds and not _is_asked_kind(query.kinds, record.recipient_kind):
            continue
        if not given:
            if record.status == query.status:
                found.related.append(told)
        elif in_general or is_mixed(told, base):
            found.doubtful.append(told)
        elif record.status == query.status:
            found.counted.append(told)
        elif record.status in ("awarded", "proposed", "target"):
            found.other_status.append(told)
    return found


def _is_asked_kind(kinds: Sequence[RecipientKind], kind: RecipientKind) -> bool:
    return kind in kinds or kind == "khác"


def _might_be_meant(query: AwardQuery, told: Told) -> bool:
    """ "được cấp trên khen thưởng 03 tập thể": neither the award nor the giver is told."""
    record = told.record
    return (
        record.award == PRAISE
        and record.authority_level == "khác"
        and record.status in ("awarded", "proposed")
        and bool(record.authority)
        and query.status == "awarded"
        and any(_RANK[level] > _RANK.get(told.unit.level, 0) for level in query.giver.levels)
        and (not query.kinds or _is_asked_kind(query.kinds, record.recipient_kind))
    )


def is_mixed(told: Told, base: KnowledgeBase) -> bool:
    """ "đã được và đề nghị cấp trên khen thưởng cho 10 tập thể" tells two things as one."""
    if told.record.status != "proposed" or told.record.confidence > _UNSURE:
        return False
    return said(sentence_of(base, told), award_lists()["mixed"]["phrases"]) is not None


@lru_cache(maxsize=4_000)
def _period(code: str) -> Period | None:
    try:
        return Period(code)
    except ValueError:
        return None


def months_of(code: str) -> tuple[int, int]:
    """First and last month of a period code, for putting periods in order."""
    period = _period(code)
    return (0, 0) if period is None else period.months


@lru_cache(maxsize=20_000)
def in_period(asked: tuple[str, ...], told: str | None) -> bool:
    """Whether a statement's period lies in one of the asked ones; all do when none is asked."""
    if not asked:
        return True
    period = _period(told) if told else None
    if period is None:
        return False
    return any((whole := _period(code)) is not None and whole.contains(period) for code in asked)


def is_asked_award(query: AwardQuery, told: Told, base: KnowledgeBase) -> bool:
    """Whether the statement is about an asked award.

    Names that stand for two awards ("Bằng khen, giấy khen của MTTQ …") are decided by the
    words of the text. A denial in general ("không ai được khen thưởng") denies every award.
    """
    if not query.award_ids:
        return True
    name = told.record.award
    if name == PRAISE:
        return told.record.status == "negated"
    if not any(name in award_names(i) for i in query.award_ids):
        return False
    if name not in _shared_names():
        return True
    written = _awards_named(base, told)
    return not written or bool(written & set(query.award_ids))


def _awards_named(base: KnowledgeBase, told: Told) -> set[str]:
    """The awards that the statement's own words name, else the nearest one named before them."""
    document, (start, end) = told.document.document_id, told.record.span
    own = {t.award.id for t in find_terms(base.original_text(document)[start:end]) if t.award is not None}
    if own:
        return own
    quote, begin = quote_of(base, told), source_of(base, told).span.start
    before = [t.award.id for t in find_terms(quote[: max(0, start - begin)]) if t.award is not None]
    return set(before[-1:])


@lru_cache(maxsize=1)
def _shared_names() -> frozenset[str]:
    return award_names("bang_khen") & award_names("giay_khen")


def is_asked_giver(query: AwardQuery, told: Told) -> bool:
    """Whether the asked authority conferred it; any does when none is asked."""
    giver, record = query.giver, told.record
    if not giver:
        return True
    if giver.mass:
        return told.group == "đoàn thể"
    if giver.above:
        return _RANK[record.authority_level] > _RANK.get(told.unit.level, 0) or (
            fold(record.authority) == "cap tren"
        )
    if record.authority_level in giver.levels and (not told.group or record.authority_level not in _CHAIRED):
        return True
    return any(_same_body(body, record.authority) for body in giver.bodies)


_CHAIRED = ("xã", "huyện", "tỉnh")  # levels with a chairman, beside whom other bodies confer


@lru_cache(maxsize=4_000)
def _same_body(asked: str, written: str) -> bool:
    """Whether the words that name the asked body all stand in the written one, or all of its in it."""
    one, other = ({fold(t.text) for t in tokens(expand(text))} - _TITLES for text in (asked, written))
    alike = bool(one and other) and (one <= other or other <= one) and not _other_office(asked, written)
    return alike and giver_group(asked) == giver_group(written)


def _other_office(asked: str, written: str) -> bool:
    """Whether the two name different offices of a body ("Bí thư", "Ban Thường vụ")."""
    named = [
        {office for office in award_lists()["offices"]["names"] if fold(office) in fold(expand(text))}
        for text in (asked, written)
    ]
    return all(named) and named[0].isdisjoint(named[1])


# Folded words of a body's name that another clerk leaves out.
_TITLES = frozenset(
    ["giam", "doc", "gd", "truong", "bo", "ban", "chap", "hanh", "thuong", "vu", "cac", "cua", "viet", "nam"]
)


def at_places(places: Sequence[Place], told: Told) -> bool:
    """Whether a statement is about one of the places or a unit in one; all are when none is asked.

    A commune's own reports are known by document, so that namesakes stay apart; what another
    report tells of it goes by its name.
    """
    return not places or any(_at(place, told) for place in places)


def _at(place: Place, told: Told) -> bool:
    name = place_key(place.name)
    if place.level == "huyện":
        return told.unit.district == name
    if place.level == "tỉnh":
        return told.unit.province == name
    if told.own and place.in_store:
        return told.document.document_id in place.document_ids
    if place.level is None and place.in_store:  # a cluster or a department tells of its units
        return told.document.document_id in place.document_ids
    return told.unit.level == "xã" and told.unit.name == name


def narrowed(query: AwardQuery, found: Sorted, base: KnowledgeBase) -> Sorted:
    """Only what holds the further words of the question: in the recipient's name, or where no
    recipient has them, in the reason or the sentence. Where recipients are what the question
    counts ("chi bộ"), no others are."""
    if query.noun:
        noun = tuple(canonical(part) for part in query.noun.split())
        are = [t for t in found.counted if recipient_words_of(base, t).find(noun, inside=True)]
        found.counted = are or found.counted
    if not query.about:
        return found
    everyone = (*found.counted, *found.other_status)
    by_name = any(_is_about(query, recipient_words_of(base, told)) for told in everyone)
    words = recipient_words_of if by_name else words_of

    def keep(records: Sequence[Told]) -> list[Told]:
        return [told for told in records if _is_about(query, words(base, told))]

    return Sorted(
        keep(found.counted), keep(found.doubtful), keep(found.related), keep(found.other_status),
        keep(found.denied),
    )  # fmt: skip


def _is_about(query: AwardQuery, held: Syllables) -> bool:
    return all(any(held.find(p, inside=True) for p in word.phrases) for word in query.about)
