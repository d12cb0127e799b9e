"""Changes and remainders in sentences: "51 sáng kiến, tăng 8 sáng kiến so với năm 2022 (43 sáng kiến)".

Each pattern is three neighbouring figures and what may stand between them; a figure of another
kind, a range or a blurred one breaks the pattern, so what is not plainly said is not judged.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.figures import agrees, percent_text, shown
from knowledge.check.finding import Finding
from knowledge.check.wholes import Whole
from language.quantities import Quantity, quantities
from language.text import fold, sentences

_UP = r"tang|vuot|cao hon|nhieu hon"
_DOWN = r"giam|thap hon|it hon|thieu|hut"
_CHANGED = re.compile(
    rf"^\)?[^.;%()]{{0,70}}?[\s,(-]*\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: (?:them|duoc|la))?\s*$"
)
_COMPARED = re.compile(
    r"^[^.;:%()]{0,40}?\b(?:so(?: voi| cung)?|ke hoach|kh|du toan|chi tieu)\b[^.;:%()]{0,60}(?P<open>\()?\s*"
    r"(?:(?:la|dat|co|chi|ke hoach|kh|chi tieu|du toan)\s*:?\s*)*$"
)
_SO_FAR = re.compile(r"^(?:\s*so voi[^.;%()]{0,45})?\s*\(\s*$")
_BACK = re.compile(r"^\s*\(\s*(?:dat |la |tuc |bang )?$")
_SHARE_LINK = re.compile(r"\b(?:chiem|bang|dat|con|la|ty le)\s*(?:ty le\s*)?(?:la\s*)?$")
_CHANGE_BEFORE = re.compile(r"\b(?:tang|giam|vuot|them)\s*(?:\w+\s*){0,2}$")
_LEFT = re.compile(r"\bcon(?: lai)?\s*(?:la\s*)?$")
_RATE_OF = re.compile(r"^[^.;:()%]{0,60}?,?\s*(?:(?:dat|chiem|bang)\s+)?(?:(?:ty|ti) le|chiem)\s*(?:la\s*)?$")
# Where the whole is named as one ("trong tổng số 540 hộ", "Trong 182 hộ … có 127 hộ"), "đạt" will do.
_REACHES = re.compile(r"^[^.;:()%]{0,60}?,?\s*(?:dat|bang)\s*$")
_OUT_OF = re.compile(r"\b(?:trong|tren)(?: tong)?(?: so)?\s*$")
_OF_TOTAL = re.compile(r"\b(?:tren|trong)\s+(?:tong so\s*)$|\btren\s*$")
_AMONG = re.compile(r";?\s*trong (?:do|so do)\b")
_OTHER_BASE = re.compile(r"\b(?:ke hoach|kh|chi tieu|du toan|so voi|cung ky|muc tieu|tong so)\b")
_SUM = re.compile(r"(?<!nang )\b(?:tong(?: cong| so)?|cong(?: lai)?)\s*(?:la|bang|duoc|:)?\s*$")
_PLAN_IN_BRACKETS = re.compile(
    r"^[^.;%()]{0,20}\b(?:ke hoach|kh|du toan|chi tieu)\b[^.;%()]{0,30}\([^()]{2,40}\)[\s,]*[^.;%()]{0,20}$"
)
_BEHIND_PLAN = 3
_LEAST_PARTS = 2
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its figures and where it begins in its piece."""

    draft: Draft
    piece: Piece
    base: int
    text: str
    folded: str
    found: tuple[Quantity, ...]

    def between(self, first: Quantity, second: Quantity) -> str:
        return self.folded[_end(first) : second.start]

    def finding(self, first: Quantity, last: Quantity, sure: float, key: str, **values: str) -> Finding:
        quote = self.draft.quote_in(self.piece.content, self.base + first.start, self.base + _end(last))
        message = say(f"check.arithmetic.{key}", **values)
        repair = say(f"check.arithmetic.{key}_repair", **values)
        return Finding("arithmetic", "error", sure, message, repair, (quote,))


def check_changes(draft: Draft) -> Iterator[Finding]:
    """Every change, remainder or rate that its own neighbours contradict."""
    for piece in draft.pieces:
        if piece.in_table:
            continue
        for start, text in _spoken(piece.content.text):
            found = tuple(quantities(text))
            sentence = _Sentence(draft, piece, start, text, fold(text), found)
            for finder in (
                _against_base,
                _against_ratio,
                _share_of_ratio,
                _rate_of_before,
                _left_over,
                _sum_behind,
            ):
                yield from finder(sentence)


