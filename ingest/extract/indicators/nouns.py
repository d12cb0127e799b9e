"""What a clue's own nouns say: the thing counted, the attribute named, the chunk before."""

from __future__ import annotations

import re

from ingest.extract.indicators.grammar import anywhere, at_end, at_start, strip_start, words
from ingest.extract.indicators.naming import clean, from_head, is_body, lowered, tidy
from ingest.extract.indicators.phrases import Clue, bare
from language.quantities import Quantity

COUNTED = frozenset({"people", "body", "thing", "count"})
_OUTLINE_MARK = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]+\s+")
# "Thu ngân sách đạt và vượt chỉ tiêu huyện giao (…": what follows counts what stands before.
_PLAN_REACHED = re.compile(
    r"(?<=\w)\s+(?:đã\s+)?(?:cơ bản\s+)?(?:đều\s+)?(?:đạt|hoàn thành|vượt)"
    r"(?:\s*(?:và|,)\s*(?:hoàn thành\s+)?vượt)?(?:\s+mức)?(?:\s+so với)?"
    r"\s+(?:các\s+)?(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết)(?:\s[^,;:()]*)?$",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"[;.!?…]\s")
_MULTIPLIER = re.compile(r"^(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)\s+", re.IGNORECASE)


def unit_phrase(text: str, clue: Clue) -> str:
    """The counted noun with what describes it: "câu lạc bộ văn nghệ"."""
    quantity = clue.quantity
    noun = text[quantity.unit_start : quantity.unit_end] if quantity.kind in COUNTED else ""
    return tidy(f"{_MULTIPLIER.sub('', noun).split('/')[0]} {clue.right}")


def repeats(phrase: str, unit_phrase: str) -> bool:
    """Whether the name already says what is counted: "chi bộ thôn là 6 chi bộ"."""
    noun = unit_phrase.lower().split()[:2]
    return bool(noun) and f" {' '.join(noun)} " in f" {phrase.lower()} "


def is_generic(quantity: Quantity) -> bool:
    """Whether the unit says so little that the words before it name the figure."""
    return quantity.unit.split("/")[0] in words("generic_units")


def counts_change(clue: Clue) -> bool:
    """Whether what rose or fell is said after the figure: "giảm 65 hộ nghèo", "giảm 0,5% hộ nghèo"."""
    if clue.quantity.unit == "%":
        compared = at_start("comparison_tail", "comparison_words", "plan_words").match(clue.right.lower())
        return bool(clue.right) and not compared and not clue.lead.strip().count(" ")
    return clue.quantity.kind in COUNTED and bool(clue.right)


def yield_name(attribute: str, measured: str) -> str:
    """The name of an attribute of what was measured before: "năng suất" of "diện tích lúa"."""
    head = at_start("shared_heads").match(measured.lower())
    rest = measured[head.end() :].strip() if head else ""
    rest = strip_start(rest, "cropping") or rest
    if attribute.split()[0] in ("năng", "sản", "diện") and rest:
        return f"{attribute} {lowered(rest)}"
    return f"{attribute} {lowered(measured)}"


def attribute_of(base: str) -> str:
    """The attribute that the text ends with ("với tổng trị giá"), "" without one."""
    match = at_end("attributes").search(tidy(base).lower())
    return match.group().strip(" :=") if match else ""


def without_with(attribute: str) -> str:
    """The attribute without the preposition that hangs it on."""
    return re.sub(r"^với\s+", "", attribute)


def earlier_chunk(before: str) -> str:
    """The nearest chunk before the boundary that can be a name."""
    for chunk in reversed(re.split(r"[;:()“”\"]|,\s", before)):
        name = clean(bare(_PLAN_REACHED.sub("", _OUTLINE_MARK.sub("", chunk)))[0])
        if len(name.split()) >= 2 and not is_body(name):
            return from_head(name)
    return ""


def own_clause(before: str) -> str:
    """What a clause is about that has opened since the figure before: "…; sản xuất … ổn định, | ước đạt".

    "" when no clause has, or when it has no words of its own.
    """
    opened = [match.end() for match in _NEW_CLAUSE.finditer(before)]
    if not opened:
        return ""
    chunk = before[opened[-1] :]
    predicate = anywhere("predicates").search(chunk.lower())
    name = clean(chunk[: predicate.start()] if predicate else chunk)
    return name if len(name.split()) >= 2 and not is_body(name) else ""
