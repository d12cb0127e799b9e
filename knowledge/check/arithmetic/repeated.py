"""One thing told with two figures: "hộ nghèo còn 1,59%" and elsewhere "còn 1,53%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.records import IndicatorRecord
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.text import fold

# Things of which a report has one figure for its period, as folded names.
_ONE_FIGURE = re.compile(
    r"(?:ty le ho ngheo(?: da chieu)?|ty le ho can ngheo|so ho ngheo|so ho can ngheo|dan so"
    r"|dien tich tu nhien|so dang vien|so chi bo|thu nhap binh quan dau nguoi|ty le tang dan so"
    r"|ty le (?:bao phu )?(?:bao hiem y te|bhyt)|thanh vien hoi dong thi dua khen thuong"
    r"|tong dan (?:trau|bo|lon|gia cam)|ty le gia dinh van hoa|ty le lao dong qua dao tao)"
)
_KINDS = ("actual",)
# Words before a figure that make it another time's or another measure's.
_AMBIGUOUS = re.compile(
    r"\b(?:ke hoach|kh|du toan|chi tieu|dau nam|cuoi nam|dau ky|truoc|nam ngoai|muc tieu|phan dau"
    r"|tieu chi|theo chuan|giai doan|cung ky)\b|\btu\s*$"
)
_SENTENCE_END = re.compile(r"[.;]\s")
_OTHER_YEAR = re.compile(r"\b(?:nam 20\d\d|dau nam|cuoi nam|den nay|xuong|len)\b")
# "có 6 chi bộ đạt trong sạch, vững mạnh": some of them.
_SOME = re.compile(
    r"\s*(?:\w+ ){1,2}(?:\w+ )?(?:dat|hoan thanh|duoc|xep|co|tham gia|thoat|dang ky|moi|truong|thon|bi)\b"
)
_NEAR = 30
_LEAST_SURE = 0.5


def check_repeated_figures(draft: Draft) -> Iterator[Finding]:
    """Each indicator that a report has one of and that it tells twice with two figures."""
    by_indicator: dict[tuple[object, ...], list[IndicatorRecord]] = {}
    for record in draft.indicators:
        if record.kind in _KINDS and not record.from_table and record.confidence >= _LEAST_SURE:
            name = fold(record.indicator).replace(", ho can ngheo", "")
            if _ONE_FIGURE.fullmatch(name):
                key = (name, record.unit, _year(record), record.unit_of_measure)
                by_indicator.setdefault(key, []).append(record)
    for records in by_indicator.values():
        first = records[0]
        other = next(
            (r for r in records[1:] if r.value != first.value and not _other_thing(draft, r, first)), None
        )
        if other is not None:
            values = {"indicator": first.indicator, "first": _shown(first), "second": _shown(other)}
            quotes = (draft.quote(other.value_span), draft.quote(first.value_span))
            message = say("check.arithmetic.differs", **values)
            yield Finding(
                "arithmetic", "error", 0.65, message, say("check.arithmetic.differs_repair"), quotes
            )
    yield from _beside_a_fraction(draft)


def _year(record: IndicatorRecord) -> str:
    return (record.period or "")[:4]


def _other_thing(draft: Draft, record: IndicatorRecord, first: IndicatorRecord) -> bool:
    """Whether the words around say that it is another time or another measure, or it is one sentence."""
    start, end = sorted((first.value_span.start, record.value_span.start))
    between = fold(draft.text[start:end])
    before = fold(draft.text[max(0, record.value_span.start - 50) : record.value_span.start])
    if _AMBIGUOUS.search(before) or end - start < _NEAR:
        return True
    if not _SENTENCE_END.search(between) and _OTHER_YEAR.search(between):
        return True  # "năm 2020 là 6,64%, đến năm 2022 còn 5,88%"
    after = fold(draft.text[record.value_span.end : record.value_span.end + 40])
    return (
        record.value < first.value and fold(record.indicator).startswith("so ") and bool(_SOME.match(after))
    )


def _beside_a_fraction(draft: Draft) -> Iterator[Finding]:
    """A count and, in the same paragraph, a fraction about the same thing with another part."""
    counts = [
        r for r in draft.indicators if r.kind == "actual" and not r.from_table and "/" not in r.value_text
    ]
    fractions = [
        r for r in draft.indicators if r.kind == "actual" and not r.from_table and "/" in r.value_text
    ]
    for fraction in fractions:
        part, _, whole = fraction.value_text.partition("/")
        subject = _subject(fraction.indicator)
        wholes = [
            c
            for c in counts
            if c.value_text == whole.strip() and 0 < fraction.span.start - c.span.start < 400
        ]
        if not wholes:
            continue
        for count in counts:
            same = len(subject & _subject(count.indicator)) >= 6 and count.value_text not in (
                part.strip(),
                whole.strip(),
            )
            if same and 0 < fraction.value_span.start - count.value_span.start < 300:
                message = say(
                    "check.arithmetic.differs_fraction",
                    first=_shown(count), second=fraction.value_text, indicator=count.indicator,
                )  # fmt: skip
                quotes = (draft.quote(count.value_span), draft.quote(fraction.value_span))
                yield Finding(
                    "arithmetic", "error", 0.7, message, say("check.arithmetic.differs_repair"), quotes
                )


def _subject(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - {"so", "ty", "le", "tong", "tren", "cua", "co", "dat"}


def _shown(record: IndicatorRecord) -> str:
    blank = "" if record.unit_of_measure in ("", "%") else " "
    return f"{record.value_text}{blank}{record.unit_of_measure}"
