"""Who may confer an award on a day, as the program's own facts tell it, where no text of the store does."""

from __future__ import annotations

from foundation.wording import say
from knowledge.answer.draft import Draft
from knowledge.answer.regulation.asked import levels_in
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.answer.regulation.money import award_shown
from knowledge.answer.regulation.validity import warnings, when
from knowledge.evidence.marking import Line, quoted
from language.award_law import AwardLaw, award_laws
from language.award_terms import find_terms
from language.text import fold


def answer_authority(room: LawRoom) -> Draft | None:
    """The conferring authority of the awards that are named, or the awards of an authority that is."""
    awards = room.asked.awards or _awards_of(room)
    lines = [line for award in awards if (line := _line(award, room)) is not None]
    if not lines:
        return None
    head = Line(say("regulations.authority.head", on=when(room)), claims=False)
    law = [k for k in room.entries.values() if k.amended_by and room.standing(k).status == "in_force"]
    return Draft("regulation", (head, *lines, *warnings(room, law)))


def ended_authority(room: LawRoom) -> list[Line]:
    """That what the question asks for is conferred by nobody of that level on the day."""
    asked = room.asked
    levels = levels_in(fold(asked.text))
    of_level = [award for award in award_laws() if award.level and fold(award.level) in levels]
    awards = [award for award in asked.awards if award.level] or (of_level if not asked.awards else [])
    ended = [a for a in awards if (c := a.conferred_on(asked.on)) is not None and not c.by]
    return [line for award in ended if (line := _line(award, room)) is not None]


def _awards_of(room: LawRoom) -> list[AwardLaw]:
    """What the authority that the question names confers on the day."""
    named = [t.authority.name for t in find_terms(room.asked.text) if t.authority is not None]
    found = []
    for award in award_laws():
        conferring = award.conferred_on(room.asked.on)
        by = fold(conferring.by) if conferring is not None else ""
        if any(_is_by(fold(name), by) for name in named):
            found.append(award)
    return found


def _is_by(name: str, by: str) -> bool:
    """Whether "chu tich ubnd xa" is among "chu tich ubnd cap xa, cap huyen"."""
    level = name.split()[-1]
    if not name.startswith("chu tich ubnd"):
        return name in by
    return any(
        part.strip().startswith(("chu tich ubnd", "cap")) and f"cap {level}" in part
        for part in by.replace(";", ",").split(",")
    )


def _line(award: AwardLaw, room: LawRoom) -> Line | None:
    conferring = award.conferred_on(room.asked.on)
    if conferring is None:
        return None
    marks = say(f"regulations.validity.from_registry{'' if conferring.certainty == 'sourced' else '_check'}")
    name = quoted(award_shown(award))
    key = "line" if conferring.by else "none"
    text = say(f"regulations.authority.{key}", award=name, by=quoted(conferring.by), marks=marks)
    return Line(text, registered=(f"{award_shown(award)}\n{conferring.by}",))
