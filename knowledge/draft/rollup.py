"""The roll-up of a district: its communes' reports of a period, added up, quoted, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.base import KnowledgeBase
from knowledge.draft.awards import award_shown, recipient_shown
from knowledge.draft.material import Material
from knowledge.draft.parts import DraftFigure, Paragraph, ParagraphStyle, Sentence
from knowledge.draft.reporting import Communes, communes_of, coverage
from knowledge.draft.section_words import section_statements, words_alone
from knowledge.draft.sections import Section, sections
from knowledge.draft.wording import Filling, fixed_text, wording_sentence
from knowledge.evidence.marking import Source
from knowledge.evidence.statements import original_span
from knowledge.store.ledger.stored import StoredAward
from language.numbers import figures

_MOST_EXEMPLARY = 15
_QUOTED_EACH = 2


def roll_up_paragraphs(section: Section, material: Material, base: KnowledgeBase) -> Iterator[Paragraph]:
    """What the communes' reports give for a section of the district's report."""
    communes = communes_of(material, base)
    name = section.section_id
    if name == "dac-diem":
        yield from _items(name, "bao-cao", coverage(communes, material))
    elif name == "khen-thuong":
        yield from _items(name, "tong-hop", _totals(communes, material))
        own = fixed_text("rollup.own_intro", unit=material.unit.name)
        yield from _items(name, "cua-huyen", iter([wording_sentence(own)]))
    elif name == "uu-diem":
        yield from _items(name, "dien-hinh", _exemplary(communes))
    elif name in ("han-che", "nguyen-nhan", "kien-nghi"):
        yield from _items(name, "trich", _quoted(section, communes, base))


def _items(name: str, part: str, sentences: Iterator[Sentence]) -> Iterator[Paragraph]:
    for number, sentence in enumerate(sentences):
        style: ParagraphStyle = "body" if sentence.kind == "wording" else "item"
        yield Paragraph(f"{name}/{part}-{number}", name, "tong-hop", style, (sentence,))


def _totals(communes: Communes, material: Material) -> Iterator[Sentence]:
    """Totals by award and kind of recipient over the communes, given and proposed apart."""
    for status, key in (("awarded", "rollup.awarded_intro"), ("proposed", "rollup.proposed_intro")):
        stated = [a for a in communes.awards if a.record.status == status]
        groups: dict[str, dict[str, list[StoredAward]]] = {}
        for stored in stated:
            if stored.record.count is not None:
                kinds = groups.setdefault(award_shown(stored), {})
                kinds.setdefault(stored.record.recipient_kind, []).append(stored)
        if groups:
            yield wording_sentence(fixed_text(key, period=material.period.label()))
        for award, kinds in groups.items():
            filling = Filling()
            told = "; ".join(_total(kind, group, filling) for kind, group in kinds.items())
            yield filling.sentence(fixed_text("awards.line", award=award, items=told), "statement")
    if not any(a.record.status == "awarded" for a in communes.awards):
        filling = Filling()
        blank = filling.blank(f"khen thưởng của các xã {material.period.label()}", inside=False)
        yield filling.sentence(blank, "statement")


def _total(kind: str, group: Sequence[StoredAward], filling: Filling) -> str:
    """The communes' counts of one kind of recipient and their sum, put into the sentence's filling."""
    parts = []
    total, added = 0, []
    for stored in group:
        count = stored.record.count or 0
        total += count
        source = Source(stored.document_id, stored.record.span)
        marked = filling.cite(source)
        added.append(filling.sources.index(source))
        filling.figures.append(DraftFigure(str(count), (added[-1],), computed=not _is_printed(stored)))
        commune = stored.document.commune or stored.record.unit
        part = fixed_text("rollup.part", unit=commune, count=count) if len(group) > 1 else commune
        parts.append(part + marked)
    filling.figures.append(DraftFigure(str(total), tuple(dict.fromkeys(added)), computed=True))
    key = "rollup.total" if len(group) > 1 else "rollup.only"
    return fixed_text(key, kind=kind, total=total, parts="; ".join(parts))


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
            award=award_shown(stored), mark=marked,
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
            quote = words_alone(statement) + marked
            text = fixed_text("rollup.quote", unit=document.summary.commune or "", quote=quote)
            yield filling.sentence(text, "quote")
