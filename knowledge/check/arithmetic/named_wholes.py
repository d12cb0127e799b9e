"""Shares that name their whole: "2.612 hộ đạt, chiếm 73% số hộ đăng ký".

The whole is looked for among the figures told before, by the words that name it. A whole that
bears words of its own ("hộ đăng ký") is found by them nearby; a whole that is all there is
("tổng số hộ", "dân số") is the one that the report tells as all ("toàn xã có 1.842 hộ").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from foundation.wording import say
from knowledge.check.arithmetic.figures import agrees, percent_text, scale
from knowledge.check.arithmetic.slips_of_figures import digits_of, is_exchanged
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

_TELLS = re.compile(r"\b(?:chiem|dat|bang|ty le|ti le)(?: (?:ty|ti) le)?\s*$")
_OTHER_BASE = re.compile(r"\b(?:ke hoach|kh|chi tieu|so voi|cung ky|tang|giam|vuot|du toan|muc tieu)\b")
_NAMED = re.compile(
    r"^\s*(?:(?:tren|so voi|trong|cua)\s+)?(?P<all>tong so|tong|toan bo so|so|(?=dan so\b))\s*"
    r"(?P<noun>[a-z]+(?: [a-z]+){0,4})"
)
# Words behind the noun that say where or of whom, and name no other whole.
_PLACED = re.compile(
    r"\b(?:toan|tren|trong|cua|o|tai|hien|hien co|hien nay|ca|va|thuoc|dia ban|xa|phuong|huyen|truong|don vi"
    r"|co quan|thi tran|tang|giam|dat|cao|dan cu)\b.*$"
)
_TOTAL = re.compile(
    r"\b(?:toan (?:xa|phuong|huyen|quan|thi tran|thi xa|thanh pho|truong|don vi|dang bo|nganh|hoi|thon|ap)"
    r"|tong so|tong|dan so|dia ban[^,.;]{0,25}|(?:xa|phuong|thi tran|huyen|truong)(?: hien)? co)\b"
    r"[^.;]{0,60}$"
)
# "2.860 hộ, …", "2.860 hộ dân với …": no word makes them some of all.
_UNRESTRICTED = re.compile(r"(?:dan\b|gia dinh\b|voi\b|va\b|/|$)")
_PEOPLE_OF = ("nhan khau", "khau", "nguoi")
_COUNTED = ("people", "body", "thing", "money", "area")
_CLAUSE = re.compile(r"[,.;:()]\s|\.$|\n")
# How many pieces before a share its own whole is looked for in.
_PIECES = 8
_FARTHEST = 2
_HUNDRED = Decimal(100)
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the folded words before and behind it in its clause."""

    quantity: Quantity
    before: str
    after: str
    words: str


def check_named_wholes(draft: Draft) -> Iterator[Finding]:
    """Each share that the whole it names does not give."""
    behind: list[list[_Told]] = []
    for piece in draft.pieces:
        if piece.in_table:
            continue
        folded = fold(piece.content.text)
        found = quantities(piece.content.text)
        here = [_told(folded, figure) for figure in found]
        for index in range(1, len(found)):
            earlier = [*behind, here[: index - 1]]
            yield from _share(draft, piece, folded, found[index - 1], found[index], earlier)
        behind.append(here)


def _told(folded: str, figure: Quantity) -> _Told:
    before = re.split(r"[.;]\s|\n", folded[max(0, figure.start - 90) : figure.start])[-1]
    after = _CLAUSE.split(folded[figure.stop : figure.stop + 50], maxsplit=1)[0]
    return _Told(figure, before, after.strip(), f"{before.split(',')[-1]} {fold(figure.unit)} {after}")


def _share(
    draft: Draft, piece: Piece, folded: str, part: Quantity, share: Quantity, earlier: Sequence[list[_Told]]
) -> Iterator[Finding]:
    between = folded[part.stop : share.start]
    plain = part.whole is None is share.whole and part.upper is None is share.upper and not part.qualifier
    if share.unit != "%" or part.kind not in _COUNTED or not plain or len(between) > 70:
        return
    if (
        re.search(r"[.;:()]", between.replace(" (", " ", 1))
        or not _TELLS.search(between)
        or _OTHER_BASE.search(between)
    ):
        return
    named = _NAMED.match(folded[share.stop :])
    if named is None:
        return
    whole = _whole(part, share, _PLACED.sub("", named["noun"]).split(), earlier)
    if whole is None:
        return
    values = {
        "printed": share.text, "part": part.text, "whole": whole.text,
        "computed": percent_text(_rate(part, whole), share.text),
    }  # fmt: skip
    quote = draft.quote_in(piece.content, part.start, share.stop)
    message = say("check.arithmetic.fraction", **values)
    repair = say("check.arithmetic.fraction_repair", **values)
    yield Finding("arithmetic", "error", _SURE, message, repair, (quote,))


def _whole(
    part: Quantity, share: Quantity, noun: Sequence[str], earlier: Sequence[list[_Told]]
) -> Quantity | None:
    """The one whole that the noun names and that denies the share; None where any figure gives it."""
    told = [each for figures in earlier for each in figures if _may_hold(part, each.quantity)]
    if not noun or any(_gives(part, each.quantity, share) for each in told):
        return None
    people = list(noun) == ["dan", "so"]
    general = people or list(noun) == fold(part.unit).split()[:1]
    if general:
        fitting = [each for each in told if _is_all(each, people)]
    else:
        near = [each for figures in earlier[-_PIECES:] for each in figures if _may_hold(part, each.quantity)]
        fitting = [each for each in near if set(noun) <= set(re.findall(r"\w+", each.words))]
    wholes = {each.quantity.value: each.quantity for each in fitting}
    if len(wholes) != 1:
        return None
    (whole,) = wholes.values()
    computed = _rate(part, whole)
    return whole if computed <= _HUNDRED and _comparable(computed, share, general) else None


def _comparable(computed: Decimal, share: Quantity, general: bool) -> bool:
    """Whether the rates are near enough to be of one thing: a whole of all is surely the same."""
    low, high = sorted((computed, share.value))
    near = low > 0 and high / low <= (_FARTHEST * 2 if general else _FARTHEST)
    shown = percent_text(computed, share.text)
    misplaced = "," in share.text and any(
        agrees(computed.scaleb(n), share.value, share.text) for n in (-1, 1)
    )
    return misplaced or near or is_exchanged(shown, share.text) or digits_of(shown) == digits_of(share.text)


def _may_hold(part: Quantity, figure: Quantity) -> bool:
    if figure.whole is not None or figure.upper is not None or figure.qualifier:
        return False
    factor = scale(figure.unit, part.unit)
    if factor is None and part.kind == figure.kind == "people":
        factor = Decimal(1)
    return factor is not None and figure.value * factor >= part.value


def _rate(part: Quantity, whole: Quantity) -> Decimal:
    return part.value * _HUNDRED / (whole.value * (scale(whole.unit, part.unit) or 1))


def _gives(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    return agrees(_rate(part, whole), share.value, share.text)


def _is_all(told: _Told, people: bool) -> bool:
    """Whether a figure is told as all that there are."""
    unit = fold(told.quantity.unit)
    if people:
        return unit in _PEOPLE_OF and (unit != "nguoi" or "dan so" in told.before[-30:])
    return (
        unit not in _PEOPLE_OF
        and _TOTAL.search(told.before) is not None
        and _UNRESTRICTED.match(told.after) is not None
        and _CLAUSE.search(told.before[-25:]) is None
    )
