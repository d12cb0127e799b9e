"""What a figure read from a sentence is, and the names it lends to those that lean on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foundation.records import IndicatorKind
from ingest.extract.indicators.grammar import anywhere, at_start, words
from ingest.extract.indicators.naming import clean, is_nominal, lowered
from ingest.extract.indicators.nouns import COUNTED
from ingest.extract.indicators.phrases import Clue, bare
from language.quantities import Quantity

_SOWN = re.compile(
    r"(?:tổng )?(?P<head>diện tích|sản lượng) (?:gieo trồng|gieo cấy|gieo sạ|cây (?:hàng|hằng) năm)",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:giảm|tăng|nâng)(?:\s+[^\d,;.:]{1,40})?\s+từ\s*$")
_TO = re.compile(r"[\s%]*(?:giảm\s+|tăng\s+)?(?:xuống|còn|lên)(?!\w)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read: places count characters of the statement.

    ``unit`` is the quantity's, or that of the whole when a part is printed without one;
    ``lead_start`` is where the figure's own words begin, ``start`` where its naming does.
    """

    name: str
    kind: IndicatorKind
    quantity: Quantity
    start: int
    end: int
    confidence: float
    verb: str = ""
    unit: str = ""
    lead_start: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """The name found for a figure; ``attribute`` marks one that names no thing of its own."""

    name: str
    confidence: float
    verb: str = ""
    attribute: bool = False


def starts_a_change(clue: Clue) -> bool:
    """Whether the figure is where a change began: "giảm từ 24 % | xuống còn 20 %" tells no result."""
    return bool(_FROM.search(clue.lead.lower()) and _TO.match(f"{clue.right} {clue.after}".lower()))


def name_of_next(last: Figure | None, clue: Clue, phrase: str) -> str:
    """The name of the next thing in a list that is measured by one head, "" if it is not."""
    if last is None or clue.boundary != "," or last.quantity.unit != clue.quantity.unit:
        return ""
    head = at_start("shared_heads").match(last.name.lower())
    return f"{last.name[: head.end()]} {lowered(phrase)}" if head else ""


def sum_of(text: str, last: Figure) -> str:
    """The name of a sum that closes a list of what it was spent on."""
    for chunk in re.split(r"[;:()]|,\s", text[: last.quantity.start]):
        name = clean(bare(chunk)[0])
        if anywhere("money").search(name.lower()):
            return name
    return f"{words('money')[1]} {lowered(last.name)}"


def part_of(whole: Figure | None, name: str, quantity: Quantity) -> str:
    """The name of a part with the whole it is a part of: "đảng viên (nữ)"."""
    if whole is None or is_nominal(name):
        return name
    if whole.name.lower().startswith(f"{name.lower()} "):
        return whole.name  # "thu ngân sách 96 tỷ đồng; trong đó 6 tháng cuối năm thu 58 tỷ đồng"
    if (head := _SOWN.match(whole.name)) and not at_start("shared_heads").match(name.lower()):
        return f"{head['head'].lower()} {lowered(name)}"
    shared = at_start("shared_heads").match(whole.name.lower())
    if shared and name.lower() in re.split(r",\s*|\s+và\s+", whole.name[shared.end() :].strip().lower()):
        return f"{whole.name[: shared.end()].strip().lower()} {lowered(name)}"  # of "Diện tích hành, tỏi"
    unit = whole.quantity.unit.lower()
    if unit and (name.lower().startswith(unit) or quantity.kind not in ("", whole.quantity.kind)):
        return name
    counts_other = quantity.kind in COUNTED and unit and quantity.unit not in (unit, *words("generic_units"))
    return f"{quantity.unit if counts_other else whole.name.split(' (')[0]} ({name})"
