"""Is it in force, since when, until when, what replaced it: told by the registry for a day.

The registry answers whether or not a document of the store cites the instrument; where a text
of the store says the same, that is cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foundation.wording import say
from knowledge.answer.draft import Draft
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.answer.regulation.naming import day_shown, instrument_shown, named, registry_line, title_shown
from knowledge.evidence.marking import Line, quoted
from knowledge.law.citing import listed_on, unread_amendments
from language.instruments import Instrument
from language.registry import Certainty, Registered, end_of, status_at
from language.text import fold

_FIELD = "thi dua, khen thuong"
_SHOWN_KINDS = ("luật", "nghị định", "thông tư")


def answer_validity(room: LawRoom) -> Draft:
    """The state of each instrument that the question names; of the field's law when it names none."""
    if not room.asked.instruments:
        return answer_applying(room)
    lines: list[Line] = []
    known_any = False
    shown: list[str] = []
    for instrument in room.asked.instruments:
        known = room.known(instrument) or law_of_the_day(instrument, room)
        if known is None:
            lines.append(_not_known(instrument, room))
        elif known.number not in shown:
            shown.append(known.number)
            told = state_lines(known, room)
            known_any = known_any or room.standing(known).status != "unknown"
            lines += told
    return Draft("regulation", tuple(lines), abstained=not known_any)


def law_of_the_day(instrument: Instrument, room: LawRoom) -> Registered | None:
    """A law named by its title alone is the newest of that title, when none is in force on the day."""
    if instrument.number is not None or not instrument.title:
        return None
    versions = [k for k in room.entries.values() if fold(k.title).endswith(fold(instrument.title))]
    laws = [k for k in versions if k.kind == instrument.kind and "sua doi" not in fold(k.title)]
    return max(laws, key=lambda k: k.issued or date.min, default=None)


def _not_known(instrument: Instrument, room: LawRoom) -> Line:
    words = quoted(room.asked.text[instrument.start : instrument.end])
    return Line(say("regulations.validity.not_known", instrument=words), claims=False)


def state_lines(known: Registered, room: LawRoom) -> list[Line]:
    """What is known of an instrument: state, successors, title and issue, amendments, warnings."""
    if room.asked.asks("replaces"):
        return [_replaces(known, room)]
    lines = [_state(known, room), *_begun(known, room), *_after(known, room)]
    if room.asked.asks("issue"):
        lines.insert(0, _issued(known, room))
    sure = [n for n in known.amended_by if n in room.entries and room.entries[n].certainty != "to_check"]
    if sure and room.standing(known).status == "in_force":
        amendments = named(sure, room)
        lines.append(
            registry_line(
                "validity.amended", room, [known], _certainty(known, "amended_by"),
                amendments=amendments,
            )
        )  # fmt: skip
    in_force = room.standing(known).status == "in_force"
    return [*lines, *(warnings(room, [known]) if in_force else ())]


def _certainty(known: Registered, *fields: str) -> Certainty:
    if any(field in known.unsure for field in fields):
        return "to_check"
    return known.certainty


def when(room: LawRoom) -> str:
    """ " tại thời điểm 31/12/2023" for a day that the person named, else " hiện nay"."""
    if room.asked.dated:
        return say("regulations.validity.on_day", day=day_shown(room.asked.on))
    return say("regulations.validity.now")


def _state(known: Registered, room: LawRoom) -> Line:
    standing, name = room.standing(known), instrument_shown(known)
    certainty: Certainty = standing.certainty
    begins = known.in_force_from
    if standing.status == "unknown":
        return Line(say("regulations.validity.unknown", name=name, on=when(room)), claims=False)
    if standing.status == "expired":
        end = end_of(known, room.entries)
        if end is None:
            return registry_line("validity.expired_no_day", room, [known], certainty, name=name)
        if standing.because:
            because = named([standing.because], room)
            entries = [known, *_entries([standing.because], room)]
            return registry_line(
                "validity.expired_with", room, entries, certainty, name=name,
                ended=day_shown(end[0]), because=because,
            )  # fmt: skip
        entries = [known, *_entries([end[1]], room)]
        return registry_line("validity.expired", room, entries, certainty, name=name, ended=day_shown(end[0]))
    key = "in_force" if standing.status == "in_force" else "not_yet"
    on = when(room)
    if begins is None:
        return registry_line(f"validity.{key}_no_day", room, [known], certainty, name=name, on=on)
    return registry_line(
        f"validity.{key}", room, [known], certainty, name=name, on=on, begins=day_shown(begins)
    )


def _begun(known: Registered, room: LawRoom) -> list[Line]:
    """Since when one applied that no longer does."""
    if room.standing(known).status != "expired" or known.in_force_from is None:
        return []
    certainty = _certainty(known, "in_force_from")
    return [registry_line("validity.began", room, [known], certainty, begins=day_shown(known.in_force_from))]


