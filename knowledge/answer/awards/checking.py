"""Whether something was awarded: yes, only proposed, denied; each with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import Coverage
from foundation.wording import say
from knowledge.answer.awards.evidence import source_of
from knowledge.answer.awards.notes import shown_words, side_notes
from knowledge.answer.awards.shown import Cited, Page, award_text, looking_for, place, recipient, row
from knowledge.answer.awards.sorting import Sorted
from knowledge.answer.awards.tally import UnitTally
from knowledge.answer.awards.told import Told
from knowledge.answer.draft import Draft
from knowledge.evidence.marking import Line


def answer_check(
    page: Page, tallies: Sequence[UnitTally], found: Sorted, others: Sequence[Told], coverage: Coverage
) -> Draft:
    """The plain answer first; what is proposed is never said to have been awarded."""
    told = [t for tally in tallies for t in tally.counted]
    if told:
        lines = [_yes(page, t) for t in told]
    elif found.denied:
        lines = [_quoting(page, t, "awards.check.denied") for t in found.denied]
    else:
        lines = [_quoting(page, t, f"awards.check.{t.record.status}") for t in _nearest(found)]
        found.other_status.clear()
    looking = Line(say("awards.looking.line", what=looking_for(page)), claims=False)
    lines += [looking, *side_notes(page, found, others)]
    sources = tuple(source_of(page.base, t) for t in told)
    rows = tuple(row(t, page, index) for index, t in enumerate(told))
    return Draft("award_list", tuple(lines), rows=rows, row_sources=sources, coverage=coverage)


def _nearest(found: Sorted) -> list[Told]:
    proposed = [t for t in found.other_status if t.record.status == "proposed"]
    return proposed or [t for t in found.other_status if t.record.status == "target"]


def can_check(found: Sorted) -> bool:
    """Whether the records say anything about it at all."""
    return bool(found.counted or found.denied or _nearest(found))


def _yes(page: Page, told: Told) -> Line:
    if told.record.status != "awarded":
        return _quoting(page, told, "awards.check.proposed_yes")
    cited = Cited()
    shown = place(page, told, cited)
    sign = cited.mark(source_of(page.base, told))
    text = say(
        "awards.check.yes", place=shown, recipient=recipient(page, told, cited),
        status=say("awards.status.awarded"),
        award=award_text(page, told), quote=shown_words(page, told), mark=sign,
    )  # fmt: skip
    return cited.line(text)


def _quoting(page: Page, told: Told, key: str) -> Line:
    cited = Cited()
    shown = place(page, told, cited)
    sign = cited.mark(source_of(page.base, told))
    return cited.line(say(key, place=shown, quote=shown_words(page, told), mark=sign))
