"""Lists of awards: every unit with its recipients, the total, and what was not counted."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import Coverage, Value
from foundation.wording import say
from knowledge.answer.awards.evidence import names_behind, source_of
from knowledge.answer.awards.notes import coverage_notes, side_notes, tally_notes
from knowledge.answer.awards.reasons import reason_lines
from knowledge.answer.awards.shown import (
    Cited,
    Page,
    item,
    looking_for,
    parts_text,
    place,
    recipient,
    row,
    sum_of_kinds,
)
from knowledge.answer.awards.sorting import Sorted
from knowledge.answer.awards.tally import UnitTally
from knowledge.answer.awards.told import Told, award_family
from knowledge.answer.compose import blank_line
from knowledge.answer.draft import Draft
from knowledge.evidence.marking import Line
from language.units import name_key

_MOST_UNITS = 60
_MOST_ITEMS = 25
_MOST_FIRST = 10
_OF_MANY_BODIES = {"trung ương", "sở ngành tỉnh", "đảng bộ", "quân khu"}


def answer_list(
    page: Page, tallies: Sequence[UnitTally], found: Sorted, others: Sequence[Told], coverage: Coverage
) -> Draft:
    """The list over all records; rows hold only the asked level and status."""
    lines = [*_named_first(page, tallies), _total(page, tallies)]
    lines += [Line(say("awards.looking.line", what=looking_for(page)), claims=False), blank_line()]
    several = len(page.asked.award_ids) != 1 or not _names_one_giver(page)
    lines += [_unit_line(page, tally, several) for tally in tallies[:_MOST_UNITS]]
    if len(tallies) > _MOST_UNITS:
        more = say("awards.list.more_units", count=len(tallies) - _MOST_UNITS)
        lines.append(Line(more, claims=False))
    if page.asked.reason:
        lines += reason_lines(page, tallies)
    lines += tally_notes(page, tallies)
    lines += coverage_notes(page, coverage, found.denied)
    lines += side_notes(page, found, others)
    told = [t for tally in tallies for t in tally.counted]
    sources = tuple(source_of(page.base, t) for t in told)
    rows = tuple(row(t, page, index) for index, t in enumerate(told))
    value = Value(str(len(tallies))) if page.asked.aim == "units" else None
    return Draft("award_list", tuple(lines), value=value, rows=rows, row_sources=sources, coverage=coverage)


def _names_one_giver(page: Page) -> bool:
    """Whether the question leaves no doubt about who conferred: ministries and departments are many."""
    giver = page.asked.giver
    return bool(giver) and not (giver.above or giver.mass or set(giver.levels) & _OF_MANY_BODIES)


def _named_first(page: Page, tallies: Sequence[UnitTally]) -> list[Line]:
    """Who was honoured, by name, where the question does not ask for units of a level."""
    if page.asked.unit_level is not None:
        return []
    named = [t for tally in tallies for t in tally.counted if _is_named(page, t)]
    if not named:
        return []
    cited, shown = Cited(), []
    for told in named[:_MOST_FIRST]:
        who, where = recipient(page, told, cited), place(page, told, cited)
        sign = cited.mark(source_of(page.base, told))
        itself = name_key(told.unit_name) in name_key(told.record.recipient)
        key = "awards.list.honoured_unit" if itself else "awards.list.honoured"
        shown.append(say(key, recipient=who, place=where, mark=sign))
    left = len(named) - _MOST_FIRST
    if left > 0:
        shown.append(say("awards.list.more_items", count=left))
    return [cited.line(str(say("awards.list.items_join")).join(shown) + ".", (max(left, 0),))]


def _is_named(page: Page, told: Told) -> bool:
    return not told.record.recipient[:1].isdigit() or bool(names_behind(page.base, told))


def _total(page: Page, tallies: Sequence[UnitTally]) -> Line:
    """How many units and recipients there are, and the first units by name."""
    sums = sum_of_kinds(tallies) if _adds_up(page) else {}
    cited = Cited()
    units = [place(page, tally.counted[0], cited, with_district=True) for tally in tallies[:_MOST_FIRST]]
    # Its figures are all worked out; the lines below cite every part.
    cited.mark(*(source_of(page.base, t) for t in tallies[0].counted))
    left = len(tallies) - _MOST_FIRST
    if left > 0:
        units.append(say("awards.list.more_first", count=left))
    names = str(say("awards.list.items_join")).join(units)
    if sums:
        text = say("awards.list.total", units=len(tallies), parts=parts_text(sums), names=names)
    else:
        text = say("awards.list.total_one", units=len(tallies), names=names)
    return cited.line(text, (len(tallies), *sums.values(), max(left, 0)))


def _adds_up(page: Page) -> bool:
    """Whether sums mean something: across different awards the same people would count twice."""
    return len({award_family(i) for i in page.asked.award_ids}) == 1


def _unit_line(page: Page, tally: UnitTally, with_award: bool) -> Line:
    cited = Cited()
    unit = place(page, tally.counted[0], cited, with_district=True)
    items = [item(page, t, cited, with_award) for t in tally.counted[:_MOST_ITEMS]]
    left = len(tally.counted) - _MOST_ITEMS
    if left > 0:
        items.append(say("awards.list.more_items", count=left))
    joined = str(say("awards.list.items_join")).join(items)
    sums = tally.by_kind() if _adds_up(page) else {}
    computed = (*sums.values(), max(left, 0))
    if len(tally.counted) > len(sums) and sums:
        text = say("awards.list.unit_sum", unit=unit, parts=parts_text(sums), items=joined)
        return cited.line(text, computed)
    return cited.line(say("awards.list.unit", unit=unit, items=joined), computed)
