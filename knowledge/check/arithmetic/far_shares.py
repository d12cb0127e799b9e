"""Shares whose whole stands further away, and parts that are more than their whole.

"Toàn xã có 2.480 hộ … Số hộ đạt gia đình văn hóa là 2.306 hộ, chiếm 39%": which figure is the
whole is not said, so a share is told only where no figure before gives it and one slip of the pen
(two neighbouring digits exchanged) makes it right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from foundation.wording import say
from knowledge.check.arithmetic.figures import agrees, percent_text
from knowledge.check.arithmetic.slips_of_figures import digits_of, exchanges, is_slip
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

_SHARE = re.compile(
    r"^[^.;:()%]{0,70}?[\s,(]*\b(?:chiem|dat|bang)?\s*(?:(?:ty|ti) le)?\s*(?:la|dat|chiem|bang)?\s*$"
)
_TELLS = re.compile(r"\b(?:chiem|dat|bang|ty le|ti le)\b[^.;:()%]{0,8}$")
_OTHER_BASE = re.compile(r"\b(?:ke hoach|kh|chi tieu|so voi|cung ky|tang|giam|vuot|du toan|muc tieu)\b")
_AMONG = re.compile(r"^[^.;:()%]{0,40}[,;(]?\s*\btrong (?:do|so do)\s*,?\s*(?:co )?(?P<who>nu|nam)?\s*:?\s*$")
_AMONG_THEM = re.compile(r"\btrong (?:do|so do)\b")
_SAME_AFTER = re.compile(r"^\s*(?:la )?(?:nu|nam)\b")
_CLAUSE_END = re.compile(r"[,;)]|\.(?:\s|$)")
_SENTENCE_END = re.compile(r"\.\s|;")
_ALL = re.compile(
    r"\b(?:toan \w+(?: \w+)?|tong so|dia ban(?: \w+)?|hien)\s*(?:hien )?(?:co|la)\b[^.;()]{0,30}$"
)
_PEOPLE = ("people",)
_COUNTED = ("people", "body", "thing")
# How many pieces before, and how many of their figures, are looked at for a whole.
_PIECES, _FIGURES = 6, 8
# A share of as many digits is hardly another's by chance.
_LONG = 4
_HUNDRED = Decimal(100)
_SURE_SHARE, _SURE_PART = 0.6, 0.65


def check_far_shares(draft: Draft) -> Iterator[Finding]:
    """Each share that is a slip of the one its whole gives; each part that is more than its whole."""
    behind: list[list[Quantity]] = []
    for piece in draft.pieces:
        text = piece.content.text
        found = [] if piece.in_table else quantities(text)
        if not found:
            continue
        folded = fold(text)
        earlier = [figure for figures in behind[-_PIECES:] for figure in figures]
        told = [figure for figures in behind for figure in figures]
        yield from _slipped(draft, piece, folded, found, earlier, told)
        yield from _more_than_whole(draft, piece, folded, found)
        behind.append(found)


def _plain(quantity: Quantity) -> bool:
    return quantity.whole is None and quantity.upper is None


def _slipped(
    draft: Draft, piece: Piece, folded: str, found: Sequence[Quantity], earlier: Sequence[Quantity],
    told: Sequence[Quantity],
) -> Iterator[Finding]:  # fmt: skip
    for index in range(1, len(found)):
        part, share = found[index - 1], found[index]
        if share.unit != "%" or part.kind not in _COUNTED or not (_plain(part) and _plain(share)):
            continue
        between = folded[part.stop : share.start]
        after = _CLAUSE_END.split(folded[share.stop : share.stop + 30], maxsplit=1)[0]
        if not _SHARE.match(between) or not _TELLS.search(between) or _OTHER_BASE.search(between + after):
            continue
        everywhere = _wholes(part, (*told, *found[: index - 1]))
        wholes = _wholes(part, (*earlier, *found[: index - 1]))[-_FIGURES:]
        if len(digits_of(share.text)) >= _LONG:
            if any(_gives(part.value, whole, share) for whole in everywhere):
                continue
            wholes = wholes or everywhere
        if not wholes or any(_gives(part.value, whole, share) for whole in wholes):
            continue
        near = next((whole for whole in reversed(wholes) if whole.unit == part.unit), wholes[-1])
        meant = _meant_share(part, near, share) or _meant_part(part, near, share)
        if meant is None:  # "734 học sinh … nữ 351 em … 218 em": another may be the whole as well
            near, meant = _of_another(part, share, wholes, everywhere, found[:index]) or (near, None)
        if meant is None and near in found[:index] and _is_all(folded, near, part):
            computed = percent_text(part.value * _HUNDRED / near.value, share.text)
            meant = computed if is_slip(computed, share.text) else None
        if meant is None and near in found[:index] and near.unit == part.unit:
            meant = _misplaced_comma(part, near, share)
        if meant is None:
            continue
        values = {
            "printed": share.text, "part": part.text, "whole": near.text,
            "computed": percent_text(part.value * _HUNDRED / near.value, share.text),
        }  # fmt: skip
        quote = draft.quote_in(piece.content, part.start, share.stop)
        message = say("check.arithmetic.fraction", **values)
        repair = say("check.arithmetic.fraction_repair", **values)
        yield Finding("arithmetic", "error", _SURE_SHARE, message, repair, (quote,))


def _of_another(
    part: Quantity, share: Quantity, wholes: Sequence[Quantity], everywhere: Sequence[Quantity],
    here: Sequence[Quantity],
) -> tuple[Quantity, str] | None:  # fmt: skip
    """The largest whole, one of the paragraph, or for a long share any, that gives it but for a slip."""
    largest = max(wholes, key=lambda whole: whole.value)
    long = len(digits_of(share.text)) >= _LONG
    alike = [
        q
        for q in reversed(everywhere)
        if (q.unit == part.unit and (long or q in here)) or (q in here and q.kind in _PEOPLE)
    ]
    for whole in (largest, *alike):
        meant = _meant_share(part, whole, share)
        if meant is not None:
            return whole, meant
    return None


def _is_all(folded: str, whole: Quantity, part: Quantity) -> bool:
    """Whether the whole is the one right before "trong đó", or told as all in the sentence before."""
    if whole.unit != part.unit:
        return False
    between = folded[whole.stop : part.start]
    stops = len(_SENTENCE_END.findall(between))
    if stops == 0:
        return _AMONG_THEM.search(between) is not None
    return stops == 1 and _ALL.search(folded[: whole.start]) is not None


def _wholes(part: Quantity, before: Sequence[Quantity]) -> list[Quantity]:
    """The figures before the part that it may be a part of: as large, of its unit or of people."""
    wholes = (_whole_of(figure) for figure in before)
    return [
        figure
        for figure in wholes
        if figure.upper is None
        and figure.value >= part.value
        and figure.value > 1
        and (figure.unit == part.unit or (figure.kind == part.kind and figure.kind in _PEOPLE))
    ]


def _whole_of(figure: Quantity) -> Quantity:
    """The figure, of a ratio its whole: "371/386 trẻ" tells 386."""
    if figure.whole is None:
        return figure
    return replace(figure, value=figure.whole, text=figure.text.rpartition("/")[2].strip())


def _gives(part: Decimal, whole: Quantity, share: Quantity) -> bool:
    return agrees(part * _HUNDRED / whole.value, share.value, share.text)


def _meant_share(part: Quantity, whole: Quantity, share: Quantity) -> str | None:
    """The share that the whole gives, where it is the printed one with two digits exchanged."""
    computed = percent_text(part.value * _HUNDRED / whole.value, share.text)
    same_decimals = "," in share.text or "," not in computed
    right = computed if same_decimals else f"{(part.value * _HUNDRED / whole.value):.0f}"
    return right if digits_of(right) in exchanges(share.text) else None


def _misplaced_comma(part: Quantity, whole: Quantity, share: Quantity) -> str | None:
    """The share that the whole gives, where it is the printed one with its comma a digit off."""
    computed = part.value * _HUNDRED / whole.value
    off = "," in share.text and any(agrees(computed.scaleb(n), share.value, share.text) for n in (-1, 1))
    return percent_text(computed, share.text) if off else None


def _meant_part(part: Quantity, whole: Quantity, share: Quantity) -> str | None:
    """The part with two digits exchanged, where it gives a share that is told with decimals."""
    if "," not in share.text and "." not in share.text:
        return None
    for digits in exchanges(part.text):
        value = Decimal(digits)
        if value <= whole.value and _gives(value, whole, share):
            return digits
    return None


def _more_than_whole(draft: Draft, piece: Piece, folded: str, found: Sequence[Quantity]) -> Iterator[Finding]:
    """ "702 học sinh, trong đó có 738 nữ": the part is of the whole right before."""
    for index in range(1, len(found)):
        whole, part = found[index - 1], found[index]
        among = _AMONG.match(folded[whole.stop : part.start])
        if among is None or not (_plain(whole) and _plain(part)) or whole.kind not in _COUNTED:
            continue
        of_people = among["who"] or _SAME_AFTER.match(folded[part.end :])
        if part.unit != whole.unit and not (of_people and whole.kind in _PEOPLE):
            continue
        if part.value > whole.value and not whole.qualifier:
            values = {"part": part.text, "whole": whole.text}
            quote = draft.quote_in(piece.content, whole.start, part.stop)
            message = say("check.arithmetic.part_of_whole", **values)
            repair = say("check.arithmetic.part_over_whole_repair", **values)
            yield Finding("arithmetic", "error", _SURE_PART, message, repair, (quote,))
