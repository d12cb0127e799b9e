"""Wholes whose parts are listed without being announced, or behind other figures of the whole.

"Đã giải quyết 640 hồ sơ: trước hạn 512 hồ sơ, đúng hạn 118 hồ sơ, quá hạn 10 hồ sơ": the list is
read by its own shape, figures of one unit with a name each. Nothing says that it is complete, so
a list that misses its whole is told only with a sign: the names divide (a family of
``language/data/wholes.toml``) and the parts are too many, or one slip of the pen makes the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from foundation.wording import say
from knowledge.check.arithmetic.figures import shown
from knowledge.check.arithmetic.slips_of_figures import digits_of, is_exchanged, is_slip
from knowledge.check.arithmetic.wholes import divides, overlapping
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

Opener = Literal["mark", "sentence", ""]

_COUNTED = ("people", "body", "thing")
_MEASURED = ("length", "area", "money", "mass", "volume")
_ANY_BODY = ("don", "tap", "co", "to")  # đơn vị, tập thể, cơ sở, tổ chức
_PUPILS = ("em", "chau", "tre", "hoc sinh")
_SHARE = re.compile(
    r"\(\s*(?:chiem|dat|bang|ty le|ti le)?\s*(?:ty le|ti le)?\s*[\d.,]+\s*%\s*\)"
    r"|,?\s*(?:chiem|dat|bang|voi)\s*(?:ty le|ti le)?\s*[\d.,]+\s*%"
)
_STOP = re.compile(r"\.(?:\s|$)|\n")
_SEPARATED = re.compile(r"[,;]|\bva\b")
_ANNOUNCED = re.compile(r"(?:trong (?:do|so do)|gom|bao gom|cu the(?: la)?|chia ra|phan ra)(?: co)?\s*[:,]?$")
_ASIDE = re.compile(r"\b(?:trong do|trong so do|rieng|con lai|tang|giam|so voi|ke hoach|nam 20\d\d)\b")
_FIGURE = re.compile(r"\d")
_OPENED = re.compile(r"[:(;,]|\.\s|\n|\b(?:trong (?:do|so do)|gom|cu the|chia ra)\b")
# "là 134, trong đó …": a whole without a unit is divided right behind it.
_RIGHT_BEHIND = re.compile(r"[\s,;:(]*[a-z ]{0,14}[\s,;:(]*")
# "… 10.661 lượt bệnh nhân. Trong đó, …": a sentence that divides the one before.
_AMONG_THEM = re.compile(r"\.\s+trong (?:do|so do)\s*[:,]?\s*$")
_COUNTS_ALL = re.compile(r"(?:\b(?:la|co|dat|duoc|tong|tong so|tong cong)|(?<!nu)(?<!nam):)\s*$")
_NO_DIVISION = re.compile(r"\b(?:luot nguoi|thanh vien|thanh phan)\b")
_LEAST, _LABEL = 3, 60
_HALF, _QUARTER, _THIRD, _TENTH = Decimal("0.5"), Decimal("0.25"), Decimal("0.35"), Decimal("0.1")
_SURE, _SURE_NAMED = 0.6, 0.65


@dataclass(frozen=True, slots=True)
class _List:
    """Neighbouring figures of one unit, the words beside each, what opens the list and stands behind it."""

    parts: tuple[Quantity, ...]
    labels: tuple[str, ...]
    opener: Opener
    begin: int
    behind: tuple[Quantity, ...]

    @property
    def sum(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def parallel(self) -> bool:
        """Whether every name begins with the same word: "khối xã …, khối trường học …"."""
        heads = {label.split()[0] if label else "" for label in self.labels}
        return len(heads) == 1 and heads != {""}


def check_divided(draft: Draft) -> Iterator[Finding]:
    """Each list of parts that misses its whole by a slip, or whose dividing parts are too many."""
    for piece in draft.pieces:
        if piece.in_table:
            continue
        text = piece.content.text
        folded = _SHARE.sub(lambda match: " " * len(match.group()), fold(text))
        found = [q for q in quantities(text) if q.unit not in ("%", "tuổi")]
        for listed in _all_lists(folded, found):
            wholes = list(_wholes(folded, listed))
            slipped = next((whole for whole in wholes if _slips(whole, listed)[0]), None)
            long = slipped is not None and len(listed.parts) >= _LEAST <= len(digits_of(slipped.text))
            if not wholes or _is_told(found, listed) or (_may_overlap(listed) and not long):
                continue
            whole = slipped or wholes[0]
            sure = _sureness(whole, listed)
            if sure is not None:
                yield _finding(draft, piece, whole, listed, sure)


def _all_lists(folded: str, found: Sequence[Quantity]) -> Iterator[_List]:
    """The lists of a paragraph; also those whose items tell each a count beside its measure.

    "xây mới 4 căn 240 triệu đồng, sửa chữa 2 căn 70 triệu đồng" is read once for the houses and
    once for the money, what is of another unit blotted out.
    """
    yield from _lists(folded, found)
    for unit in dict.fromkeys(q.unit for q in found if q.kind in _MEASURED):
        others = [q for q in found if q.unit != unit]
        blotted = folded
        for other in others:
            blotted = blotted[: other.start] + " " * (other.stop - other.start) + blotted[other.stop :]
        if others:
            yield from _lists(blotted, [q for q in found if q.unit == unit])


def _lists(folded: str, found: Sequence[Quantity]) -> Iterator[_List]:
    """Every longest run of plain figures of one unit that commas, semicolons or "và" set off."""
    run: list[Quantity] = []
    for figure in found:
        between = folded[run[-1].stop : figure.start] if run else ""
        closed = ";" in between and len(run) > 1 and "," in folded[run[0].stop : run[1].start]
        listed = figure.is_plain and run and _same_unit(run[0], figure) and _next_item(between)
        if run and (closed or not listed):
            yield from _closed(folded, found, run)
            run = []
        run = [*run, figure] if figure.is_plain else []
    yield from _closed(folded, found, run)


def _next_item(between: str) -> bool:
    return (
        _SEPARATED.search(between) is not None
        and not _STOP.search(between)
        and not re.search(r"[()]", between)
        and len(between) <= _LABEL
        and not _ASIDE.search(between)
    )


def _closed(folded: str, found: Sequence[Quantity], run: Sequence[Quantity]) -> Iterator[_List]:
    """The list that a run makes; its first figure may be the whole that the others divide."""
    for first in range(min(2, len(run))):
        parts = run[first:]
        if len(parts) < 2:
            continue
        begin, opener = _opening(folded, found, parts)
        behind = run[:1] if first else [q for q in found if q.stop <= begin]
        yield _List(tuple(parts), tuple(_labels(folded, begin, parts)), opener, begin, tuple(behind))


def _opening(folded: str, found: Sequence[Quantity], parts: Sequence[Quantity]) -> tuple[int, Opener]:
    """Where the first item's words begin, and what stands before them."""
    first = parts[0].start
    before = folded[:first].rstrip()
    named = folded[: parts[1].start].rstrip().endswith(":")
    if before.endswith(":") and named:
        before = before[:-1]  # "khối 10: 8 lớp, khối 11: 9 lớp": the colon is the item's own
    stop = max((m.end() for m in _OPENED.finditer(before)), default=0)
    words = before[:stop].rstrip()
    if words.endswith((":", "(")) or _ANNOUNCED.search(words):
        return stop, "mark"
    figures = [q for q in found if q.stop <= first]
    if not words or words.endswith((".", "\n")):
        return stop, "sentence"
    return (stop, "sentence") if figures and _STOP.search(folded[figures[-1].stop : first]) else (stop, "")


