"""What stands around an award statement: headings, the list's introduction, the period.

A heading "Phương hướng, nhiệm vụ" makes targets of what stands under it; "Đề nghị khen thưởng"
makes proposals; a list's introduction hands its status and authority on to the items.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from foundation.records import AwardStatus
from ingest.extract.awards.arguments import PRAISE
from ingest.extract.awards.givers import rank_in
from ingest.extract.awards.phrases import reason_start
from ingest.extract.awards.statements import Carried
from language.award_terms import edge_words, find_terms, mentions_award
from language.periods import Period, PeriodMention, find_periods, next_period, open_half
from language.text import even_spelling

_OPENING = re.compile(r"^[\s\-+*•]*(?:\w[\w-]*[.,)]?\s+){0,6}\(?$")
_MARKED = r"[\W\d_]*(?:(?:[ivx]+|[a-zđ])[.)])?[\W\d_]*"
_ONLY_KIND = re.compile(_MARKED + r"(?:(?:các|đối với|về|tập thể|cá nhân|hộ gia đình|và)\W*)+")
# "2.3. Khen của xã": counts beneath it are of praise.
_ONLY_PRAISE = re.compile(
    _MARKED + r"khen(?: thưởng)?(?: (?:của|cấp))? (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\W*"
)
_ONLY_AWARD = re.compile(
    _MARKED
    + r"(?:(?:phụ lục|biểu|bảng|tổng hợp|thống kê|danh sách|danh hiệu|hình thức|khen thưởng|đề nghị|các|"
    r"tập thể|cá nhân|hộ gia đình|và|của|do|cho|số|năm|học|cấp|tỉnh|huyện|xã|[ivx]+)[\W\d_]*)*"
)
_CLOSING = re.compile(r"[\s\"”]*(?:\(\s*)?(?:(?:trong|của)\s+)?")
_OF_A_PLAN = re.compile(r"(?<!\w)(?:nhiệm vụ|phương hướng|kế hoạch|chương trình)(?:(?: \w+){0,3})? $")
_YEARS_PAST = re.compile(r"(?<!\w)(\d{1,2})\s+năm\s+(?:qua|vừa qua|gần đây|liền)")


def heading_status(path: tuple[str, ...]) -> AwardStatus:
    """The status that the headings above give: plans and goals are targets, else awarded."""
    for heading in path:
        even = even_spelling(heading)
        if any(word in even for word in edge_words("result_heading")):
            continue
        if any(word in even for word in edge_words("plan_heading")):
            return "target"
    if any(_proposes(heading) for heading in path):
        return "proposed"
    return "awarded"


_LABEL = re.compile(r"[\W\d]*(?P<label>[^:.;]{5,90}):")


def planned(text: str, carried: Carried) -> Carried:
    """What is handed to a paragraph that opens with a plan of its own: "Nhiệm vụ năm 2024: ..."."""
    label = _LABEL.match(text)
    if label is None or carried.status != "awarded" or mentions_award(label["label"]):
        return carried
    return replace(carried, status="target") if heading_status((label["label"],)) == "target" else carried


def finds_fault(path: tuple[str, ...], text: str) -> bool:
    """Whether a paragraph tells shortcomings: by the headings above it or the label that it opens with."""
    label = _LABEL.match(text)
    told = [*path[-2:], label["label"] if label is not None else ""]
    return any(word in even_spelling(each) for each in told for word in edge_words("fault_heading"))


def _proposes(heading: str) -> bool:
    """Whether a heading is about proposals only: it begins with one ("Đề nghị khen thưởng")."""
    terms = find_terms(heading)
    first = next((t for t in terms if t.kind not in ("authority", "neutral")), None)
    told = first is not None and first.kind == "proposed" and len(heading[: first.start].split()) <= 3
    return told and not any(t.award for t in terms) and not any(t.kind == "awarded" for t in terms)


@lru_cache(maxsize=1024)
def heading_context(path: tuple[str, ...], unit_level: str) -> Carried:
    """Status, conferring authority and award that the nearest headings tell."""
    authority = award = None
    for heading in reversed(path[-2:]):
        terms = find_terms(heading)
        authority = next((t for t in terms if t.kind == "authority"), None)
        if (
            authority is not None
            and authority.authority is not None
            and authority.authority.level == unit_level
        ):
            authority = None  # a heading that names the reporting body itself says nothing of giver
        authority = authority or rank_in(heading)
        awards = [t.award for t in terms if t.award is not None]
        award = awards[0] if len(awards) == 1 and not any(t.kind == "rule" for t in terms) else None
        award = award or (PRAISE if _ONLY_PRAISE.fullmatch(even_spelling(heading)) else None)
        if authority or award:
            break
    return Carried(authority=authority, status=heading_status(path), award=award)


def roll_heading(path: tuple[str, ...], unit_level: str) -> Carried | None:
    """What a heading that only names an award hands to the names beneath it: "II. GIẤY KHEN CỦA CHỦ
    TỊCH UBND HUYỆN", perhaps parted into "1. Tập thể", "2. Cá nhân"."""
    for heading in reversed(path[-2:]):
        heading = heading[: reason_start(heading, 0, len(heading))].partition("(")[0]
        terms = find_terms(heading)
        rest = heading
        for term in terms:
            rest = (
                rest.replace(term.text, " ")
                if term.kind in ("award", "authority", "awarded", "confer", "proposed")
                else rest
            )
        if any(t.award for t in terms) and _ONLY_AWARD.fullmatch(even_spelling(rest)):
            above = heading_context((heading,), unit_level)
            asked = any(t.kind == "proposed" for t in terms) and above.status == "awarded"
            above = replace(above, status="proposed") if asked else above
            return above if above.award is not None else None
        if not _ONLY_KIND.fullmatch(even_spelling(heading)):
            return None
    return None


