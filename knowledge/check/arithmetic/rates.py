"""Shares told before their fraction or behind two figures: "chiếm 0,16% (21/13.120 hộ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.check.arithmetic.figures import agrees, percent_text, shown
from knowledge.check.arithmetic.said import Said, plain, spoken
from knowledge.check.arithmetic.slips_of_figures import is_exchanged
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold

_BACK = re.compile(
    r"^\s*(?:(?:so voi )?(?:chi tieu|ke hoach|kh)(?: (?:duoc )?giao)?\s*)?[(:]\s*(?:dat |la |tuc |bang )?$"
)
# "45/30 = 1,5": what comes to each; a share of a hundred bears its sign.
_EQUALS = re.compile(r"^\s*(?:\w+\s*){0,2}=\s*$")
_SHARE_LINK = re.compile(r"\b(?:chiem|bang|dat|con|la|ty le)\s*(?:ty le\s*)?(?:la\s*)?$")
_CHANGE_BEFORE = re.compile(r"\b(?:tang|giam|vuot|them)\s*(?:\w+\s*){0,2}$")
_RATE_OF = re.compile(r"^[^.;:()%]{0,60}?,?\s*(?:(?:dat|chiem|bang)\s+)?(?:(?:ty|ti) le|chiem)\s*(?:la\s*)?$")
# Where the whole is named as one ("trong tổng số 540 hộ", "Trong 182 hộ … có 127 hộ"), "đạt" will do.
_REACHES = re.compile(r"^[^.;:()%]{0,60}?,?\s*(?:dat|bang)\s*$")
_OUT_OF = re.compile(r"\b(?:trong|tren)(?: tong)?(?: so)?\s*$")
_OF_TOTAL = re.compile(r"\b(?:tren|trong)\s+(?:tong so\s*)$|\btren\s*$")
_AMONG = re.compile(r"[.;]?\s*trong (?:do|so do)\b")
_OTHER_BASE = re.compile(r"\b(?:ke hoach|kh|chi tieu|du toan|so voi|cung ky|muc tieu|tong so)\b")
_HUNDRED = 100


def check_rates(draft: Draft) -> Iterator[Finding]:
    """Every share that its own fraction, or the two figures before it, contradict."""
    for sentence in spoken(draft):
        for finder in (_share_of_ratio, _quotient, _rate_of_before):
            yield from finder(sentence)


def _share_of_ratio(said: Said) -> Iterator[Finding]:
    """ "chiếm 0,16% (21/13.120 hộ)"."""
    for share, ratio in zip(said.found, said.found[1:], strict=False):
        if (
            share.unit != "%"
            or not ratio.whole
            or not plain(share)
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


def _quotient(said: Said) -> Iterator[Finding]:
    """ "36/28 = 1,29"."""
    for ratio, printed in zip(said.found, said.found[1:], strict=False):
        if not ratio.whole or printed.unit or "," not in printed.text or not plain(printed):
            continue
        computed = ratio.value / ratio.whole
        if not _EQUALS.match(said.between(ratio, printed)) or agrees(computed, printed.value, printed.text):
            continue
        part, _, whole = ratio.text.partition("/")
        if not agrees(computed * _HUNDRED, printed.value, printed.text):
            places = len(printed.text.partition(",")[2])
            yield said.finding(
                ratio, printed, 0.8, "quotient", printed=printed.text, part=part.strip(),
                whole=whole.strip(), computed=f"{computed:.{places}f}".replace(".", ","),
            )  # fmt: skip


def _rate_of_before(said: Said) -> Iterator[Finding]:
    """ "Có 85 sáng kiến được đăng ký, đã công nhận 51 sáng kiến, đạt tỷ lệ 60%"."""
    for first, second, share in zip(said.found, said.found[1:], said.found[2:], strict=False):
        of_total = _OF_TOTAL.search(said.between(first, second))
        whole, part = (second, first) if of_total else (first, second)
        if share.unit != "%" or not plain(whole, part, share) or not 0 < part.value <= whole.value:
            continue
        gap = _AMONG.sub(" ", said.between(first, second)).replace("tong so", "")
        if not _same_thing(said, whole, part) or re.search(r"[;.:()]", gap) or _OTHER_BASE.search(gap):
            continue
        before = said.folded[: first.start]
        after = said.folded[share.stop :][:50]
        rate = _RATE_OF.match(said.between(second, share))
        named = of_total or (_OUT_OF.search(before) and re.search(r"\b(?:co|da)\s*$", gap))
        if not rate and not (named and _REACHES.match(said.between(second, share))):
            continue
        if _OTHER_BASE.search(after):
            continue
        if re.search(r"\b(?:tang|giam|vuot|tu|nam)\s*$", before) or re.search(r"\b(?:tang|giam|tu)\b", gap):
            continue
        computed = part.value * _HUNDRED / whole.value
        slip = part.kind != "money" or is_exchanged(percent_text(computed, share.text), share.text)
        if slip and not agrees(computed, share.value, share.text) and not _of_another(said, part, share):
            yield said.finding(
                first, share, 0.6, "plan", printed=share.text, actual=shown(part), base=shown(whole),
                computed=percent_text(computed, share.text),
            )  # fmt: skip


def _of_another(said: Said, part: Quantity, share: Quantity) -> bool:
    """Whether another figure of the paragraph is the whole: it gives the share."""
    return any(
        agrees(part.value * _HUNDRED / figure.value, share.value, share.text)
        for figure in quantities(said.piece.content.text)
        if figure.unit == part.unit and figure.value >= part.value and figure.value
    )


def _same_thing(said: Said, whole: Quantity, part: Quantity) -> bool:
    """Whether the part's noun is the whole's, or stands in the words behind the whole."""
    if whole.kind not in ("thing", "people", "body", "count", "money") or not part.unit:
        return False
    noun = fold(said.text[part.unit_start : part.unit_end])
    return (
        part.unit == whole.unit or re.search(rf"\b{re.escape(noun)}\b", said.between(whole, part)) is not None
    )