def _labels(folded: str, begin: int, parts: Sequence[Quantity]) -> Iterator[str]:
    """The words beside each figure: those before it, or behind where none stand before."""
    for index, part in enumerate(parts):
        start = begin if index == 0 else parts[index - 1].stop
        stop = parts[index + 1].start if index + 1 < len(parts) else len(folded)
        before = _SEPARATED.split(folded[start : part.start])[-1].strip(" :-–+*(")
        behind = re.split(r"[,;.()]|\bva\b", folded[part.end : stop], maxsplit=1)[0].strip()
        yield before or behind


def _same_unit(first: Quantity, second: Quantity) -> bool:
    if fold(first.unit) in _PUPILS and fold(second.unit) in _PUPILS:
        return True
    return first.unit == second.unit or (
        bool(first.unit) and second.unit.split()[:1] == first.unit.split()[:1]
    )


def _wholes(folded: str, listed: _List) -> Iterator[Quantity]:
    """The figures that its parts may divide, of its sentence or the one before; the nearest first."""
    least = min(part.value for part in listed.parts)
    for figure in reversed(listed.behind):
        between = folded[figure.stop : listed.begin]
        before = listed.opener == "sentence" or _AMONG_THEM.search(between) is not None
        if len(_STOP.findall(between)) > before or figure.upper is not None:
            return
        counts = bool(figure.unit) or _COUNTS_ALL.search(folded[: figure.start])
        if counts and not figure.qualifier and figure.value > least and _divisible(figure, between, listed):
            yield figure if figure.whole is None else _reached(figure)


