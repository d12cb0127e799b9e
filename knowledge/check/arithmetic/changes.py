"""Changes and remainders in sentences: "51 sáng kiến, tăng 8 sáng kiến so với năm 2022 (43 sáng kiến)".

Each pattern is three neighbouring figures and what may stand between them; a figure of another
kind, a range or a blurred one breaks the pattern, so what is not plainly said is not judged.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from foundation.wording import say
from knowledge.check.arithmetic.figures import agrees, percent_text, shown
from knowledge.check.arithmetic.said import Said, plain, spoken
from knowledge.check.arithmetic.wholes import Whole
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.quantities import Quantity
from language.text import fold

_UP = r"tang|vuot|cao hon|nhieu hon"
_DOWN = r"giam|thap hon|it hon|thieu|hut"
_CHANGED = re.compile(
    rf"^\)?[^.;%()]{{0,70}}?[\s,(-]*\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: (?:them|duoc|la))?\s*$"
)
_COMPARED = re.compile(
    r"^[^.;:%()]{0,40}?\b(?:so(?: voi| cung)?|ke hoach|kh|du toan|chi tieu)\b[^.;:%()]{0,60}(?P<open>\()?\s*"
    r"(?:(?:la|dat|co|chi|ke hoach|kh|chi tieu|du toan|cung ky|nam truoc|nam 20\d\d)\s*:?\s*)*$"
)
_SO_FAR = re.compile(r"^(?:\s*[a-z ]{0,20})?(?:\s*so voi[^.;%()]{0,45})?\s*\(\s*$")
# "33/31,5 ha, vượt 1,5 ha so với KH": what was reached, its plan, and what lies between.
_BEYOND = re.compile(r"^[\s,;(]*(?:(?P<up>vuot|tang)|(?P<down>giam|thieu|hut))(?: them| duoc)?\s*$")
_BEYOND_PLAN = re.compile(r"^\s*(?:so (?:voi|cung)|ke hoach|kh\b|chi tieu|du toan)")
_FROM = re.compile(r"\btu\s*$")
_TO = re.compile(r"^\s*(?:[^.;:%,]{0,30}?)\b(?:xuong(?: con)?|len|con|giam con|tang len|den)\s*$")
_BY = re.compile(r"^(?:\s*(?:vao )?(?:dau |cuoi )?nam 20\d\d)?[\s,(]*(?P<word>tang|giam)\s*(?:duoc\s*)?$")
_COMPARED_NEXT = re.compile(r"^\s*so (?:voi|cung)\b")
_BESIDE_IT = re.compile(r"[a-z ]{0,30}\b(?:va|cung)\s*$")
_LEFT = re.compile(r"\bcon(?: lai)?\s*(?:la\s*)?$")
_SUM = re.compile(r"(?<!nang )\b(?:tong(?: cong| so)?|cong(?: lai)?)\s*(?:la|bang|duoc|:)?\s*$")
_PLAN_IN_BRACKETS = re.compile(
    r"^[^.;%()]{0,20}\b(?:ke hoach|kh|du toan|chi tieu)\b[^.;%()]{0,30}\([^()]{2,40}\)[\s,]*[^.;%()]{0,20}$"
)
_BEHIND_PLAN = 3
_LEAST_PARTS = 2
_HUNDRED = 100


def check_changes(draft: Draft) -> Iterator[Finding]:
    """Every change, remainder or sum that its own neighbours contradict."""
    for sentence in spoken(draft):
        for finder in (
            _against_base,
            _against_ratio,
            _beyond_plan,
            _from_to,
            _fallen,
            _left_over,
            _sum_behind,
        ):
            yield from finder(sentence)


def _last_end(said: Said, by: Quantity, now: Quantity) -> int:
    """Where the words right before a change begin: behind the figure before it."""
    place = said.found.index(by)
    return said.found[place - 1].stop if place else now.stop


def _against_base(said: Said) -> Iterator[Finding]:
    """ "đạt 46,8 triệu đồng, tăng 3,6 triệu đồng so với năm 2021 (43,2 triệu đồng)"."""
    for index, (by, base) in enumerate(itertools.pairwise(said.found)):
        now = _before_change(said, index, base)
        if now is None or said.folded[: base.start].endswith("["):
            continue  # "so với năm 2021 [1]": a mark of a source is no base
        changed = _CHANGED.match(said.folded[_last_end(said, by, now) : by.start])
        compared = _COMPARED.match(said.between(by, base))
        if changed is None or compared is None or not plain(now, by, base):
            continue
        if compared["open"] and not said.folded[base.stop :].lstrip(" /namthgui").startswith(")"):
            continue
        points = now.unit == "%" and by.unit.startswith("điểm")
        if not (by.unit == "%" or points or _same_measure(now, by)):
            continue
        way_said = 1 if changed["up"] else -1
        absolute = now.value - base.value
        allowed = [absolute] if points or _same_measure(now, by) else []
        if by.unit == "%" and base.value:
            allowed.append(absolute * _HUNDRED / base.value)
        exactly = _counted(now, by, base)
        agreeing = [each for each in allowed if agrees(each * way_said, by.value, by.text)]
        if not allowed or (agreeing and not exactly) or absolute * way_said == by.value:
            continue
        right = allowed[0]
        word = _word_of_change(said.text, said.folded, now, by)
        way = (
            word
            if (right > 0) == (way_said > 0)
            else say(f"check.arithmetic.{'rise' if right > 0 else 'fall'}")
        )
        yield said.finding(
            now, base, 0.8, "difference",
            word=word, printed=shown(by), before=shown(base), after=shown(now), way=way,
            computed=_shown_like(abs(right), by),
        )  # fmt: skip


def _counted(*figures: Quantity) -> bool:
    """Whether all are counts of things or people, which are not rounded: one more is one more."""
    return all(q.kind in ("people", "body", "thing") and q.value % 1 == 0 for q in figures)


def _before_change(said: Said, index: int, base: Quantity) -> Quantity | None:
    """The figure that the change at ``index`` is told of: the last one, or one before its share."""
    if index >= _BEHIND_PLAN and _PLAN_IN_BRACKETS.search(
        said.folded[said.found[index - 2].stop : said.found[index].start]
    ):
        index -= 1  # "đạt 108% kế hoạch (8.000 tỷ đồng), tăng 20% …": the plan is not what rose
    for place in (index - 1, index - 2):
        if place >= 0 and _same_measure(said.found[place], base):
            between = said.found[place + 1 : index]
            return said.found[place] if all(q.unit == "%" for q in between) else None
    return None


def _word_of_change(text: str, folded: str, now: Quantity, by: Quantity) -> str:
    words = re.search(rf"\b(?:{_UP}|{_DOWN})\b", folded[now.stop : by.start])
    return text[now.stop + words.start() : now.stop + words.end()].lower() if words else ""


def _against_ratio(said: Said) -> Iterator[Finding]:
    """ "giảm 6 vụ so với cùng kỳ (24/30 vụ)"."""
    for by, ratio in zip(said.found, said.found[1:], strict=False):
        if ratio.whole is None or not plain(by) or not _SO_FAR.match(said.between(by, ratio)):
            continue
        before = said.folded[: by.start]
        changed = re.search(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: them| duoc)?\s*$", before)
        if changed is None or by.unit == "%" or by.unit not in (ratio.unit, ""):
            continue
        gap = abs(ratio.value - ratio.whole)
        if gap != by.value:
            part, _, whole = ratio.text.partition("/")
            word = said.text[changed.start() : changed.end()].split()[0]
            yield said.finding(
                by, ratio, 0.75, "difference", word=word, way=word, printed=shown(by),
                before=whole.strip(), after=part.strip(), computed=_shown_like(gap, by),
            )  # fmt: skip


def _beyond_plan(said: Said) -> Iterator[Finding]:
    """ "33/31,5 ha, vượt 1,5 ha so với KH"."""
    for ratio, by in itertools.pairwise(said.found):
        way = _BEYOND.match(said.between(ratio, by))
        if ratio.whole is None or way is None or not plain(by) or by.unit != ratio.unit != "%":
            continue
        gap = ratio.value - ratio.whole
        if not _BEYOND_PLAN.match(said.folded[by.stop :]) or abs(gap) == by.value:
            continue
        part, _, whole = ratio.text.partition("/")
        word = said.text[ratio.stop + way.start(way.lastgroup or 0) : by.start].split()[0]
        yield said.finding(
            ratio, by, 0.75, "difference", word=word, way=word, printed=shown(by),
            before=whole.strip(), after=part.strip(), computed=_shown_like(abs(gap), by),
        )  # fmt: skip


def _from_to(said: Said) -> Iterator[Finding]:
    """ "từ 3,32% xuống còn 1,53% (giảm 1,79%)"."""
    for before, after, by in zip(said.found, said.found[1:], said.found[2:], strict=False):
        if any(q.whole is not None or q.upper is not None for q in (before, after, by)):
            continue
        if not _FROM.search(said.folded[: before.start]) or not _TO.match(said.between(before, after)):
            continue
        word = _BY.match(said.between(after, by))
        if word is None or (before.unit or after.unit) != after.unit:
            continue
        risen = abs(after.value - before.value)
        by_percent = risen * 100 / before.value if before.value and by.unit == "%" else None
        points = after.unit == "%" and by.unit.startswith("điểm")
        computed = risen if points or by.unit == after.unit else by_percent
        allowed = [value for value in (computed, by_percent) if value is not None]
        if computed is None or any(agrees(value, by.value, by.text) for value in allowed):
            continue
        if computed is by_percent:
            computed = computed.quantize(Decimal("0.1"))
        start = after.stop
        printed = said.text[start + word.start("word") : start + word.end("word")].lower()
        yield said.finding(
            before, by, 0.85, "difference", word=printed, way=printed, printed=shown(by),
            before=shown(before), after=shown(after), computed=_exactly(computed, by),
        )  # fmt: skip


def _fallen(said: Said) -> Iterator[Finding]:
    """ "Đầu năm có 3.214 hộ nghèo, cuối năm còn 1.126 hộ, giảm 2.088 hộ"."""
    for first, left, by in zip(said.found, said.found[1:], said.found[2:], strict=False):
        if not plain(first, left, by) or not first.unit == left.unit == by.unit or first.unit in ("", "%"):
            continue
        word = _BY.match(said.between(left, by))
        clause = said.between(first, left)
        compared = _COMPARED_NEXT.match(said.folded[by.stop :])
        if word is None or word["word"] != "giam" or compared or _FROM.search(said.folded[: first.start]):
            continue
        if not _LEFT.search(clause) or re.search(r"[.:()]", clause) or first.value <= left.value:
            continue
        computed = first.value - left.value
        if computed != by.value:
            yield said.finding(
                first, by, 0.65, "difference", word="giảm", way="giảm", printed=shown(by),
                before=shown(first), after=shown(left), computed=_exactly(computed, by),
            )  # fmt: skip


def _exactly(value: Decimal, model: Quantity) -> str:
    """A computed figure, all its digits, with the unit of another."""
    figure = f"{value.normalize():f}".replace(".", ",")
    return figure + model.unit if model.unit == "%" else f"{figure} {model.unit}".strip()


def _left_over(said: Said) -> Iterator[Finding]:
    """ "Đầu năm có 312 hộ nghèo; có 72 hộ thoát nghèo, còn lại 240 hộ"."""
    counted = [q for q in said.found if q.unit and q.unit != "%"]
    for first, gone, left in zip(counted, counted[1:], counted[2:], strict=False):
        if not plain(first, gone, left) or not first.unit == gone.unit == left.unit:
            continue
        if not _LEFT.search(said.folded[: left.start]) or first is not counted[0]:
            continue
        if _BESIDE_IT.match(said.between(first, gone)):
            continue  # "xóa được 51 hộ nghèo và 44 hộ cận nghèo, còn …": both are gone
        if first.value <= gone.value:
            continue
        computed = first.value - gone.value
        if computed != left.value and abs(computed - left.value) <= first.value / 4:
            yield said.finding(
                first, left, 0.6, "remainder", printed=shown(left), before=shown(first), gone=shown(gone),
                computed=_shown_like(computed, left),
            )  # fmt: skip


def _sum_behind(said: Said) -> Iterator[Finding]:
    """ "xây mới 640 căn, sửa chữa 215 căn, tổng cộng 855 căn"."""
    for index, total in enumerate(said.found):
        if not total.unit or not plain(total) or not _SUM.search(said.folded[: total.start]):
            continue
        parts: list[Quantity] = []
        whole = Whole(total, fold(said.text[total.end : total.stop]).strip())
        for part in reversed(said.found[:index]):
            follows = parts[-1] if parts else total
            if re.search(r"[.;:]", said.between(part, follows)) or not whole.has_part(part, said.text):
                break
            parts.append(part)
        computed = sum((part.value for part in parts), Decimal(0))
        near = abs(computed - total.value) * 3 <= total.value
        if len(parts) < _LEAST_PARTS or computed == total.value or not near or not plain(*parts):
            continue
        values = {"sum": _shown_like(computed, total), "total": shown(total)}
        listed = "; ".join(part.text for part in reversed(parts))
        yield said.finding(parts[-1], total, 0.65, "total", **values, parts=listed)


def _same_measure(first: Quantity, second: Quantity) -> bool:
    """One unit, or people of whom one figure says who they are: "378 hội viên, tăng 37 người"."""
    if first.kind == second.kind == "people" and "người" in (first.unit, second.unit):
        return True
    return bool(first.unit) and (
        second.unit in (first.unit, "") or first.unit.split("/")[0] == second.unit.split("/")[0]
    )


def _shown_like(value: Decimal, model: Quantity) -> str:
    """A computed figure with the unit of another."""
    if model.unit == "%":
        return f"{percent_text(value, model.text)}%"
    figure = f"{value.normalize():f}".replace(".", ",")
    return f"{figure} {model.unit}".strip()
