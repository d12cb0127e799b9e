"""From statements to ``AwardRecord``: names made canonical, authority and level settled.

Who confers, where a sentence does not say: the law's own giver of the title (articles 77-80 of
Law 06/2022/QH15, level in ``award_terms.toml``); for the report's own certificates ("UBND xã
tặng giấy khen cho ...", active voice) the chairman of the reporting level.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from foundation.records import AuthorityLevel, AwardRecord, DocumentIdentity
from ingest.extract.awards.arguments import Recipient
from ingest.extract.awards.statements import Statement
from language.award_classes import award_with_class
from language.award_terms import Authority, Award, authority_level, canonical_name, edge_words
from language.instruments import find_instruments
from language.periods import Period
from language.text import even_spelling
from language.units import find_units, lookup, same_name

_SCHOOL = re.compile(
    r"(?:(?:tập thể|đơn vị|công đoàn|chi bộ|liên đội)\s+)*"
    r"(?:trường|mầm non|mẫu giáo|tiểu học|thcs|thpt|mn|th|pt?dtbt|pt?dtnt|trung tâm gdtx)(?!\w)"
)
_STATE = ("Nhà nước", "Thủ tướng")
_BELOW = {"huyện": ("xã",), "tỉnh": ("xã", "huyện")}
_DISTRICTS_ENDED = 12 * 2025 + 6  # July 2025, counted as Period.months
_OWN: dict[str, tuple[str, AuthorityLevel]] = {
    "xã": ("Chủ tịch UBND xã", "xã"),
    "huyện": ("Chủ tịch UBND huyện", "huyện"),
    "tỉnh": ("Chủ tịch UBND tỉnh", "tỉnh"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """The report that a statement stands in: its unit, level and whether in a central city.

    ``body`` is the school, office or association that reports, empty where the unit itself does: what the
    report calls its own is this body's and not the unit's.
    """

    unit: str
    level: str
    period: str | None
    central_city: bool
    body: str = ""

    @staticmethod
    def of(identity: DocumentIdentity) -> Setting:
        """The setting of a report by its identity."""
        return Setting(
            identity.unit or "",
            identity.value("level") or "",
            identity.value("period"),
            _centrally_run(identity.value("province"))
            or even_spelling(identity.value("district") or "").startswith("quận "),
            _body_of(identity.value("issuer") or ""),
        )

    def about(self, unit: str | None) -> Setting:
        """The setting of what is told of another unit in the same report; of the own where none is."""
        return replace(self, unit=unit, body="") if unit else self


def _body_of(issuer: str) -> str:
    """The issuer of a report, empty where it is the committee of a place or of its party."""
    even = even_spelling(issuer)
    return "" if even.startswith(edge_words("of_the_place")) else issuer


def _centrally_run(province: str | None) -> bool:
    """Whether the province is a city: its chairman then ranks with a province's."""
    return bool(province) and any(u.level == "tỉnh" and u.kind == "thành phố" for u in lookup(province or ""))


def settle_authority(statement: Statement, setting: Setting) -> tuple[str, AuthorityLevel, str, float]:
    """Authority, its level, the award's canonical name, and how sure that is (0-1)."""
    award = statement.award
    authority = statement.authority.authority if statement.authority is not None else None
    if authority is not None and award.level in _STATE and authority.level not in _STATE:
        authority = None  # carried over from a heading or clause before: no chairman confers an order
    if authority is not None and award.id == "cstd_tinh" and authority.level in ("huyện", "xã", *_STATE):
        authority = None  # "theo quyết định của Chủ tịch UBND huyện, ... Chiến sĩ thi đua cấp tỉnh"
    if authority is not None and award.id == "cstd_tinh" and authority.level == "thành phố":
        authority = None  # a title of the province: so is the city that confers it
    if authority is not None and award.id == "ky_niem_chuong" and authority.level in _STATE:
        authority = None  # carried over: neither the President nor the Prime Minister confers them
    if authority is not None and authority.level == "khác" and not authority.group and award.level:
        authority = None  # "Cấp trên khen: CSTĐ cấp tỉnh 01": the law tells who
    if authority is not None and award.level in _STATE and authority.level in _STATE:
        authority = authority if authority.level == award.level else None  # "Chủ tịch nước, Thủ tướng tặng:"
    if statement.authority is not None and authority is not None:
        level = _level(authority, award, setting)
        written = re.sub(r"\s+", " ", statement.authority.text).strip()
        name = written[0].upper() + written[1:] if authority.written else authority.name
        if authority.level == "thành phố":
            name = "Chủ tịch UBND tỉnh" if level == "tỉnh" else "Chủ tịch UBND huyện"
        return name, level, canonical_name(award, level, authority.group), 0.95
    if award.level:
        own = award.level == "huyện" and setting.level == "xã" and _two_tiers(setting.period)
        level = "xã" if own else award.level
        return "", level, canonical_name(award, level, ""), 0.8
    if not statement.passive and setting.level in _OWN and award.id in ("giay_khen", "khen_thuong"):
        name, own_level = _OWN[setting.level]
        return name, own_level, canonical_name(award, own_level, ""), 0.75
    return "", "khác", award.name, 0.5


