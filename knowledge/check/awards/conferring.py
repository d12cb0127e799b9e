"""Award statements against the law: who may confer what, on whom, and which titles there are.

The rules with their articles are ``language/data/conferring.toml``. The law of the award's
year decides: from 01/07/2025 a commune's chairman has the powers of the former district's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from foundation.records import AwardRecord
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.periods import Period
from language.text import fold

_TABLE = Path(__file__).resolve().parents[3] / "language" / "data" / "conferring.toml"
_DISTRICTS_END = date(2025, 7, 1)
_SAID = ("awarded", "proposed", "target")
# Bodies of the people's committees and the state, which the rules judge; others have their own.
_STATE = re.compile(r"\b(?:ubnd|uy ban nhan dan|chu tich (?:nuoc|xa|huyen|tinh)|thu tuong|chinh phu)\b")
_LEVEL_WORDS = {
    "xã": "xa|phuong|thi tran|dac khu",
    "huyện": "huyen|quan|thi xa|thanh pho|tp",
    "tỉnh": "tinh|thanh pho|tp",
}
_DISTRICT = re.compile(r"\b(?:huyen|quan|thi xa)\b")
_PROVINCE = re.compile(r"\b(?:ubnd|uy ban nhan dan|chu tich|hdnd|hoi dong nhan dan) tinh\b")
# How far before an award its giver may be named in the same sentence.
_BEFORE = 160
_BOTH, _OTHER = 0.4, 0.65
_RECIPIENTS = re.compile(r"\b(?:tap the|ca nhan)\b")


@cache
def conferring_table() -> dict[str, Any]:
    """The data of ``language/data/conferring.toml``, read once; not to be changed."""
    with _TABLE.open("rb") as file:
        return tomllib.load(file)


def check_conferring(draft: Draft) -> Iterator[Finding]:
    """Awards that their giver cannot confer, that their receiver cannot get, or that are none."""
    told: set[tuple[int, str]] = set()
    for award in draft.awards:
        if award.status not in _SAID or award.authority_level not in conferring_table()["judged"]:
            continue
        for finding in (*_authority(draft, award), *_recipient(draft, award)):
            key = (award.span.start, finding.message)
            if key not in told:
                told.add(key)
                yield finding
    yield from _unknown_titles(draft)


def _authority(draft: Draft, award: AwardRecord) -> Iterator[Finding]:
    words = fold(draft.text[award.span.start : award.span.end])
    before = re.split(r"\.\s|\n", draft.text[max(0, award.span.start - _BEFORE) : award.span.start])[-1]
    said = f"{fold(before)} {words}"
    if not _STATE.search(fold(award.authority)) or not _said_level(said, award.authority_level):
        return
    if award.authority_level == "huyện" and not _DISTRICT.search(said) and not under_province(draft):
        return  # "UBND thành phố" may be a province's
    for rule in conferring_table()["rule"]:
        if not award.award.startswith(rule["award"]) or not _names(words, rule["award"]):
            continue
        levels = rule["levels"]
        if "levels_from_2025" in rule and _after_districts(draft, award):
            levels = rule["levels_from_2025"]
        if award.authority_level not in levels:
            message = say(
                "check.awards.cannot_confer",
                authority=award.authority, award=rule["award"], basis=rule["basis"],
            )  # fmt: skip
            repair = say("check.awards.cannot_confer_repair", who=rule["who"])
            yield Finding("awards", "error", rule["sure"], message, repair, (draft.quote(award.span),))


def under_province(draft: Draft) -> bool:
    """Whether the report speaks of a province above its city."""
    return _PROVINCE.search(fold(draft.text)) is not None


def _said_level(words: str, level: str) -> bool:
    """Whether the statement itself says the level of its giver, so that it is no guess."""
    kinds = _LEVEL_WORDS.get(level)
    return kinds is None or re.search(rf"\b(?:{kinds})\b", words) is not None


def _names(words: str, award: str) -> bool:
    """Whether the statement itself names the award (in full or by its initials)."""
    folded = fold(award).replace("si ", "s[iy] ")
    initials = "".join(word[0] for word in fold(award).replace(",", "").split())
    return re.search(rf"{folded.split(' bo,')[0]}|\b{initials}", words) is not None


def _after_districts(draft: Draft, award: AwardRecord) -> bool:
    period = Period(award.period) if award.period else draft.period
    if period is None:
        return draft.written_on is not None and draft.written_on >= _DISTRICTS_END
    if draft.written_on is not None and draft.written_on < _DISTRICTS_END:
        return False
    last = period.months[1]
    return date(last // 12, last % 12 + 1, 1) >= _DISTRICTS_END


def _recipient(draft: Draft, award: AwardRecord) -> Iterator[Finding]:
    right = conferring_table()["recipients"].get(award.award)
    said = fold(award.recipient)
    if right is None or award.recipient_kind == right or not _RECIPIENTS.search(said):
        return
    if fold(right) in said or not _names(fold(draft.text[slice(*award.span)]), award.award):
        return
    message = say("check.awards.recipient", award=award.award, right=right, printed=award.recipient)
    repair = say("check.awards.recipient_repair")
    # "LĐTT cho 36 tập thể, 278 cá nhân" tells two titles by one name.
    beside_its_name = fold(draft.text[slice(*award.span)]).replace(fold(award.award), " ")
    both = re.search(rf"\b{fold(right)}\b", beside_its_name) is not None
    sure = _BOTH if both else _OTHER
    yield Finding("awards", "error", sure, message, repair, (draft.quote(award.span),))


def _unknown_titles(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        folded = fold(piece.content.text)
        for entry in conferring_table()["no_title"]:
            for match in re.finditer(rf"\b(?:{entry['forms']})\b", folded):
                printed = piece.content.text[match.start() : match.end()]
                message = say("check.awards.no_such_title", printed=printed)
                repair = say("check.awards.no_such_title_repair", right=entry["right"])
                quote = draft.quote_in(piece.content, match.start(), match.end())
                yield Finding("awards", "warning", 0.65, message, repair, (quote,))
