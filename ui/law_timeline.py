"""The picture of when instruments applied: one bar each, on a common scale of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.law.citing import Listed
from language.registry import Entries, end_of
from ui.html import render
from ui.law_words import day_label, is_sure, told

_MOST_LABELS = 8  # years named on the scale


@dataclass(frozen=True, slots=True)
class Bar:
    """An instrument's time in force; ``left`` and ``width`` are percentages of the scale."""

    number: str
    left: float
    width: float
    open_ended: bool
    sure: bool
    status: str
    successors: str
    label: str


def timeline_html(listed: Sequence[Listed], entries: Entries, on: date, today: date) -> str:
    """The bars of the instruments whose beginning is known, with a line at the day ``on``."""
    begun = [item for item in listed if _begins(item) is not None]
    if not begun:
        return str(render("law_timeline", told=told, bars=(), years=(), line=0))
    first = min(_year(item) for item in begun)
    first = min(first, on.year)
    ends = [end[0].year for item in begun if (end := end_of(item.known, entries)) is not None]
    last = max([on.year, today.year, *ends, *(_year(item) for item in begun)]) + 1
    scale = Scale(date(first, 1, 1), date(last, 1, 1))
    ordered = sorted(begun, key=lambda item: _begins(item) or date.max)
    step = -(-(last - first) // _MOST_LABELS)
    years = [(year, scale.place(date(year, 1, 1))) for year in range(first, last, step)]
    bars = [_bar(item, entries, scale) for item in ordered]
    return str(render("law_timeline", told=told, bars=bars, years=years, line=scale.place(on)))


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of days that fills the width of the picture."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Where a day lies, as a percentage of the width."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(100 * min(1.0, max(0.0, share)), 2)


def _bar(item: Listed, entries: Entries, scale: Scale) -> Bar:
    known, begins = item.known, _begins(item)
    assert begins is not None
    ended = end_of(known, entries)
    left, right = scale.place(begins), scale.place(scale.last if ended is None else ended[0])
    sure = known.in_force_from is not None and is_sure(known, "in_force_from", "in_force_until")
    if ended is not None and known.in_force_until is None:
        sure = False  # its end follows from that of another instrument
    successors = ", ".join(known.replaced_by)
    words = [
        told("timeline.onwards", begins=day_label(begins))
        if ended is None
        else told("timeline.range", begins=day_label(begins), ends=day_label(ended[0]))
    ]
    if successors:
        words.append(told("timeline.replaced", numbers=successors))
    if not sure:
        words.append(told("timeline.unsure"))
    width = round(max(0.6, right - left), 2)
    return Bar(
        known.number, min(left, 99.4), width, ended is None, sure, item.standing.status,
        successors, f"{known.number}: {'; '.join(words)}",
    )  # fmt: skip


def _begins(item: Listed) -> date | None:
    return item.known.in_force_from or item.known.issued


def _year(item: Listed) -> int:
    begins = _begins(item)
    assert begins is not None
    return begins.year
