"""Figures that are no quantities: they name, date or number something.

The words that say so are the lists of ``language/data/measures.toml``; what is so by its very
shape (a date, an outline number, a telephone) are the patterns below.
"""

from __future__ import annotations

import re
from functools import cache

from language.measures import MeasureMention, Reading, word_list, word_pattern

YEAR = re.compile(r"(?:19[3-9]|20\d)\d")
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
_CLOCK = re.compile(r"(?:24/24|24/7)\s*(?:h|gio)?|\d{1,2}\s?h\s?\d{0,2}\b|\d{1,2}\s?gio\s?\d{1,2}")
_SPAN_OF_YEARS = re.compile(r"\d\s+n[aă]m\s*$")
_PART_OF_YEAR = re.compile(r"(?<!\w)(?:dau|cuoi|ca|hang) nam\s*$")
# "thôn Yên Cư 4", "các khu 5, 6 và 7": a proper name's number, and a list of such numbers.
_PROPER = re.compile(rf"(?<![.!?:;\n] )(?<!^)\b[{_UPPER}][^\W\d_]+ $")
_FEAST = re.compile(r"(?:ngay|dip|le|tet|quoc te thieu nhi|liet si|liet sy|phu nu)\s*$")
_WEIGHTY = frozenset({"percent", "money", "area", "mass", "length", "volume", "energy"})


def shaped_otherwise(source: Reading) -> list[tuple[int, int]]:
    """Ranges whose figures date, number or name something by their very shape."""
    ranges = [m.span() for pattern in (_DATE, _CLOCK, _PHONE) for m in pattern.finditer(source.folded)]
    ranges += [m.span() for m in _OUTLINE.finditer(source.text)]
    for match in _INSTRUMENT.finditer(source.text):
        # "24/QĐ-UBND" and "34-CT/TW", not "5-7 ha" nor "2/ngày".
        letters = re.search(r"[^\W\d_]+", match.group())
        if letters and letters.group()[:2].isupper():
            ranges.append(match.span())
    return sorted(ranges)


def is_name(source: Reading, start: int, unit: MeasureMention | None) -> bool:
    """Whether the words before say that the figure names or dates something."""
    before = source.plain[max(0, start - 30) : start]
    if _before("counting_nouns", source.accented).search(before):
        return False
    if unit is not None and _SPAN_OF_YEARS.search(before):
        return False  # "Huy hiệu 40 năm 03 đồng chí"
    # "cả năm 6.120 tấn": what is weighed, paid or shared is never a year or a number of a thing.
    if unit is not None and unit.kind in _WEIGHTY and not YEAR.match(source.text, start):
        return False
    if unit is not None and _PART_OF_YEAR.search(source.folded[max(0, start - 30) : start]):
        return bool(YEAR.match(source.text, start))  # "đầu năm 214 hộ"
    if _before("names", source.accented).search(before):
        return True
    if unit is None and source.accented and _PROPER.search(source.text[max(0, start - 30) : start]):
        return len(_leading_digits(source.text, start)) <= 2
    measured = unit is not None and unit.kind not in ("duration", "count")
    return not measured and bool(_before("weak_names", source.accented).search(before))


def _leading_digits(text: str, start: int) -> str:
    match = re.match(r"\d+", text[start : start + 12])
    return match.group() if match else ""


def counts_calendar(source: Reading, end: int) -> bool:
    """Whether a word of the calendar follows the figure: "6 tháng", "mười năm"."""
    return _calendar_word(source.accented).match(source.plain, end) is not None


def is_calendar(source: Reading, start: int, end: int, unit: MeasureMention | None) -> bool:
    """Whether the figure is a year, a span of the calendar, or a code such as "007"."""
    if counts_calendar(source, end):
        return "tuoi tho" not in source.folded[max(0, start - 30) : start]
    printed = source.text[start:end]
    if YEAR.fullmatch(printed):
        return unit is None or unit.kind in ("count", "duration") or unit.name in word_list("places")
    # "47 tỷ 058 triệu đồng": a code is no sum of money.
    return bool(re.fullmatch(r"0\d{2,}", printed)) and (unit is None or unit.kind != "money")


def is_day_and_month(source: Reading, match: re.Match[str], unit: MeasureMention | None) -> bool:
    """Whether a match with the groups ``first`` and ``whole`` is a date, not a ratio: "ngày 27/7"."""
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


@cache
def _before(name: str, accented: bool) -> re.Pattern[str]:
    """Matches a text that ends with a word of the list ``name``."""
    return re.compile(rf"(?:^|[^\w])(?:{word_pattern(word_list(name), accented)})\s*$")


@cache
def _calendar_word(accented: bool) -> re.Pattern[str]:
    """Matches a word of the calendar that no year follows ("1,53 năm 2024" counts no years)."""
    return re.compile(rf"\s*(?:{word_pattern(word_list('calendar'), accented)})(?!\w)(?!\s+\d\d\d)")