def _level(authority: Authority, award: Award, setting: Setting) -> AuthorityLevel:
    """The level of who confers; "UBND thành phố" alone is settled by what it may confer.

    Only a province's chairman confers Bằng khen and only one below it Giấy khen (articles 74
    and 75 of Law 06/2022/QH15), so a city that confers the one ranks as a province.
    """
    if authority.level == "thành phố" and award.id in ("bang_khen", "giay_khen"):
        return "tỉnh" if award.id == "bang_khen" else "huyện"
    return authority_level(authority, setting.central_city)


def _two_tiers(period: str | None) -> bool:
    """Whether a period ends after districts did (1 July 2025): communes confer their titles since."""
    return period is not None and Period(period).months[1] >= _DISTRICTS_ENDED


def to_records(
    statement: Statement, sentence_period: str | None, setting: Setting, blank: AwardRecord,
    unit_of: Callable[[Recipient], str | None] = lambda _: None, body: str = "",
) -> list[AwardRecord]:  # fmt: skip
    """One record for each recipient group; ``blank`` carries the span and status.

    ``body`` is the part of the reporting unit that the sentence speaks for, if not for the whole.
    ``unit_of`` tells the unit that leads in what is told of a recipient, if not the reporting one.
    """
    authority, level, award, confidence = settle_authority(statement, setting)
    if statement.mixed:
        confidence = min(confidence, 0.5)
    shared = replace(
        blank,
        unit=setting.unit,
        award=award,
        authority=authority,
        authority_level=level,
        period=sentence_period,
        reason=statement.reason,
        confidence=confidence,
    )
    if blank.status == "negated" and not body:
        told = statement.recipients[0].kind if statement.recipients else "khác"
        kind = statement.award.recipient if told == "khác" else told
        about = [setting.about(unit_of(recipient)) for recipient in statement.recipients[:1]]
        unit = about[0].unit if about else setting.unit
        return [replace(shared, unit=unit, recipient="", recipient_kind=kind, count=0)]
    found = [
        _of_recipient(recipient, shared, setting.about(unit_of(recipient)), statement.passive)
        for recipient in statement.recipients
    ]
    if not body:
        return found
    return [replace(r, recipient=body, named=True) if r.status == "negated" else r for r in found]


def _of_recipient(recipient: Recipient, shared: AwardRecord, setting: Setting, received: bool) -> AwardRecord:
    text, kind, count = recipient.text, recipient.kind, recipient.count
    if not text:
        # "được UBND tỉnh tặng 01 Cờ thi đua" without a subject: the reporting unit itself; but
        # "đề nghị tặng 01 Bằng khen" does not tell whom.
        if count is None or (kind == "khác" and count == 1 and received):
            text, kind, count = setting.body or setting.unit, "tập thể", count or 1
        else:
            text = str(count)
    unit = _other_unit(text, setting) if recipient.named and not is_school(text) else None
    if recipient.named and kind == "tập thể":
        unit = unit or _bare_unit(text, setting)
    return replace(
        shared,
        status="negated" if count == 0 else shared.status,
        recipient=text,
        recipient_kind=kind,
        count=count,
        named=recipient.named,
        unit=unit or setting.unit,
    )


def is_school(recipient: str) -> bool:
    """Whether a body that is no part of the unit in its name is honoured: "Trường THCS thị trấn A"."""
    return _SCHOOL.match(even_spelling(recipient)) is not None


def _other_unit(recipient: str, setting: Setting) -> str | None:
    """The smaller unit that a report names as honoured, None for the reporting unit's own."""
    for level in _BELOW.get(setting.level, ()):
        for mention in find_units(recipient):
            own = same_name(mention.name, setting.unit) and setting.unit.lower().startswith(
                mention.kind or " "
            )
            if mention.level == level and mention.kind and not own:
                return f"{mention.kind} {mention.name}"
    return None


def _bare_unit(recipient: str, setting: Setting) -> str | None:
    """The commune of the reporting district that a recipient names without its kind: "Ân Phong"."""
    if setting.level != "huyện" or any(mention.kind for mention in find_units(recipient)):
        return None
    known = [u.full_name for u in lookup(recipient, within=setting.unit) if u.level == "xã"]
    return known[0] if len(known) == 1 else None


def decision_number(text: str) -> str:
    """The number of the decision that a sentence or row names, empty unless it names just one."""
    numbers = [i.number for i in find_instruments(text) if i.kind == "quyết định" and i.number]
    return numbers[0] if len(numbers) == 1 else ""


def link_repeats(told: list[tuple[tuple[str, ...], AwardRecord]], text: str) -> list[AwardRecord]:
    """Mark what one report tells twice, so that it is counted once.

    ``told`` pairs each record with the headings above it; ``text`` is the report's. A later statement
    repeats an earlier one when award with its class, giver, status, period, unit, kind and count agree
    and it names the same recipient or, counting two or more without names, stands in another section:
    within one section equal small counts are different people ("04 cá nhân" of each school).
    """
    seen: dict[tuple[object, ...], tuple[tuple[str, ...], int]] = {}
    result = []
    for path, record in told:
        who = record.recipient.casefold() if record.named else ""
        award = award_with_class(record.award, text[record.span.start : record.span.end])
        given = (award, record.authority, record.authority_level, record.status)
        key = (*given, record.period, record.unit, record.recipient_kind, record.count, who)
        if record.named or (record.count or 0) > 1:
            first = seen.setdefault(key, (path, record.span.start))
            if first[1] != record.span.start and (record.named or first[0] != path):
                record = replace(record, same_as=first[1])
        result.append(record)
    return result
