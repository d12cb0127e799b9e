"""Which article an award rests on ("Bằng khen tỉnh theo điều nào?"), cited at its heading."""

from __future__ import annotations

from foundation.wording import say, wording
from knowledge.answer.draft import Draft
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.answer.regulation.money import award_shown
from knowledge.answer.regulation.naming import instrument_shown, law_source, registry_line
from knowledge.answer.regulation.validity import warnings, when
from knowledge.evidence.marking import Line, mark, quoted
from knowledge.law.basis import Basis, basis_of
from knowledge.law.provisions import heading_source
from language.registry import status_at


def answer_basis(room: LawRoom) -> Draft | None:
    """The articles of the awards that are named; None where the law of none of them is known."""
    among = tuple(known.number for i in room.asked.instruments if (known := room.known(i)) is not None)
    if room.asked.asks("former") and not among:
        among = tuple(
            known.number
            for known in room.entries.values()
            if status_at(known, room.asked.on, room.entries).status == "expired"
        )
    found = [
        basis
        for award in room.asked.awards
        for basis in basis_of(award, room.asked.on, room.laws, room.entries, room.base, among)
    ]
    if not found:
        return None
    head = Line(say("regulations.basis.head", on=when(room)), claims=False)
    lines = [_line(basis, room) for basis in found]
    laws = list({basis.known.number: basis.known for basis in found}.values())
    digest = any(basis.law is not None and basis.law.digest for basis in found)
    closing = [Line(say("regulations.warning.digest"), claims=False)] if digest else []
    return Draft("regulation", (head, *lines, *warnings(room, laws), *closing))


def _line(basis: Basis, room: LawRoom) -> Line:
    award, instrument = quoted(award_shown(basis.award)), instrument_shown(basis.known)
    if basis.law is None:
        return registry_line(
            "basis.no_article", room, [basis.known], basis.known.certainty, award=award, instrument=instrument
        )
    sources = [heading_source(basis.law, basis.heading, room.base), law_source(basis.law)]
    held = tuple(source for source in sources if source is not None)
    text = say(
        "regulations.basis.line", award=award, heading=quoted(basis.heading.lstrip("# ")),
        matter=str(wording("regulations.basis.matters")[basis.matter]), instrument=instrument,
        marks="".join(mark(i) for i in range(len(held))),
    )  # fmt: skip
    return Line(text, held, registered=(award_shown(basis.award),))