_STATED = ("confer", "receive", "awarded", "praise", "proposed", "target", "negated", "background", "rule")


def goes_on_bare(sentence: str) -> bool:
    """Whether a sentence opens with an award, has no verb and so goes on with what was proposed before:
    "Đề nghị ... tặng Bằng khen cho 07 tập thể. Cờ thi đua của Chính phủ cho 01 tập thể."."""
    terms = find_terms(sentence)
    opens = bool(terms) and terms[0].award is not None and not sentence[: terms[0].start].strip(' "“')
    return opens and not any(t.kind in _STATED for t in terms)


_PARTS = re.compile(r"[\W_]*(?:trong (?:số )?đó|cụ thể|gồm|bao gồm)(?!\w)")
_DONE = re.compile(r"(?<!\w)(?:đã|kết quả|đến nay)(?!\w)")


def tells_parts(sentence: str) -> bool:
    """Whether a sentence parts what the one before proposed and says of none that it was given: "... đề nghị
    khen thưởng 22 tập thể, cá nhân. Trong đó, 4 tập thể nhận Cờ thi đua của Chính phủ"."""
    even = even_spelling(sentence)
    return _PARTS.match(even) is not None and _DONE.search(even) is None


def target_period(path: tuple[str, ...], period: str | None) -> str | None:
    """The period of a goal: the one that the nearest heading names, else the one given.

    A section of plans that names no time is about the time after the report's.
    """
    for heading in reversed(path):
        named = {m.period.code for m in find_periods(heading)}
        if len(named) == 1:
            return named.pop()
        if any(word in even_spelling(heading) for word in edge_words("ahead_heading")):
            return next_period(period)
    return period


def introduced_period(sentence: str) -> str | None:
    """The period that an introduction opens with: "Từ năm 2015 đến năm 2019, xã đã được:"."""
    if not sentence.rstrip().endswith(":"):
        return None
    first = next(iter(find_periods(sentence)), None)
    return first.period.code if first is not None and _OPENING.match(sentence[: first.start]) else None


_YEAR_LED = re.compile(r"[\W_]*năm (?:học )?\d{4}(?:\s*[-–]\s*\d{4})?\s*[:–]", re.IGNORECASE)