def _entries(numbers: Sequence[str], room: LawRoom) -> list[Registered]:
    return [room.entries[number] for number in numbers if number in room.entries]


def _after(known: Registered, room: LawRoom) -> list[Line]:
    """What took its place, and what took the place of that by the day asked about."""
    standing = room.standing(known)
    end = end_of(known, room.entries)
    successors = standing.replaced_by or (known.replaced_by if standing.status == "expired" else ())
    lines = []
    if successors:
        entries = [known, *_entries(successors, room)]
        lines.append(
            registry_line(
                "validity.replaced", room, entries, known.certainty, successors=named(successors, room)
            )
        )
        lines += [line for entry in _entries(successors, room) for line in _chain(entry, room)]
    elif known.replaced_by and end is not None:
        lines.append(
            registry_line(
                "validity.replaced_later", room, [known, *_entries(known.replaced_by, room)], known.certainty,
                successors=named(known.replaced_by, room), ended=day_shown(end[0]),
            )
        )  # fmt: skip
    elif end is not None and standing.status == "in_force":
        certainty = _certainty(known, "in_force_until")
        lines.append(registry_line("validity.ends_later", room, [known], certainty, ended=day_shown(end[0])))
    return lines


def _chain(known: Registered, room: LawRoom) -> list[Line]:
    """A successor that was replaced itself by then."""
    standing, end = room.standing(known), end_of(known, room.entries)
    if standing.status != "expired" or not known.replaced_by or end is None:
        return []
    line = registry_line(
        "validity.chain", room, [known, *_entries(known.replaced_by, room)], known.certainty,
        name=instrument_shown(known), ended=day_shown(end[0]), successors=named(known.replaced_by, room),
    )  # fmt: skip
    return [line, *(more for entry in _entries(known.replaced_by, room) for more in _chain(entry, room))]


def _replaces(known: Registered, room: LawRoom) -> Line:
    name = instrument_shown(known)
    if not known.replaces:
        amended = [k for k in room.entries.values() if known.number in k.amended_by]
        if amended:
            return registry_line(
                "validity.amends", room, [known, *amended], known.certainty, name=name,
                amended=named([k.number for k in amended], room),
            )  # fmt: skip
        return Line(say("regulations.validity.replaces_none", name=quoted(name)), claims=False)
    certainty = _certainty(known, "replaces")
    return registry_line(
        "validity.replaces", room, [known], certainty, name=name, replaced=named(known.replaces, room)
    )


def _issued(known: Registered, room: LawRoom) -> Line:
    day = "" if known.issued is None else say("regulations.validity.issued_day", day=day_shown(known.issued))
    return registry_line(
        "validity.issued", room, [known], _certainty(known, "issued", "title"),
        name=instrument_shown(known), title=title_shown(known), issuer=quoted(known.issuer), day=day,
    )  # fmt: skip


def warnings(room: LawRoom, cited: Sequence[Registered]) -> list[Line]:
    """That a law the answer rests on was amended by a text that nobody could read yet."""
    lines = []
    for law, amendment in unread_amendments(room.asked.on, room.entries, room.laws):
        rests = any(
            known.number in (law.number, amendment.number) or law.number in known.details for known in cited
        )
        if rests and amendment.in_force_from is not None:
            line = registry_line(
                "warning.unread", room, [law, amendment], "likely", amendment=instrument_shown(amendment),
                law=instrument_shown(law),
                begins=day_shown(amendment.in_force_from),
            )  # fmt: skip
            lines.append(line)
    return lines


def answer_applying(room: LawRoom) -> Draft:
    """The laws, decrees and circulars on emulation and commendation in force on the day."""
    folded = fold(room.asked.text)
    kinds = [k for k in _SHOWN_KINDS if f"{fold(k)} nao" in folded] or _SHOWN_KINDS
    listed = [
        item.known
        for item in listed_on(room.asked.on, room.entries)
        if item.standing.status == "in_force"
        and item.known.kind in kinds
        and (_FIELD in fold(item.known.title) or "khen thuong" in fold(item.known.title))
    ]
    head = Line(say("regulations.validity.applying", on=when(room)), claims=False)
    lines = [head]
    for known in listed:
        certainty = status_at(known, room.asked.on, room.entries).certainty
        if known.in_force_from is None:
            line = registry_line(
                "validity.applying_line_no_day", room, [known], certainty, name=instrument_shown(known)
            )
        else:
            line = registry_line(
                "validity.applying_line", room, [known], certainty, name=instrument_shown(known),
                begins=day_shown(known.in_force_from),
            )  # fmt: skip
        lines.append(line)
    return Draft("regulation", (*lines, *warnings(room, listed)), abstained=not listed)
