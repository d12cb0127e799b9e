"""Ratios in sentences: shares and their fraction, plan ratios, rises and falls, over 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from foundation.wording import say
from knowledge.check.arithmetic.figures import agrees, percent_text, shown
from knowledge.check.arithmetic.slips_of_figures import is_exchanged
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold, sentences

_REACH = 110
_COUNTED = ("people", "body", "thing")
# "8.400 triệu đồng/kế hoạch 7.000 triệu đồng": no unit is divided by a plan.
_PER_PLAN = re.compile(r"/\s*(?:kế hoạch|KH|dự toán|chỉ tiêu).*$", re.IGNORECASE)
# What may stand right before a share: it tells the share of what was counted before.
_LINK = r"(?:dat(?: duoc)?|chiem|bang|=|ung(?: voi)?|tuong (?:duong|ung)|la|co|tuc)"
_RATE = r"(?:ty le|ti le|ty trong|chuan)"
_SHARE_AFTER = re.compile(
    rf"(?:^|[\s(,;:\"”-])(?:{_LINK}\s*)?(?:(?:voi )?{_RATE}\s*)?(?:{_LINK}\s*)?[:=(]?\s*$"
)
_LINKS_ONLY = re.compile(rf"^\s*(?:va\s+)?(?:{_LINK}\s*)?(?:(?:voi )?{_RATE}\s*)?(?:{_LINK}\s*)?[:=(]?\s*$")
_OTHER_MEASURE = re.compile(
    r"^\s*(?:%\s*)?\(?\s*(?:so(?: voi)?|ke hoach|kh\b|chi tieu|nghi quyet|nq|muc tieu|cung ky|ck\b"
    r"|du toan|giao|theo)"
)
_OF_PLAN = re.compile(r"^\s*(?:so voi )?(?:chi tieu|ke hoach|kh\b|nghi quyet|du toan)")
_NEW_SUBJECT = re.compile(r"^\s*(?!(?:so|tong so|tren|trong)\b)[a-z]")
_BEFORE_MEASURE = re.compile(r"^\s*so voi\s+(?:cung ky|ck\b|nam|thang|quy|dau)")
_RISE = re.compile(r"\b(tang|giam|vuot|con thieu)\b")
_TRAILING_PLAN = re.compile(
    r"^\s*(?:so(?: voi)?\s+)?(?:ke hoach|kh|du toan|chi tieu|cung ky|nam truoc|nam 20\d\d)\b"
    r"[^.;:%]{0,45}\(\s*$"
)
_PLAN_NEXT = re.compile(
    r"(?:\s*(?:[(]|tren|so voi|,)|\s*(?:[a-z]+\s?){0,2}/)\s*(?:tong so\s*)?(?:ke hoach|kh|du toan|chi tieu)\b"
    r"[^.;:%]{0,40}"
)
# "46 đơn vị máu/chỉ tiêu 40": the plan's unit is understood.
_PLAN_BEHIND_SLASH = re.compile(
    r"\s*(?:[a-z]+\s?){0,2}/\s*(?:ke hoach|kh|du toan|chi tieu)(?: giao)?\s*(?:la\s*)?"
)
_PLAN_NAMED = re.compile(r"(?:ke hoach|\bkh|du toan|chi tieu)\b[^.;:%,]{0,40}$")
_SHARED_SUBJECT = re.compile(
    r"\bty le ((?:[^.,;:%()]{0,60}?\b)?(?:ho|nguoi|nguoi dan|dan so|tre em|tre|hoc sinh|thon|xom"
    r"|gia dinh|lao dong|cong chuc|dang vien|can bo|giao vien|bao phu|bao hiem y te|bhyt"
    r"|phong hoc|tap the|truong hoc|tot nghiep|chuyen can|tiem chung)\b[^.,;:%()]{0,60}?)"
    r"\s*(?:dat|la|chiem|uoc dat|len|bang|co)\s*$"
)
# What a thing takes up of another is never more than all of it.
_TAKES_UP = re.compile(r"\bchiem\s+(?:(?:ty|ti) (?:le|trong)\s*)?(?:la\s*)?$")
# "110% giáo viên đăng ký": at the head of a sentence a share is of those who are named next.
_HEADING_SHARE = re.compile(r"^(?:[\W\d]*|.{0,40}\b(?:co|phan dau))\s*$")
_SHARED_NEXT = re.compile(
    r"^\s*((?:so )?(?:giao vien|hoc sinh|can bo|cong chuc|vien chuc|dang vien|doan vien|hoi vien|ho\b"
    r"|thon|ban|xom|khu pho|to dan pho|tre|nguoi dan|chi bo)[^.,;:%()]{0,25})"
)
# "giảm 12 vụ (98/86 vụ)": what there was before and what there is now.
_THEN_AND_NOW = re.compile(r"\b(?:tang|giam)\s+[\d.,]+\s*[^.;()\d]{0,30}\(\s*$")
_GOES_ON = re.compile(r"(?:dat|chiem|bang)\s+(?:ty le\s+)?[\d.,]+\s*%")
_NOT_A_SHARE = re.compile(
    r"\b(?:tang|ke hoach|kh|hoan thanh|so voi|vuot|sinh|phat trien|giam|cung ky|chi tieu|nghi quyet)\b"
)


def check_ratios(draft: Draft) -> Iterator[Finding]:
    """Every ratio of a sentence that does not follow from the figures beside it."""
    for piece in draft.pieces:
        if piece.in_table:
            continue
        for start, text in _sentences(piece.content.text):
            found = _figures(text)
            folded = fold(text)
            for finding in (_fractions, _plans, _shares):
                yield from finding(draft, piece, start, folded, found)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences; one that says what was reached ("Đạt 98% so với kế hoạch.") belongs to the one before."""
    start, end = 0, 0
    for sentence in sentences(text):
        if end and not _GOES_ON.match(fold(sentence.text)):
            yield start, text[start:end]
            start = sentence.start
        start = start if end else sentence.start
        end = sentence.end
    if end:
        yield start, text[start:end]


