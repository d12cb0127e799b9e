"""What details, guides or amends an instrument, as the registry and the texts of the store tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from foundation.wording import say
from knowledge.answer.draft import Draft
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.answer.regulation.naming import day_shown, instrument_shown, named, registry_line
from knowledge.answer.regulation.validity import law_of_the_day, warnings
from knowledge.evidence.marking import Line, quoted
from knowledge.law.citing import detailed_by
from language.registry import Registered, end_of
from language.text import fold

_FIELD = "thi dua, khen thuong"
_KINDS = ("luật", "nghị định", "thông tư", "quyết định")


def answer_relations(room: LawRoom) -> Draft | None:
    """What guides or amends the instruments asked about; None where none of them is known."""
    targets = _targets(room)
    if not targets:
        return None
    lines, found = [], False
    for known in targets:
        told = _amending(known, room) if room.asked.asks("amends") else _guiding(known, room)
        found = found or any(line.claims for line in told)
        lines += told
    cited = targets if room.asked.asks("amends") else []
    return Draft("regulation", (*lines, *warnings(room, cited)), abstained=not found)


def _targets(room: LawRoom) -> list[Registered]:
    """The instruments that are named, else the field's law of the day."""
    named_ones = [k for i in room.asked.instruments if (k := room.known(i) or law_of_the_day(i, room))]
    if named_ones or room.asked.instruments:
        return named_ones
    return [
        known
        for known in room.entries.values()
        if known.kind == "luật" and fold(known.title) == f"luat {_FIELD}"
        and room.standing(known).status == "in_force"
    ]  # fmt: skip


def _guiding(known: Registered, room: LawRoom) -> list[Line]:
    name = instrument_shown(known)
    if room.asked.asks("guided"):
        targets = [room.entries[number] for number in known.details if number in room.entries]
        if not targets:
            return [Line(say("regulations.relations.guides_none", name=quoted(name)), claims=False)]
        shown = named(known.details, room)
        return [
            registry_line(
                "relations.guides", room, [known, *targets], known.certainty, name=name, targets=shown
            )
        ]
    kinds = _kinds(room)
    found = [k for k in detailed_by(known, room.entries) if k.kind in kinds]
    if not found:
        kind = kinds[0] if len(kinds) == 1 else say("regulations.relations.any_kind")
        return [Line(say("regulations.relations.guided_none", name=quoted(name), kinds=kind), claims=False)]
    head = Line(say("regulations.relations.guided_head", name=quoted(name)), claims=False)
    return [head, *_listed(found, room)]


def _amending(known: Registered, room: LawRoom) -> list[Line]:
    name = instrument_shown(known)
    amended = [k for k in room.entries.values() if known.number in k.amended_by]
    if amended and not known.amended_by:
        shown = named([k.number for k in amended], room)
        line = registry_line(
            "validity.amends", room, [known, *amended], known.certainty, name=name, amended=shown
        )
        return [line]
    found = [room.entries[n] for n in known.amended_by if n in room.entries and _is_amendment(n, known, room)]
    if not found:
        return [Line(say("regulations.relations.amended_none", name=quoted(name)), claims=False)]
    head = Line(say("regulations.relations.amended_head", name=quoted(name)), claims=False)
    return [head, *_listed(found, room)]


def _is_amendment(number: str, known: Registered, room: LawRoom) -> bool:
    """Whether the registry vouches for it, or its title names the law that it amends."""
    amending = room.entries[number]
    title = re.sub(r"^\w+ ", "", fold(known.title))
    return amending.certainty != "to_check" or title in fold(amending.title)


def _kinds(room: LawRoom) -> tuple[str, ...]:
    folded = fold(room.asked.text)
    asked = tuple(k for k in _KINDS if any(f"{fold(k)} {word}" in folded for word in ("nao", "gi")))
    return asked or (*_KINDS[1:], "thông tư liên tịch", "văn bản hợp nhất")


def _listed(found: Sequence[Registered], room: LawRoom) -> list[Line]:
    """Those that apply on the day first, the newest first."""
    order = {"in_force": 0, "not_yet": 1, "unknown": 2, "expired": 3}

    def rank(known: Registered) -> tuple[int, int]:
        day = known.in_force_from or known.issued or date.min
        return order[room.standing(known).status], -day.toordinal()

    return [_line(known, room) for known in sorted(found, key=rank)]


def _line(known: Registered, room: LawRoom) -> Line:
    standing, name, begins = room.standing(known), instrument_shown(known), known.in_force_from
    end = end_of(known, room.entries)
    if standing.status == "expired":
        key = "expired" if end is not None else "expired_no_day"
        ended = day_shown(end[0]) if end is not None else ""
        return registry_line(f"relations.{key}", room, [known], standing.certainty, name=name, ended=ended)
    key = {"in_force": "in_force", "not_yet": "not_yet"}.get(standing.status, "plain")
    if begins is None:
        key = "in_force_no_day" if key == "in_force" else "plain"
    shown = day_shown(begins) if begins is not None else ""
    return registry_line(f"relations.{key}", room, [known], standing.certainty, name=name, begins=shown)
