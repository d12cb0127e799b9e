"""How instruments and days are shown, and an entry of the registry as the evidence it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from foundation.wording import say
from knowledge.answer.compose import identity_source
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.evidence.statements import Statement, evidence_of, original_span
from knowledge.evidence.verify import uncited_names, uncited_numbers
from knowledge.law.shelf import StoredLaw
from knowledge.understand.law import law_lexicon
from language.registry import Certainty, Registered, end_of
from language.text import nfc


def day_shown(day: date) -> str:
    """01/07/2025."""
    return say("regulations.day", day=day.day, month=day.month, year=day.year)


def instrument_shown(known: Registered) -> str:
    """ "Nghị định số 98/2023/NĐ-CP"."""
    kind = known.kind[:1].upper() + known.kind[1:].split(" (")[0]
    return say("regulations.instrument", kind=kind, number=known.number)


def named(numbers: Iterable[str], room: LawRoom) -> str:
    """The instruments of the numbers, by kind and number where the registry knows them."""
    return ", ".join(
        instrument_shown(room.entries[number]) if number in room.entries else number for number in numbers
    )


def entry_text(known: Registered, room: LawRoom) -> str:
    """The registry's entry as text: what a line that rests on the registry may say."""
    merged = [room.entries[number] for number in known.consolidates if number in room.entries]
    if merged:
        return "\n".join((known.number, instrument_shown(known), *(entry_text(m, room) for m in merged)))
    end = end_of(known, room.entries)
    days = [known.issued, known.in_force_from, end[0] if end else None]
    related = (*known.replaces, *known.replaced_by, *known.amended_by, end[1] if end else "")
    parts = [known.number, instrument_shown(known), known.issuer, known.title, named(related, room)]
    parts += [day_shown(day) for day in days if day is not None]
    if known.base_salary_dong is not None:
        parts.append(f"{known.base_salary_dong:,}".replace(",", "."))
    return nfc("\n".join(filter(None, parts)))


def registry_line(
    key: str, room: LawRoom, entries: Sequence[Registered], certainty: Certainty, **values: object
) -> Line:
    """A line of ``prompts/regulations.toml`` that tells facts of the registry.

    Where a text of the store says the same, it is cited there; else the line says that it goes
    by the registry, and whether that is to be checked.
    """
    plain = Line(say(f"regulations.{key}", marks="", **values), computed=day_figures(room))
    sources = _saying(plain, room, entries)
    if sources:
        marks = " " + "".join(mark(i) for i in range(len(sources)))
    else:
        marks = say(f"regulations.validity.from_registry{'' if certainty == 'sourced' else '_check'}")
    text = say(f"regulations.{key}", marks=marks, **values)
    registered = () if sources else tuple(entry_text(known, room) for known in entries)
    return replace(plain, text=text, sources=sources, registered=registered)


def day_figures(room: LawRoom) -> tuple[str, ...]:
    """The figures of the day that the person asked about in other words ("năm 2022")."""
    on = room.asked.on
    return (f"{on.day:02d}", f"{on.month:02d}", str(on.year)) if room.asked.dated else ()


def _saying(line: Line, room: LawRoom, entries: Sequence[Registered]) -> tuple[Source, ...]:
    """Where the texts of the store say what a line tells; empty when none says all of it."""
    for known in entries:
        law = room.law(known.number)
        if law is None:
            continue
        own = identity_source(law.document, "number")
        for statement in evidence_of(room.base, law.document).statements:
            if not _about_validity(statement):
                continue
            place = original_span(room.base, statement, 0, len(statement.text))
            source = Source(law.document.document_id, place)
            sources = (source,) if own is None else (source, own)
            evidence = nfc("\n".join(_words(room.base, s) for s in sources))
            if not uncited_numbers(line, evidence) and not uncited_names(line, evidence):
                return sources
    return ()


def _about_validity(statement: Statement) -> bool:
    phrases = law_lexicon()["asks"]["validity"] + ["ban hành", "sửa đổi", "thay"]
    text = statement.text.lower()
    return any(phrase in text for phrase in phrases)


def _words(base: KnowledgeBase, source: Source) -> str:
    return base.original_text(source.document_id)[source.span.start : source.span.end]


def law_source(law: StoredLaw) -> Source | None:
    """Where the document tells the instrument's number."""
    return identity_source(law.document, "number") or identity_source(law.document, "title")


def title_shown(known: Registered) -> str:
    """Its title, safe in Markdown."""
    return quoted(known.title)
