"""What a figure of a sentence is: a level, an aim, a share of the plan, a change, a remainder."""

from __future__ import annotations

import re

from foundation.records import IndicatorKind
from ingest.extract.indicators.grammar import anywhere, at_end, at_start, strip_end
from ingest.extract.indicators.phrases import Clue

_COMPARED = re.compile(r"[\s%,]*(?:so\b|ck\b|cùng k[ỳì])")
_VERSUS_PLAN = re.compile(r"so (?:với )?(?:kế hoạch|kh|chỉ tiêu|dự toán|nghị quyết)\b[^,;]{0,25}$")
_VERSUS_TIME = re.compile(r"so (?:với )?(?:cùng k[ỳì]|ck|năm trước|năm \d{4})[^,;]{0,20}$")
_PLAN_LEAD = re.compile(
    r"(?:kế hoạch|kh|chỉ tiêu|dự toán)(?:\s+(?:giao|năm|đề ra|là|được giao|\d{4}))*[\s:(/]*$"
)
_PLAN_START = re.compile(r"\W*(?:kế hoạch|kh|chỉ tiêu|dự toán|mục tiêu)(?!\w)")
_REACHED = re.compile(r"đạt|vượt|hoàn thành|so với|bằng")
_TO_PLAN = re.compile(r"^[\s%,]*(?:so\s+(?:với\s+)?|của\s+|theo\s+)?")
_TO_TIME = re.compile(r"^[\s%,]*(?:so\s+(?:với\s+)?(?:thời điểm\s+|bình quân\s+)?|của\s+|trên\s+)?")
_SENTENCE_END = re.compile(r"[.!?…]\s")
# "cao hơn cùng kỳ 1,2 tạ/ha", "tăng so với năm 2022 là 3 %": what it is compared with stands between.
_COMPARED_CHANGE = re.compile(
    r"(?P<change>(?<!\w)(?:tăng|giảm|vượt|cao hơn|thấp hơn))\s+(?:so\s+)?(?:với\s+)?"
    r"(?:cùng k[ỳì]|ck|năm trước|năm \d{4}|kế hoạch|kh|chỉ tiêu|dự toán)"
    r"(?:\s+năm (?:trước|\d{4}))?(?:\s+là)?$",
    re.IGNORECASE,
)
# "so với cùng kỳ tăng 6,4 %": what it is compared with names nothing.
_ONLY_COMPARED = re.compile(
    r"\W*so\s+(?:với\s+)?(?:cùng k[ỳì]|ck|năm trước|năm \d{4})(?:\s+năm (?:trước|ngoái|\d{4}))?\s*",
    re.IGNORECASE,
)
# "có tỷ lệ hộ nghèo giảm nhiều nhất toàn huyện là 4,1 %"
_MOST_CHANGED = re.compile(
    r"(?P<change>(?<!\w)(?:tăng|giảm))\s+(?:ít|nhiều|cao|thấp|mạnh|nhanh|chậm|lớn|sâu)\s+nhất[^,;:.\d]{0,32}$",
    re.IGNORECASE,
)
_OF_EFFORT = re.compile(r"(?:sự|tinh thần|nỗ lực|quá trình|ý chí|không ngừng)\s+$")
# "với sự nỗ lực, quyết tâm, đoàn kết": a virtue, and nothing that is aimed at.
_A_VIRTUE = re.compile(r"(?<!\w)quyết tâm(?=\s*,|\s+(?:và|của|cao|chính trị|đoàn kết|lớn)(?!\w))")
# "chương trình mục tiêu quốc gia", "hoàn thành các mục tiêu": goals spoken of, none set.
_NAMED_AIM = re.compile(
    r"(?:chương trình|ct|vốn|nhóm|các|những|nhiều|theo|thực hiện|hoàn thành|vượt|đạt|với|nghị quyết)"
    r"\s+mục tiêu(?!\w)"
    r"|(?:hoàn thành|đạt|vượt|thực hiện)"
    r"(?:\s+(?:và|vượt|đạt|tốt|được|các|những|nhiều|hầu hết|toàn bộ|\d+(?:/\d+)?))*"
    r"\s+chỉ tiêu (?:đề|đặt) ra"
    r"|mục tiêu(?=\s+(?:quốc gia|chung|của))"
)
# "giảm tỷ lệ hộ nghèo 3 %" tells the fall and no level; "giảm … còn 3 %" tells the level.
_OBJECT = re.compile(r"(?<!\w)giảm\s+(?:được\s+)?(?P<object>(?:tỷ lệ|tỉ lệ)\s[^,;:.]{3,40})$", re.IGNORECASE)
_NO_LEVEL = frozenset({"", "từ", "trên", "bình quân", "khoảng", "thêm", "được"})
# "đề ra 12 chỉ tiêu cụ thể: …", "với các chỉ tiêu chủ yếu, gồm: …": what follows is to be reached.
_AIMS_LISTED = re.compile(
    r"(?:đề ra|đặt ra|xác định|thông qua|thống nhất|quyết nghị|giao|với)\s+"
    r"(?:(?:các|những|một số|nhóm|hệ thống|\d{1,2})\s+)*chỉ tiêu(?!\s+(?:đạt|vượt|hoàn thành))"
    r"(?:\s+[^\W\d]+){0,8}?,?\s*(?:trong đó,?\s*)?(?:(?:bao\s+)?gồm(?:\s+có)?|là|như|như sau)?\s*:",
)
_RESULT = re.compile(r"kết quả|thực hiện được|(?<!\w)đã(?!\w)|ước đạt|ước thực hiện")


