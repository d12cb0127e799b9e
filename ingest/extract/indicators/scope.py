"""About whom and when a figure is, and whether its section tells plans or results."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from foundation.document import Paragraph
from foundation.records import DocumentIdentity
from ingest.extract.indicators.grammar import anywhere, words
from ingest.extract.subjects import Finder, Named, led_bodies, smaller_units
from language.measures import Reading, measure_at
from language.periods import Period, PeriodMention, find_periods, next_period, open_half
from language.units import find_units, same_name

_COMPARED = re.compile(
    r"(?:giá so sánh|giá ss|giá cđ|giá cố định|so với|so|cùng kỳ|cùng kì|ck|bằng|với|từ|hơn)"
    r"(?:\s+(?:cùng kỳ|kết quả|thời điểm|năm|cuối|đầu|hết|dự toán|kế hoạch|chỉ tiêu|nghị quyết))*\s*$"
)
_REACHED = re.compile(r"\s*(?:tăng |giảm )?(?:lên|xuống)(?!\w)")
_BARE_YEAR = re.compile(r"(?<![\d/.,-])20\d\d(?![\d/.,-])")
_PART_OF_YEAR = re.compile(r"(?<!\w)(?:0?[369] tháng đầu năm|quý (?:iv|i{1,3}|[1-4]))(?!\w)")
_ASIDE = re.compile(r"\([^()]*\)")
_DATED_ASIDE = re.compile(
    r"\s*\((?:(?:cuối|đầu|hết|tính đến)\s+)?(?:năm\s+)?(?P<year>20\d\d)\)", re.IGNORECASE
)
_COMPARED_YEAR = re.compile(r"so với[^,;.()]{0,30}?năm (?P<year>20\d\d)\s*\(\s*$", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"(?<!\w)(?:ước )?cả năm(?!\w)(?! học)")
_OPENING = 32  # within these many characters a sentence says its time first
_AIMS_AHEAD = re.compile(
    r"phấn đấu|mục tiêu|đề ra|xác định|tiếp tục|tập trung|dự kiến|chỉ tiêu|(?<!\w)sẽ(?!\w)"
)
_DONE = re.compile(r"(?<!\w)đã(?!\w)|kết quả")
_ITEM = re.compile(r"\s*[-–+*•]")
_RANK = {"xã": 1, "huyện": 2, "tỉnh": 3, "trung ương": 4}
_UNIT_HINT = re.compile(r"(?i:xã|phường|thị trấn|tt|huyện|thành phố|thị xã)\s+(?:[^\W\d_a-z]|\d{1,2}(?!\d))")


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings above say: ``plan`` for a section of aims, and their period."""

    plan: bool
    period: str | None


def section_of(path: tuple[str, ...], identity: DocumentIdentity) -> Section:
    """The section of a heading path; the innermost heading that tells decides."""
    for heading in reversed(path):
        lower = heading.lower()
        plan = anywhere("plan_headings").search(lower)
        result = anywhere("result_headings").search(lower)
        if result and not (plan and plan.start() < result.start()):
            return Section(False, None)
        if plan:
            named = [mention.period.code for mention in find_periods(heading)]
            return Section(True, named[-1] if named else next_period(identity.value("period")))
        if (later := _time_ahead(heading, identity.value("period"))) and anywhere("ahead").search(lower):
            return Section(True, later)
    return Section(False, None)


def _time_ahead(heading: str, period: str | None) -> str | None:
    """The time after the report's that a heading names: "IV. Chỉ tiêu năm 2024" in a report on 2023."""
    named = [mention.period.code for mention in find_periods(heading)]
    named += [match.group() for match in _BARE_YEAR.finditer(heading)] if not named else []
    if period is None or not named:
        return None
    return named[-1] if Period(named[-1]).months[0] > Period(period).months[1] else None


def opened_ahead(sentence: str, identity: DocumentIdentity) -> Section | None:
    """The section that a sentence opens in running text: "Năm 2025, xã phấn đấu …" in a report on 2024."""
    period = identity.value("period")
    first = next(iter(find_periods(sentence[:_OPENING])), None)
    if period is None or first is None or not _AIMS_AHEAD.search(sentence.lower()):
        return None
    told, reported = Period(first.period.code).months, Period(period).months
    ahead = told[1] > reported[1] and (told[0] > reported[1] or "/" in first.period.code)
    return Section(True, first.period.code) if ahead else None


def tells_results(sentence: str) -> bool:
    """Whether a sentence comes back to what was done, after one that looked ahead."""
    return _DONE.search(sentence.lower()) is not None or bool(find_periods(sentence[:_OPENING]))


def announced_section(paragraph: Paragraph, identity: DocumentIdentity) -> Section | None:
    """The section that a paragraph opens for the list after it: "Các chỉ tiêu phấn đấu năm 2024:"."""
    text = paragraph.content.text.strip()
    if not text.endswith(":"):
        return None
    section = section_of((text,), identity)
    return section if section.plan else None


def is_item(paragraph: Paragraph) -> bool:
    """Whether the paragraph is an item of a list."""
    return paragraph.kind == "list_item" or bool(_ITEM.match(paragraph.content.text))