def _reached(ratio: Quantity) -> Quantity:
    """ "146/149 đồng chí": what is divided is those that it reached."""
    return replace(ratio, whole=None, text=ratio.text.partition("/")[0].strip())


def _divisible(figure: Quantity, between: str, listed: _List) -> bool:
    """Whether a figure counts what the parts count, by their unit or by their names."""
    part = listed.parts[0]
    if part.unit:
        noun = fold(part.unit).split()[0]
        named = figure.kind in _COUNTED and re.search(rf"\b{re.escape(noun)}\b", between) is not None
        named = named or (figure.kind == part.kind == "body" and noun in _ANY_BODY)
        people = figure.kind == part.kind == "people" and not _FIGURE.search(between)
        return _same_unit(figure, part) or (
            bool(figure.unit) and listed.opener == "mark" and (named or people)
        )
    if listed.opener != "mark":
        nouns = fold(figure.unit).split()[:1]
        return divides(listed.labels) and any(
            noun in label.split() for noun in nouns for label in listed.labels
        )
    return figure.kind in _COUNTED if figure.unit else _RIGHT_BEHIND.fullmatch(between) is not None


def _is_told(found: Sequence[Quantity], listed: _List) -> bool:
    """Whether a figure of the paragraph is the sum, or one part the sum of the others."""
    sums = {listed.sum, sum((part.value for part in listed.parts[1:]), Decimal(0))}
    told = {value for q in found for value in (q.value, q.whole) if value is not None}
    return listed.sum in told or listed.parts[0].value in sums


def _may_overlap(listed: _List) -> bool:
    """Whether the parts may share members, or are of another kind than a division."""
    words = " ; ".join(label for label in listed.labels if not divides([label, label]))
    return overlapping(words) or _NO_DIVISION.search(words) is not None


def _sureness(whole: Quantity, listed: _List) -> float | None:
    """How sure it is that the parts should make the whole; None where nothing shows it."""
    if listed.parts[0].kind not in (*_COUNTED, *_MEASURED, "count", "") or not all(listed.labels):
        return None
    gap = listed.sum - whole.value
    exchanged, digit = _slips(whole, listed)
    if divides(listed.labels) and _misses_division(whole, listed, exchanged, digit):
        return _SURE_NAMED
    several = len(listed.parts) >= _LEAST
    if listed.opener == "mark":
        over = listed.parts[0].kind in ("body", "thing", *_MEASURED) and 0 < gap <= _QUARTER * whole.value
        near = digit and abs(gap) <= _TENTH * whole.value
        return _SURE if exchanged or (several and (over or near)) else None
    return _SURE if several and listed.parallel and exchanged else None


def _misses_division(whole: Quantity, listed: _List, exchanged: bool, digit: bool) -> bool:
    """Whether parts that divide miss their whole by a slip, or are more than there can be."""
    gap = listed.sum - whole.value
    several = len(listed.parts) >= _LEAST
    announced = listed.opener == "mark" and divides(listed.labels, but=0)
    most = _HALF if announced else _THIRD if several else _TENTH
    least = _HALF if announced else _TENTH if several else 0
    return exchanged or 0 < gap <= most * whole.value or (digit and abs(gap) <= least * whole.value)


def _slips(whole: Quantity, listed: _List) -> tuple[bool, bool]:
    """Whether one figure with two digits exchanged, or with another digit, makes the sum right."""
    gap = whole.value - listed.sum
    pairs = [(part, part.value + gap) for part in listed.parts] + [(whole, listed.sum)]
    meant = [(_printed(q.value), _printed(value)) for q, value in pairs if value > 0]
    long = [(one, other) for one, other in meant if len(digits_of(one)) > 1]
    return any(is_exchanged(*pair) for pair in long), any(is_slip(*pair) for pair in long)


def _printed(value: Decimal) -> str:
    return f"{value:f}"


def _finding(draft: Draft, piece: Piece, whole: Quantity, listed: _List, sure: float) -> Finding:
    values = {
        "sum": f"{_printed(listed.sum).replace('.', ',')} {whole.unit}".strip(), "total": shown(whole),
        "parts": "; ".join(part.text for part in listed.parts),
    }  # fmt: skip
    quotes = (
        draft.quote_in(piece.content, listed.begin, listed.parts[-1].stop),
        draft.quote_in(piece.content, whole.start, whole.stop),
    )
    message, repair = say("check.arithmetic.total", **values), say("check.arithmetic.total_repair", **values)
    return Finding("arithmetic", "error", sure, message, repair, quotes)
