"""What a figure of a statement tells: a result, a plan, a share of the plan, a change."""

from __future__ import annotations

import re

from knowledge.evidence.statements import Statement
from knowledge.query import FigureKind
from language.abbreviations import expand
from language.quantities import Quantity, quantities
from language.text import fold, nfc

_NEAR = 46
_REACHED = ("chỉ tiêu", "tiêu chí")
_OF_PLAN = re.compile(
    r"^\s*%?\s*(?:so\s*(?:voi)?\s*)?(?:voi\s*)?"
    r"(?:ke hoach|kh\b|chi tieu|du toan|nghi quyet|nq\b|muc tieu|dt\b)"
)
_OF_PREVIOUS = re.compile(
    r"^\s*%?\s*(?:(?:so\s*(?:voi)?|voi|bang)\s*)?(?:cung ky|ck\b|nam truoc)"
    r"|^\s*%?\s*so\s*(?:voi)?\s*(?:nam (?:19|20)\d\d|thoi diem)"
)
_AGAINST_PLAN = re.compile(r"(?:so\s*(?:voi)?\s*)(?:ke hoach|chi tieu|du toan|nghi quyet)[^,;.]{0,24}$")
_AGAINST_PREVIOUS = re.compile(r"so\s*(?:voi)?\s*(?:cung ky|nam truoc|nam (?:19|20)\d\d)[^,;.]{0,24}$")
_CHANGE = re.compile(
    r"(?:tang|giam|vuot|cao hon|thap hon|nhieu hon|it hon)"
    r"(?:\s+(?:duoc|them|khoang|tren|hon|gan|truong|binh quan|nghe|ho ngheo|bot|nhe|manh"
    r"|so voi [^,;]{0,30}))*\s*$"
)
_MOST_CHANGED = re.compile(
    r"(?:tang|giam)\s+(?:it|nhieu|cao|thap|manh|nhanh|cham|lon|sau)\s+nhat[^,;:.\d]{0,32}$"
)
_LEVEL = re.compile(r"(?:con|xuong con|len|xuong|dat|la|chiem|o muc)\s*(?:khoang|tren|gan|hon)?\s*$")
_PLANNED = re.compile(
    r"(?:ke hoach|chi tieu|muc tieu|phan dau|du kien|du toan|duoc giao|giao)\s*"
    r"(?:(?:nam|giao|de ra|la|dat|tren|duoc|ca|20\d\d|phap lenh|huyen|tinh|xa|:)\s*)*$"
)
_STRIVES = re.compile(r"\bphan dau\b|\bdu kien\b|\bchi tieu (?:nam|de ra)\b")
_RESTATES = re.compile(
    r"[^;.]*?(?:dat ty le|ty le|tuong ung|tuong duong|chiem|bang|\()\s*(?:khoang|tren)?\s*(?:voi|la)?\s*"
)
_LISTED = 50
_OWN_VERB = re.compile(r"\b(?:ty le|ti le|dat|con|chiem|giam|tang|bang|la)\b")
_GIFT = re.compile("tặng", re.IGNORECASE)
_FROM = re.compile(r"\btu\s*$")
_YEAR_AT = re.compile(r"\bnam ((?:19|20)\d\d)\s*(?:\(|\bla\b|\bdat\b|\bchi dat\b|:)\s*$")
_YEAR_BEHIND = re.compile(r"\s*\((?:(?:cuoi|dau|het|tinh den)\s+)?(?:nam\s+)?((?:19|20)\d\d)\)")
_REMAINING = re.compile(r"con phai (?:thuc hien|thu|lam)[^;]*$|con lai phai[^;]*$")
_PLAN_COLUMN = re.compile(
    r"\b(?:ke hoach|kh|chi tieu (?:giao|ke hoach)|du toan|muc tieu|nghi quyet|nq|phan dau)\b"
)
_PERCENT_COLUMN = re.compile(r"%|ty le|so voi|so sanh|/kh|th/kh")
# A column of shares that does not say of what: of the plan in the column before.
_SHARE_COLUMN = re.compile(
    r"(?:ty le )?(?:dat|hoan thanh|ty le|so sanh)?\s*\(?%\)?"
    r"|(?:ty le |% )(?:dat|hoan thanh|thuc hien)|%\s*dat"
)
# "Thu ngân sách (triệu đồng)", "Năng suất (ĐVT: tạ/ha)"
_COLUMN_MEASURE = re.compile(r"\((?:(?:đvt|đơn vị(?: tính)?)\s*:?\s*)?([^()\d]{1,24})\)\s*$", re.IGNORECASE)
_PREVIOUS_COLUMN = re.compile(r"cung ky|\bck\b|nam truoc")