def _spoken(text: str) -> Iterator[tuple[int, str]]:
    """Sentences, with those that a semicolon cut joined again."""
    start: int | None = None
    end = 0
    for sentence in sentences(text):
        start = sentence.start if start is None else start
        end = sentence.end
        if not sentence.text.endswith(";"):
            yield start, text[start:end]
            start = None
    if start is not None:
        yield start, text[start:end]


def _end(quantity: Quantity) -> int:
    return max(quantity.end, quantity.unit_end)


def _last_end(said: _Sentence, by: Quantity, now: Quantity) -> int:
    """Where the words right before a change begin: behind the figure before it."""
    place = said.found.index(by)
    return _end(said.found[place - 1]) if place else _end(now)


def _plain(*figures: Quantity) -> bool:
    return all(q.whole is None and q.upper is None and not q.qualifier for q in figures)


def _against_base(said: _Sentence) -> Iterator[Finding]:
    """ "đạt 46,8 triệu đồng, tăng 3,6 triệu đồng so với năm 2021 (43,2 triệu đồng)"."""
    for index, (by, base) in enumerate(itertools.pairwise(said.found)):
        now = _before_change(said, index, base)
        if now is None:
            continue
        changed = _CHANGED.match(said.folded[_last_end(said, by, now) : by.start])
        compared = _COMPARED.match(said.between(by, base))
        if changed is None or compared is None or not _plain(now, by, base):
            continue
        if compared["open"] and not said.folded[_end(base) :].lstrip(" /namthgui").startswith(")"):
            continue
        points = now.unit == "%" and by.unit.startswith("điểm")
        if not (by.unit == "%" or points or _same_measure(now, by)):
            continue
        way_said = 1 if changed["up"] else -1
        absolute = now.value - base.value
        allowed = [absolute] if points or _same_measure(now, by) else []
        if by.unit == "%" and base.value:
            allowed.append(absolute * _HUNDRED / base.value)
        if not allowed or any(agrees(value * way_said, by.value, by.text) for value in allowed):
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


def _before_change(said: _Sentence, index: int, base: Quantity) -> Quantity | None:
    """The figure that the change at ``index`` is told of: the last one, or one before its share."""
    if index >= _BEHIND_PLAN and _PLAN_IN_BRACKETS.search(
        said.folded[_end(said.found[index - 2]) : said.found[index].start]
    ):
        index -= 1  # "đạt 108% kế hoạch (8.000 tỷ đồng), tăng 20% …": the plan is not what rose
    for place in (index - 1, index - 2):
        if place >= 0 and _same_measure(said.found[place], base):
            between = said.found[place + 1 : index]
            return said.found[place] if all(q.unit == "%" for q in between) else None
    return None


def _word_of_change(text: str, folded: str, now: Quantity, by: Quantity) -> str:
    words = re.search(rf"\b(?:{_UP}|{_DOWN})\b", folded[_end(now) : by.start])
    return text[_end(now) + words.start() : _end(now) + words.end()].lower() if words else ""


def _against_ratio(said: _Sentence) -> Iterator[Finding]:
    """ "giảm 6 vụ so với cùng kỳ (24/30 vụ)"."""
    for by, ratio in zip(said.found, said.found[1:], strict=False):
        if ratio.whole is None or not _plain(by) or not _SO_FAR.match(said.between(by, ratio)):
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


def _share_of_ratio(said: _Sentence) -> Iterator[Finding]:
    """ "chiếm 0,16% (21/13.120 hộ)"."""
    for share, ratio in zip(said.found, said.found[1:], strict=False):
        if (
            share.unit != "%"
            or not ratio.whole
            or not _plain(share)
            or not _BACK.match(said.between(share, ratio))
        ):
            continue
        before = said.folded[: share.start]
        if ratio.unit == "%" or not _SHARE_LINK.search(before) or _CHANGE_BEFORE.search(before):
            continue
        computed = ratio.value * _HUNDRED / ratio.whole
        if not agrees(computed, share.value, share.text):
            part, _, whole = ratio.text.partition("/")
            yield said.finding(
                share, ratio, 0.85, "fraction", printed=share.text, part=part.strip(),
                whole=whole.strip(), computed=percent_text(computed, share.text),
            )  # fmt: skip


