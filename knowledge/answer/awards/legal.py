"""The legal basis of the awards that an answer lists, where the store holds the law's text."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.wording import say
from knowledge.answer.awards.shown import Page
from knowledge.answer.awards.told import Told
from knowledge.answer.compose import blank_line, identity_source
from knowledge.answer.regulation.money import award_shown
from knowledge.answer.regulation.naming import instrument_shown
from knowledge.evidence.marking import Line, mark, quoted
from knowledge.law.basis import Basis, basis_of_record
from knowledge.law.provisions import heading_source
from knowledge.law.shelf import entries_of, laws_of

_MOST_NOTES = 2


def legal_notes(page: Page, told: Sequence[Told]) -> list[Line]:
    """One line for each article that the listed awards rest on in their periods."""
    laws = laws_of(tuple(page.documents.values()), page.base)
    if not laws or not page.asked.award_ids:
        return []
    entries = entries_of(laws)
    found: dict[tuple[str, str], Basis] = {}
    for key in dict.fromkeys((t.record.award, t.record.authority_level, t.period) for t in told):
        one = next(t for t in told if (t.record.award, t.record.authority_level, t.period) == key)
        basis = basis_of_record(one.record, one.period, laws, entries, page.base)
        if basis is not None:
            found.setdefault((basis.known.number, basis.heading), basis)
        if len(found) == _MOST_NOTES:
            break
    lines = [line for basis in found.values() if (line := _note(basis, page)) is not None]
    return [blank_line(), *lines] if lines else []


def _note(basis: Basis, page: Page) -> Line | None:
    law = basis.law
    if law is None:
        return None
    sources = (heading_source(law, basis.heading, page.base), identity_source(law.document, "number"))
    held = tuple(source for source in sources if source is not None)
    text = say(
        f"regulations.basis.note{'_digest' if law.digest else ''}", award=quoted(award_shown(basis.award)),
        heading=quoted(basis.heading.lstrip("# ")), instrument=instrument_shown(law.known),
        marks="".join(mark(i) for i in range(len(held))),
    )  # fmt: skip
    return Line(text, held, registered=(award_shown(basis.award),))
