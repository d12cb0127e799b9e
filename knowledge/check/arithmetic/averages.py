"""Averages beside what they are of: "132 hộ vay 5.280 triệu đồng, bình quân 45 triệu đồng/hộ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from foundation.wording import say
from knowledge.check.arithmetic.figures import agrees, percent_text, scale, shown
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold, sentences

_AVERAGE = re.compile(
    r"\b(?:binh quan|trung binh|moi \w+(?: \w+)?)\s*(?:la|dat|duoc|moi \w+(?: \w+)?)?\s*:?\s*$"
)
# "bình quân mỗi tổ 5 thành viên": what the average is for stands before the figure.
_FOR_EACH = re.compile(
    r"\b(?:binh quan|trung binh) (?:moi|mot) (?P<each>\w+(?: \w+){0,2}?)\s*(?:co|la|dat|duoc)?\s*:?\s*$"
)
_OTHER_TIME = re.compile(r"\b(?:so voi|cung ky|nam truoc|ke hoach|tang|giam)\b")
# How many figures before an average its whole and its count are looked for among.
_BACK = 6
# An average that is further off is of something else.
_NEAR = Decimal("0.5")
_SURE = 0.65


def check_averages(draft: Draft) -> Iterator[Finding]:
    """Each average that the total and the count right before it do not give."""
    for piece in draft.pieces:
        if piece.in_table:
            continue
        for sentence in sentences(piece.content.text):
            found = quantities(sentence.text)
            folded = fold(sentence.text)
            for index, average in enumerate(found):
                told = _of_what(folded, found, index)
                if told is None:
                    continue
                total, count = told
                factor = scale(total.unit, average.unit.partition("/")[0])
                if factor is None or not count.value:
                    continue
                computed = total.value * factor / count.value
                off = abs(computed - average.value)
                if agrees(computed, average.value, average.text) or not (
                    off <= _NEAR * computed or _misses_zeros(computed, average)
                ):
                    continue
                values = {
                    "printed": shown(average), "total": shown(total), "count": shown(count),
                    "computed": percent_text(computed, average.text),
                }  # fmt: skip
                first = min(total.start, count.start)
                quote = draft.quote_in(
                    piece.content, sentence.start + first,
                    sentence.start + average.stop,
                )  # fmt: skip
                message = say("check.arithmetic.average", **values)
                repair = say("check.arithmetic.average_repair", **values)
                yield Finding("arithmetic", "error", _SURE, message, repair, (quote,))


def _of_what(folded: str, found: Sequence[Quantity], index: int) -> tuple[Quantity, Quantity] | None:
    """The total and the count that the average at ``index`` is of; None when it is no average."""
    average = found[index]
    measure, slash, each = average.unit.partition("/")
    said = _AVERAGE.search(folded[: average.start])
    if not slash:
        named = _FOR_EACH.search(folded[: average.start])
        each = named["each"] if named else ""
    if not each or not measure or said is None:
        return None
    near = found[max(0, index - _BACK) : index]
    before = [q if q.whole is None else replace(q, whole=None) for q in near if q.upper is None]
    if not before or _OTHER_TIME.search(folded[before[0].end : average.start]):
        return None
    counts = [
        q for q in before if _is_counted(fold(each), fold(q.unit)) or (each == "người" and q.kind == "people")
    ]
    totals = [q for q in before if scale(q.unit, measure) is not None]
    if not counts or len(totals) != 1:
        return None
    whole = max(counts, key=lambda count: count.value)  # the others are parts of it
    parts = sum((count.value for count in counts if count is not whole), Decimal(0))
    return None if whole is totals[0] or parts > whole.value else (totals[0], whole)


def _misses_zeros(computed: Decimal, average: Quantity) -> bool:
    """Whether the average has a zero too many or too few: "30.000" for "300.000"."""
    return average.value > 0 and any(
        agrees(computed, average.value.scaleb(zeros), average.text) for zeros in (-3, -2, -1, 1, 2, 3)
    )


def _is_counted(each: str, unit: str) -> bool:
    """Whether a unit is what the average is for, by the words that both are said with."""
    short, long = sorted((each, unit), key=len)
    return bool(short) and re.match(rf"{re.escape(short)}\b", long) is not None
