"""Lists of shares: counts with their percentages of one whole, and shares that make up a whole.

"Trong 38 tổ chức có 7 (18,4%), 27 (71,1%), 4 (15,0%)": the whole is the figure before the list
that most of the pairs follow from; the pair that does not is told. A structure ("cơ cấu: nông
nghiệp 18%, dịch vụ 62%, công nghiệp 30%") makes one hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from foundation.wording import say
from knowledge.check.arithmetic.figures import agrees, percent_text
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

_BESIDE = re.compile(
    r"^(?:[^.;()%]{0,60}\(|[^.;,()%]{0,60},?\s*\b(?:chiem|dat|ty le|ti le|bang)\b)[^.;,()%\d]{0,20}$"
)
_OTHER_BASE = re.compile(
    r"\b(?:ke hoach|kh|chi tieu|so voi|cung ky|tang|giam|vuot(?! (?:troi|bac|kho)\b)|du toan|muc tieu)\b"
)
_STRUCTURE = re.compile(r"\b(?:co cau|ty trong)\b")
_OUT_OF = re.compile(r"[\s,)]*(?:tren|trong)\s+(?:tong so\s*)?")
_RANK = re.compile(r"\b(?:xuat sac|gioi|tot|kha|trung binh|yeu|kem|khong hoan thanh|chua dat)\b")
_END_OF_LIST = re.compile(r"\.(?:\s|$)|\n")
_LEAST_PAIRS = _LEAST_AGREEING = 2
_LEAST_SHARES = 3
_HUNDRED = Decimal(100)
_NEAR = Decimal(25)
_SURE_PAIR, _SURE_STRUCTURE = 0.75, 0.65


@dataclass(frozen=True, slots=True)
class _Pair:
    count: Quantity
    share: Quantity

    def follows_from(self, whole: Quantity) -> bool:
        return self.count.value <= whole.value and agrees(
            self.count.value * _HUNDRED / whole.value, self.share.value, self.share.text
        )


def check_shares(draft: Draft) -> Iterator[Finding]:
    """Each share of a list that its whole denies, and each structure that does not make 100 %."""
    for piece in draft.pieces:
        if piece.in_table:
            continue
        text = piece.content.text
        folded = fold(text)
        found = quantities(text)
        yield from _of_one_whole(draft, piece, folded, found)
        yield from _structures(draft, piece, folded)


def _of_one_whole(draft: Draft, piece: Piece, folded: str, found: Sequence[Quantity]) -> Iterator[Finding]:
    for run in _runs(folded, found):
        first = found.index(run[0].count)
        wholes = [
            q
            for q in found[:first]
            if q.unit != "%" and q.whole is None and q.upper is None and q.value > 1
        ]  # fmt: skip
        wholes.extend(_whole_behind(folded, found, run[-1].share))
        together = sum((pair.count.value for pair in run), Decimal(0))
        wholes.insert(0, replace(run[0].count, value=together, text=f"{together:f}"))
        whole = max(reversed(wholes), key=lambda each: sum(pair.follows_from(each) for pair in run))
        wrong = [pair for pair in run if not pair.follows_from(whole)]
        if len(run) - len(wrong) < max(_LEAST_AGREEING, len(wrong) + 1):
            continue
        others = [q for q in found if q.unit != "%" and q.value > 1]
        for pair in wrong:
            if pair.count.value > whole.value or any(pair.follows_from(other) for other in others):
                continue
            computed = percent_text(pair.count.value * _HUNDRED / whole.value, pair.share.text)
            values = {
                "printed": pair.share.text, "part": pair.count.text, "whole": whole.text,
                "computed": computed,
            }  # fmt: skip
            quote = draft.quote_in(piece.content, pair.count.start, pair.share.stop)
            message = say("check.arithmetic.fraction", **values)
            repair = say("check.arithmetic.fraction_repair", **values)
            yield Finding("arithmetic", "error", _SURE_PAIR, message, repair, (quote,))


def _whole_behind(folded: str, found: Sequence[Quantity], last: Quantity) -> Iterator[Quantity]:
    """The whole that a list names behind itself: "… 33 em (7,3%) trên tổng số 449 học sinh"."""
    following = next((q for q in found if q.start >= last.stop), None)
    plain = following is not None and following.is_plain
    if plain and following and _OUT_OF.fullmatch(folded[last.stop : following.start]):
        yield following


def _runs(folded: str, found: Sequence[Quantity]) -> Iterator[list[_Pair]]:
    """Counts with their shares that follow one another in one sentence, three or more."""
    run: list[_Pair] = []
    for count, share in pairwise(found):
        beside = (
            share.unit == "%" != count.unit
            and count.whole is None is share.whole
            and share.upper is None is count.upper
            and _BESIDE.search(folded[count.stop : share.start])
            and not _OTHER_BASE.search(folded[share.stop : share.stop + 25].split(",")[0].split(")")[0])
            and not _OTHER_BASE.search(folded[max(0, count.start - 12) : share.start])
        )
        if not beside:
            continue
        if run and _END_OF_LIST.search(folded[run[-1].share.stop : count.start]):
            if len(run) > _LEAST_PAIRS:
                yield run
            run = []
        run.append(_Pair(count, share))
    if len(run) > _LEAST_PAIRS:
        yield run


def _structures(draft: Draft, piece: Piece, folded: str) -> Iterator[Finding]:
    text = piece.content.text
    start = 0
    for stop in (*(m.end() for m in _END_OF_LIST.finditer(folded)), len(text)):
        words = folded[start:stop]
        shares = [q for q in quantities(text[start:stop]) if q.unit == "%"]
        announced = _STRUCTURE.search(words)
        if announced is not None:
            shares = [share for share in shares if share.start >= announced.end()] or shares
        listed = announced is not None and bool(shares) and announced.end() <= shares[0].start
        ranked = len(_RANK.findall(words)) >= _LEAST_SHARES
        of_shares = words if announced is None else " " * announced.end() + words[announced.end() :]
        if (listed or ranked) and _misses_hundred(of_shares, shares):
            total = sum((q.value for q in shares), Decimal(0))
            message = say("check.arithmetic.structure", sum=f"{total.normalize():f}".replace(".", ","))
            quote = draft.quote_in(piece.content, start + shares[0].start, start + shares[-1].stop)
            repair = say("check.arithmetic.structure_repair")
            yield Finding("arithmetic", "error", _SURE_STRUCTURE, message, repair, (quote,))
        start = stop


def _misses_hundred(words: str, shares: Sequence[Quantity]) -> bool:
    """Whether three or more neighbouring shares of one thing make nearly, but not quite, 100 %."""
    if len(shares) < _LEAST_SHARES or any(q.whole is not None or q.upper is not None for q in shares):
        return False
    listed = words[: shares[-1].stop]
    if _OTHER_BASE.search(listed) or re.search(r"\bvuot\b", listed) or "trong do" in words:
        return False
    for first, second in pairwise(shares):
        if len(words[first.stop : second.start]) > 60:
            return False
    total = sum((q.value for q in shares), Decimal(0))
    rounding = sum((Decimal(1).scaleb(int(q.value.as_tuple().exponent)) / 2 for q in shares), Decimal(0))
    return rounding < abs(total - _HUNDRED) <= _NEAR
