"""Figures with their unit of measure: "31,250 tỷ đồng", "10/10 thôn", "từ 5 đến 7%".

A figure is a quantity unless its surroundings say that it names, dates or numbers something
(an instrument, a year, a road, an outline item, a telephone). The words that say so are the
lists of ``language/data/measures.toml``; the shapes are the patterns below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from language.measures import MeasureMention, Reading, measure_at, word_list, word_pattern
from language.numbers import parse_figure, parse_words
from language.text import fold

_NUMBER = r"(?:\d{1,3}(?: \d{3}){2,}(?![\d.,]\d)|\d{1,3}(?:\. \d{3}){2,}(?!\d)|\d+(?:[.,]\d+)*)"
_FIGURE = re.compile(
    rf"(?<![\d\w*=])(?<!\d[.,/-])(?<![^\W\d_][-–])(?P<first>{_NUMBER})"
    rf"(?:(?P<ratio>\s?/\s?)(?P<whole>{_NUMBER})"
    rf"|(?P<range>\s?%?\s?[-–]\s?|\s?%?\s+đến\s+|\s?%?\s+den\s+)(?P<last>{_NUMBER}))?"
)
_UPPER = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper())
# At the start of a line ("1. Kết quả", "1.1 Kết quả", "2, Văn hóa") and inside ("; 2. Công nghiệp").
_OUTLINE = re.compile(
    r"(?:^|\n)[\s*#_+-]*\d+(?:\.\d+)*[.)]\s+(?=[^\W\d_])"
    rf"|(?:^|\n)[\s*#_+-]*\d+(?:\.\d+)*(?:[./),](?=[\s*])|(?<=\.\d))\s*(?=[\s*_“\"]*[{_UPPER}])"
    rf"|[.;:]\s\d+(?:\.\d+)*[.)]\s+(?=[{_UPPER}])"
)
_DATE = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|\d{1,2}\s?/\s?(?:19|20)\d\d")
_PHONE = re.compile(
    r"(?<![\d,.])\(?0\d{2,4}\)?(?:[ .-]?\d{3}){2,3}(?!\d)"
    r"|(?:(?:dien|đien) thoai|so may|hotline|fax|tel|sdt|\bdt)\s*:?\s*[\d(][\d .()-]{5,}"
)
_INSTRUMENT = re.compile(r"\d+(?:/\d+)?\s?[/-]\s?[^\W\d_][\w-]*(?:[/-][\w-]+)*")
_SPAN_OF_YEARS = re.compile(r"\d\s+n[aă]m\s*$")
_PART_OF_YEAR = re.compile(r"(?<!\w)(?:dau|cuoi|ca|hang) nam\s*$")
_YEAR = re.compile(r"(?:19[3-9]|20\d)\d")
_CLOCK = re.compile(r"(?:24/24|24/7)\s*(?:h|gio)?|\d{1,2}\s?h\s?\d{0,2}\b|\d{1,2}\s?gio\s?\d{1,2}")
_WORDS = re.compile(
    r"(?<![\w])(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|một)\s+trăm(?:\s+(?:linh|lẻ))?"
    r"|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+mươi|mười|hai|ba|bốn|sáu|bảy|tám|chín)"
    r"(?:\s+(?:mươi|mười|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín))*(?![\w])",
    re.IGNORECASE,
)
_WORDS_UNACCENTED = re.compile(
    r"(?<!\w)(?:muoi|(?:hai|bon|sau|bay|tam|chin)\s+muoi)(?:\s+(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin))?(?!\w)"
)
_QUALIFIER = re.compile(
    r"(?:\b(tren duoi|khoang tren|khoang gan|tren|gan|hon|khoang|duoi|toi thieu|toi da|it nhat|khong qua|"
    r"xap xi|ngot|tu|>=|<=|[<>≥≤])\s*)$"
)
_OPEN_UNIT = re.compile(r"[\s ]{0,3}(?P<word>[^\W\d_]+)")
# "thôn Yên Cư 4", "các khu 5, 6 và 7": a proper name's number, and a list of such numbers.
_PROPER = re.compile(rf"(?<![.!?:;\n] )(?<!^)\b[{_UPPER}][^\W\d_]+ $")
_LISTED = re.compile(r"\s*(?:,|và|va|-|–|;)\s*$")
_FEAST = re.compile(r"(?:ngay|dip|le|tet|quoc te thieu nhi|liet si|liet sy|phu nu)\s*$")
_WEIGHTY = frozenset({"percent", "money", "area", "mass", "length", "volume", "energy"})
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


@cache
def _before(name: str, accented: bool) -> re.Pattern[str]:
    """Matches a text that ends with a word of the list ``name``."""
    return re.compile(rf"(?:^|[^\w])(?:{word_pattern(word_list(name), accented)})\s*$")


@cache
def _after(name: str, accented: bool) -> re.Pattern[str]:
    """Matches a word of the list that no year follows ("1,53 năm 2024" counts no years)."""
    return re.compile(rf"\s*(?:{word_pattern(word_list(name), accented)})(?!\w)(?!\s+\d\d\d)")


@cache
def _function_words(accented: bool) -> frozenset[str]:
    return frozenset(word if accented else fold(word) for word in word_list("function_words"))


def _blocked(source: Reading) -> list[tuple[int, int]]:
    """Ranges whose figures date, number or name something by their very shape."""
    ranges = [m.span() for pattern in (_DATE, _CLOCK, _PHONE) for m in pattern.finditer(source.folded)]
    ranges += [m.span() for m in _OUTLINE.finditer(source.text)]
    for match in _INSTRUMENT.finditer(source.text):
        # "24/QĐ-UBND" and "34-CT/TW", not "5-7 ha" nor "2/ngày".
        letters = re.search(r"[^\W\d_]+", match.group())
        if letters and letters.group()[:2].isupper():
            ranges.append(match.span())
    return sorted(ranges)


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


def _is_name(source: Reading, start: int, unit: MeasureMention | None) -> bool:
    """Whether the words before say that the figure names or dates something."""
    before = source.plain[max(0, start - 30) : start]
    if _before("counting_nouns", source.accented).search(before):
        return False
    if unit is not None and _SPAN_OF_YEARS.search(before):
        return False  # "Huy hiệu 40 năm 03 đồng chí"
    # "cả năm 6.120 tấn": what is weighed, paid or shared is never a year or a number of a thing.
    if unit is not None and unit.kind in _WEIGHTY and not _YEAR.match(source.text, start):
        return False
    if unit is not None and _PART_OF_YEAR.search(source.folded[max(0, start - 30) : start]):
        return bool(_YEAR.match(source.text, start))  # "đầu năm 214 hộ"
    if _before("names", source.accented).search(before):
        return True
    if unit is None and source.accented and _PROPER.search(source.text[max(0, start - 30) : start]):
        return len(_leading_digits(source.text, start)) <= 2
    measured = unit is not None and unit.kind not in ("duration", "count")
    return not measured and bool(_before("weak_names", source.accented).search(before))


def _leading_digits(text: str, start: int) -> str:
    match = re.match(r"\d+", text[start : start + 12])
    return match.group() if match else ""


def _is_calendar(source: Reading, start: int, end: int, unit: MeasureMention | None) -> bool:
    if _after("calendar", source.accented).match(source.plain, end):
        return "tuoi tho" not in source.folded[max(0, start - 30) : start]
    printed = source.text[start:end]
    if _YEAR.fullmatch(printed):
        return unit is None or unit.kind in ("count", "duration") or unit.name in word_list("places")
    return bool(re.fullmatch(r"0\d{2,}", printed))


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


def _ratio_is_date(source: Reading, match: re.Match[str], unit: MeasureMention | None) -> bool:
    before = source.folded[max(0, match.start() - 14) : match.start()]
    if _FEAST.search(before):
        return True
    first, whole = match["first"], match["whole"]
    if unit is not None and unit.kind not in ("duration", "count"):
        return False
    if first == whole or source.text.strip() == match.group().strip():
        return False
    short = len(first) <= 2 and len(whole) <= 2 and 1 <= int(whole) <= 12 and 1 <= int(first) <= 31
    return short and not re.search(r"(?:dat|la|duoc|co|:)\s*$", before)


def _ratio(source: Reading, match: re.Match[str]) -> Quantity | None:
    """One of the form "10/10 thôn"; None for a day and month, or an instrument's number."""
    start, end = match.start("first"), match.end("whole")
    unit = _unit_at(source, end)
    if _attached_letters(source, end, unit) or _ratio_is_date(source, match, unit):
        return None
    if re.match(r"\s?[/-]\s?\w", source.text[end:]):
        return None
    # "xóm 9/9 xóm đạt …": a share of counted things is a count even right after their noun.
    counted = unit is not None and unit.kind not in ("duration", "count")
    if not counted and _is_name(source, start, unit):
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
    years = _YEAR.fullmatch(match["first"]) and _YEAR.fullmatch(match["last"])
    if low >= high or years or _is_name(source, match.start(), unit):
        return None
    first = _make(source, match.start("first"), match.end("first"), unit)
    return replace(_widened(first, source, match.end(), unit), upper=high)


def _single(source: Reading, match: re.Match[str]) -> Quantity | None:
    start, end = match.span("first")
    unit = _unit_at(source, end)
    if _attached_letters(source, end, unit) or _is_name(source, start, unit):
        return None
    if _is_calendar(source, start, end, unit):
        return None
    return _make(source, start, end, unit)


def _in_digits(source: Reading) -> Iterator[Quantity]:
    blocked = _blocked(source)
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
            if quantity is None and match["range"] and _YEAR.fullmatch(match["first"]):
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
        if value is None or unit is None or _is_name(source, start, unit):
            continue
        if not _after("calendar", source.accented).match(source.plain, end):
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
