"""Totals and their parts: "tổng số 780 suất. Trong đó: … 173 suất … 112 suất …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from foundation.document import Paragraph
from foundation.wording import say
from knowledge.check.arithmetic.figures import shown
from knowledge.check.arithmetic.wholes import Whole, divides, overlapping, parts_of, slipped
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding, Quote
from language.quantities import Quantity, quantities
from language.text import fold, sentences

# Words that announce every part of a whole, and those that may announce some of them only.
_ANNOUNCED = re.compile(
    r"(?P<all>\b(?:gom(?: co)?|bao gom|chia ra|cu the(?: la)?|phan ra)\b\s*:?)"
    r"|(?P<some>\btrong (?:do|so do)(?: co| gom)?\b\s*:?|\bcho\b)"
    r"|(?P<colon>(?<=[a-z]):(?=\s+[a-z]))"
    r"|(?P<bracket>\((?=\s*(?:\d|nam\s*:?\s*\d|nu\s*:?\s*\d|[a-z ]{3,30}\d[^()]*,[^()]*\d)))"
)
# "248 Giấy khen của Giám đốc Sở cho 52 tập thể, 196 cá nhân".
_PAPERS = re.compile(r"\b(?:giay|bang) khen\b[^.;,()\d]{0,60}$")
_OF_PAPERS = re.compile(r"\s*(?:giay|bang) khen\b")
_OPENS_LIST = re.compile(r"(?:trong do|gom|bao gom|cu the|chia ra)\s*:?\s*$")
# "24.860 lao động, đạt 113% kế hoạch (22.000 lao động); trong đó …": the plan is not what is divided.
_ACHIEVED = re.compile(
    r",?\s*(?:dat|bang|vuot|tang|giam)\s+[\d.,]+\s*%[^;.()]{0,45}(?:\([^()]*\))?\s*[;,]?\s*$"
)
# "… và 01 chi bộ cơ quan với 318 đảng viên": the last words tell another figure of the whole.
_WITH_OTHERS = re.compile(r"\s+voi\s+(?:tong so\s+)?\d[^,;]*$")
_NEAR = Decimal("0.15")
_LEAST_PARTS = 2
# Measures whose parts exclude each other; people may be counted in two of them.
_MEASURED = ("length", "area", "money", "mass", "volume")
_EXCLUSIVE = ("body", "thing", *_MEASURED)
# How many letters may stand between a whole and the word that announces its parts.
_REACH = 60
_LISTED_ITEMS = 16

Announced = Literal["all", "some", "bracket"]


def check_totals(draft: Draft) -> Iterator[Finding]:
    """Every total whose parts, all of one measure, do not add up to it."""
    elements = draft.document.elements
    for index, element in enumerate(elements):
        if not isinstance(element, Paragraph):
            continue
        text = element.content.text
        for start, end in _whole_sentences(text):
            yield from _in_sentence(draft, element, start, text[start:end])
        yield from _in_list(draft, element, elements[index + 1 : index + _LISTED_ITEMS])


def _whole_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences with the items that semicolons set off joined again."""
    start: int | None = None
    for sentence in sentences(text):
        start = sentence.start if start is None else start
        if not sentence.text.endswith(";"):
            yield start, sentence.end
            start = None
    if start is not None:
        yield start, len(text)


def _in_sentence(draft: Draft, paragraph: Paragraph, base: int, text: str) -> Iterator[Finding]:
    """Total and parts in one sentence: "12 chi bộ, gồm 8 chi bộ thôn và 4 chi bộ trường học"."""
    folded = fold(text)
    told_to = 0
    for split in _ANNOUNCED.finditer(folded):
        whole = _whole_before(text, folded, split.start())
        if split.start() < told_to or whole is None:
            continue
        if split.group() == "cho" and not _PAPERS.search(folded[: split.start()]):
            continue
        tail = text[split.end() : _list_end(folded, split.end())]
        parts, length = parts_of(whole, tail)
        if not parts and split["some"]:
            whole = _named_before(text[: split.start()], whole, tail) or whole
            parts, length = parts_of(whole, tail)
        if split["colon"] and (len(parts) <= _LEAST_PARTS or tail[length:].strip(" ;.")):
            continue  # a colon announces parts only where nothing else follows it
        words = _WITH_OTHERS.sub("", fold(tail[:length]))
        announced: Announced = "all" if split["all"] else "bracket" if split["bracket"] else "some"
        if announced == "bracket" and tail[length:].strip():
            continue
        finding = _compare(whole.quantity, parts, announced, words)
        if finding is not None:
            end = base + split.end() + parts[-1].stop
            quote = draft.quote_in(paragraph.content, base + whole.quantity.start, end)
            yield Finding("arithmetic", "error", *finding, (quote,))
        if parts:
            told_to = split.end() + length


def _list_end(folded: str, start: int) -> int:
    """Where a list ends: a bracket that closes what was open before it, or the sentence."""
    depth = 0
    for match in re.finditer(r"[()]|\.\s|\btrong (?:do|so do)\b", folded[start:]):
        if match.group() == "(":
            depth += 1
        elif match.group() == ")":
            if not depth:
                return start + match.start()
            depth -= 1
        elif match.start():
            return start + match.start()
    return len(folded)


def _whole_before(text: str, folded: str, end: int) -> Whole | None:
    """The last figure before an announcement, if it counts something and stands near."""
    achieved = _ACHIEVED.search(folded[:end])
    end = _without_remark(folded, achieved.start() if achieved else end)
    found = [q for q in quantities(text[:end]) if q.whole is None and q.upper is None]
    if not found or not (found[-1].unit or _OF_PAPERS.match(folded[found[-1].end :])):
        return None
    last = found[-1]
    between = folded[last.stop : end]
    if len(between) > _REACH or re.search(r"[.%]|;(?!\s*$)|\d", between):
        return None
    return Whole(_reached(found, text), folded[last.end : end].strip())


