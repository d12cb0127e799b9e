"""Totals that a report tells and then breaks down, so that nothing is counted twice.

"Chủ tịch UBND xã tặng Giấy khen cho 24 tập thể, cụ thể: - Sơ kết: 06 tập thể. - Tổng kết: 18 tập
thể." tells 24 awards and not 48. The parts are kept, each with its words, and point to the total
by ``same_as``; only parts that add up to it exactly do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foundation.records import AwardRecord
from ingest.extract.awards.arguments import PRAISE
from ingest.extract.awards.phrases import breaks_down
from language.text import even_spelling

# Words that speak of what was told before: "Trong số giấy khen nêu trên".
_AMONG = re.compile(
    r"trong (?:tổng )?số (?:các )?[^,;:.]{3,50}?(?:trên|đó|này|đã nêu|vừa nêu)(?!\w)"
    r"|(?<!\w)số (?:(?:bằng|giấy) khen|tập thể|cá nhân)[^,;:.\d]{0,30}?(?:trên|này|đã nêu|vừa nêu)(?!\w| ?\d)"
)
_SOME_OF = re.compile(r"[\s,;(]*trong đó\s*(?::\s*)?(?:có\s*)?(?:\d[\d.]*\s*)?", re.IGNORECASE)
_OF_THE_LAST = re.compile(r"(?<!\w)trong (?:số )?đó(?!\w)")
_NEW_SENTENCE = re.compile(r"\n(?=\s*(?:[-+*•]|\d+[.)]|[a-zđ]\))\s)|\.\s")
_SENTENCE = 400  # characters back to where a sentence begins
_FEWEST_OF_ROWS = 5  # smaller sums meet by chance
_NEAR_BEFORE = 6  # records back to what is told again in detail
_FARTHEST = 150  # characters between a total and the first of its parts


def link_parts(records: Sequence[AwardRecord], text: str) -> list[AwardRecord]:
    """The records in order; parts that add up to a total told before them point to its span.

    ``text`` is the original text of the document. A total and its parts agree in award, level of
    who confers, status, period, unit and kind, and words like "trong đó" or "cụ thể" stand between.
    """
    result = list(records)
    for index, whole in enumerate(records):
        if whole.named or whole.count is None or whole.count < 2 or result[index].same_as is not None:
            continue
        for part in _parts(index, records, text):
            result[part] = replace(result[part], same_as=whole.span.start)
    result = [
        record
        for index, record in enumerate(result)
        if not _is_divided(index, result, text) and not _is_of_awards(index, result, text)
    ]
    for index, again in enumerate(result):
        if (first := _told_again(again, result[:index], text)) is not None:
            result[index] = replace(again, same_as=first.span.start)
    for index, some in enumerate(result):
        if index and _is_some_of(some, result[index - 1], text):
            result[index] = replace(some, same_as=result[index - 1].span.start)
    for index, among in enumerate(result):
        if (told := _told_before(index, result, text)) is not None:
            result[index] = replace(
                among,
                same_as=told.span.start,
                award=told.award,
                authority=told.authority,
                authority_level=told.authority_level,
            )
    for index, whole in enumerate(result):
        for part in (*_rows(index, result), *_names_told(index, result, text)):
            result[part] = replace(result[part], same_as=whole.span.start)
    return result


_LISTS_NAMES = re.compile(r"[^.;\n]{0,80}?(?::\W*|\n\W*)(?:(?:\d{1,2}|[a-zđ])[.)]\W*)?")


def _names_told(index: int, records: Sequence[AwardRecord], text: str) -> list[int]:
    """The ones named in a list right beneath their count: "Giấy khen cho 02 tập thể: - Trường A; - Trạm B".

    Those of other units stay: their own unit is told by nothing else.
    """
    whole = records[index]
    if whole.named or not whole.count:
        return []
    names: list[int] = []
    for i in range(index + 1, len(records)):
        name = records[i]
        alike = name.named and name.count == 1 and name.recipient_kind in (whole.recipient_kind, "khác")
        same = all(getattr(name, told) == getattr(whole, told) for told in ("award", "status", "period"))
        if not (alike and same):
            break
        names.append(i)
    if len(names) != whole.count:
        return []
    listed = _LISTS_NAMES.fullmatch(text[whole.span.end : records[names[0]].span.start])
    return [i for i in names if records[i].unit == whole.unit and not records[i].same_as] if listed else []


def _rows(index: int, records: Sequence[AwardRecord]) -> list[int]:
    """The rows of a table without a giver that split a total told before it: "12 tập thể được tặng Giấy
    khen", and beneath "| Ấp 1 | 2 |", "| Ấp 2 | 3 |", "| Các đoàn thể | 7 |"."""
    whole = records[index]
    if whole.named or whole.same_as is not None or (whole.count or 0) < _FEWEST_OF_ROWS:
        return []
    rows = [
        i
        for i, row in enumerate(records)
        if i > index and row.authority_level == "khác" and row.award == whole.award.split(" của ")[0]
        and row.award != whole.award and row.same_as is None
        and _alike(replace(row, award=whole.award, authority_level=whole.authority_level), whole)
    ]  # fmt: skip
    return rows if len(rows) > 1 and sum(records[i].count or 0 for i in rows) == whole.count else []