def period_of(statement: str, start: int, end: int, fallback: str | None) -> tuple[str | None, bool]:
    """The period of the figure whose words are ``statement[start:end]``; True when it is stated.

    The period right after the figure counts first, then the nearest before it; a year that
    the figure is compared with ("so với năm 2022") does not count.
    """
    mentions = [m for m in find_periods(statement) if not _COMPARED.search(statement[: m.start].lower())]
    behind = end
    if dated := _DATED_ASIDE.match(statement, end):  # "10,5 triệu đồng (năm 2015)"
        return dated["year"], True
    if aside := _ASIDE.match(statement, end + 1):  # "168 hộ (7,2 %) năm 2021"
        behind = aside.end()
    after = [
        m
        for m in mentions
        if behind - 2 <= m.start <= behind + 12
        and not _breaks(statement[behind : m.start])
        and not _goes_on_to(statement, behind, m)
    ]
    # "từ 24 triệu đồng năm 2018 lên 43,5 triệu đồng": the year is of the figure before it.
    mentions = [
        m
        for m in mentions
        if statement[start : m.start].strip() or not _REACHED.match(statement[m.end :].lower())
    ]
    if shown := _COMPARED_YEAR.search(statement[:start]):
        return shown["year"], True
    own = [m for m in mentions if start <= m.start and m.end <= end]
    nearest = after or own[-1:]
    if nearest:
        return nearest[0].period.code, True
    if (part := _part_named(statement[start:end], fallback)) is not None:
        return part, True
    before = [m.period.code for m in mentions if m.end <= start]
    if before and fallback not in before:
        return before[-1], True
    if not before and (half := open_half(statement[:end], fallback)) is not None:
        return half, True
    return fallback, bool(before)


def _part_named(words_of_figure: str, period: str | None) -> str | None:
    """The part of the report's year, or its whole, that a figure's own words name without the year."""
    if period is None or not re.fullmatch(r"\d{4}(?:-\w+)?", period):
        return None
    if "-" in period:
        return (
            period[:4] if _WHOLE_YEAR.search(words_of_figure.lower()) else open_half(words_of_figure, period)
        )
    part = _PART_OF_YEAR.search(words_of_figure.lower())
    named = find_periods(f"{part.group()} năm {period}") if part else []
    return named[0].period.code if named else open_half(words_of_figure, period)


def _goes_on_to(statement: str, behind: int, mention: PeriodMention) -> bool:
    """Whether a time is that of the next figure: "năm 2020 230 hộ, đến năm 2022 là 138 hộ"."""
    leads = re.search(r"(?<!\w)(?:đến|tới|sang)\s*$", statement[behind : mention.start].lower())
    follows = re.match(r"\s*(?:là|còn|đạt|giảm|tăng|lên|xuống|có|chỉ|:|\d)", statement[mention.end :].lower())
    return leads is not None and follows is not None


def _breaks(gap: str) -> bool:
    return any(mark in gap for mark in ",;.:(")


@cache
def _hamlet() -> re.Pattern[str]:
    kinds = "|".join(sorted((re.escape(word) for word in words("hamlets")), key=len, reverse=True))
    compounds = "".join(rf"(?<!{word} )" for word in ("xuất", "văn", "cơ", "căn", "kịch", "phiên"))
    name = r"(?P<name>(?:\s+[^\W\d_]+)*(?:\s+\d{1,2}\b(?!\s*[/.,%]\d?))?)"
    return re.compile(rf"(?<!\w){compounds}(?:{kinds}){name}", re.IGNORECASE)


def subject_finder(identity: DocumentIdentity) -> Finder:
    """What finds the units, hamlets and bodies that a report may lead figures in by."""
    units = smaller_units(identity)
    return lambda text: [*units(text), *_hamlets(text), *led_bodies(text)]


def _hamlets(text: str) -> list[Named]:
    """Hamlets named in the text: the kind word with the capitalised words or number after it."""
    found = []
    for match in _hamlet().finditer(text):
        end = match.start("name")
        for word in re.finditer(r"\S+", match["name"]):
            if not (word.group()[0].isupper() or word.group().isdigit()):
                break
            after = match.start("name") + word.end()
            if word.group().isdigit() and end > match.start("name") and _counts(text, after):
                break  # "xóm Xuân Yên 24 hộ"
            end = match.start("name") + word.end()
        name = text[match.start() : end]
        if end > match.start("name") and not name.isupper():
            found.append(Named(name, match.start(), end))
    return found


def _counts(text: str, end: int) -> bool:
    """Whether a unit of measure follows a number that ends here."""
    return measure_at(Reading.of(text), end) is not None


def unit_of(clause: str, identity: DocumentIdentity, lead: str = "") -> tuple[str, float]:
    """The unit that a figure with this text before it is about, and how sure that is.

    Of several communes named before it, the one in the figure's own words, ``lead``, owns it.

    A commune named before the figure in a district's report, or a hamlet, owns the figure;
    the places above the reporting unit never do.
    """
    own = identity.unit or ""
    level = identity.value("level")
    hamlets = _hamlets(_ASIDE.sub(" ", clause))
    if len(hamlets) == 1:
        return hamlets[0].name, 0.8
    if len(hamlets) > 1:
        return own, 0.7
    if level in ("huyện", "tỉnh") and _UNIT_HINT.search(clause):
        below = [
            mention
            for mention in find_units(clause)
            if mention.kind and mention.level and _RANK.get(mention.level, 9) < _RANK[level]
        ]
        below = [mention for mention in below if not same_name(mention.name, own)]
        if len(below) == 1:
            return clause[below[0].start : below[0].end], 0.85
        nearest = [mention for mention in find_units(lead) if mention.kind]
        if below and len(nearest) == 1 and any(same_name(nearest[0].name, each.name) for each in below):
            return lead[nearest[0].start : nearest[0].end], 0.8
        if below:
            return own, 0.7
    return own, 1.0
