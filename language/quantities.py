"""Figures with their unit of measure: "31,250 tỷ đồng", "10/10 thôn", "từ 5 đến 7%".

A figure is a quantity unless its surroundings say that it names, dates or numbers something
(an instrument, a year, a road, an outline item, a telephone): ``figure_names``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from language.figure_names import (
    YEAR,
    counts_calendar,
    is_calendar,
    is_day_and_month,
    is_name,
    shaped_otherwise,
)
from language.measures import MeasureMention, Reading, measure_at, word_list
from language.numbers import parse_figure, parse_words
from language.text import fold

_NUMBER = r"(?:\d{1,3}(?: \d{3}){2,}(?![\d.,]\d)|\d{1,3}(?:\. \d{3}){2,}(?!\d)|\d+(?:[.,]\d+)*)"
_FIGURE = re.compile(
    rf"(?<![\d\w*=])(?<!\d[.,/-])(?<![^\W\d_][-–])(?P<first>{_NUMBER})"
    rf"(?:(?P<ratio>\s?/\s?)(?P<whole>{_NUMBER})"
    rf"|(?P<range>\s?%?\s?[-–]\s?|\s?%?\s+đến\s+|\s?%?\s+den\s+)(?P<last>{_NUMBER}))?"
)
_WORDS = re.compile(
    r"(?<![\w])(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|một)\s+trăm(?:\s+(?:linh|lẻ))?"
    r"|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+mươi|mười|hai|ba|bốn|sáu|bảy|tám|chín)"
    r"(?:\s+(?:mươi|mười|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín))*(?![\w])",
    re.IGNORECASE,
)
_WORDS_UNACCENTED = re.compile(
    r"(?<!\w)(?:muoi|(?:hai|bon|sau|bay|tam|chin)\s+muoi)(?:\s+(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin))?(?!\w)"
)
# "cao hơn 0,4 điểm" is exactly so much more; "không thấp hơn 0,4" is as much at least.
_QUALIFIER = re.compile(
    r"(?:\b(tren duoi|khoang tren|khoang gan|tren|gan|(?<!cao )(?<!thap )hon|khong (?:cao|thap) hon|khoang"
    r"|duoi|toi thieu|toi da|it nhat|khong qua|xap xi|ngot|tu|>=|<=|[<>≥≤])\s*)$"
)
_OPEN_UNIT = re.compile(r"[\s ]{0,3}(?P<word>[^\W\d_]+)")
_LISTED = re.compile(r"\s*(?:,|và|va|-|–|;)\s*$")
_COUNTED = frozenset({"people", "body", "thing"})

_SMALLER_MONEY = {
    ("tỷ đồng", "triệu đồng"): 1000,
    ("tỷ đồng", "nghìn đồng"): 1_000_000,
    ("triệu đồng", "nghìn đồng"): 1000,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure and its unit.

    ``value`` is exact (of a ratio the part, of a range the lower end); ``text`` is the figure
    as printed, ``source[start:end]``. ``unit`` is the canonical measure with multiplier and
    divisors, empty when none is printed, and stands at ``source[unit_start:unit_end]``
    (``unit_start == unit_end`` when empty). ``kind`` is the measure's kind, "count" for a
    counted noun outside the lexicon, "" without a unit. ``whole`` is the other part of a
    ratio, ``upper`` the upper end of a range, ``qualifier`` the word that blurs the figure
    ("trên"), as printed.
    """

    value: Decimal
    text: str
    unit: str
    unit_start: int
    unit_end: int
    start: int
    end: int
    kind: str
    whole: Decimal | None = None
    upper: Decimal | None = None
    qualifier: str = ""

    @property
    def stop(self) -> int:
        """Where the figure with its unit ends; the unit may stand before the figure."""
        return max(self.end, self.unit_end)

    @property
    def is_plain(self) -> bool:
        """Whether it is one exact figure: no ratio, no range, not blurred."""
        return self.whole is None and self.upper is None and not self.qualifier


@cache
def _function_words(accented: bool) -> frozenset[str]:
    return frozenset(word if accented else fold(word) for word in word_list("function_words"))


def _value(printed: str, kind: str) -> Decimal:
    compact = printed.replace(" ", "") if "." in printed else printed.replace(" ", ".")
    if kind in _COUNTED and re.fullmatch(r"[1-9]\d{0,2},\d{3}", compact):
        # "12,500 người": no fraction of a person, so the comma groups thousands.
        return parse_figure(compact.replace(",", "."))
    if re.fullmatch(r"0\.\d+", compact):
        return Decimal(compact)
    return parse_figure(compact)


def _unit_at(source: Reading, end: int) -> MeasureMention | None:
    known = measure_at(source, end)
    if known is not None:
        return known
    match = _OPEN_UNIT.match(source.text, end)
    if match is None:
        return None
    word, start = match["word"], match.start("word")
    if not word.islower() or source.plain[start : match.end()] in _function_words(source.accented):
        return None
    return MeasureMention(word, "count", start, match.end())


def _attached_letters(source: Reading, end: int, unit: MeasureMention | None) -> bool:
    """Letters that stick to the figure and are no unit: "12A"."""
    if unit is not None and unit.start == end:
        return False
    return end < len(source.text) and (source.text[end].isalpha() or source.text[end] in "=*_")


