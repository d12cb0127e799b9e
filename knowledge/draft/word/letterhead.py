"""Who issues the report and how it signs, by Decree 30/2020/NĐ-CP, annex I.

A people's committee stands alone in its letterhead; a council or a department stands in bold
below the body that it belongs to (annex I, part II, point 2) and signs in its own way (point 7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from foundation.wording import say
from knowledge.draft.parts import Draft
from language.text import fold
from language.units import split_kind

IssuerKind = Literal["committee", "council", "office"]
_COUNCIL = re.compile(r"\bhoi dong thi dua\b|\bhdtdkt\b")
_OFFICE = re.compile(r"^(?:phong|so|ban|chi cuc|trung tam|truong|cong an|benh vien|van phong)\b")
_OF_DISTRICT = re.compile(r"\s+(?:huyen|quan|thi xa|thanh pho|tinh)\s.*$")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines of the issuer's block, of the number, and of the signature block.

    ``above`` is the body that the issuer belongs to, ``issuer`` is printed in bold below it.
    """

    above: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    authority: str
    signer_title: str


def letterhead_of(draft: Draft) -> Letterhead:
    """The letterhead of the body that the unit's reports come from; a committee where none is told."""
    blank = say("draft.layout.number_blank")
    committee, unit = say("draft.layout.body"), draft.unit.upper()
    kind = _kind(draft.issuer)
    if kind == "council":
        return Letterhead(
            (committee, unit), (say("draft.layout.body_council"),),
            say("draft.layout.number_council", blank=blank),
            say("draft.layout.authority_council"), say("draft.layout.signer_title"),
        )  # fmt: skip
    if kind == "office":
        return Letterhead(
            (committee, _superior(draft)), (_own_name(draft.issuer).upper(),),
            say("draft.layout.number_office", blank=blank), "", say("draft.layout.signer_title_office"),
        )  # fmt: skip
    return Letterhead(
        (), (committee, unit), say("draft.layout.number", blank=blank),
        say("draft.layout.authority"), say("draft.layout.signer_title"),
    )  # fmt: skip


def _kind(issuer: str) -> IssuerKind:
    folded = fold(issuer)
    if _COUNCIL.search(folded):
        return "council"
    return "office" if _OFFICE.match(folded) else "committee"


def _own_name(issuer: str) -> str:
    """A department without the place that stands in the line above."""
    place = _OF_DISTRICT.search(fold(issuer))
    return issuer[: place.start()] if place else issuer


def _superior(draft: Draft) -> str:
    """The unit of the committee that a department belongs to, with its kind."""
    place = _OF_DISTRICT.search(fold(draft.issuer))
    if place:
        return draft.issuer[place.start() :].strip().upper()
    if draft.level == "tỉnh" and split_kind(draft.unit)[0] is None:
        return f"tỉnh {draft.province or draft.unit}".upper()
    return draft.unit.upper()
