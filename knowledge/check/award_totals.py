"""Award statements of one draft against each other: totals that differ, denied and given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.records import AwardRecord
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.text import fold

_TOTAL = re.compile(
    r"\b(?:tong so|tong cong|tong hop|tat ca|toan (?:xa|huyen|phuong|thi tran)|ca nam|trong nam)\b"
)
_BEFORE = 120


def check_award_totals(draft: Draft) -> Iterator[Finding]:
    """Two totals of one award that differ; an award that is denied and told as given."""
    by_award: dict[tuple[object, ...], list[AwardRecord]] = {}
    for award in draft.awards:
        by_award.setdefault(
            (award.award, fold(award.authority), award.period, award.recipient_kind, award.unit), []
        ).append(award)
    for same in by_award.values():
        yield from _totals(draft, same)
    yield from _denied(draft)


def _totals(draft: Draft, same: list[AwardRecord]) -> Iterator[Finding]:
    totals = [
        a
        for a in same
        if a.status == "awarded" and a.count is not None and not a.named and _is_total(draft, a)
    ]
    if len(totals) < 2:
        return
    first, second = totals[0], totals[-1]
    if first.count != second.count and first.span != second.span:
        message = say(
            "check.awards.totals_differ",
            recipients=first.recipient_kind, award=first.award, first=first.count, second=second.count,
        )  # fmt: skip
        quotes = (draft.quote(second.span), draft.quote(first.span))
        repair = say("check.awards.totals_differ_repair")
        yield Finding("awards", "error", 0.65, message, repair, quotes)


def _is_total(draft: Draft, award: AwardRecord) -> bool:
    """Whether the statement says that it tells the total."""
    start = max(0, award.span.start - _BEFORE)
    before = re.split(r"[.;]\s|\n\s*\n", draft.text[start : award.span.start])[-1]
    return _TOTAL.search(fold(before + draft.text[slice(*award.span)])) is not None


def _denied(draft: Draft) -> Iterator[Finding]:
    for denied in draft.awards:
        if denied.status != "negated" or denied.named or denied.recipient_kind == "khác":
            continue
        for given in draft.awards:
            same = (given.award, given.authority_level, given.period, given.recipient_kind) == (
                denied.award, denied.authority_level, denied.period, denied.recipient_kind,
            )  # fmt: skip
            if given.status == "awarded" and same and given.unit == denied.unit:
                message = say("check.awards.denied_and_given", award=denied.award)
                repair = say("check.awards.denied_and_given_repair")
                quotes = (draft.quote(denied.span), draft.quote(given.span))
                yield Finding("awards", "error", 0.7, message, repair, quotes)
                break
