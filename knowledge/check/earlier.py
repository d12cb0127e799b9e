"""The draft against the store: jumps from the unit's earlier report, awards told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from foundation.records import IndicatorRecord
from foundation.wording import say
from knowledge.base import KnowledgeBase
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from knowledge.filters import Filters, place_key
from language.periods import Period
from language.text import fold

# A yearly figure that grows or shrinks by more than this is worth a look.
_JUMP = Decimal(5)
# Small counts jump for good reasons; shares are compared when they are far apart.
_SMALL = Decimal(20)


def check_against_store(draft: Draft, base: KnowledgeBase) -> Iterator[Finding]:
    """What the unit's other reports in the store say otherwise."""
    commune, district = draft.identity.value("commune"), draft.identity.value("district")
    if draft.period is None or not (commune or district):
        return
    filters = Filters(communes=(commune,)) if commune else Filters(districts=(district or "",))
    yield from _jumps(draft, base, filters, draft.period)
    yield from _ledger(draft, base, filters, draft.period)


def _jumps(draft: Draft, base: KnowledgeBase, filters: Filters, period: Period) -> Iterator[Finding]:
    earlier: dict[tuple[str, str, str], tuple[Period, IndicatorRecord]] = {}
    for stored in base.indicators(filters):
        record = stored.record
        if (
            record.kind != "actual"
            or record.period is None
            or place_key(record.unit) != place_key(draft.identity.unit)
        ):
            continue
        then = Period(record.period)
        if then.months[1] < period.months[0] and _length(then) == _length(period):
            key = _key(record)
            if key not in earlier or earlier[key][0].months < then.months:
                earlier[key] = (then, record)
    for record in draft.indicators:
        told = earlier.get(_key(record))
        if told is None or record.kind != "actual" or record.period != period.code:
            continue
        then, before = told
        if _jumped(record.value, before.value):
            message = say(
                "check.arithmetic.jump",
                indicator=record.indicator, now=_shown(record), before=_shown(before), period=then.label(),
            )  # fmt: skip
            quotes = (draft.quote(record.value_span),)
            yield Finding("arithmetic", "warning", 0.55, message, say("check.arithmetic.jump_repair"), quotes)


def _key(record: IndicatorRecord) -> tuple[str, str, str]:
    return fold(record.indicator), record.unit_of_measure, place_key(record.unit)


def _length(period: Period) -> int:
    return period.months[1] - period.months[0]


def _jumped(now: Decimal, before: Decimal) -> bool:
    small, large = sorted((now, before))
    return large >= _SMALL and small > 0 and large / small >= _JUMP


def _shown(record: IndicatorRecord) -> str:
    blank = "" if record.unit_of_measure in ("", "%") else " "
    return f"{record.value_text}{blank}{record.unit_of_measure}"


def _ledger(draft: Draft, base: KnowledgeBase, filters: Filters, period: Period) -> Iterator[Finding]:
    """A count of an award that another report of the same unit and period tells otherwise."""
    stored = [
        each
        for each in base.awards(filters)
        if each.record.status == "awarded" and each.record.count is not None and not each.record.named
    ]
    for award in draft.awards:
        if award.status != "awarded" or award.count is None or award.named or award.period != period.code:
            continue
        key = (award.award, fold(award.authority), award.period, award.recipient_kind, place_key(award.unit))
        same = [
            each
            for each in stored
            if (each.record.award, fold(each.record.authority), each.record.period, each.record.recipient_kind, place_key(each.record.unit)) == key
        ]  # fmt: skip
        mine = [
            a
            for a in draft.awards
            if (a.award, fold(a.authority), a.period, a.recipient_kind, place_key(a.unit)) == key
        ]
        if len(same) == 1 and len(mine) == 1 and same[0].record.count != award.count:
            message = say(
                "check.awards.ledger",
                now=award.count, recipients=award.recipient_kind, award=award.award,
                document=same[0].document.name, stored=same[0].record.count,
            )  # fmt: skip
            quotes = (draft.quote(award.span),)
            yield Finding("awards", "warning", 0.6, message, say("check.awards.ledger_repair"), quotes)
