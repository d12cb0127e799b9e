"""The indicator that the title of a column names, where rows name places.

A title beneath a group says half of it: "Hộ nghèo / Số hộ" is the number of poor households,
"Lúa / Năng suất" the yield of rice, "Thu ngân sách / Dự toán năm 2024" the revenue that is planned.
"""

from __future__ import annotations

import re

from ingest.extract.indicators.grammar import anywhere, at_start, words
from ingest.extract.indicators.naming import clean, lowered, share_of, without_periods
from language.indicators import match_indicators
from language.measures import canonical_measure, is_measure

_KINDS = ("plan", "actual", "percent_of_plan", "percent_of_previous")
_LEVELS = re.compile(r"\s+/\s+")
_CAPTION_UNIT = re.compile(r"(?:đvt|đơn vị(?: tính)?)\s*:\s*(?P<unit>[^;:().]+)", re.IGNORECASE)
_LAST_PARENTHESES = re.compile(r"\s*\(([^()]{1,20})\)\s*$")
_SHARE = re.compile(r"(?:đạt\s+)?(?:tỷ|tỉ) lệ(?:\s*\(?%\)?)?|%", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:tổng số|số lượng|tổng|số)$", re.IGNORECASE)
_COUNT = re.compile(r"(?:tổng )?số (?P<noun>\w+(?: \w+)?)$", re.IGNORECASE)
_COUNTED = re.compile(r"(?:tổng số|số lượng|tổng|số)\s+(?!h[oó][aá]\b)", re.IGNORECASE)


def without_unit(name: str) -> str:
    """The name without a unit of measure in parentheses at its end: "Đàn lợn (con)"."""
    match = _LAST_PARENTHESES.search(name)
    return name[: match.start()] if match and is_measure(match[1]) else name


def indicator_of_title(title: str, counted: str = "", caption: str = "") -> str:
    """The name of what a column tells; ``counted`` is that of the column before which a bare "Tỷ lệ" is of.

    Levels of the title that only say when, or whether planned or done, say nothing of the name;
    where all do, the ``caption`` of the table names it or nothing does: "".
    """
    if all(map(_says_only_which, _LEVELS.split(title))):
        named = [mention.name for mention in match_indicators(caption) if not mention.generic]
        return named[-1] if named else ""
    levels = [without_unit(level) for level in _LEVELS.split(title)]
    told = [level for level in levels if not _says_only_which(level)]
    name = told[0]
    for level in told[1:]:
        name = _beneath(name, level)
    name = clean(name)
    if counted and _SHARE.fullmatch(name):
        return share_of(counted)
    return name


def unit_of_caption(caption: str) -> str:
    """The unit of measure that a caption tells for the whole table: "(Đơn vị: triệu đồng)"."""
    told = _CAPTION_UNIT.search(caption)
    unit = told["unit"].strip() if told else ""
    return canonical_measure(unit) if is_measure(unit) else ""


def is_share_title(name: str) -> bool:
    """Whether a column's name is that of a share."""
    return _SHARE.match(name) is not None


def _says_only_which(level: str) -> bool:
    """Whether a level only tells the period or the kind of figure: "Thực hiện 6 tháng", "Năm 2023"."""
    rest = without_periods(level).lower()
    rest = anywhere(*(f"table.{kind}" for kind in _KINDS), "openers").sub(" ", rest)
    told = anywhere("table.amounts").fullmatch(level.strip().lower()) is not None
    return not told and not re.search(r"[^\W\d_]{2}", rest)


def _beneath(group: str, leaf: str) -> str:
    """The name of a leaf beneath its group."""
    core = _COUNTED.sub("", group)
    if _SHARE.fullmatch(leaf.strip()):
        return share_of(group)
    if _AMOUNT.fullmatch(leaf.strip()):
        return f"số {lowered(core)}"
    if match := _COUNT.fullmatch(leaf.strip()):
        noun = match["noun"].lower()
        return f"số {lowered(core)}" if core.lower().startswith(noun) else f"số {noun} {lowered(core)}"
    if leaf.strip().lower() in words("attributes") or at_start("measured").fullmatch(leaf.strip().lower()):
        return f"{leaf.strip()} {lowered(core)}"
    return f"{group} {leaf}"