def _figures(text: str) -> list[Quantity]:
    """The figures of a sentence; "540 hộ/600 hộ" is one ratio, as "540/600 hộ" is."""
    joined: list[Quantity] = []
    for quantity in (_without_plan(each, text) for each in quantities(text)):
        last = joined[-1] if joined else None
        if last and last.unit == quantity.unit and text[last.stop : quantity.start].strip() == "/":
            whole = quantity.value
            joined[-1] = replace(
                last, whole=whole, text=text[last.start : quantity.end], end=quantity.end,
                unit_start=quantity.unit_start, unit_end=quantity.unit_end,
            )  # fmt: skip
        else:
            joined.append(quantity)
    return joined


def _without_plan(quantity: Quantity, text: str) -> Quantity:
    unit = _PER_PLAN.sub("", quantity.unit).strip()
    if unit == quantity.unit:
        return quantity
    return replace(quantity, unit=unit, unit_end=text.index("/", quantity.unit_start))


def _emit(
    draft: Draft, piece: Piece, start: int, end: int, sure: float, key: str, **values: object
) -> Finding:
    quote = draft.quote_in(piece.content, start, end)
    message = say(f"check.arithmetic.{key}", **values)
    return Finding(
        "arithmetic", "error", sure, message, say(f"check.arithmetic.{key}_repair", **values), (quote,)
    )


def _fractions(
    draft: Draft, piece: Piece, base: int, folded: str, found: list[Quantity]
) -> Iterator[Finding]:
    """ "1.845/1.939 hộ … (đạt 95,2%)"."""
    for index, ratio in enumerate(found):
        if ratio.whole is None or ratio.whole == 0:
            continue
        part, whole = _printed_ratio(ratio)
        share = _next_share(found, index, folded)
        computed = ratio.value * 100 / ratio.whole
        over = ratio.value > ratio.whole and ratio.unit != "%" and (share is None or share.value <= 100)
        if over and not _follows_plan(folded, ratio) and not _THEN_AND_NOW.search(folded[: ratio.start]):
            sure = 0.65 if ratio.kind in _COUNTED else 0.3
            yield _emit(
                draft,
                piece,
                base + ratio.start,
                base + ratio.end,
                sure,
                "part_over_whole",
                part=part,
                whole=whole,
            )
            continue
        if share is None or share.value == 0 or agrees(computed, share.value, share.text):
            continue
        yield _emit(
            draft, piece, base + ratio.start, base + share.stop, 0.9, "fraction",
            printed=share.text, part=part, whole=whole, computed=percent_text(computed, share.text),
        )  # fmt: skip


def _printed_ratio(ratio: Quantity) -> tuple[str, str]:
    part, _, whole = ratio.text.partition("/")
    return part.strip(), whole.strip()


def _follows_plan(folded: str, ratio: Quantity) -> bool:
    around = folded[max(0, ratio.start - 40) : ratio.stop + 40]
    return re.search(r"ke hoach|\bkh\b|chi tieu|giao|du toan|muc tieu|vuot", around) is not None


def _next_share(found: list[Quantity], index: int, folded: str) -> Quantity | None:
    """The percentage that tells the share of the fraction at ``index``, None when none does."""
    ratio = found[index]
    if index + 1 >= len(found):
        return None
    share = found[index + 1]
    if (
        share.unit != "%"
        or share.whole is not None
        or share.upper is not None
        or share.start - ratio.stop > _REACH
    ):
        return None
    between = folded[ratio.stop : share.start]
    if ";" in between or re.search(r"trong do|con lai|rieng", between) or _RISE.search(between):
        return None
    last = re.split(r"[,(]", between)[-1]
    if between.rstrip().endswith(",") and _NEW_SUBJECT.match(folded[share.stop :]):
        return None  # "13/14 tổ dân phố đạt …, 100% cơ quan …"
    linked = _SHARE_AFTER.search(between) if last == between else _LINKS_ONLY.match(last)
    # What is measured is not shared out: "186/310 triệu đồng" is itself actual and plan.
    counted = (ratio.kind in _COUNTED or not ratio.kind) and not _is_plan(ratio, share, folded)
    if linked is None or (counted and _OTHER_MEASURE.match(folded[share.stop :])):
        return None
    return None if _BEFORE_MEASURE.match(folded[share.stop :]) else share


