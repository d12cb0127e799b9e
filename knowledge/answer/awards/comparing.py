"""Rankings of units, and counts of two units or two periods side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.answers import Coverage, Value
from foundation.wording import say
from knowledge.answer.awards.counting import computed, sum_text
from knowledge.answer.awards.evidence import source_of
from knowledge.answer.awards.notes import coverage_notes, side_notes, tally_notes
from knowledge.answer.awards.shown import Cited, Page, looking_for, place, row
from knowledge.answer.awards.sorting import Sorted
from knowledge.answer.awards.tally import UnitTally, total_of
from knowledge.answer.awards.told import Told
from knowledge.answer.draft import Draft
from knowledge.evidence.marking import Line, Source, mark, quoted

_MOST_RANKED = 30
_MOST_IN_A_SENTENCE = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a unit or a period, its statements and how it is labelled.

    ``period`` is the period of a unit that stands there once for each of several.
    """

    label: str
    tallies: tuple[UnitTally, ...]
    denied: tuple[Told, ...] = ()
    absent: bool = False
    period: str = ""

    @property
    def counted(self) -> tuple[Told, ...]:
        """The statements that are added up."""
        return tuple(t for tally in self.tallies for t in tally.counted)

    @property
    def count(self) -> int | None:
        """The sum; 0 when the report denies; None when nothing tells a number."""
        told = [t for t in self.counted if t.record.count is not None]
        if not told:
            return 0 if self.denied else None
        return total_of(told)


def answer_rank(
    page: Page, tallies: Sequence[UnitTally], found: Sorted, others: Sequence[Told], coverage: Coverage
) -> Draft:
    """The units by their exact counts; units that are silent are no zeros."""
    lowest = page.asked.rank == "lowest"
    counted = [tally for tally in tallies if tally.total or not tally.uncounted]
    ordered = sorted(counted, key=lambda t: t.total, reverse=not lowest)
    first = [t for t in ordered if t.total == ordered[0].total]
    lines = [_first_line(page, ordered[0], "lowest" if lowest else "highest")]
    if len(first) > 1:
        lines.append(_tie(page, first))
    looking = Line(say("awards.looking.line", what=looking_for(page, "awards.looking.newest")), claims=False)
    lines += [looking, *_ranked(page, ordered), *tally_notes(page, tallies)]
    lines += [*coverage_notes(page, coverage, found.denied), *side_notes(page, found, others)]
    # "Nhiều nhất" asks for the first alone; the whole order stands in the text.
    told = [t for tally in (first if page.asked.rank else ordered) for t in tally.counted]
    sources = tuple(source_of(page.base, t) for t in told)
    rows = tuple(row(t, page, index) for index, t in enumerate(told))
    value = Value(str(ordered[0].total))
    return Draft("award_list", tuple(lines), value=value, rows=rows, row_sources=sources, coverage=coverage)


def _first_line(page: Page, tally: UnitTally, order: str) -> Line:
    cited = Cited()
    shown = place(page, tally.counted[0], cited)
    signs = cited.mark(*(source_of(page.base, t) for t in tally.counted))
    text = say(f"awards.rank.first_{order}", place=shown, count=tally.total, mark=signs)
    return cited.line(text, (tally.total,))


def _tie(page: Page, tallies: Sequence[UnitTally]) -> Line:
    cited = Cited()
    places = ", ".join(place(page, tally.counted[0], cited) for tally in tallies)
    for tally in tallies:
        cited.mark(*(source_of(page.base, t) for t in tally.counted))
    return cited.line(say("awards.rank.tie", places=places))


def _ranked(page: Page, ordered: Sequence[UnitTally]) -> list[Line]:
    lines = []
    position = 0
    for index, tally in enumerate(ordered[:_MOST_RANKED]):
        if index == 0 or tally.total != ordered[index - 1].total:
            position = index + 1
        cited = Cited()
        shown = place(page, tally.counted[0], cited)
        told = [t for t in tally.counted if t.record.count is not None]
        text = say("awards.rank.line", position=position, place=shown, count=tally.total,
                   sum=sum_text(page, told, cited))  # fmt: skip
        lines.append(cited.line(text, (position, *computed(told))))
    return lines