def _make(
    source: Reading, start: int, end: int, unit: MeasureMention | None, value: Decimal | None = None
) -> Quantity:
    blur = _QUALIFIER.search(source.folded[max(0, start - 14) : start])
    if blur is not None and source.text[max(0, start - 14) :][blur.start(1) : blur.end(1)].lower() == "tư":
        blur = None  # "vốn đầu tư 18,6 tỷ đồng" is no "từ"
    printed = source.text[start:end]
    kind = "" if unit is None else unit.kind
    return Quantity(
        value=_value(printed, kind) if value is None else value,
        text=printed,
        unit="" if unit is None else unit.name,
        unit_start=end if unit is None else unit.start,
        unit_end=end if unit is None else unit.end,
        start=start,
        end=end,
        kind=kind,
        qualifier="" if blur is None else source.text[max(0, start - 14) :][blur.start(1) : blur.end(1)],
    )


def _widened(quantity: Quantity, source: Reading, end: int, unit: MeasureMention | None) -> Quantity:
    """The quantity of the first figure, stretched over the second one of a ratio or range."""
    return replace(
        quantity,
        text=source.text[quantity.start : end],
        end=end,
        unit_start=end if unit is None else unit.start,
        unit_end=end if unit is None else unit.end,
    )


def _ratio(source: Reading, match: re.Match[str]) -> Quantity | None:
    """One of the form "10/10 thôn"; None for a day and month, or an instrument's number."""
    start, end = match.start("first"), match.end("whole")
    unit = _unit_at(source, end)
    if _attached_letters(source, end, unit) or is_day_and_month(source, match, unit):
        return None
    if re.match(r"\s?[/-]\s?\w", source.text[end:]):
        return None
    # "xóm 9/9 xóm đạt …": a share of counted things is a count even right after their noun.
    counted = unit is not None and unit.kind not in ("duration", "count")
    if not counted and is_name(source, start, unit):
        return None
    kind = "" if unit is None else unit.kind
    first = _make(source, start, match.end("first"), unit)
    return replace(_widened(first, source, end, unit), whole=_value(match["whole"], kind))


def _range(source: Reading, match: re.Match[str]) -> Quantity | None:
    """One of the form "5-7 %" or "từ 5 đến 7%": the ends share the unit and are in order."""
    unit = _unit_at(source, match.end())
    if unit is None or unit.kind == "count":
        return None
    low, high = _value(match["first"], unit.kind), _value(match["last"], unit.kind)
    years = YEAR.fullmatch(match["first"]) and YEAR.fullmatch(match["last"])
    if low >= high or years or is_name(source, match.start(), unit):
        return None
    first = _make(source, match.start("first"), match.end("first"), unit)
    return replace(_widened(first, source, match.end(), unit), upper=high)


def _single(source: Reading, match: re.Match[str]) -> Quantity | None:
    start, end = match.span("first")
    unit = _unit_at(source, end)
    if _attached_letters(source, end, unit) or is_name(source, start, unit):
        return None
    if is_calendar(source, start, end, unit):
        return None
    return _make(source, start, end, unit)


def _in_digits(source: Reading) -> Iterator[Quantity]:
    blocked = shaped_otherwise(source)
    position = named_end = 0
    while match := _FIGURE.search(source.text, position):
        start = match.start("first")
        position = match.end("first")
        named_before = named_end if named_end and _LISTED.match(source.plain[named_end:start]) else 0
        named_end = 0
        blocked_end = next((b for a, b in blocked if a <= start < b), None)
        if blocked_end is not None:
            position = max(position, blocked_end)
            continue
        if match["ratio"]:
            position = match.end()
            quantity = _ratio(source, match)
        else:
            quantity = _range(source, match) if match["range"] else None
            if quantity is None and match["range"] and YEAR.fullmatch(match["first"]):
                position = match.end()
                continue
            quantity = quantity or _single(source, match)
        if quantity is None:
            named_end = match.end("first")
        elif named_before and not quantity.unit:
            named_end = quantity.end
        else:
            # A unit may hold figures of its own: "m<sup>2</sup>", "/1.000 dân".
            position = max(position, quantity.unit_end if quantity.kind != "count" else quantity.end)
            yield quantity


def _in_words(source: Reading) -> Iterator[Quantity]:
    """Counts in words, only before a known unit: "mười lăm hộ", "cả ba trường"."""
    pattern = _WORDS if source.accented else _WORDS_UNACCENTED
    for match in pattern.finditer(source.plain):
        start, end = match.span()
        value = parse_words(match.group())
        unit = measure_at(source, end)
        if value is None or unit is None or is_name(source, start, unit):
            continue
        if not counts_calendar(source, end):
            yield _make(source, start, end, unit, Decimal(value))


def quantities(text: str) -> list[Quantity]:
    """Every quantity of the text in order; give NFC text, with or without diacritics.

    Dates, years, instrument and outline numbers, telephone numbers, names such as "thôn 2",
    and spans of the calendar ("6 tháng đầu năm") are left out.
    """
    source = Reading.of(text)
    found = sorted([*_in_digits(source), *_in_words(source)], key=lambda quantity: quantity.start)
    return _with_sums_joined(text, found)


def _with_sums_joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities with sums said in two units taken as one: "1 tỷ 245 triệu đồng" is 1.245 million."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        scale = _SMALLER_MONEY.get((last.unit, quantity.unit)) if last else None
        if last is None or scale is None or text[last.unit_end : quantity.start].strip():
            joined.append(quantity)
            continue
        if not (quantity.value < scale and last.value == last.value.to_integral_value()):
            joined.append(quantity)
            continue
        joined[-1] = replace(
            quantity,
            value=last.value * scale + quantity.value,
            text=text[last.start : quantity.end],
            start=last.start,
            qualifier=last.qualifier,
        )
    return joined
