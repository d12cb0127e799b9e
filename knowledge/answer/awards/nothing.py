"""Saying that no record answers: no report, a silent report, or a report that denies."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import AnswerRow, Coverage, Intent, Value
from foundation.wording import say
from knowledge.answer.awards.evidence import source_of
from knowledge.answer.awards.notes import by_unit, coverage_notes, shown_words, side_notes
from knowledge.answer.awards.shown import Cited, Page, looking_for, place
from knowledge.answer.awards.sorting import Sorted
from knowledge.answer.awards.told import Told
from knowledge.answer.compose import units_of
from knowledge.answer.draft import Draft
from knowledge.evidence.marking import Line, quoted
from language.periods import period_label

_MOST_NEAR = 3


def denied(page: Page, found: Sorted, others: Sequence[Told], coverage: Coverage) -> Draft:
    """Every report that speaks of it says that there was none: the count is 0."""
    lines = []
    for told in {t.unit: t for t in found.denied}.values():
        cited = Cited()
        shown = place(page, told, cited)
        sign = cited.mark(source_of(page.base, told))
        text = say("awards.count.zero", place=shown, quote=shown_words(page, told), mark=sign)
        lines.append(cited.line(text, (0,)))
    lines.append(Line(say("awards.looking.line", what=looking_for(page)), claims=False))
    lines += [*coverage_notes(page, coverage, ()), *side_notes(page, found, others)]
    rows: tuple[AnswerRow, ...] = ()
    return Draft(_intent(page), tuple(lines), value=Value("0"), rows=rows, coverage=coverage)


def nothing_told(
    page: Page, found: Sorted, others: Sequence[Told], near: Sequence[Told], coverage: Coverage
) -> Draft:
    """What was searched, why nothing is there, and the nearest thing, marked as such."""
    lines = [Line(say("awards.nothing.not_told", what=looking_for(page)), claims=False), _why(page)]
    lines += coverage_notes(page, coverage, found.denied)
    lines += side_notes(page, found, others)
    if not (found.doubtful or found.other_status or found.related or others):
        lines += by_unit(page, near[:_MOST_NEAR], "awards.nothing.nearest")
    return Draft(_intent(page), tuple(lines), abstained=True, coverage=coverage)


def _why(page: Page) -> Line:
    scope, asked = page.scope, page.asked
    if scope.reports:
        text = say("awards.nothing.searched", count=len(scope.reports))
    elif scope.absent and not scope.others:
        text = say("awards.nothing.no_report", places=quoted(", ".join(p.name for p in scope.absent)))
    elif asked.periods:
        period = ", ".join(period_label(p) for p in asked.periods)
        if asked.places:
            units = quoted(", ".join(units_of(scope.others)) or ", ".join(p.name for p in asked.places))
            text = say("awards.nothing.no_period", period=period, places=units)
        else:
            text = say("awards.nothing.no_period_anywhere", period=period)
    else:
        text = say("awards.nothing.searched", count=0)
    return Line(text, claims=False)


def _intent(page: Page) -> Intent:
    return "award_count" if page.asked.aim == "count" else "award_list"
