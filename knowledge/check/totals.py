"""Totals and their parts: "tổng số 780 suất. Trong đó: … 173 suất … 112 suất …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from foundation.document import Paragraph
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.figures import shown
from knowledge.check.finding import Finding, Quote
from language.quantities import Quantity, quantities
from language.text import fold, sentences

# Words that announce every part of a whole, and those that announce some of them.
_ALL = re.compile(r"\b(?:gom(?: co)?|bao gom|chia ra|cu the(?: la)?|phan ra)\b\s*:?")
_SOME = re.compile(r"\btrong (?:do|so do)\b(?!\s+co)\s*:?")
_TOTAL = re.compile(
    r"\b(?:tong(?: so| cong| kinh phi| gia tri| nguon von| von| trao| thu| chi)?|tat ca|co)\b[^.;]{0,60}$"
)
# Groups that overlap: they never add up to the whole.
_OVERLAP = re.compile(
    r"\b(?:nu|dang vien|dan toc|ton giao|dai hoc|trung cap|cao dang|thac s[iy]|nghi quyet"
    r"|tang|giam|vuot|dat|so voi|nam 20\d\d|binh quan|phat sinh)\b"
)
_NEAR = Decimal("0.15")
_LEAST_PARTS = 2


def check_totals(draft: Draft) -> Iterator[Finding]:
    """Every total whose parts, all of one measure, do not add up to it."""
    elements = draft.document.elements
    for index, element in enumerate(elements):
        if not isinstance(element, Paragraph):
            continue
        text = element.content.text
        for start, end in _whole_sentences(text):
            yield from _in_sentence(draft, element, start, text[start:end])
        yield from _in_list(draft, element, elements[index + 1 : index + 16])


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
    for word, complete in ((_ALL, True), (_SOME, False)):
        split = word.search(folded)
        if split is None:
            continue
        heads = [q for q in quantities(text[: split.start()]) if q.unit and q.whole is None]
        if not heads:
            continue
        total = heads[-1]
        if split.start() - max(total.end, total.unit_end) > 40:
            continue
        stop = re.search(r"[)]|\.\s", folded[split.end() :])
        tail = folded[split.end() : split.end() + stop.start() if stop else len(folded)]
        later = _SOME.search(tail)
        tail = tail[: later.start()] if later else tail
        parts = _parts(text[split.end() : split.end() + len(tail)], total)
        finding = _compare(draft, total, parts, complete, tail)
        if finding is not None:
            content = paragraph.content
            end = base + split.end() + parts[-1].end
            quote = draft.quote_in(content, base + total.start, end)
            yield Finding("arithmetic", "error", *finding, (quote,))
        return


def _parts(text: str, total: Quantity) -> list[Quantity]:
    """The figures of the total's measure, each the first of its item."""
    parts: list[Quantity] = []
    for item in re.finditer(r"[^;,]+(?:,(?=\d)[^;,]+)*", text):
        found = [q for q in quantities(item.group()) if q.whole is None and q.upper is None]
        same = [q for q in found if q.unit == total.unit] or [
            q for q in found if not q.unit and total.kind != "money"
        ]
        for quantity in same if " và " in item.group() else same[:1]:
            parts.append(_moved(quantity, item.start()))
    return parts


def _moved(quantity: Quantity, offset: int) -> Quantity:
    return replace(
        quantity, start=quantity.start + offset, end=quantity.end + offset,
        unit_start=quantity.unit_start + offset, unit_end=quantity.unit_end + offset,
    )  # fmt: skip


def _compare(
    draft: Draft, total: Quantity, parts: list[Quantity], complete: bool, words: str
) -> tuple[float, str, str] | None:
    """How sure, message and repair where the parts do not make the total."""
    if len(parts) < _LEAST_PARTS or total.upper is not None or total.qualifier or not total.value:
        return None
    if any(part.qualifier for part in parts) or _OVERLAP.search(words):
        return None
    computed = sum((part.value for part in parts), Decimal(0))
    if computed == total.value or abs(computed - total.value) <= _rounding(parts):
        return None
    far = abs(computed - total.value) > _NEAR * total.value
    sure = (
        0.8 if complete and not far else 0.6 if complete or (len(parts) > _LEAST_PARTS and not far) else 0.35
    )
    if total.unit == "%":
        sure = min(sure, 0.4)
    printed = f"{computed:f}".replace(".", ",")
    message = say("check.arithmetic.total", sum=f"{printed} {total.unit}".strip(), total=shown(total))
    repair = say("check.arithmetic.total_repair", total=shown(total), parts="; ".join(p.text for p in parts))
    return sure, message, repair


def _rounding(parts: list[Quantity]) -> Decimal:
    """What rounding each part at its last digit can add up to."""
    return sum(
        (Decimal(10) ** min(0, int(p.value.as_tuple().exponent)) / 2 for p in parts if p.value % 1),
        Decimal(0),
    )


def _in_list(draft: Draft, paragraph: Paragraph, following: tuple[object, ...]) -> Iterator[Finding]:
    """A total before "Trong đó:" or a colon, its parts the list items that follow."""
    text = paragraph.content.text
    folded = fold(text)
    if not re.search(r"(?:trong do|gom|bao gom|cu the|chia ra)\s*:?\s*$", folded):
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
        found: list[tuple[Paragraph, Quantity]] = []
        for item in items:
            same = [q for q in quantities(item.content.text) if q.unit == unit and q.whole is None]
            if same:
                found.append((item, same[0]))
        if len(found) != len(items):
            continue
        total = of_unit[0]
        words = " ".join(fold(item.content.text) for item in items)
        finding = _compare(draft, total, [q for _, q in found], True, words)
        if finding is not None:
            quotes: list[Quote] = [
                draft.quote_in(paragraph.content, total.start, max(total.end, total.unit_end))
            ]
            quotes += [draft.quote_in(item.content, q.start, q.end) for item, q in found]
            yield Finding("arithmetic", "error", *finding, tuple(quotes))
