"""Wholes divided into things of several names: "1.460 loại giấy tờ, gồm: 640 giấy, 512 sổ và 308 thẻ".

The parts bear units of their own, so nothing but the list says that they are parts: it is told
only where it is announced and two digits exchanged in one figure make the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from foundation.wording import say
from knowledge.check.arithmetic.figures import shown
from knowledge.check.arithmetic.slips_of_figures import digits_of, is_exchanged
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

_ANNOUNCED = re.compile(r"\b(?:gom(?: co)?|bao gom|cu the(?: la)?|chia ra|trong (?:do|so do)(?: co)?)\s*:?\s")
_END = re.compile(r"[.:()](?:\s|$)|\n")
_SEPARATED = re.compile(r"[,;]\s|\bva\s")
_REACH, _LABEL = 60, 30
_LEAST_PARTS, _LEAST_DIGITS = 3, 3
_SURE = 0.6


def check_mixed_parts(draft: Draft) -> Iterator[Finding]:
    """Each whole whose announced parts of several units miss it by two digits exchanged."""
    for piece in draft.pieces:
        if piece.in_table:
            continue
        text = piece.content.text
        folded = fold(text)
        found = quantities(text)
        for announced in _ANNOUNCED.finditer(folded):
            whole = next((q for q in reversed(found) if q.stop <= announced.start()), None)
            stop = _END.search(folded, announced.end())
            parts = _items(folded, announced.end(), stop.start() if stop else len(text), found)
            if whole is None or announced.start() - whole.stop > _REACH or not _misses(whole, parts):
                continue
            computed = sum((part.value for part in parts), Decimal(0))
            values = {
                "sum": f"{computed:f}", "total": shown(whole), "parts": "; ".join(p.text for p in parts),
            }  # fmt: skip
            quote = draft.quote_in(piece.content, whole.start, parts[-1].stop)
            message = say("check.arithmetic.total", **values)
            yield Finding(
                "arithmetic",
                "error",
                _SURE,
                message,
                say("check.arithmetic.total_repair", **values),
                (quote,),
            )


def _items(folded: str, start: int, stop: int, found: Sequence[Quantity]) -> list[Quantity]:
    """One figure of each item of a list, which stands at the item's head; none where an item has not one."""
    parts: list[Quantity] = []
    edges = [start, *(m.end() for m in _SEPARATED.finditer(folded, start, stop)), stop]
    for begin, end in pairwise(edges):
        inside = [q for q in found if begin <= q.start and q.stop <= end]
        if len(inside) == 1 and inside[0].start - begin <= _LABEL:
            parts.append(inside[0])
        elif inside or not parts:
            return []
    return parts


def _misses(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    units = {part.unit for part in parts}
    alike = len(units) < 2 and whole.unit in units
    if (
        len(parts) < _LEAST_PARTS
        or alike
        or not all(q.is_plain and q.value % 1 == 0 for q in (whole, *parts))
    ):
        return False
    if "%" in units or whole.unit == "%":
        return False
    gap = whole.value - sum((part.value for part in parts), Decimal(0))
    meant = [(whole.value, whole.value - gap), *((part.value, part.value + gap) for part in parts)]
    return any(_exchanged(printed, right) for printed, right in meant if right > 0)


def _exchanged(printed: Decimal, right: Decimal) -> bool:
    one, other = f"{printed:f}", f"{right:f}"
    return len(digits_of(one)) >= _LEAST_DIGITS and is_exchanged(one, other)
