"""Which communes of a roll-up have reported and which have not, by the official list of units.

The list (``language.units_list``) is that of the period's end: the communes of a district before
01/07/2025, those of a province since, when districts were abolished (Resolution 202/2025/QH15).
A district that the list does not have is judged by the documents of the store alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.base import KnowledgeBase
from knowledge.draft.material import Material
from knowledge.draft.parts import DraftFigure, Sentence
from knowledge.draft.wording import Filling, fixed_text, wording_sentence
from knowledge.evidence.marking import Source
from knowledge.store.filters import Filters, place_key
from knowledge.store.ledger.stored import StoredAward, StoredDocument
from language.periods import Period
from language.units import same_name
from language.units_list import communes_of as listed_communes

_FIRST_MONTH_WITHOUT_DISTRICTS = 2025 * 12 + 6  # July 2025, months counted from 0


@dataclass(frozen=True, slots=True)
class Communes:
    """The communes' reports of the period, and the communes that are known to have none.

    ``listed`` are the official communes of the unit, empty where the list does not have it.
    """

    reports: tuple[StoredDocument, ...]
    awards: tuple[StoredAward, ...]
    silent: tuple[str, ...]
    listed: tuple[str, ...] = ()


def communes_of(material: Material, base: KnowledgeBase) -> Communes:
    """The communes of the unit: who reported for the period, and who did not."""
    of_unit = [
        d
        for d in base.documents(_above(material))
        if d.summary.commune and _same_province(d, material) and (d.summary.kind or "báo cáo") == "báo cáo"
    ]
    reports = tuple(d for d in of_unit if d.summary.period == material.period.code)
    told = {place_key(d.summary.commune) for d in reports}
    listed = official_communes(material)
    known = dict.fromkeys([*listed, *sorted({d.summary.commune or "" for d in of_unit})])
    silent: dict[str, str] = {}
    for name in known:
        if place_key(name) not in told:
            silent.setdefault(place_key(name) or name, name)
    ids = tuple(d.document_id for d in reports)
    found = base.awards(Filters(document_ids=ids)) if ids else []
    own = [a for a in found if a.record.same_as is None and a.record.period in (None, material.period.code)]
    return Communes(reports, tuple(own), tuple(silent.values()), listed)


def official_communes(material: Material) -> tuple[str, ...]:
    """The communes that the official list gives the unit at the period's end, with their kind.

    Empty for a unit that is not in the list or that namesakes elsewhere make uncertain.
    """
    without_districts = has_no_districts(material.period)
    unit = material.unit
    if unit.level == "tỉnh" and without_districts:
        found = listed_communes(unit.province or unit.name, since_2025=True)
    elif unit.level == "huyện" and not without_districts:
        found = listed_communes(unit.district or unit.name, unit.province or None)
    else:
        return ()
    if len({commune.province for commune in found}) != 1:
        return ()
    return tuple(commune.full_name for commune in found)


def has_no_districts(period: Period) -> bool:
    """Whether the period ends after 30/06/2025, when districts were abolished."""
    return period.months[1] >= _FIRST_MONTH_WITHOUT_DISTRICTS


def coverage(communes: Communes, material: Material) -> Iterator[Sentence]:
    """Which communes reported, each with its report as the source, and which did not."""
    period = material.period.label()
    if communes.listed:
        listed = Filling()
        count = str(len(communes.listed))
        listed.figures.append(DraftFigure(count, (), fixed_text("rollup.list_origin")))
        text = fixed_text("rollup.listed", unit=material.unit.name, count=count)
        yield listed.sentence(text, "statement")
    filling = Filling()
    names = []
    for document in communes.reports:
        source = _identity(document)
        names.append((document.summary.commune or "") + (filling.cite(source) if source else ""))
    if names:
        count = str(len({place_key(d.summary.commune) for d in communes.reports}))
        filling.figures.append(DraftFigure(count, tuple(range(len(filling.sources))), computed=True))
        text = fixed_text("rollup.reported", count=count, period=period, names="; ".join(names))
        yield filling.sentence(text, "statement")
    gaps = Filling()
    for commune in communes.silent:
        gaps.blanks.append(f"báo cáo {period} của {commune}")
    if communes.silent:
        text = fixed_text("rollup.silent", period=period, names="; ".join(communes.silent))
        yield gaps.sentence(text, "blank")
    elif not names:
        what = f"báo cáo {period} của các xã"
        gaps.blanks.append(what)
        yield gaps.sentence(fixed_text("blank_text", what=what), "blank")
    if not communes.listed:
        yield wording_sentence(fixed_text("rollup.only_store"))


def _above(material: Material) -> Filters:
    unit = material.unit
    if unit.level == "tỉnh":
        return Filters(provinces=(unit.province or unit.name,))
    return Filters(districts=(unit.district or unit.name,))


def _identity(document: StoredDocument) -> Source | None:
    """Where the report names its commune, else its title."""
    for name in ("commune", "issuer", "title"):
        field = getattr(document.identity, name)
        if field is not None and field.span is not None:
            return Source(document.document_id, field.span)
    return None


def _same_province(document: StoredDocument, material: Material) -> bool:
    own, other = material.unit.province, document.summary.province
    return not own or not other or same_name(own, other)