def _is_plan(ratio: Quantity, share: Quantity, folded: str) -> bool:
    """ "87.096/75.250 lượt, đạt 115,7% kế hoạch": more than all, or a slip of what the ratio gives."""
    if not _OF_PLAN.match(folded[share.stop :]) or not ratio.whole:
        return False
    computed = percent_text(ratio.value * 100 / ratio.whole, share.text)
    return ratio.value > ratio.whole or is_exchanged(computed, share.text)


def _plans(draft: Draft, piece: Piece, base: int, folded: str, found: list[Quantity]) -> Iterator[Finding]:
    """ "thu 5.200 triệu đồng/kế hoạch 4.000 triệu đồng, đạt 130%" and "… đạt 130% kế hoạch (4.000 …)"."""
    for first, second, third in zip(found, found[1:], found[2:], strict=False):
        figures = _plan_figures(folded, first, second, third)
        if figures is None:
            continue
        actual, plan, share = figures
        if not plan.value or actual.unit != plan.unit or share.upper is not None:
            continue
        computed = actual.value * 100 / plan.value
        if agrees(computed, share.value, share.text):
            continue
        yield _emit(
            draft, piece, base + first.start, base + third.stop, 0.85, "plan",
            printed=share.text, actual=shown(actual), base=shown(plan),
            computed=percent_text(computed, share.text),
        )  # fmt: skip


def _plan_figures(
    folded: str, first: Quantity, second: Quantity, third: Quantity
) -> tuple[Quantity, Quantity, Quantity] | None:
    """Actual, plan and share among three neighbouring figures, None when they are not that."""
    if any(q.whole is not None or q.upper is not None for q in (first, second, third)):
        return None
    bare = not second.unit and _PLAN_BEHIND_SLASH.fullmatch(folded[first.stop : second.start])
    if third.unit == "%" and first.unit and first.unit != "%" and (first.unit == second.unit or bare):
        gap = folded[first.stop : second.start]
        tail = folded[second.stop : third.start]
        if not re.fullmatch(rf"[\s),.]*(?:{_LINK}\s*)?(?:{_RATE}\s*)?(?:{_LINK}\s*)?[(=]?\s*", tail):
            return None
        if bare or _PLAN_NEXT.fullmatch(gap):
            return first, replace(second, unit=first.unit), third
        if _PLAN_NAMED.search(folded[: first.start]) and re.search(
            r"\b(?:thuc hien|dat|uoc dat|da thu|da)\b", gap
        ):
            return second, first, third
        return None
    if second.unit == "%" and first.unit and first.unit == third.unit != "%":
        gap = folded[first.stop : second.start]
        if not re.fullmatch(rf"[^.;:%()]{{0,50}}?[\s,]*\b(?:{_LINK}\s*)(?:{_RATE}\s*)?", gap):
            return None
        if _TRAILING_PLAN.match(folded[second.stop : third.start]):
            return first, third, second
    return None


def _shares(draft: Draft, piece: Piece, base: int, folded: str, found: list[Quantity]) -> Iterator[Finding]:
    """A share of people, households or villages over 100 %."""
    for share in found:
        if share.unit != "%" or share.value <= 100 or share.whole is not None:
            continue
        following = _SHARED_NEXT.match(folded[share.stop :])
        if following is not None and _HEADING_SHARE.match(folded[: share.start]):
            if not _NOT_A_SHARE.search(folded[: share.start] + following.group()):
                end = base + share.stop + following.end()
                words = piece.content.text[base + share.stop : end].strip()
                yield _emit(
                    draft, piece, base + share.start, end, 0.7, "over_hundred",
                    printed=share.text, subject=words,
                )  # fmt: skip
            continue
        subject = _SHARED_SUBJECT.search(folded[: share.start])
        around = folded[subject.start() if subject else 0 : share.start]
        taken_up = _TAKES_UP.search(folded[: share.start])
        if taken_up is not None:
            start, end = base + taken_up.start(), base + share.stop
            words = piece.content.text[base + max(0, taken_up.start() - 40) : start].split(",")[-1].strip()
            yield _emit(draft, piece, start, end, 0.8, "over_hundred", printed=share.text, subject=words)
            continue
        if subject is None or _NOT_A_SHARE.search(around) or _OTHER_MEASURE.match(folded[share.stop :]):
            continue
        words = " ".join(piece.content.text[base + subject.start(1) : base + subject.end(1)].split())
        start = base + subject.start()
        yield _emit(
            draft, piece, start, base + share.stop, 0.8, "over_hundred", printed=share.text, subject=words
        )
