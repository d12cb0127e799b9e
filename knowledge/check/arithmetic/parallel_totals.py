"""Totals of several kinds with the parts of each: "57 tập thể và 139 cá nhân, trong đó chuyên đề
41 tập thể và 98 cá nhân, đột xuất 16 tập thể và 41 cá nhân".

That one kind's parts make its total shows that the list is whole; then the other kind's must too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from foundation.wording import say
from knowledge.check.arithmetic.figures import shown
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

_ANNOUNCED = re.compile(
    r"\b(?:trong (?:do|so do)|cu the(?: la| nhu sau)?|bao gom|gom(?: co)?|chia ra)\b\s*:?"
)
_END = re.compile(r"\.(?:\s|$)|\n")
_BETWEEN_TOTALS = re.compile(r"^\s*(?:,|va|;|\()?\s*$")
_SUMMED = re.compile(
    r"(?:^|[.;]\s+|\n)(?:nhu vay,?\s*)?(?:tong cong|tong so|tinh chung|cong chung|tong hop lai)\b"
    r"[^.;\d]{0,40}"
)
_BETWEEN_SUMS = re.compile(r"\s*(?:,|va)?\s*")
# How far before the announcement the totals may end.
_REACH = 110
_COUNTED = ("people", "body", "thing")
_LEAST_PARTS = 2
_SURE = 0.75


def check_parallel_totals(draft: Draft) -> Iterator[Finding]:
    """Each kind whose parts do not make its total beside a kind whose parts do."""
    yield from _behind(draft)
    for piece in draft.pieces:
        if piece.in_table:
            continue
        text = piece.content.text
        folded = fold(text)
        for announced in _ANNOUNCED.finditer(folded):
            stop = _END.search(folded, announced.end())
            end = stop.start() if stop else len(text)
            totals = _totals(text, folded, announced.start())
            parts = quantities(text[announced.end() : end])
            for total, listed in _wrong(totals, parts):
                computed = sum((part.value for part in listed), Decimal(0))
                values = {
                    "sum": f"{computed:f} {total.unit}", "total": shown(total),
                    "parts": "; ".join(part.text for part in listed),
                }  # fmt: skip
                last = announced.end() + listed[-1].stop
                quote = draft.quote_in(piece.content, total.start, last)
                message = say("check.arithmetic.total", **values)
                repair = say("check.arithmetic.total_repair", **values)
                yield Finding("arithmetic", "error", _SURE, message, repair, (quote,))


def _behind(draft: Draft) -> Iterator[Finding]:
    """ "… 5 tập thể, 12 cá nhân; … 18 tập thể, 46 cá nhân. Tổng cộng có 23 tập thể và 58 cá nhân"."""
    for piece in draft.pieces:
        folded = fold(piece.content.text)
        summed = None if piece.in_table else _SUMMED.search(folded)
        if summed is None:
            continue
        figures = quantities(piece.content.text)
        parts = [figure for figure in figures if figure.end <= summed.start()]
        totals: list[Quantity] = []
        for figure in figures:
            last = totals[-1].stop if totals else summed.end()
            if figure.start < summed.end() or not _BETWEEN_SUMS.fullmatch(folded[last : figure.start]):
                continue
            totals.append(figure)
        for total, listed in _wrong(totals, parts):
            computed = sum((part.value for part in listed), Decimal(0))
            values = {
                "sum": f"{computed:f} {total.unit}", "total": shown(total),
                "parts": "; ".join(part.text for part in listed),
            }  # fmt: skip
            quote = draft.quote_in(piece.content, total.start, total.stop)
            message = say("check.arithmetic.total", **values)
            repair = say("check.arithmetic.total_repair", **values)
            yield Finding("arithmetic", "error", _SURE, message, repair, (quote,))


def _totals(text: str, folded: str, end: int) -> list[Quantity]:
    """Neighbouring figures of different kinds right before an announcement; none where fewer than two."""
    found: list[Quantity] = []
    for figure in reversed(quantities(text[:end])):
        follows = found[-1].start if found else None
        if figure.kind not in _COUNTED or figure.whole is not None or figure.qualifier:
            break
        behind = folded[figure.stop : end if follows is None else follows]
        if len(behind) > _REACH if follows is None else not _BETWEEN_TOTALS.match(behind):
            break
        found.append(figure)
    units = {figure.unit for figure in found}
    return found[::-1] if len(units) == len(found) >= _LEAST_PARTS else []


def _wrong(totals: Sequence[Quantity], parts: Sequence[Quantity]) -> list[tuple[Quantity, list[Quantity]]]:
    """The totals that their parts deny, where another total's parts make it."""
    right, wrong = 0, []
    for total in totals:
        listed = [part for part in parts if part.unit == total.unit]
        plain = all(part.whole is None and part.upper is None for part in listed)
        if len(listed) < _LEAST_PARTS or not plain:
            continue
        if sum((part.value for part in listed), Decimal(0)) == total.value:
            right += 1
        else:
            wrong.append((total, listed))
    return wrong if right else []
