"""Figures told as what two before them make: "thu 940 triệu đồng, chi 815 triệu đồng, kết dư 152 triệu đồng".

Which two are meant is not said, so such a figure is told only where no two figures of its measure
make it and one slip of the pen, in it or in one of the two, makes them agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from knowledge.check.arithmetic.figures import agrees, percent_text, shown
from knowledge.check.arithmetic.said import Said, spoken
from knowledge.check.arithmetic.slips_of_figures import digits_of, is_exchanged, is_slip
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

_LEFT = re.compile(
    r"\b(?:con lai|ket du|con du|con ton|ton quy|ton cuoi (?:nam|ky)|so du|con)\s*(?:la |co |duoc |so )?$"
)
_APART = re.compile(
    r"\b(?P<word>cao hon|thap hon|nhieu hon|it hon|chenh lech|hon kem)\b[^.;()%\d]{0,45}$"
    r"|(?:^|[,;(])\s*(?P<change>tang|giam)\s*(?:them |duoc )?$"
)
_RAISED = re.compile(r"\b(?:nang|dua)\b[^.;()%\d]{0,45}\b(?:len|thanh|la)\s*(?:thanh )?$")
_BASE_NAMED = re.compile(r"^\s*(?:\(|so (?:voi|cung)|ke hoach|kh\b)")
_CHANGE = re.compile(r"\b(?P<word>tang|giam)\s*(?:them |duoc )?$")
_BRACKET = re.compile(r"^\s*\((?:nam truoc |cung ky |nam 20\d\d )?(?:la |co )?$")
_RATE_NEXT = re.compile(r"^\s*[(,]\s*(?:ty le |ti le )?(?:tang |giam |bang |tuong ung |tuong duong )?$")
_PLAN_IN_BRACKETS = re.compile(
    r"^\s*(?:so voi )?(?:ke hoach|kh|chi tieu|du toan)\b[^.;:%()\d]{0,40}\(\s*(?:ke hoach |kh )?$"
)
_OVER = re.compile(r"\bvuot\s*$")
_IN_AND_OUT = 2
_LOOKED_AT, _LEAST_DIGITS = 6, 3
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class _Made:
    """A figure, the two that should make it, and what they do make."""

    figure: Quantity
    first: Quantity
    second: Quantity
    computed: Decimal


def check_derived(draft: Draft) -> Iterator[Finding]:
    """Each remainder, gap or new total that is a slip of what two figures before it make."""
    for said in spoken(draft):
        for index, figure in enumerate(said.found):
            if not figure.is_plain or figure.unit == "%":
                continue
            before = said.folded[: figure.start]
            earlier = [q for q in said.found[:index] if _same_measure(q, figure)][-_LOOKED_AT:]
            apart = _APART.search(before)
            if _LEFT.search(before):
                yield from _remainder(said, figure, [q for q in earlier if not _in_brackets(said, q)])
            elif apart and not _BASE_NAMED.match(said.folded[figure.stop :]):
                word = said.text[slice(*apart.span("word" if apart["word"] else "change"))]
                yield from _gap(said, figure, earlier, word)
            elif _RAISED.search(before):
                yield from _raised(said, figure, earlier)
            yield from _from_base(said, index, figure)
            yield from _growth(said, index, figure)
            yield from _far_plan(said, index, figure)


def _same_measure(first: Quantity, second: Quantity) -> bool:
    """One unit; a score often bears none ("7,35 … thấp hơn 0,42 điểm"), so its decimals tell it."""
    if first.unit == second.unit:
        return first.upper is None
    scores = not first.unit and first.is_plain and first.value % 1 != 0
    return scores and first.value.as_tuple().exponent == second.value.as_tuple().exponent


def _in_brackets(said: Said, figure: Quantity) -> bool:
    before = said.folded[: figure.start]
    return before.count("(") > before.count(")")


def _remainder(said: Said, figure: Quantity, earlier: Sequence[Quantity]) -> Iterator[Finding]:
    made = _slipped(figure, earlier, -1) or _after_all(figure, earlier)
    if made is not None and made.first.value > made.second.value:
        yield said.finding(
            made.second, figure, _SURE, "remainder", printed=shown(figure), before=shown(made.first),
            gone=shown(made.second), computed=_printed(made.computed, figure),
        )  # fmt: skip


def _gap(said: Said, figure: Quantity, earlier: Sequence[Quantity], word: str) -> Iterator[Finding]:
    made = _slipped(figure, earlier, -1)
    if made is not None and not _other_way(word, made):
        yield said.finding(
            made.second, figure, _SURE, "difference", word=word, way=word, printed=shown(figure),
            before=shown(made.first), after=shown(made.second), computed=_printed(made.computed, figure),
        )  # fmt: skip


def _other_way(word: str, made: _Made) -> bool:
    """Whether "tăng" stands behind a fall or "giảm" behind a rise: then another thing changed."""
    risen = made.second.value > made.first.value
    return fold(word) == ("giam" if risen else "tang")


def _raised(said: Said, figure: Quantity, earlier: Sequence[Quantity]) -> Iterator[Finding]:
    made = _slipped(figure, earlier, 1) or (
        _added_far(said, figure, earlier[0]) if len(earlier) == 1 else None
    )
    if made is not None:
        yield said.finding(
            made.second, figure, _SURE, "total", sum=_printed(made.computed, figure), total=shown(figure),
            parts=f"{made.first.text}; {made.second.text}",
        )  # fmt: skip


def _from_base(said: Said, index: int, by: Quantity) -> Iterator[Finding]:
    """ "Xảy ra 214 vụ … Số vụ giảm 26 vụ (204 vụ)": the base in brackets, what there is now said before."""
    change = _CHANGE.search(said.folded[: by.start])
    base = said.found[index + 1] if index + 1 < len(said.found) else None
    if change is None or base is None or not base.is_plain or base.unit != by.unit:
        return
    if not _BRACKET.match(said.between(by, base)):
        return
    way = -1 if change["word"] == "giam" else 1
    told = quantities(said.piece.content.text[: said.base + by.start])
    alike = [q for q in told if q.unit == by.unit and q.upper is None][-_LOOKED_AT:]
    now = {value for q in alike for value in (q.value, q.whole) if value is not None}
    if not now or base.value + way * by.value in now:
        return
    pairs = ((value, base.value + way * by.value) for value in now)
    for value, computed in pairs:
        meant = ((base.value, base.value + value - computed), (by.value, by.value + way * (value - computed)))
        if any(right > 0 and _exchanged(printed, right) for printed, right in meant):
            word = said.text[slice(*change.span("word"))]
            computed_by = _printed(abs(value - base.value), by)
            yield said.finding(
                by, base, _SURE, "difference", word=word, way=word, printed=shown(by),
                before=shown(base), after=f"{value:f} {by.unit}".replace(".", ","), computed=computed_by,
            )  # fmt: skip
            return


def _growth(said: Said, index: int, by: Quantity) -> Iterator[Finding]:
    """ "thụ lý 725 việc, tăng 43 việc (6,3%)": the rise and its rate."""
    change = _CHANGE.search(said.folded[: by.start])
    rate = said.found[index + 1] if index + 1 < len(said.found) else None
    if change is None or rate is None or rate.unit != "%" or not rate.is_plain or not index:
        return
    now = said.found[index - 1]
    if now.unit != by.unit or not now.is_plain or not _RATE_NEXT.match(said.between(by, rate)):
        return
    before = now.value + by.value * (1 if change["word"] == "giam" else -1)
    if before <= 0 or now.value <= 0:
        return
    computed = by.value * 100 / before
    of_now = agrees(by.value * 100 / now.value, rate.value, rate.text)
    if of_now or not is_exchanged(percent_text(computed, rate.text), rate.text):
        return
    word = said.text[slice(*change.span("word"))]
    yield said.finding(
        by, rate, _SURE, "difference", word=word, way=word, printed=shown(rate), before=f"{before:f}",
        after=now.text, computed=f"{percent_text(computed, rate.text)}%",
    )  # fmt: skip


def _far_plan(said: Said, index: int, plan: Quantity) -> Iterator[Finding]:
    """ "dư nợ 412 triệu đồng với 90 hộ …; hoàn thành 98% kế hoạch (420 triệu đồng)"."""
    share = said.found[index - 1] if index else None
    if share is None or share.unit != "%" or not share.is_plain or not plan.value:
        return
    if not _PLAN_IN_BRACKETS.match(said.between(share, plan)):
        return
    if _CHANGE.search(said.folded[: share.start]) or _OVER.search(said.folded[: share.start]):
        return
    reached = [q for q in said.found[: index - 1] if q.unit == plan.unit and q.is_plain][-_LOOKED_AT:]
    rates = {q: q.value * 100 / plan.value for q in reached}
    if any(agrees(rate, share.value, share.text) for rate in rates.values()):
        return
    for actual, rate in rates.items():
        if is_exchanged(percent_text(rate, share.text), share.text):
            yield said.finding(
                share, plan, _SURE, "plan", printed=share.text, actual=shown(actual), base=shown(plan),
                computed=percent_text(rate, share.text),
            )  # fmt: skip
            return


def _slipped(figure: Quantity, earlier: Sequence[Quantity], sign: int) -> _Made | None:
    """The two figures before that make the figure but for one slip; None where two make it exactly."""
    if len(earlier) < 2 or _is_made(figure, earlier, sign) or any(q.qualifier for q in earlier):
        return None
    *others, last = earlier
    for first in reversed(others):
        computed = abs(first.value + sign * last.value)
        next_to_each_other = len(earlier) == 2
        gap = figure.value - computed
        meant = (
            (figure.value, computed),
            (first.value, first.value + (gap if first.value >= last.value or sign > 0 else -gap)),
            (last.value, last.value + (gap if sign > 0 or first.value < last.value else -gap)),
        )
        if any(_exchanged(one, other, short=next_to_each_other) for one, other in meant if other > 0):
            return _Made(figure, first, last, computed)
        if next_to_each_other and _one_digit(figure.value, computed):
            return _Made(figure, first, last, computed)
    return None


def _added_far(said: Said, figure: Quantity, added: Quantity) -> _Made | None:
    """The whole told anywhere before that with what is added makes the new total but for a slip."""
    told = [
        q
        for piece in said.draft.pieces
        if not piece.in_table
        for q in quantities(piece.content.text)
        if q.unit == figure.unit and q.is_plain and q.value > added.value and q.value != figure.value
    ]
    if any(q.value + added.value == figure.value for q in told):
        return None
    for whole in told:
        computed = whole.value + added.value
        if len(digits_of(figure.text)) > _LEAST_DIGITS and _exchanged(figure.value, computed):
            return _Made(figure, whole, added, computed)
    return None


def _is_made(figure: Quantity, earlier: Sequence[Quantity], sign: int) -> bool:
    """Whether two figures make it, or the first without all the others."""
    values = [value for q in earlier for value in (q.value, q.whole) if value is not None]
    exact = {abs(first + sign * second) for first, second in combinations(values, 2)}
    rests = {earlier[at].value - sum(q.value for q in earlier[at + 1 :]) for at in range(len(earlier))}
    balance = {
        a.value + b.value - c.value for a, b, c in zip(earlier, earlier[1:], earlier[2:], strict=False)
    }
    return figure.value in exact or figure.value in rests or figure.value in balance


def _after_all(figure: Quantity, earlier: Sequence[Quantity]) -> _Made | None:
    """What is left of the first figure when all others are gone: "186 …; 140 …, 21 …, còn lại 52"."""
    if len(earlier) <= 2 or _is_made(figure, earlier, -1):
        return None
    first, *gone = earlier
    computed = first.value - sum(q.value for q in gone)
    if len(gone) == _IN_AND_OUT and computed < first.value + gone[0].value - gone[1].value != figure.value:
        balance = first.value + gone[0].value - gone[1].value
        computed = balance if is_exchanged(f"{figure.value:f}", f"{balance:f}") else computed
    if computed <= 0 or not is_exchanged(f"{figure.value:f}", f"{computed:f}"):
        return None
    return _Made(figure, first, gone[-1], computed)


def _exchanged(printed: Decimal, right: Decimal, *, short: bool = False) -> bool:
    one, other = f"{printed:f}", f"{right:f}"
    return is_exchanged(one, other) and (short or len(digits_of(one)) >= _LEAST_DIGITS)


def _one_digit(printed: Decimal, right: Decimal) -> bool:
    return len(digits_of(f"{printed:f}")) >= _LEAST_DIGITS and is_slip(f"{printed:f}", f"{right:f}")


def _printed(value: Decimal, like: Quantity) -> str:
    return f"{value.normalize():f} {like.unit}".strip().replace(".", ",")
