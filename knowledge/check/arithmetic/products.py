"""What a rate and a count give together: "60 ha, năng suất 55 tạ/ha, sản lượng 330 tấn";
"2.860 suất quà, trị giá 858 triệu đồng (300.000 đồng/suất)".

What was planted is not all harvested and a price is often rounded, so a total is told only where
one slip of the pen in it, in the rate or in the count makes the three agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from foundation.wording import say
from knowledge.check.arithmetic.figures import scale, shown
from knowledge.check.arithmetic.slips_of_figures import digits_of, is_exchanged, is_slip
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

_RATE = re.compile(
    r"\b(?:nang suat|muc|moi|tri gia|gia tri|binh quan|don gia|dinh muc|ho tro|mat do)\b[^.;]{0,40}$|\(\s*$"
)
# "mỗi suất 800.000 đồng": what the rate is for stands before it.
_EACH = re.compile(
    r"\bmoi (?P<each>truong hop|\w+)(?: (?:qua|hoc bong|nha|can))?\s*(?:tri gia|la|duoc|tu)?\s*$"
)
_TOTAL = re.compile(
    r"\b(?:dan so|san luong|tong (?:kinh phi|so tien|tri gia|gia tri|tien)|tri gia|kinh phi|so tien"
    r"|thanh tien|het|tong)\b[^.;,()]{0,25}$"
)
_OTHER = re.compile(r"\b(?:ke hoach|kh|chi tieu|cung ky|nam truoc|tang|giam|vuot|so voi)\b[^,.;]{0,20}$")
_SENTENCE_END = re.compile(r"\.\s|\n")
_ANYBODY = ("người", "nguoi", "truong hop")
_LEAST_DIGITS = 3
_NEAR = Decimal("0.9")
_PRECISE = 2000
_SURE = 0.6


def check_products(draft: Draft) -> Iterator[Finding]:
    """Each total that its rate and count deny by one slip of the pen."""
    before: list[Quantity] = []
    for piece in draft.pieces:
        if piece.in_table:
            continue
        found = quantities(piece.content.text)
        folded = fold(piece.content.text)
        for rate in found:
            yield from _of_rate(draft, piece, folded, rate, found, before)
        before = found


def _of_rate(
    draft: Draft,
    piece: Piece,
    folded: str,
    rate: Quantity,
    found: Sequence[Quantity],
    before: Sequence[Quantity],
) -> Iterator[Finding]:
    measure, _, each = rate.unit.partition("/")
    if not each:
        told = _EACH.search(folded[: rate.start])
        each = told["each"] if told else ""
    if not each or not rate.is_plain or not _RATE.search(folded[: rate.start]):
        return
    start = max((m.end() for m in _SENTENCE_END.finditer(folded, 0, rate.start)), default=0)
    stop = next((m.start() for m in _SENTENCE_END.finditer(folded, rate.end)), len(folded))
    near = [q for q in found if start <= q.start < stop and q is not rate]
    totals = [q for q in near if q.is_plain and scale(q.unit, measure) is not None and _is_total(folded, q)]
    counts = [q for q in near if _is_counted(q, each)]
    if not counts and len(totals) == 1:
        counts = [q for q in (*before, *(q for q in found if q.start < start)) if _is_counted(q, each)]
    totals = [min(totals, key=lambda total: abs(total.start - rate.start))] if totals else []
    if len(totals) != 1 or not counts or any(_agree(rate, count, totals[0], measure) for count in counts):
        return
    for count in counts:
        if _is_slip(rate, count, totals[0], measure):
            yield _finding(draft, piece, rate, count, totals[0], measure)
            return


def _is_total(folded: str, figure: Quantity) -> bool:
    before = folded[: figure.start]
    return _TOTAL.search(before) is not None and not _OTHER.search(before)


def _is_counted(figure: Quantity, each: str) -> bool:
    if figure.upper is not None or figure.qualifier:
        return False
    if each in _ANYBODY and figure.kind == "people":
        return True
    return (  # of "115/116 ha" what was reached
        bool(figure.unit) and "/" not in figure.unit and fold(figure.unit).split()[0] == fold(each).split()[0]
    )


def _product(rate: Quantity, count: Quantity, total: Quantity, measure: str) -> Decimal:
    """The rate times the count in the unit of the total."""
    return rate.value * count.value * (scale(measure, total.unit) or 1)


def _agree(rate: Quantity, count: Quantity, total: Quantity, measure: str) -> bool:
    computed = _product(rate, count, total, measure)
    figures = (total,) if rate.kind == "money" else (total, rate, count)
    rounded = sum((_step(figure) / figure.value for figure in figures if figure.value), Decimal(0))
    return abs(computed - total.value) <= rounded * computed


def _step(figure: Quantity) -> Decimal:
    """One at the last printed digit."""
    return Decimal(1).scaleb(min(0, int(figure.value.as_tuple().exponent)))


def _is_slip(rate: Quantity, count: Quantity, total: Quantity, measure: str) -> bool:
    computed = _product(rate, count, total, measure)
    if not computed:
        return False
    if rate.kind == "money" and any(computed.scaleb(n) == total.value for n in (-2, -1, 1, 2)):
        return True  # a zero too many or too few
    if abs(computed - total.value) > _NEAR * computed:
        return False
    factor = total.value / computed
    meant = ((total, computed), (rate, rate.value * factor), (count, count.value * factor))
    money = rate.kind == "money"
    return any(_one_slip(figure, value, exact=money or figure is total) for figure, value in meant)


def _one_slip(figure: Quantity, meant: Decimal, *, exact: bool) -> bool:
    """Whether a figure is the meant one with two digits exchanged, or long with one other digit.

    A yield is a rounded mean and not all that is planted is harvested: one digit says nothing there.
    """
    right = meant.quantize(_step(figure), rounding=ROUND_HALF_UP)
    if figure.value % 1 == 0 and abs(right - meant) > meant / _PRECISE:
        return False  # whole numbers give whole numbers
    printed, other = f"{figure.value:f}", f"{right:f}"
    if len(digits_of(printed)) < 2:
        return False
    one_digit = exact and len(digits_of(printed)) >= _LEAST_DIGITS and printed[-1:] == other[-1:]
    return is_exchanged(printed, other) or (one_digit and is_slip(printed, other))


def _finding(
    draft: Draft, piece: Piece, rate: Quantity, count: Quantity, total: Quantity, measure: str
) -> Finding:
    computed = _product(rate, count, total, measure).normalize()
    values = {
        "printed": shown(total), "rate": shown(rate), "count": shown(count),
        "computed": f"{computed:f} {total.unit}".replace(".", ","),
    }  # fmt: skip
    first, last = min(rate.start, total.start), max(rate.stop, total.stop)
    quote = draft.quote_in(piece.content, first, last)
    message, repair = (
        say("check.arithmetic.product", **values),
        say("check.arithmetic.product_repair", **values),
    )
    return Finding("arithmetic", "error", _SURE, message, repair, (quote,))
