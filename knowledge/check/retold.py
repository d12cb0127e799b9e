"""A figure told again with a slip: "92.400 m2 đất" and elsewhere "94.200 m2 đất", "tỷ" for "triệu".

Two places speak of one thing when the words right before or right behind both figures are the
same; a figure is a slip of another when two neighbouring digits are exchanged, one is another,
or the money unit is another one with the same digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.figures import shown
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

# How many neighbouring words must be the same, and the least digits of a figure that is compared.
_SAME_WORDS, _LEAST_DIGITS = 4, 3
_REACH = 70
_STOP = re.compile(r"[.;:()]|(?<![-\w])\d")
# Words that make the figure another time's, another measure's or one of several.
_OTHER = re.compile(
    r"\b(?:ke hoach|kh|du toan|chi tieu|muc tieu|phan dau|truoc|cung ky|tang|giam(?! sat| doc)|vuot|trong do"
    r"|tu|nam 20\d\d|quy|thang|dot|lan|giai doan|nam hoc)\b"
)
_MONEY = re.compile(r"\b(?:ty|trieu|nghin) dong\b")
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class _Told:
    piece: Piece
    quantity: Quantity
    before: tuple[str, ...]
    after: tuple[str, ...]


def check_retold(draft: Draft) -> Iterator[Finding]:
    """Each figure that another place tells of the same thing with a slip of the pen."""
    told = [each for piece in draft.pieces if not piece.in_table for each in _told(piece)]
    values = [each.quantity.value for each in told]
    for first, second in combinations(told, 2):
        if first.piece is second.piece or not _slip(first.quantity, second.quantity):
            continue
        if not _same_thing(first, second) or values.count(second.quantity.value) > 1 < values.count(
            first.quantity.value
        ):
            continue
        names = first.after if _alike_after(first, second) >= _SAME_WORDS else first.before
        message = say(
            "check.arithmetic.differs",
            indicator=" ".join(names), first=shown(first.quantity), second=shown(second.quantity),
        )  # fmt: skip
        quotes = tuple(
            draft.quote_in(each.piece.content, each.quantity.start, _end(each.quantity))
            for each in (second, first)
        )
        repair = say("check.arithmetic.differs_repair")
        yield Finding("arithmetic", "error", _SURE, message, repair, quotes)


def _end(quantity: Quantity) -> int:
    return max(quantity.end, quantity.unit_end)


def _told(piece: Piece) -> Iterator[_Told]:
    text = piece.content.text
    folded = fold(text)
    for quantity in quantities(text):
        if quantity.whole is not None or quantity.upper is not None or not quantity.unit:
            continue
        before = _STOP.split(folded[max(0, quantity.start - _REACH) : quantity.start])[-1]
        after = _STOP.split(folded[_end(quantity) : _end(quantity) + _REACH], maxsplit=1)[0]
        if _OTHER.search(before) or _OTHER.search(after.split(",")[0]):
            continue
        lowered = text.lower()
        yield _Told(
            piece,
            quantity,
            tuple(re.findall(r"\w+", lowered[quantity.start - len(before) : quantity.start])),
            tuple(re.findall(r"\w+", lowered[_end(quantity) : _end(quantity) + len(after.split(",")[0])])),
        )


def _same_thing(first: _Told, second: _Told) -> bool:
    return max(_alike_before(first, second), _alike_after(first, second)) >= _SAME_WORDS


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


def _slip(first: Quantity, second: Quantity) -> bool:
    one, two = _digits(first), _digits(second)
    if first.unit != second.unit:
        money = all(_MONEY.match(fold(unit)) for unit in (first.unit, second.unit))
        return money and one == two
    if one == two or len(one) != len(two) or len(one) < _LEAST_DIGITS:
        return False
    unlike = [i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    exchanged = len(unlike) == 2 and unlike[1] == unlike[0] + 1 and sorted(one) == sorted(two)
    return exchanged or len(unlike) == 1


def _digits(quantity: Quantity) -> str:
    return re.sub(r"\D", "", quantity.text)
