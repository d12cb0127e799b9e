"""The sides of a comparison, each a unit or period with its figure, and the lines that tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from foundation.answers import AnswerRow
from foundation.wording import say
from knowledge.answer.candidate import Candidate
from knowledge.answer.compose import (
    cited_place,
    first_names,
    identity_source,
    shown_value,
    unit_name,
)
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from language.numbers import parse_figure, plain
from language.text import fold

_UNSAID = re.compile(r"/(?:dau )?nguoi\b|/nhan khau\b|/khau\b|/nam\b")


@dataclass(frozen=True, slots=True)
class Side:
    """One unit or period of the comparison with its figure.

    ``named_at`` is where a unit is named that the document, another's report, only tells of.
    """

    label: str
    document: StoredDocument
    best: Candidate
    source: Source
    named_at: Source | None = None

    @property
    def amount(self) -> Decimal | None:
        """The figure as a number, None where it is none."""
        try:
            return parse_figure(self.best.number)
        except ValueError:
            return None


def side_line(query: Query, side: Side, by_period: bool = False) -> Line:
    """What a side tells: of periods the unit goes without saying, so its name needs no source."""
    value = quoted(shown_value(side.best.number, side.best.unit))
    if by_period:
        return Line(
            say("answers.compare.line", place=quoted(side.label), value=value, mark=mark()), (side.source,)
        )
    place, extra = cited_side(query, side)
    return Line(say("answers.compare.line", place=place, value=value, mark=mark()), (side.source, *extra))


def cited_side(query: Query, side: Side) -> tuple[str, tuple[Source, ...]]:
    """The unit of a side with the source of its name."""
    if side.named_at is None:
        return cited_place(query, side.document)
    if side.named_at == side.source:
        return quoted(side.label), ()
    return say("answers.fact.place_cited", place=quoted(side.label), mark=mark(1)), (side.named_at,)


def whose_reports(sides: Sequence[Side]) -> list[Line]:
    """Whose report tells of the units that do not tell themselves."""
    by_report: dict[str, list[Side]] = {}
    for side in sides:
        if side.named_at is not None:
            by_report.setdefault(side.document.document_id, []).append(side)
    lines = []
    for told in by_report.values():
        source = identity_source(told[0].document)
        named = [s.named_at for s in told if s.named_at is not None]
        text = say(
            "answers.compare.told_elsewhere", places=first_names([s.label for s in told]),
            unit=quoted(unit_name(told[0].document)), mark=mark() if source else "",
        )  # fmt: skip
        lines.append(Line(text, (*filter(None, (source,)), *named), computed=(str(max(0, len(told) - 5)),)))
    return lines


def side_row(side: Side, index: int) -> AnswerRow:
    """The side as a row of the answer, citing the source at ``index`` of the draft's row sources."""
    summary = side.document.summary
    return AnswerRow(
        unit=unit_name(side.document) if side.named_at is None else side.label,
        citation=index, count=side.best.number, note=side.best.unit,
        district=summary.district or "", province=summary.province or "", period=summary.period or "",
    )  # fmt: skip


def difference_line(first: Side, second: Side, by_period: bool) -> Line | None:
    """The exact difference in one unit of measure, None where the figures cannot be subtracted."""
    a, b = first.amount, second.amount
    if a is None or b is None or ranked_measure(first.best.unit) != ranked_measure(second.best.unit):
        return None
    if a == b:
        return Line(say("answers.compare.equal"), claims=False)
    larger, smaller = (first, second) if a > b else (second, first)
    difference = plain(abs(a - b))
    shown = shown_value(difference, _points(first.best.unit))
    sources = (first.source, second.source)
    if by_period:
        text = say(
            "answers.compare.later", later=second.label, earlier=first.label, difference=shown,
            direction=say("answers.compare.up" if b > a else "answers.compare.down"),
            minuend=larger.best.number, subtrahend=smaller.best.number,
        )  # fmt: skip
    else:
        text = say(
            "answers.compare.higher", place=quoted(larger.label), difference=shown,
            minuend=larger.best.number, subtrahend=smaller.best.number,
        )  # fmt: skip
    named = [side.named_at or identity_source(side.document) for side in (first, second)]
    text += f" {mark(0)}{mark(1)}"
    return Line(text, (*sources, *(source for source in named if source)), computed=(difference,))


def ranked_measure(unit: str) -> str:
    """A unit of measure as figures are ranked by it: income "a head" and "a year" often stays unsaid."""
    return _UNSAID.sub("", fold(unit))


def _points(unit: str) -> str:
    """The difference of two percentages is in percentage points."""
    return "điểm %" if unit == "%" else unit