def answer_comparison(
    page: Page, sides: Sequence[Side], found: Sorted, by_period: bool, coverage: Coverage
) -> Draft:
    """Every side with its sum and parts, and the exact difference of two.

    The difference goes first, and is the value, where the question asks for it.
    """
    known = [side for side in sides if side.count is not None]
    lines = _side_lines(page, known, by_period)
    lines += [_unknown(side) for side in sides if side.count is None]
    value = None
    if len(known) == 2:
        apart = _difference(page, known[0], known[1], by_period)
        lines.insert(0 if page.asked.difference else len(known), apart)
        if page.asked.difference:
            value = Value(str(abs((known[0].count or 0) - (known[1].count or 0))))
    looking = Line(say("awards.looking.line", what=looking_for(page)), claims=False)
    lines += [looking, *_tally_notes(page, sides), *side_notes(page, found, ())]
    told = [t for side in sides for t in side.counted]
    sources = tuple(source_of(page.base, t) for t in told)
    rows = tuple(row(t, page, index) for index, t in enumerate(told))
    return Draft(
        "compare", tuple(lines), abstained=len(known) < 2, value=value, rows=rows, row_sources=sources,
        coverage=coverage,
    )  # fmt: skip


def _tally_notes(page: Page, sides: Sequence[Side]) -> list[Line]:
    return tally_notes(page, [tally for side in sides for tally in side.tallies])


def _side_lines(page: Page, sides: Sequence[Side], by_period: bool) -> list[Line]:
    """A few sides in one sentence, as people read them; many in a list."""
    if not 1 < len(sides) <= _MOST_IN_A_SENTENCE:
        return [_sides_line(page, (side,), by_period) for side in sides]
    return [_sides_line(page, sides, by_period)]


def _unknown(side: Side) -> Line:
    key = "side_absent" if side.absent else "side_silent"
    return Line(say(f"awards.compare.{key}", place=quoted(side.label)), claims=False)


def _sides_line(page: Page, sides: Sequence[Side], by_period: bool) -> Line:
    cited = Cited()
    parts = [_side_text(page, side, by_period, cited) for side in sides]
    figures = [n for side in sides for n in (*computed(_numbered(side)), *_years(side.label))]
    return cited.line(str(say("awards.compare.sides_join")).join(parts) + ".", (0, *figures))


def _side_text(page: Page, side: Side, by_period: bool, cited: Cited) -> str:
    label = quoted(side.label)
    if not by_period and side.counted:
        label = place(page, side.counted[0], cited)
        label += f", {quoted(side.period)}" if side.period else ""
    if not side.counted:
        sign = cited.mark(*(source_of(page.base, t) for t in side.denied))
        return say("awards.compare.side_denied", place=label, mark=sign)
    parts = sum_text(page, _numbered(side), cited)
    return say("awards.compare.side", place=label, count=side.count, sum=parts)


def _numbered(side: Side) -> list[Told]:
    return [t for t in side.counted if t.record.count is not None]


def _difference(page: Page, one: Side, other: Side, by_period: bool) -> Line:
    first, second = one.count or 0, other.count or 0
    if first == second:
        return Line(say("awards.compare.equal"), claims=False)
    larger, smaller = (one, other) if first > second else (other, one)
    difference = abs(first - second)
    high, low = max(first, second), min(first, second)
    if by_period:
        direction = say("awards.compare.up" if second > first else "awards.compare.down")
        text = say("awards.compare.later", later=other.label, earlier=one.label, direction=direction,
                   difference=difference, minuend=high, subtrahend=low)  # fmt: skip
    else:
        text = say("awards.compare.difference", more=quoted(larger.label), less=quoted(smaller.label),
                   difference=difference, minuend=high, subtrahend=low)  # fmt: skip
    sources = _all_sources(page, (one, other))
    text += " " + "".join(mark(index) for index in range(len(sources)))
    figures = (difference, high, low, *_years(one.label), *_years(other.label))
    return Line(text, sources, computed=tuple(str(n) for n in figures))


def _years(label: str) -> list[int]:
    """The figures of a period's own label, which names what was asked."""
    return [int(part) for part in label.replace("-", " ").split() if part.isdigit()]


def _all_sources(page: Page, sides: Sequence[Side]) -> tuple[Source, ...]:
    told = [t for side in sides for t in (side.counted or side.denied)]
    return tuple(dict.fromkeys(source_of(page.base, t) for t in told))
