"""Award statements of one draft against each other: totals that differ, denied or pending and given."""

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
# What says of a proposal that nothing has come of it yet.
_PENDING = re.compile(
    r"\b(?:dang (?:trinh|cho|tham dinh|de nghi|xem xet|hoan thien|lam ho so)"
    r"|cho (?:quyet dinh|ket qua|phe duyet)"
    r"|chua (?:co|duoc) (?:quyet dinh|ket qua|phe duyet|cong nhan|xet))\b"
)
_AROUND = 90
# One that is asked for and one that is given may be two.
_LEAST = 2


def check_award_totals(draft: Draft) -> Iterator[Finding]:
    """Two totals of one award that differ; an award that is denied, or pending, and told as given."""
    by_award: dict[tuple[object, ...], list[AwardRecord]] = {}
    for award in draft.awards:
        by_award.setdefault(
            (award.award, fold(award.authority), award.period, award.recipient_kind, award.unit), []
        ).append(award)
    for same in by_award.values():
        yield from _totals(draft, same)
    yield from _denied(draft)
    yield from _pending(draft)


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


def _pending(draft: Draft) -> Iterator[Finding]:
    """The same number of the same award: asked for without an answer yet, and told as given."""
    for asked in draft.awards:
        if asked.status != "proposed" or asked.named or (asked.count or 0) < _LEAST:
            continue
        if not _awaits(draft, asked):
            continue
        for given in draft.awards:
            same = (given.award, given.authority_level, given.recipient_kind, given.count, given.unit) == (
                asked.award, asked.authority_level, asked.recipient_kind, asked.count, asked.unit,
            )  # fmt: skip
            if given.status == "awarded" and same and not given.named and given.span != asked.span:
                message = say(
                    "check.awards.pending_and_given",
                    award=asked.award, count=asked.count, recipients=asked.recipient_kind,
                )  # fmt: skip
                quotes = (draft.quote(given.span), draft.quote(asked.span))
                repair = say("check.awards.pending_and_given_repair")
                yield Finding("awards", "warning", 0.6, message, repair, quotes)
                break


def _awaits(draft: Draft, asked: AwardRecord) -> bool:
    """Whether the rest of the sentence says that nothing has come of the proposal yet."""
    after = re.split(r"\.\s|\n", draft.text[asked.span.end : asked.span.end + _AROUND])[0]
    return _PENDING.search(fold(after)) is not None
