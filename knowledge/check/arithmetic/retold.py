"""A figure told again with a slip: "92.400 m2 đất" and elsewhere "94.200 m2 đất", "tỷ" for "triệu".

A figure is a slip of another when two neighbouring digits are exchanged, one digit is another, or
the money unit is another one with the same digits. The rarer such a pair is by chance, the fewer
words need to say that both places speak of one thing: four digits exchanged before the same
counted noun hardly happen by chance, three need a name in common, and one other digit needs the
same words right before or right behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from foundation.wording import say
from knowledge.check.arithmetic.figures import shown
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

Slip = Literal["", "exchanged", "digit", "money"]

# How many neighbouring words must be the same, and the least digits of a figure that is compared.
_SAME_WORDS, _LEAST_DIGITS, _LONG = 4, 3, 4
_REACH, _CLAUSE = 70, 90
_STOP = re.compile(r"[.;:()]|(?<![-\w])\d")
_SENTENCE_END = re.compile(r"\.\s|;|\n")
# Words that make the figure another time's, another measure's or one of several.
_OTHER = re.compile(
    r"\b(?:ke hoach|kh|du toan|chi tieu|muc tieu|phan dau|truoc|cung ky|tang|giam(?! sat| doc| con| xuong)"
    r"|vuot|trong do|tu|nam 20\d\d|quy|thang|dot|lan|giai doan|nam hoc)\b"
)
# Words that without their marks would be among those: "tặng" as "tăng", "quỹ" as "quý", "tư" as "từ".
_HOMOGRAPH = re.compile(r"\b(?:tặng|quỹ|tư)\b")
_MONEY = re.compile(r"\b(?:ty|trieu|nghin) dong\b")
_COUNTED = ("people", "body", "thing")
# Words that stand beside any figure and name nothing.
_EMPTY = (
    r"(?:ty|le|dat|chiem|la|co|tong|so|duoc|voi|cua|va|trong|tren|dia|ban|toan|xa|huyen|phuong|tinh|nam|cho"
    r"|cac|da|con|giam|tang|trieu|dong|nghin|den|nay|hien|cuoi|khoang|uoc|tai|do|thi|tran|thon|to)"
)
_NAMING = re.compile(rf"(?!{_EMPTY}$)[^\W\d_]+")
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the words right beside it and the names of its clause."""

    piece: Piece
    quantity: Quantity
    before: tuple[str, ...]
    after: tuple[str, ...]
    names: frozenset[tuple[str, str]]


def check_retold(draft: Draft) -> Iterator[Finding]:
    """Each figure that another place tells of the same thing with a slip of the pen."""
    told = [each for piece in draft.pieces if not piece.in_table for each in _told(piece)]
    values = [each.quantity.value for each in told]
    for first, second in combinations(told, 2):
        if first.piece is second.piece or not _same_thing(first, second):
            continue
        if values.count(second.quantity.value) > 1 < values.count(first.quantity.value):
            continue
        message = say(
            "check.arithmetic.differs",
            indicator=_name(first, second), first=shown(first.quantity), second=shown(second.quantity),
        )  # fmt: skip
        quotes = tuple(
            draft.quote_in(each.piece.content, each.quantity.start, each.quantity.stop)
            for each in (second, first)
        )
        repair = say("check.arithmetic.differs_repair")
        yield Finding("arithmetic", "error", _SURE, message, repair, quotes)


def _told(piece: Piece) -> Iterator[_Told]:
    text = piece.content.text
    lowered = text.lower()
    folded = fold(_HOMOGRAPH.sub(lambda match: "x" * len(match.group()), lowered))
    for quantity in quantities(text):
        if quantity.whole is not None or quantity.upper is not None or not quantity.unit:
            continue
        before = _STOP.split(folded[max(0, quantity.start - _REACH) : quantity.start])[-1]
        after = _STOP.split(folded[quantity.stop : quantity.stop + _REACH], maxsplit=1)[0].split(",")[0]
        if _OTHER.search(before) or _OTHER.search(after):
            continue
        clause = _SENTENCE_END.split(folded[max(0, quantity.start - _CLAUSE) : quantity.start])[-1]
        yield _Told(
            piece,
            quantity,
            tuple(re.findall(r"\w+", lowered[quantity.start - len(before) : quantity.start])),
            tuple(re.findall(r"\w+", lowered[quantity.stop : quantity.stop + len(after)])),
            _names(clause) | _names(after),
        )


def _names(words: str) -> frozenset[tuple[str, str]]:
    """Neighbouring words that name something: neither is empty or a figure."""
    found = re.findall(r"\w+", words)
    return frozenset((a, b) for a, b in pairwise(found) if _NAMING.fullmatch(a) and _NAMING.fullmatch(b))


def _same_thing(first: _Told, second: _Told) -> bool:
    """Whether one figure is a slip of the other and enough words say that they are one thing."""
    slip = _slip(first.quantity, second.quantity)
    if not slip:
        return False
    alike = max(_alike_before(first, second), _alike_after(first, second))
    names = first.names & second.names
    if alike >= _SAME_WORDS or (slip == "money" and len(names) > 1):
        return True
    digits = len(_digits(first.quantity))
    if slip != "exchanged" or digits < _LEAST_DIGITS:
        return False
    if digits >= _LONG and first.quantity.kind in _COUNTED:
        return True
    return bool(names)


def _name(first: _Told, second: _Told) -> str:
    """The words that both places share, for the message."""
    if _alike_after(first, second) >= _SAME_WORDS:
        return " ".join(first.after)
    return " ".join(first.before) or first.quantity.unit


def _alike_before(first: _Told, second: _Told) -> int:
    return _alike(first.before[::-1], second.before[::-1])


def _alike_after(first: _Told, second: _Told) -> int:
    return _alike(first.after, second.after)


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many words two sequences begin with alike."""
    count = 0
    for mine, other in zip(first, second, strict=False):
        if mine != other:
            break
        count += 1
    return count


def _slip(first: Quantity, second: Quantity) -> Slip:
    one, two = _digits(first), _digits(second)
    if first.unit != second.unit:
        money = all(_MONEY.match(fold(unit)) for unit in (first.unit, second.unit))
        return "money" if money and one == two else ""
    if one == two or len(one) != len(two):
        return ""
    unlike = [i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if len(unlike) == 2 and unlike[1] == unlike[0] + 1 and sorted(one) == sorted(two):
        return "exchanged" if len(one) >= _LEAST_DIGITS - 1 else ""
    return "digit" if len(unlike) == 1 and len(one) >= _LEAST_DIGITS else ""


def _digits(quantity: Quantity) -> str:
    return re.sub(r"\D", "", quantity.text)
