"""The legal bases of a draft: what is in force on its day, and what its reports cite that is not.

Whether an instrument applies is asked of ``language.registry``. Instruments of superiors and
of the unit that no registry knows are named only as cited by the unit's own report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.draft.material import Material
from knowledge.draft.parts import DraftFigure, Sentence
from knowledge.draft.wording import Filling, Voice, fixed_list, fixed_text, wording_sentence
from knowledge.evidence.marking import Source
from knowledge.law.standing import cited_law
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredReference
from language.numbers import figures
from language.registry import Registered, registry, status_at

_MOST_DIRECTIVES = 4


def legal_sentences(material: Material, day: date, voice: Voice, base: KnowledgeBase) -> Iterator[Sentence]:
    """The introduction, the instruments in force on the day, and what the unit's report cites."""
    yield wording_sentence(voice.speak("legal.intro"))
    instruments = in_force(day)
    for known in instruments:
        amendments = ", ".join(number for number in known.amended_by if _applies(number, day))
        shown = fixed_text("legal.amended", numbers=amendments) if amendments else ""
        text = fixed_text("legal.item", title=known.title, number=known.number, amended=shown)
        stated = tuple(DraftFigure(f.text, origin=fixed_text("registry_origin")) for f in figures(text))
        yield Sentence(text + (";" if known is not instruments[-1] else "."), "legal", figures=stated)
    directives = _directives(material, day, base)
    if directives:
        filling = Filling()
        items = []
        for reference, quote in directives:
            marked = filling.cite(Source(reference.document_id, reference.record.span))
            items.append(quote + marked)
        text = voice.choose(fixed_list("legal.directives"), "directives").format(items="; ".join(items))
        yield filling.sentence(text, "statement", detail=True)


def legal_notes(material: Material, day: date, base: KnowledgeBase) -> list[str]:
    """Warnings: a law amended since, a standing that nobody checked, stale citations."""
    notes = []
    for known in in_force(day):
        if status_at(known, day).certainty == "to_check":
            notes.append(fixed_text("legal.unsure", number=known.number, day=_printed(day)))
        if "06/2026/QH16" in known.amended_by and _applies("06/2026/QH16", day):
            notes.append(fixed_text("notes.amended_law"))
    seen = set()
    for reference, quote in _references(material, base):
        law = cited_law(reference.record, quote, day)
        if law is None or law.standing.status != "expired" or law.known.number in seen:
            continue
        seen.add(law.known.number)
        successors = law.standing.replaced_by
        instead = fixed_text("notes.stale_instead", number=", ".join(successors)) if successors else ""
        notes.append(
            fixed_text("notes.stale", cited=law.known.number, quote=quote, day=_printed(day), instead=instead)
        )
    return notes


def in_force(day: date) -> list[Registered]:
    """The instruments of the field that apply on the day."""
    known = [registry()[number] for number in fixed_list("legal.field") if number in registry()]
    return [instrument for instrument in known if status_at(instrument, day).status == "in_force"]


def _applies(number: str, day: date) -> bool:
    known = registry().get(number)
    return known is not None and status_at(known, day).status == "in_force"


def _references(material: Material, base: KnowledgeBase) -> list[tuple[StoredReference, str]]:
    """The references of the period's reports with their words."""
    ids = tuple(document.document_id for document in material.reports)
    if not ids:
        return []
    found = base.references(Filters(document_ids=ids))
    texts = {document_id: base.original_text(document_id) for document_id in ids}
    return [
        (r, " ".join(texts[r.document_id][r.record.span.start : r.record.span.end].split())) for r in found
    ]


def _directives(material: Material, day: date, base: KnowledgeBase) -> Sequence[tuple[StoredReference, str]]:
    """Numbered papers of superiors and of the unit, each once; none that no longer applies."""
    kinds = fixed_list("legal.directive_kinds")
    found: dict[str, tuple[StoredReference, str]] = {}
    for reference, quote in _references(material, base):
        record = reference.record
        if record.number is None or record.kind not in kinds or "/" not in quote:
            continue
        law = cited_law(record, quote, day)
        if law is None or law.standing.status == "in_force":
            found.setdefault(record.number, (reference, quote))
    return list(found.values())[:_MOST_DIRECTIVES]


def _printed(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