def figure_kind(statement: Statement, index: int) -> FigureKind:
    """The kind of figure number ``index``, told by the words right around it or by its column.

    "giảm 65 hộ nghèo, đạt tỷ lệ 8,78%": a figure that only restates the change before it is one.
    """
    figure = statement.figures[index]
    if statement.is_row:
        return _column_kind(statement, figure)
    kind = _kind_by_words(statement, figure)
    if kind == "actual" and index > 0:
        before = statement.figures[index - 1]
        gap = statement.folded[before.end : figure.start]
        if figure.kind == "percent" and before.kind == "percent" and _is_listed_on(gap):
            return figure_kind(statement, index - 1)
        restates = _RESTATES.fullmatch(gap[-40:]) and year_told_at(statement, figure) is None
        if restates and _kind_by_words(statement, before) == "change":
            return "change"
    return kind


def _is_listed_on(gap: str) -> bool:
    """Whether a percentage only goes on a list ("đàn trâu đạt 114% kế hoạch, đàn bò 116%")."""
    return gap.count(",") + gap.count(" va ") == 1 and len(gap) <= _LISTED and not _OWN_VERB.search(gap)


def _folded_before(statement: Statement, figure: Quantity) -> str:
    """The words before a figure, folded; a gift ("tặng") must not become a rise ("tăng")."""
    near = nfc(statement.text[max(0, figure.start - 70) : figure.start])
    return fold(expand(_GIFT.sub("trao", near)))


def _kind_by_words(statement: Statement, figure: Quantity) -> FigureKind:
    before = _folded_before(statement, figure)
    after = fold(expand(statement.text[max(figure.end, figure.unit_end) :][: _NEAR * 2]))
    # "vượt 5% kế hoạch" is a change against the plan; only a share of the plan is one of it.
    if figure.kind == "percent" or not figure.unit:
        if _OF_PLAN.match(after) or _AGAINST_PLAN.search(before):
            return "change" if _CHANGE.search(before) else "percent_of_plan"
        if _OF_PREVIOUS.match(after) or _AGAINST_PREVIOUS.search(before):
            return "change" if _CHANGE.search(before) else "percent_of_previous"
    if _REMAINING.search(before):
        return "remaining"
    reached = figure.whole is not None or figure.unit in _REACHED  # "đạt và vượt 17/19 chỉ tiêu"
    changed = _MOST_CHANGED.search(before) or (_CHANGE.search(before) and not _LEVEL.search(before))
    if changed and not reached:
        return "change"
    if _PLANNED.search(before) or (statement.is_future and not statement.is_row):
        return "plan"
    if _STRIVES.search(fold(statement.text[: figure.start])):
        return "plan"
    return "actual"


def year_told_at(statement: Statement, figure: Quantity) -> str | None:
    """The year right at a figure, whose it is: "so với năm 2022 (41 triệu đồng)", "12 ha (năm 2015)"."""
    if statement.is_row:
        return None
    behind = _YEAR_BEHIND.match(statement.folded, max(figure.end, figure.unit_end))
    match = behind or _YEAR_AT.search(statement.folded[: figure.start])
    return None if match is None else match[1]


def is_from_value(statement: Statement, figure: Quantity) -> bool:
    """Whether the figure is where a change starts ("từ 3,32 giảm còn …")."""
    return _FROM.search(statement.folded[: figure.start]) is not None


def column_of(statement: Statement, figure: Quantity) -> str:
    """The column name of a figure in a row "name — column: value; …"."""
    begin = max(statement.text.rfind("; ", 0, figure.start) + 2, statement.text.find(" — ") + 3)
    return statement.text[begin : figure.start].rstrip(": ")


def row_measure(statement: Statement, figure: Quantity) -> str:
    """The unit of measure of a row's figure, empty without one.

    It stands in brackets in the figure's column name, or in a column of its own.
    """
    named = _COLUMN_MEASURE.search(column_of(statement, figure))
    if named is not None and any(q.unit for q in quantities(f"7 {named[1]}")):
        return named[1].strip()
    match = re.search(r"(?:đơn vị tính|đơn vị|đvt|đv tính)[^:;]*:\s*([^;]+)", statement.text, re.IGNORECASE)
    return match[1].strip() if match else ""


def _column_kind(statement: Statement, figure: Quantity) -> FigureKind:
    column = fold(expand(column_of(statement, figure)))
    if "con phai" in column:
        return "remaining"
    if _PREVIOUS_COLUMN.search(column) and _PERCENT_COLUMN.search(column):
        return "percent_of_previous"
    if _SHARE_COLUMN.fullmatch(column.strip()) and _PLAN_COLUMN.search(statement.folded[: figure.start]):
        return "percent_of_plan"
    if _PLAN_COLUMN.search(column):
        return "percent_of_plan" if _PERCENT_COLUMN.search(column) else "plan"
    return "plan" if statement.is_future else "actual"