def change_of(lead: str) -> tuple[str, str]:
    """The direction and what changes, when the figure is a rise or fall and not a level."""
    tied = _COMPARED_CHANGE.sub(r"\g<change>", strip_end(lead, "blurs")[0])
    tied = _MOST_CHANGED.sub(r"\g<change>", tied)
    for direction, listed in (("tăng", "rises"), ("giảm", "falls")):
        match = at_end(listed).search(tied.lower())
        if match:
            word = "vượt" if match.group().startswith("vượt") else direction
            named = strip_end(tied[: match.start()], "copulas")[0]
            return word, "" if _ONLY_COMPARED.fullmatch(named) else named
    named, tie = strip_end(lead, "copulas")
    match = _OBJECT.search(named)
    return ("giảm", match["object"]) if match and tie in _NO_LEVEL else ("", "")


def kind_of(clue: Clue, change: str) -> IndicatorKind:
    """The kind of a figure by the words around it; ``change`` is what ``change_of`` found."""
    lead = clue.lead.lower().rstrip()
    if at_end("remainders").search(lead):
        return "remaining"
    if clue.quantity.unit == "%" and not change:
        following = f"{clue.right} {clue.after}".lower()
        if at_start("plan_words").match(_TO_PLAN.sub("", following)) or _VERSUS_PLAN.search(lead):
            return "percent_of_plan"
        compared = _COMPARED.match(following)
        if compared and at_start("comparison_words").match(_TO_TIME.sub("", following)):
            return "percent_of_previous"
        if _VERSUS_TIME.search(lead):
            return "percent_of_previous"
    if clue.quantity.whole is not None:
        return "actual"  # "chỉ tiêu kết nạp 12/10": a part reached of a whole.
    if lead.strip() == "/":
        return "plan"  # "156 tỷ đồng/142 tỷ đồng": reached and wanted.
    planned = _PLAN_LEAD.search(lead) or _PLAN_START.match(lead)
    if _aims(lead) or (planned and not _REACHED.search(lead)):
        return "plan"
    return "actual"


def still_aims(clue: Clue, aimed: bool) -> bool:
    """Whether the sentence speaks of aims at this figure: "Phấn đấu năm 2024: … ; …".

    ``aimed`` says whether it did at the figure before.
    """
    said = f"{clue.before}{clue.lead}".lower()
    aside = said.rfind("(") if said.rfind("(") > said.rfind(")") else len(said)
    if _aims(said[:aside]):  # "(mục tiêu là 90 %)" is the aim of that one figure
        return True
    ended = _SENTENCE_END.search(clue.before) or _RESULT.search(clue.lead.lower())
    return aimed and not ended


def aims_listed(text: str) -> tuple[int, ...]:
    """The places after which a statement lists what is to be reached: "đề ra 12 chỉ tiêu cụ thể: …"."""
    return tuple(match.end() for match in _AIMS_LISTED.finditer(text.lower()))


def _aims(said: str) -> bool:
    """Whether words set an aim, and do not only speak of effort or of goals."""
    named = [m.span() for pattern in (_NAMED_AIM, _A_VIRTUE) for m in pattern.finditer(said)]
    return any(
        not _OF_EFFORT.search(said[: match.start()])
        and not any(start <= match.start() < end for start, end in named)
        for match in anywhere("targets").finditer(said)
    )
