"""Was it in force when a unit reported: validity on the day of a named unit's report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from foundation.wording import say
from knowledge.answer.compose import identity_source, unit_name
from knowledge.answer.draft import Draft
from knowledge.answer.regulation.citing import report_day, reports_of
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.answer.regulation.validity import answer_validity
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.law import asks_at_report

_MOST_REPORTS = 3


def is_at_report(room: LawRoom) -> bool:
    """Whether the question is put to the day on which a unit that it names reported."""
    return bool(room.query.places and room.asked.instruments) and asks_at_report(room.query.question)


def answer_at_report(room: LawRoom) -> Draft | None:
    """The state of each instrument on the day of each report; None where no report tells its day."""
    # The year of a law ("luật năm 2022") is no period of the reports.
    reports = reports_of(room) or reports_of(replace(room, query=replace(room.query, periods=())))
    dated = [(d, day) for d in reports if (day := _day_of(d)) is not None]
    if not dated:
        return None
    lines: list[Line] = []
    known = False
    for document, day in dated[:_MOST_REPORTS]:
        there = replace(room, asked=replace(room.asked, on=day, since=day, dated=True))
        state = answer_validity(there)
        known = known or not state.abstained
        lines += [*state.lines, _day_line(document)]
    return Draft("regulation", tuple(lines), abstained=not known)


def _day_of(document: StoredDocument) -> date | None:
    try:
        return date.fromisoformat(document.identity.value("date") or "")
    except ValueError:
        return None


def _day_line(document: StoredDocument) -> Line:
    """Whose report it is and where it tells its day."""
    shown, dated = report_day(document)
    found: tuple[Source | None, ...] = (identity_source(document), dated)
    sources = tuple(dict.fromkeys(source for source in found if source is not None))
    marks = "".join(mark(index) for index in range(len(sources)))
    text = say("regulations.validity.of_report", unit=quoted(unit_name(document)), date=shown, marks=marks)
    return Line(text, sources)