def _rate_of_before(said: _Sentence) -> Iterator[Finding]:
    """ "Có 85 sáng kiến được đăng ký, đã công nhận 51 sáng kiến, đạt tỷ lệ 60%"."""
    for first, second, share in zip(said.found, said.found[1:], said.found[2:], strict=False):
        of_total = _OF_TOTAL.search(said.between(first, second))
        whole, part = (second, first) if of_total else (first, second)
        if share.unit != "%" or not _plain(whole, part, share) or not 0 < part.value <= whole.value:
            continue
        gap = _AMONG.sub(" ", said.between(first, second)).replace("tong so", "")
        if not _same_thing(said, whole, part) or re.search(r"[;.:()]", gap) or _OTHER_BASE.search(gap):
            continue
        before = said.folded[: first.start]
        after = said.folded[_end(share) :][:50]
        rate = _RATE_OF.match(said.between(second, share))
        named = of_total or (_OUT_OF.search(before) and re.search(r"\b(?:co|da)\s*$", gap))
        if not rate and not (named and _REACHES.match(said.between(second, share))):
            continue
        if _OTHER_BASE.search(after):
            continue
        if re.search(r"\b(?:tang|giam|vuot|tu|nam)\s*$", before) or re.search(r"\b(?:tang|giam|tu)\b", gap):
            continue
        computed = part.value * _HUNDRED / whole.value
        if not agrees(computed, share.value, share.text) and not _of_another(said, part, share):
            yield said.finding(
                first, share, 0.6, "plan", printed=share.text, actual=shown(part), base=shown(whole),
                computed=percent_text(computed, share.text),
            )  # fmt: skip


def _of_another(said: _Sentence, part: Quantity, share: Quantity) -> bool:
    """Whether another figure of the paragraph is the whole: it gives the share."""
    return any(
        agrees(part.value * _HUNDRED / figure.value, share.value, share.text)
        for figure in quantities(said.piece.content.text)
        if figure.unit == part.unit and figure.value >= part.value and figure.value
    )


def _left_over(said: _Sentence) -> Iterator[Finding]:
    """ "Đầu năm có 312 hộ nghèo; có 72 hộ thoát nghèo, còn lại 240 hộ"."""
    counted = [q for q in said.found if q.unit and q.unit != "%"]
    for first, gone, left in zip(counted, counted[1:], counted[2:], strict=False):
        if not _plain(first, gone, left) or not first.unit == gone.unit == left.unit:
            continue
        if not _LEFT.search(said.folded[: left.start]) or first is not counted[0]:
            continue
        clause = said.folded[_end(first) : left.start]
        if "." in clause.replace(". ", "") or first.value <= gone.value:
            continue
        computed = first.value - gone.value
        if computed != left.value and abs(computed - left.value) <= first.value / 4:
            yield said.finding(
                first, left, 0.6, "remainder", printed=shown(left), before=shown(first), gone=shown(gone),
                computed=_shown_like(computed, left),
            )  # fmt: skip


def _sum_behind(said: _Sentence) -> Iterator[Finding]:
    """ "xây mới 640 căn, sửa chữa 215 căn, tổng cộng 855 căn"."""
    for index, total in enumerate(said.found):
        if not total.unit or not _plain(total) or not _SUM.search(said.folded[: total.start]):
            continue
        parts: list[Quantity] = []
        whole = Whole(total, fold(said.text[total.end : _end(total)]).strip())
        for part in reversed(said.found[:index]):
            follows = parts[-1] if parts else total
            if re.search(r"[.;:]", said.between(part, follows)) or not whole.has_part(part, said.text):
                break
            parts.append(part)
        computed = sum((part.value for part in parts), Decimal(0))
        near = abs(computed - total.value) * 3 <= total.value
        if len(parts) < _LEAST_PARTS or computed == total.value or not near or not _plain(*parts):
            continue
        values = {"sum": _shown_like(computed, total), "total": shown(total)}
        listed = "; ".join(part.text for part in reversed(parts))
        yield said.finding(parts[-1], total, 0.65, "total", **values, parts=listed)


def _same_measure(first: Quantity, second: Quantity) -> bool:
    return bool(first.unit) and (
        second.unit in (first.unit, "") or first.unit.split("/")[0] == second.unit.split("/")[0]
    )


def _same_thing(said: _Sentence, whole: Quantity, part: Quantity) -> bool:
    """Whether the part's noun is the whole's, or stands in the words behind the whole."""
    if whole.kind not in ("thing", "people", "body", "count") or not part.unit:
        return False
    noun = fold(said.text[part.unit_start : part.unit_end])
    return (
        part.unit == whole.unit or re.search(rf"\b{re.escape(noun)}\b", said.between(whole, part)) is not None
    )


def _shown_like(value: Decimal, model: Quantity) -> str:
    """A computed figure with the unit of another."""
    if model.unit == "%":
        return f"{percent_text(value, model.text)}%"
    figure = f"{value.normalize():f}".replace(".", ",")
    return f"{figure} {model.unit}".strip()
