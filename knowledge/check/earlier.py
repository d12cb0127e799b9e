"""The draft against the store: jumps from the unit's earlier report, awards told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from foundation.records import AwardRecord, IndicatorRecord
from foundation.wording import say
from knowledge.base import KnowledgeBase
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from knowledge.store.filters import Filters, place_key
from knowledge.store.ledger.stored import StoredAward
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
    stored: dict[tuple[object, ...], list[StoredAward]] = {}
    for each in base.awards(filters):
        if _counted(each.record):
            stored.setdefault(_award_key(each.record), []).append(each)
    mine: dict[tuple[object, ...], list[AwardRecord]] = {}
    for award in draft.awards:
        if _counted(award) and award.period == period.code:
            mine.setdefault(_award_key(award), []).append(award)
    for key, told in mine.items():
        same = stored.get(key, [])
        # Several statements are several occasions: only one against one can be compared.
        if len(told) == len(same) == 1 and told[0].count != same[0].record.count:
            message = say(
                "check.awards.ledger",
                now=told[0].count, recipients=told[0].recipient_kind, award=told[0].award,
                document=same[0].document.name, stored=same[0].record.count,
            )  # fmt: skip
            repair = say("check.awards.ledger_repair")
            yield Finding("awards", "warning", 0.6, message, repair, (draft.quote(told[0].span),))


def _counted(award: AwardRecord) -> bool:
    return award.status == "awarded" and award.count is not None and not award.named


def _award_key(award: AwardRecord) -> tuple[object, ...]:
    return award.award, fold(award.authority), award.period, award.recipient_kind, place_key(award.unit)
