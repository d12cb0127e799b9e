"""Figures of one statement, read from left to right, each with its name and kind.

A figure with words of its own before it names a new indicator; one without ("…, đạt 112 % kế
hoạch", "(giảm 0,5 %)", ", 6.410 người") says more of the one before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ingest.extract.indicators.figure_names import PERCENT, SENTENCE_BREAKS, Told, is_aside, name_of
from ingest.extract.indicators.figures import Figure, starts_a_change
from ingest.extract.indicators.grammar import strip_start, words
from ingest.extract.indicators.kinds import aims_listed, change_of, kind_of, still_aims
from ingest.extract.indicators.naming import (
    INNER_COMMA,
    as_count,
    as_share,
    canonical_for,
    changed_name,
    clean,
    is_nominal,
)
from ingest.extract.indicators.nouns import (
    COUNTED,
    counts_change,
    earlier_chunk,
)
from ingest.extract.indicators.phrases import Clue, bare, clues
from language.quantities import Quantity

_OF_BRANCH = re.compile(r"(?:^|\s)(?:ngành|toàn ngành|lĩnh vực|lĩnh vực này)$")
_LONGEST_GRADE = 2
_ALL = 100  # per cent
_TIMES = re.compile(r"gấp(?:\s+(?:hơn|gần|trên))?\s*$")
_TO_LEVEL = re.compile(r"(?<!\w)(?:còn|xuống)(?!\w)")
_FALLING = re.compile(r"^\W*giảm\s+(?=hộ |tỷ lệ |tỉ lệ |số )", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s*và\s*")
_REACHING = re.compile(r"đạt|bằng")


def read_statement(text: str, heading: str = "", topic: str = "") -> list[Figure]:
    """The figures of a statement.

    ``heading`` names a figure that stands all alone; ``topic`` is the branch that "giá trị sản
    xuất ngành" leaves unsaid.
    """
    text = _comma_pairs().sub(lambda match: match.group().replace(",", INNER_COMMA), text)
    reader = _Reader(text, heading, topic, aims_listed(text))
    for clue in clues(text):
        reader.read(clue)
    return reader.figures


@cache
def _comma_pairs() -> re.Pattern[str]:
    pairs = "|".join(re.escape(pair) for pair in words("comma_pairs"))
    return re.compile(rf"(?<!\w)(?:{pairs})(?!\w)", re.IGNORECASE)


class _Reader(Told):
    """Walks the clues of one statement, keeping what each figure tells for those after it."""

    def read(self, clue: Clue) -> None:
        quantity = clue.quantity
        if quantity.kind == "duration" or _TIMES.search(clue.lead.lower()):
            return
        parts_in_brackets = clue.boundary == "(" and not clue.quantity.unit and clue.lead.strip()
        if clue.partitive or (parts_in_brackets and self.last and self.last.quantity.kind in COUNTED):
            self.whole = self.last
        elif clue.boundary == ")":
            self.whole = None
        elif clue.boundary == ":" and not self.figures:
            self.whole = self._announced(clue)
        if clue.boundary in SENTENCE_BREAKS:
            self.holder = ""
        change, changing = change_of(clue.lead)
        base, tie = (changing, change) if change else bare(clue.lead)
        kind = kind_of(clue, change)
        if kind == "actual" and not change and self._closes_a_plan(clue, base, tie):
            kind = "percent_of_plan"
        if clue.lead.strip() == "/" and self.last and quantity.unit != self.last.quantity.unit:
            if not quantity.unit:
                return  # "9.385 đoàn viên/9.710 CNVC": a whole of another thing, named by no unit known.
            kind = "actual"
        self.aim = still_aims(clue, self.aim or self._lists_aims(clue))
        if kind == "actual" and self.aim and quantity.whole is None:
            kind = "plan"
        if kind == "plan":
            base = strip_start(base, "plan_words", "openers")
        if _TO_LEVEL.search(tie):
            base = _FALLING.sub("", base)  # "giảm hộ nghèo còn 0,9 %" tells what is left
        named = name_of(self, clue, base, tie, change, kind)
        if named is None or not re.search(r"[^\W\d_]{2}", named.name):
            return
        subject = named.name
        if kind in ("actual", "plan") and change and not counts_change(clue):
            named = replace(named, name=changed_name(canonical_for(named.name, ""), change))
        elif kind == "actual" and quantity.unit in PERCENT:
            named = replace(named, name=as_share(named.name))
        elif kind in ("actual", "plan") and quantity.kind in COUNTED:
            named = replace(named, name=as_count(named.name))
        name = f"{named.name} ({self.topic})" if self.topic and _OF_BRANCH.search(named.name) else named.name
        figure = Figure(
            name=canonical_for(name, "" if kind.startswith("percent") else quantity.unit),
            kind=kind,
            quantity=quantity,
            start=self._start(clue, base),
            end=max(clue.right_end, quantity.unit_end),
            confidence=named.confidence,
            verb=named.verb,
            unit=quantity.unit or (self.whole.unit if self.whole and "(" in name else ""),
            lead_start=clue.lead_start,
        )
        if (twin := self._joined_to(quantity)) is not None:
            figure = replace(figure, name=twin.name, kind=twin.kind)
        starting = starts_a_change(clue)
        if not starting:
            self.figures.append(figure)
        dependent = self.last is not None and not clean(base)
        if (
            not (change or named.attribute)
            and not (dependent and (quantity.unit in PERCENT or is_aside(self, clue)))
            and kind in ("actual", "plan", "percent_of_plan")
        ):
            self.last = replace(figure, name=name)
        if change and clean(base) and not counts_change(clue) and not named.attribute:
            self.last = replace(figure, name=subject)  # "Tỷ lệ hộ nghèo giảm 0,2%, còn 0,9%"
        if kind == "actual" and quantity.unit not in PERCENT:
            self.recent = replace(figure, name=name)

    def _joined_to(self, quantity: Quantity) -> Figure | None:
        """The figure of the same unit that "và" alone joins this one to: "giảm 5,1 % và 4,4 %"."""
        before = self.figures[-1] if self.figures else None
        if before is None or before.quantity.unit != quantity.unit:
            return None
        gap = self.text[before.quantity.unit_end : quantity.start]
        return before if _AND.fullmatch(gap) else None

    def _lists_aims(self, clue: Clue) -> bool:
        """Whether a list of aims opens between the figure before and this one."""
        before = self.figures[-1].quantity.end if self.figures else 0
        return any(before <= opened <= clue.quantity.start for opened in self.aims_at)

    def _closes_a_plan(self, clue: Clue, base: str, tie: str) -> bool:
        """Whether a bare "đạt 104%" tells how far the figure before went: after a plan, or past 100."""
        if clue.quantity.unit != "%" or clean(base) or not _REACHING.search(tie) or not self.figures:
            return False
        before = self.figures[-1]
        exceeded = clue.quantity.value > _ALL
        part_of_whole = before.quantity.whole is not None and exceeded
        # "thu ngân sách đạt 9,1 tỷ đồng, đạt 117%": more than all there is can only be of the plan.
        of_money = before.kind == "actual" and before.quantity.kind == "money" and exceeded
        return before.kind == "plan" or part_of_whole or of_money

    def _announced(self, clue: Clue) -> Figure | None:
        """The whole that a colon announces: "Cơ cấu kinh tế: nông nghiệp 35 %", "Học tập: Tốt 142 em"."""
        chunk = earlier_chunk(clue.before)
        own = bare(clue.lead)[0].split()
        graded = chunk and len(own) <= _LONGEST_GRADE and clue.quantity.unit in words("generic_units")
        if not own or not (is_nominal(chunk) or graded):
            return None
        start = max(0, clue.lead_start - len(clue.before))
        return Figure(chunk, "actual", clue.quantity, start, 0, 0.8)

    def _start(self, clue: Clue, base: str) -> int:
        """Where the words begin that name the figure: with the last one's, without its own."""
        own = clue.lead_start + len(clue.lead) - len(clue.lead.lstrip())
        if self.whole is not None:
            return min(own, self.whole.start)
        if self.last is not None and not clean(base):
            return min(own, self.last.start)
        return own