def _reached(found: Sequence[Quantity], text: str) -> Quantity:
    """The last figure; of "5.120 ha/5.000 ha" what was reached, for a plan is not what is divided."""
    *_, before, last = (found[0], *found)
    behind_stroke = text[before.stop : last.start].strip() == "/"
    return before if behind_stroke and before.unit == last.unit else last


def _named_before(before: str, last: Whole, tail: str) -> Whole | None:
    """The whole of "38 đơn vị thuộc 5 khối; trong đó khối xã 14 đơn vị, …": told before the last figure."""
    units = [q.unit for q in quantities(tail) if q.unit]
    end = last.quantity.start
    start = max(before.rfind(". ", 0, end), before.rfind(";", 0, end)) + 1
    earlier = [q for q in quantities(before[start:end]) if q.whole is None and q.upper is None]
    if not units or not earlier or earlier[-1].unit != units[0]:
        return None
    return Whole(_moved(earlier[-1], start), "")


def _moved(figure: Quantity, by: int) -> Quantity:
    return replace(
        figure, start=figure.start + by, end=figure.end + by,
        unit_start=figure.unit_start + by, unit_end=figure.unit_end + by,
    )  # fmt: skip


def _without_remark(folded: str, end: int) -> int:
    """Where the words end before a remark in brackets: "1.020 triệu đồng (60 triệu đồng/căn), …"."""
    before = folded[:end].rstrip(" ,:")
    opened = before.rfind("(")
    return opened if before.endswith(")") and opened >= 0 else end


def _compare(
    total: Quantity, parts: list[Quantity], announced: Announced, words: str
) -> tuple[float, str, str] | None:
    """How sure, message and repair where the parts do not make the total."""
    if len(parts) < _LEAST_PARTS or total.qualifier or not total.value:
        return None
    if any(part.qualifier for part in parts) or overlapping(words):
        return None
    computed = sum((part.value for part in parts), Decimal(0))
    if computed == total.value or abs(computed - total.value) <= _rounding(parts):
        return None
    sure = _sureness(total, parts, computed, announced)
    if total.unit == "%":
        sure = min(sure, 0.4)
    printed = f"{computed:f}".replace(".", ",")
    message = say("check.arithmetic.total", sum=f"{printed} {total.unit}".strip(), total=shown(total))
    repair = say("check.arithmetic.total_repair", total=shown(total), parts="; ".join(p.text for p in parts))
    return sure, message, repair


def _sureness(total: Quantity, parts: list[Quantity], computed: Decimal, announced: Announced) -> float:
    """Announced parts must make the whole; "trong đó" may name some, so it needs a sign of a slip."""
    gap = abs(computed - total.value)
    far = gap > _NEAR * total.value
    if announced == "all":
        return 0.6 if far else 0.8
    slips = set(slipped(parts, total.value - computed))
    if announced == "bracket":
        tenfold = computed and total.value / computed in (10, 100, 1000, Decimal("0.1"), Decimal("0.01"))
        return 0.7 if not far or tenfold or "swapped" in slips else 0.35
    if len(parts) > _LEAST_PARTS:
        # What is divided into kinds of thing is never less than they are; people may count twice.
        named = divides([fold(part.unit) for part in parts], but=0)
        over = computed > total.value and (
            (total.kind in _EXCLUSIVE and gap * 4 <= total.value) or (named and gap * 2 <= total.value)
        )
        return 0.35 if far and not over else 0.6
    small = gap <= Decimal("0.1") * total.value
    if computed > total.value and total.kind in _MEASURED and gap * 4 <= total.value:
        return 0.6
    return (
        0.6
        if "swapped" in slips or ("digit" in slips and small) or (computed > total.value and small)
        else 0.35
    )


def _rounding(parts: list[Quantity]) -> Decimal:
    """What rounding each part at its last digit can add up to."""
    return sum(
        (Decimal(10) ** min(0, int(p.value.as_tuple().exponent)) / 2 for p in parts if p.value % 1),
        Decimal(0),
    )


def _in_list(draft: Draft, paragraph: Paragraph, following: tuple[object, ...]) -> Iterator[Finding]:
    """A total before "Trong đó:" or a colon, its parts the list items that follow."""
    text = paragraph.content.text
    if not _OPENS_LIST.search(fold(text)):
        return
    items: list[Paragraph] = []
    for element in following:
        if (
            not isinstance(element, Paragraph)
            or element.kind != "list_item"
            or (items and element.marker != items[0].marker)
        ):
            break
        items.append(element)
    totals = [q for q in quantities(text) if q.unit and q.whole is None]
    for unit in dict.fromkeys(q.unit for q in totals):
        of_unit = [q for q in totals if q.unit == unit]
        if len(of_unit) != 1:
            continue
        whole = Whole(of_unit[0], fold(text[of_unit[0].end :]).strip())
        found = [(item, part) for item in items if (part := _part_of_item(whole, item)) is not None]
        if len(found) != len(items):
            continue
        words = " ".join(fold(item.content.text) for item in items)
        finding = _compare(whole.quantity, [q for _, q in found], "all", words)
        if finding is not None:
            total = whole.quantity
            quotes: list[Quote] = [draft.quote_in(paragraph.content, total.start, total.stop)]
            quotes += [draft.quote_in(item.content, q.start, q.end) for item, q in found]
            yield Finding("arithmetic", "error", *finding, tuple(quotes))


def _part_of_item(whole: Whole, item: Paragraph) -> Quantity | None:
    same = [q for q in quantities(item.content.text) if q.unit == whole.quantity.unit and q.whole is None]
    return same[0] if same else None