def _is_divided(index: int, records: Sequence[AwardRecord], text: str) -> bool:
    """Whether a bare total ("Giấy khen: 26; trong đó: tập thể 09; cá nhân 17") is told by kind behind it."""
    whole = records[index]
    if whole.recipient_kind != "khác" or whole.named or not whole.recipient.isdigit():
        return False
    parts = records[index + 1 : index + 4]
    alike = [
        p for p in parts if _alike(replace(p, recipient_kind="khác"), whole) and p.recipient_kind != "khác"
    ]
    between = text[whole.span.end : alike[0].span.start] if alike else ""
    return breaks_down(between[:_FARTHEST]) and any(
        sum(p.count or 0 for p in alike[: n + 1]) == whole.count for n in range(1, len(alike))
    )


def _is_of_awards(index: int, records: Sequence[AwardRecord], text: str) -> bool:
    """Whether praise is the sum of the awards told behind it: "215 lượt tập thể, cá nhân được cấp tỉnh khen
    thưởng. Trong đó, 177 Bằng khen ..., 34 Chiến sĩ thi đua cấp tỉnh, 4 Cờ thi đua"."""
    whole, later = records[index], records[index + 1 :]
    if whole.award != PRAISE.name or whole.named or (whole.count or 0) < 2 or not later:
        return False
    if not breaks_down(text[whole.span.end : later[0].span.start][:_FARTHEST]):
        return False
    told = 0
    for number, part in enumerate(later):
        if part.award == PRAISE.name or (part.status, part.period) != (whole.status, whole.period):
            return False
        told += part.count or 0
        if told >= (whole.count or 0):
            return told == whole.count and number > 0
    return False


_IN_DETAIL = re.compile(r"(?:^|[.;\n])\W*(?:cụ thể|trong đó|theo đó)\W[^.;]{0,80}$")
_LISTED = re.compile(r"[^.;:]{0,40}?(?:,\s*)?(?:(?:bao )?gồm(?: có)?|đó là|là)\s*:?\s")


def _told_again(again: AwardRecord, before: Sequence[AwardRecord], text: str) -> AwardRecord | None:
    """The record that is told in detail a second time: "... cho 04 tập thể. Cụ thể, 04 tập thể được tặng
    gồm: ..."."""
    if again.named or (again.count or 0) < 2 or again.same_as is not None:
        return None
    lead = even_spelling(text[max(0, again.span.start - _FARTHEST) : again.span.start])
    if not (_IN_DETAIL.search(lead) or _LISTED.match(even_spelling(text[again.span.end :][:_FARTHEST]))):
        return None
    for first in reversed(before[-_NEAR_BEFORE:]):
        if _alike(first, again) and first.count == again.count:
            return first if first.same_as is None and first.span.end <= again.span.start else None
    return None


def _is_some_of(part: AwardRecord, whole: AwardRecord, text: str) -> bool:
    """Whether a record tells some of the one right before: "3.412 giấy khen, trong đó có 1.905 giấy khen
    cho người lao động"."""
    if part.same_as is not None or whole.same_as is not None or not part.count or whole.named:
        return False
    between = text[whole.span.end : part.span.start]
    alike = _alike(replace(part, named=False, recipient_kind=whole.recipient_kind), whole)
    kinds = whole.recipient_kind in ("khác", part.recipient_kind)
    return alike and kinds and part.count < (whole.count or 0) and _SOME_OF.fullmatch(between) is not None


def _told_before(index: int, records: Sequence[AwardRecord], text: str) -> AwardRecord | None:
    """What a part of what was told points to: "Trong số giấy khen nêu trên, khen đột xuất 19 cá nhân"."""
    part = records[index]
    sentence = _NEW_SENTENCE.split(text[max(0, part.span.start - _SENTENCE) : part.span.end])[-1]
    among = _AMONG.search(even_spelling(sentence)) is not None
    if part.same_as is not None:
        return None
    for whole in reversed(records[:index]):
        if not among and not _goes_on_from(part, whole, text):
            continue
        told = whole.same_as is None and whole.span.end <= part.span.start and not whole.named
        kinds = whole.recipient_kind in (part.recipient_kind, "khác")
        same = (whole.unit, whole.status, whole.period) == (part.unit, part.status, part.period)
        if told and kinds and same and (whole.count or 0) >= (part.count or 0):
            return whole
    return None


def _goes_on_from(part: AwardRecord, whole: AwardRecord, text: str) -> bool:
    """Whether "trong đó" near behind a record leads in praise that is part of it: "... cho 86 tập thể.
    Trong đó, khen thưởng đột xuất 02 tập thể"."""
    if part.named or part.award not in (PRAISE.name, whole.award):
        return False
    between = text[whole.span.end : part.span.start]
    return len(between) <= _FARTHEST and _OF_THE_LAST.search(even_spelling(between)) is not None


def _parts(index: int, records: Sequence[AwardRecord], text: str) -> list[int]:
    """The places of the records that add up to the total at ``index``; empty when none do."""
    whole = records[index]
    later = [
        i
        for i in range(index + 1, len(records))
        if _alike(records[i], whole) and records[i].span.start >= whole.span.end
    ]
    if not later or not breaks_down(text[whole.span.end : records[later[0]].span.start][:_FARTHEST]):
        return []
    found, told = list[int](), 0
    for i in later:
        told += records[i].count or 0
        found.append(i)
        if told >= (whole.count or 0):
            break
    return found if told == whole.count and len(found) > 1 else []


def _alike(part: AwardRecord, whole: AwardRecord) -> bool:
    return not part.named and all(
        getattr(part, name) == getattr(whole, name)
        for name in ("award", "authority_level", "status", "period", "unit", "recipient_kind")
    )
