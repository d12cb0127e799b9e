"""Which documents belong to the unit that a person names, and what the unit is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foundation.records import UnitLevel
from knowledge.draft.parts import DraftError
from knowledge.law.standing import report_date
from knowledge.store.filters import place_key
from knowledge.store.ledger.stored import StoredDocument
from language.periods import Period, find_periods
from language.text import fold, nfc
from language.units import strip_kind

_PARTS = re.compile(r"\s*,\s*|\s+(?=(?:huyện|thị xã|quận|tỉnh)\s+\S)", re.IGNORECASE)
# Who signs for a unit is no part of its name: "UBND xã …", "Hội đồng Thi đua - Khen thưởng huyện …".
_BODY = re.compile(
    r"^(?:bao cao (?:cua )?)?(?:(?:thuong truc )?hdnd(?:\s*(?:va|,|-)\s*ubnd)?|ubnd|uy ban nhan dan"
    r"|dang uy|huyen uy|van phong (?:hdnd va )?ubnd"
    r"|hoi dong (?:thi dua\s*[-–,]?\s*khen thuong|tdkt))(?:\s*[-–]\s*|\s+)"
)
# The committee of a district's Party: the district is meant, never a town that bears its name.
_PARTY_OF_DISTRICT = re.compile(r"^(?:ban thuong vu )?(?P<kind>huyen|quan|thi) uy\s+")
_PARTY_KINDS = {"huyen": "huyện ", "quan": "quận ", "thi": "thị xã "}
_COUNCIL = re.compile(r"hoi dong (?:thi dua\s*[-–,]?\s*khen thuong|tdkt)\b")
_SHORT_KINDS = (("p.", "phường "), ("tt.", "thị trấn "), ("x.", "xã "), ("h.", "huyện "), ("tx.", "thị xã "))
_TIME = re.compile(r"\s+(?:nam|6 thang|quy)\s.*\d{4}.*$")
_DISTRICT = re.compile(r"^(?:huyen|quan|thi xa)\b")


@dataclass(frozen=True, slots=True)
class DraftUnit:
    """The reporting unit and its documents, latest first; no documents: none is stored.

    ``issuer`` is the body named by the person, else the one that issued the latest report.
    """

    name: str
    level: UnitLevel
    district: str
    province: str
    documents: tuple[StoredDocument, ...]
    issuer: str = ""

    @property
    def is_urban(self) -> bool:
        """Whether it is a ward or a town, which have no villages and no rural programme."""
        return _kind(self.name) in ("phuong", "thi tran")

    @property
    def bare_name(self) -> str:
        """The name without the kind of unit."""
        return strip_kind(self.name)


def find_unit(name: str, documents: Sequence[StoredDocument]) -> DraftUnit:
    """The unit that a name means ("An Lộ", "xã Tân Khê, huyện Kim Thạch").

    Raises:
        DraftError: nothing was named, or several units of the store bear the name; the message
            lists them.
    """
    parts = [
        part.strip(" -–") for part in _PARTS.split(_without_body(nfc(name).strip())) if part.strip(" -–")
    ]
    if not parts:
        raise DraftError("draft_no_unit")
    reports = [d for d in documents if d.summary.unit and (d.summary.kind or "báo cáo") == "báo cáo"]
    found = [d for d in reports if _is_meant(d, parts)]
    bearers: dict[tuple[str, ...], list[StoredDocument]] = {}
    for document in found:
        summary = document.summary
        key = (summary.unit or "", summary.district or "", summary.province or "")
        level = "commune" if summary.commune else ""  # the town of Bảo Minh is not the district
        bearers.setdefault((level, *map(place_key, key)), []).append(document)
    if len(bearers) > 1:
        listed = "; ".join(sorted({_full_name(group[0]) for group in bearers.values()}))
        raise DraftError("draft_ambiguous_unit", name=name, units=listed)
    council = _COUNCIL.match(fold(nfc(name).strip()))
    if not bearers:
        return replace(_unreported(parts), issuer=name[: council.end()] if council else "")
    own = sorted(found, key=_recency, reverse=True)
    first = own[0].summary
    level = "xã" if first.commune else "huyện" if first.district else "tỉnh"
    return DraftUnit(
        first.unit or parts[0], level, first.district or "", first.province or "", tuple(own),  # type: ignore[arg-type]
        name[: council.end()] if council else own[0].identity.value("issuer") or "",
    )  # fmt: skip


def _without_body(name: str) -> str:
    """The name of the unit alone, its kind in full ("UBND P. An Lộ năm 2023": "phường An Lộ")."""
    bare = name[: match.start()] if (match := _TIME.search(fold(name))) else name
    if (party := _PARTY_OF_DISTRICT.match(fold(bare))) is not None:
        return _PARTY_KINDS[party["kind"]] + bare[party.end() :].strip()
    while match := _BODY.match(fold(bare)):
        bare = bare[match.end() :]
    for short, kind in _SHORT_KINDS:
        if bare.casefold().startswith(short):
            return kind + bare[len(short) :].strip()
    return bare


def _is_meant(document: StoredDocument, parts: Sequence[str]) -> bool:
    summary = document.summary
    unit = summary.unit or ""
    if place_key(unit) != place_key(parts[0]):
        return False
    said, own = _kind(parts[0]), _kind(unit)
    if said and own and (said in ("huyen", "quan", "thi xa")) != (own in ("huyen", "quan", "thi xa")):
        return False
    above = {place_key(summary.district), place_key(summary.province)}
    return all(place_key(part) in above for part in parts[1:])


def _kind(name: str) -> str:
    match = re.match(r"(huyen|quan|thi xa|thi tran|xa|phuong)\s", fold(name))
    return match.group(1) if match else ""


def _unreported(parts: Sequence[str]) -> DraftUnit:
    folded = fold(parts[0])
    level: UnitLevel = "huyện" if _DISTRICT.match(folded) else "tỉnh" if folded.startswith("tinh ") else "xã"
    district = next((part for part in parts[1:] if _DISTRICT.match(fold(part))), "")
    province = next((strip_kind(part) for part in parts[1:] if part != district), "")
    return DraftUnit(parts[0], level, district or (parts[0] if level == "huyện" else ""), province, ())


def _full_name(document: StoredDocument) -> str:
    summary = document.summary
    return ", ".join(dict.fromkeys(p for p in (summary.unit, summary.district, summary.province) if p))


def _recency(document: StoredDocument) -> tuple[int, str]:
    period = document.summary.period
    return (Period(period).months[1] if period else 0, document.name)


def period_of(written: str) -> Period:
    """The period that a code ("2024-H1") or its usual words ("6 tháng đầu năm 2024") mean.

    Raises:
        DraftError: they name no period, or several.
    """
    try:
        return Period(written.strip())
    except ValueError:
        named = {mention.period for mention in find_periods(written)}
        if len(named) != 1:
            raise DraftError("draft_unknown_period", written, period=written) from None
        return named.pop()


def year_before(period: Period) -> Period | None:
    """The same period of the year before; None for a span of years."""
    if "/" in period.code:
        return None
    shifted = re.sub(r"(?:19|20)\d\d", lambda match: str(int(match.group()) - 1), period.code)
    try:
        return Period(shifted)
    except ValueError:
        return None


def day_of(period: Period, documents: Sequence[StoredDocument], today: date | None = None) -> date:
    """The day of a draft: that of the unit's report of the period, else today."""
    for document in documents:
        if document.summary.period == period.code and (day := report_date(document.identity)) is not None:
            return day
    return today or date.today()
