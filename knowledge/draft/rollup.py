"""The roll-up of a district: its communes' reports of a period, added up, quoted, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.base import KnowledgeBase
from knowledge.draft.awards import recipient_shown
from knowledge.draft.material import Material
from knowledge.draft.parts import DraftFigure, Paragraph, ParagraphStyle, Sentence
from knowledge.draft.quoting import section_statements
from knowledge.draft.sections import Section, sections
from knowledge.draft.wording import Filling, Voice, fixed_text, wording_sentence
from knowledge.evidence.marking import Source
from knowledge.evidence.statements import original_span
from knowledge.store.filters import Filters, place_key
from knowledge.store.ledger.stored import StoredAward, StoredDocument
from language.numbers import figures
from language.units import same_name

_MOST_EXEMPLARY = 15
_QUOTED_EACH = 2


@dataclass(frozen=True, slots=True)
class Communes:
    """The communes' reports of the period, and the communes that are known to have none."""

    reports: tuple[StoredDocument, ...]
    awards: tuple[StoredAward, ...]
    silent: tuple[str, ...]


def communes_of(material: Material, base: KnowledgeBase) -> Communes:
    """The communes of the unit: who reported for the period, and who only for other periods."""
    district = material.unit.district or material.unit.name
    of_district = [
        d
        for d in base.documents(Filters(districts=(district,)))
        if d.summary.commune and _same_province(d, material) and (d.summary.kind or "báo cáo") == "báo cáo"
    ]
    reports = tuple(d for d in of_district if d.summary.period == material.period.code)
    told = {place_key(d.summary.commune) for d in reports}
    others = sorted(
        {d.summary.commune or "" for d in of_district if place_key(d.summary.commune) not in told}
    )
    ids = tuple(d.document_id for d in reports)
    found = base.awards(Filters(document_ids=ids)) if ids else []
    own = [a for a in found if a.record.same_as is None and a.record.period in (None, material.period.code)]
    return Communes(reports, tuple(own), tuple(others))


def roll_up_paragraphs(
    section: Section, material: Material, voice: Voice, base: KnowledgeBase
) -> Iterator[Paragraph]:
    """What the communes' reports give for a section of the district's report."""
    communes = communes_of(material, base)
    name = section.section_id
    if name == "dac-diem":
        yield from _items(name, "bao-cao", _coverage(communes, material))
    elif name == "khen-thuong":
        yield from _items(name, "tong-hop", _totals(communes, material))
    elif name == "uu-diem":
        yield from _items(name, "dien-hinh", _exemplary(communes))
    elif name in ("han-che", "nguyen-nhan", "kien-nghi"):
        yield from _items(name, "trich", _quoted(section, communes, base))


def _items(name: str, part: str, sentences: Iterator[Sentence]) -> Iterator[Paragraph]:
    for number, sentence in enumerate(sentences):
        style: ParagraphStyle = "body" if sentence.kind == "wording" else "item"
        yield Paragraph(f"{name}/{part}-{number}", name, "tong-hop", style, (sentence,))


def _coverage(communes: Communes, material: Material) -> Iterator[Sentence]:
    """Which communes reported, each with its report as the source, and which did not."""
    period = material.period.label()
    filling = Filling()
    names = []
    for document in communes.reports:
        source = _identity(document)
        names.append((document.summary.commune or "") + (filling.cite(source) if source else ""))
    if names:
        count = str(len(names))
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
    yield wording_sentence(fixed_text("rollup.only_store"))


def _totals(communes: Communes, material: Material) -> Iterator[Sentence]:
    """Totals by award and kind of recipient over the communes, given and proposed apart."""
    for status, key in (("awarded", "rollup.awarded_intro"), ("proposed", "rollup.proposed_intro")):
        stated = [a for a in communes.awards if a.record.status == status]
        groups: dict[tuple[str, str], list[StoredAward]] = {}
        for stored in stated:
            if stored.record.count is not None:
                groups.setdefault((stored.record.award, stored.record.recipient_kind), []).append(stored)
        if groups:
            yield wording_sentence(fixed_text(key, period=material.period.label()))
        for (award, kind), group in groups.items():
            yield _total(award, kind, group)
    if not any(a.record.status == "awarded" for a in communes.awards):
        filling = Filling()
        blank = filling.blank(f"khen thưởng của các xã {material.period.label()}", inside=False)
        yield filling.sentence(blank, "statement")


def _total(award: str, kind: str, group: Sequence[StoredAward]) -> Sentence:
    filling = Filling()
    parts = []
    total = 0
    for stored in group:
        count = stored.record.count or 0
        total += count
        source = Source(stored.document_id, stored.record.span)
        marked = filling.cite(source)
        index = filling.sources.index(source)
        filling.figures.append(DraftFigure(str(count), (index,), computed=not _is_printed(stored)))
        commune = stored.document.commune or stored.record.unit
        parts.append(fixed_text("rollup.part", unit=commune, count=count) + marked)
    filling.figures.append(DraftFigure(str(total), tuple(range(len(filling.sources))), computed=True))
    text = fixed_text("rollup.total", award=award, kind=kind, total=total, parts="; ".join(parts))
    return filling.sentence(text, "statement")


def _is_printed(stored: StoredAward) -> bool:
    """Whether the count is printed; a named recipient counts as one without a figure."""
    return any(figure.value == stored.record.count for figure in figures(stored.record.recipient))


def _exemplary(communes: Communes) -> Iterator[Sentence]:
    """Named collectives and people with an award that was given."""
    named = [a for a in communes.awards if a.record.status == "awarded" and a.record.named]
    if named:
        yield wording_sentence(fixed_text("rollup.exemplary_intro"))
    for stored in named[:_MOST_EXEMPLARY]:
        filling = Filling()
        marked = filling.cite(Source(stored.document_id, stored.record.span))
        shown = recipient_shown(stored.record)
        text = fixed_text(
            "rollup.exemplary", recipient=shown, unit=stored.document.commune or stored.record.unit,
            award=stored.record.award, mark=marked,
        )  # fmt: skip
        yield filling.sentence(text, "statement")


def _quoted(section: Section, communes: Communes, base: KnowledgeBase) -> Iterator[Sentence]:
    """The communes' own words under such a heading, each with its source."""
    found = False
    for document in communes.reports:
        for statement in section_statements(sections()[section.section_id], document, base)[:_QUOTED_EACH]:
            if not found:
                yield wording_sentence(fixed_text("rollup.quoted_intro"))
            found = True
            filling = Filling()
            span = original_span(base, statement, 0, len(statement.text))
            marked = filling.cite(Source(document.document_id, span))
            filling.figures.extend(DraftFigure(f.text, (0,)) for f in figures(statement.text))
            quote = statement.text.strip(" -+*•") + marked
            text = fixed_text("rollup.quote", unit=document.summary.commune or "", quote=quote)
            yield filling.sentence(text, "quote")


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