def year_of_list(text: str) -> str | None:
    """The year that a line of a list of a unit's own awards opens with: "- Năm 2019: Tập thể lao động xuất
    sắc. UBND tỉnh tặng Cờ thi đua."."""
    led = _YEAR_LED.match(text)
    named = {m.period.code for m in find_periods(led.group())} if led is not None else set()
    return named.pop() if len(named) == 1 else None


def statement_period(sentence: str, start: int, end: int, reported: str | None) -> tuple[str | None, bool]:
    """The period of a statement at ``start:end`` and whether it lies before the reported one.

    A period named before the award in its sentence goes before the report's own: another year,
    a school year, or a span of years that opens the sentence ("Giai đoạn 2018-2023, ...",
    "Trong 5 năm qua, ..."; anywhere else a span is usually the reason).
    """
    own = Period(reported) if reported else None
    closing = _closing(sentence[end:]) or _behind_award(sentence[start:end])
    if closing is not None and (
        _is_school_year(closing.period) or re.fullmatch(r"\d{4}", closing.period.code)
    ):
        code = closing.period.code
        return (
            (code, False)
            if own is None or own.contains(closing.period)
            else (code, max(closing.period.years) < min(own.years) - 1)
        )
    clause = sentence.rfind(";", 0, start) + 1
    for mention in reversed(find_periods(sentence[:start])):
        label = sentence[mention.end :].lstrip().startswith(":")  # "- Tổng kết năm 2021: ...; ..."
        if not label and mention.end <= clause and mentions_award(sentence[: mention.start]):
            continue  # told of an award of a clause before: "... dẫn đầu năm 2023; công nhận ..."
        if _OF_A_PLAN.search(even_spelling(sentence[: mention.start])):
            continue  # "Tại hội nghị tổng kết năm 2022, triển khai nhiệm vụ năm 2023, ..."
        between = sentence[mention.end : start]
        opened = max(sentence.rfind("(", 0, mention.start), 0)
        closed = between.count(")") > between.count("(")
        if closed and mentions_award(sentence[opened : mention.start]):
            continue  # told in brackets of something else: "xã A (Cờ thi đua năm 2017), xã B (...)"
        if _of_award_before(sentence, mention, start):
            continue
        period = mention.period
        if "/" in period.code:
            if _OPENING.match(sentence[: mention.start]):
                return period.code, False
            continue
        if own is None or _is_school_year(period):
            return period.code, False
        if own.overlaps(period) or period.overlaps(own):
            return (period.code if own.contains(period) else reported), False
        return period.code, max(period.years) < min(own.years) - 1
    if (half := open_half(sentence[clause:start], reported)) is not None:
        return half, False
    past = _YEARS_PAST.search(sentence[:start].lower())
    if past is not None and own is not None and int(past.group(1)) > 1:
        return f"{max(own.years) - int(past.group(1)) + 1}/{max(own.years)}", False
    return reported, False


def _of_award_before(sentence: str, mention: PeriodMention, start: int) -> bool:
    """Whether a period stands right behind another award and a verb begins anew: 'công nhận "Tập thể lao
    động xuất sắc" năm 2023 cho 14 tập thể, tặng ...'."""
    awards = [t for t in find_terms(sentence[: mention.start]) if t.award is not None]
    behind = bool(awards) and _CLOSING.fullmatch(sentence[awards[-1].end : mention.start]) is not None
    return behind and any(t.kind == "confer" for t in find_terms(sentence[mention.end : start]))


def _closing(text: str) -> PeriodMention | None:
    """The period that a text opens with, perhaps in brackets."""
    found = next((m for m in find_periods(text) if _CLOSING.fullmatch(text[: m.start])), None)
    compares = found is not None and text[found.end :].lstrip().startswith(":")  # "(năm 2022: 16 tập thể)"
    return None if compares else found


def _behind_award(told: str) -> PeriodMention | None:
    """The period right behind the award of a statement: "Tập thể lao động xuất sắc" năm 2023 cho ..."""
    awards = [t for t in find_terms(told) if t.award is not None]
    return _closing(told[awards[0].end :]) if len(awards) == 1 else None


def _is_school_year(period: Period) -> bool:
    return re.fullmatch(r"\d{4}-\d{4}", period.code) is not None
