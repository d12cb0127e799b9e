"""Figures of one statement, read from left to right, each with its name and kind.

A figure with words of its own before it names a new indicator; one without ("…, đạt 112 % kế
hoạch", "(giảm 0,5 %)", ", 6.410 người") says more of the one before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from foundation.records import IndicatorKind
from ingest.extract.indicators.figures import Figure, Named, name_of_next, part_of, starts_a_change, sum_of
from ingest.extract.indicators.grammar import at_end, at_start, strip_end, strip_start, words
from ingest.extract.indicators.kinds import change_of, kind_of, still_aims
from ingest.extract.indicators.naming import (
    INNER_COMMA,
    as_count,
    as_share,
    canonical_for,
    changed_name,
    clean,
    ends_in_place,
    from_head,
    is_body,
    is_holder,
    is_nominal,
    is_only_place,
    lowered,
    of_other_unit,
    share_of,
    tidy,
    verb_phrase,
)
from ingest.extract.indicators.nouns import (
    COUNTED,
    attribute_of,
    counts_change,
    earlier_chunk,
    is_generic,
    repeats,
    unit_phrase,
    without_with,
    yield_name,
)
from ingest.extract.indicators.phrases import Clue, bare, clues

_PERCENT = frozenset({"%", "‰", "điểm phần trăm"})
_TRANSITIVE_TIES = frozenset(
    {
        "được",
        "có được",
        "duy trì",
        "thực hiện",
        "thực hiện được",
        "từ",
        "trên",
        "hơn",
        "gần",
        "khoảng",
        "đã được",
    }
)
_ACTIVE = re.compile(r"(?<!\w)(?:đã|đang|sẽ)(?!\w)")
_OF_BRANCH = re.compile(r"(?:^|\s)(?:ngành|toàn ngành|lĩnh vực|lĩnh vực này)$")
_SENTENCE_BREAKS = frozenset({";", ".", "!", "?", "…", "\n"})
_LONGEST_GRADE = 2
_REACHING = re.compile(r"đạt|bằng")


def read_statement(text: str, heading: str = "", topic: str = "") -> list[Figure]:
    """The figures of a statement.

    ``heading`` names a figure that stands all alone; ``topic`` is the branch that "giá trị sản
    xuất ngành" leaves unsaid.
    """
    text = _comma_pairs().sub(lambda match: match.group().replace(",", INNER_COMMA), text)
    reader = _Reader(text, heading, topic)
    for clue in clues(text):
        reader.read(clue)
    return reader.figures


@cache
def _comma_pairs() -> re.Pattern[str]:
    pairs = "|".join(re.escape(pair) for pair in words("comma_pairs"))
    return re.compile(rf"(?<!\w)(?:{pairs})(?!\w)", re.IGNORECASE)


class _Reader:
    """Walks the clues of one statement; remembers what the last figure was about."""

    def __init__(self, text: str, heading: str, topic: str) -> None:
        self.text = text
        self.heading = heading
        self.topic = topic
        self.figures: list[Figure] = []
        self.last: Figure | None = None
        self.whole: Figure | None = None
        self.recent: Figure | None = None
        self.aim = False
        self.holder = ""

    def read(self, clue: Clue) -> None:
        quantity = clue.quantity
        if quantity.kind == "duration":
            return
        parts_in_brackets = clue.boundary == "(" and not clue.quantity.unit and clue.lead.strip()
        if clue.partitive or (parts_in_brackets and self.last and self.last.quantity.kind in COUNTED):
            self.whole = self.last
        elif clue.boundary == ")":
            self.whole = None
        elif clue.boundary == ":" and not self.figures:
            self.whole = self._announced(clue)
        if clue.boundary in _SENTENCE_BREAKS:
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
        self.aim = still_aims(clue, self.aim)
        if kind == "actual" and not change and self.aim and quantity.whole is None:
            kind = "plan"
        if kind == "plan":
            base = strip_start(base, "plan_words", "openers")
        named = self._named(clue, base, tie, change, kind)
        if named is None or not re.search(r"[^\W\d_]{2}", named.name):
            return
        subject = named.name
        if kind in ("actual", "plan") and change and not counts_change(clue):
            named = replace(named, name=changed_name(canonical_for(named.name, ""), change))
        elif kind == "actual" and quantity.unit in _PERCENT:
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
        starting = starts_a_change(clue)
        if not starting:
            self.figures.append(figure)
        dependent = self.last is not None and not clean(base)
        if (
            not (change or named.attribute)
            and not (dependent and (quantity.unit in _PERCENT or self._is_aside(clue)))
            and kind in ("actual", "plan", "percent_of_plan")
        ):
            self.last = replace(figure, name=name)
        if change and clean(base) and not counts_change(clue) and not named.attribute:
            self.last = replace(figure, name=subject)  # "Tỷ lệ hộ nghèo giảm 0,2%, còn 0,9%"
        if kind == "actual" and quantity.unit not in _PERCENT:
            self.recent = replace(figure, name=name)

    def _closes_a_plan(self, clue: Clue, base: str, tie: str) -> bool:
        """Whether a bare "đạt 104%" tells how far the figure before went: after a plan, or past 100."""
        if clue.quantity.unit != "%" or clean(base) or not _REACHING.search(tie) or not self.figures:
            return False
        before = self.figures[-1]
        part_of_whole = before.quantity.whole is not None and clue.quantity.value > 100
        return before.kind == "plan" or part_of_whole

    def _is_aside(self, clue: Clue) -> bool:
        """Whether the figure only counts in brackets what was told as a share: "1,03% (20 hộ)"."""
        after_share = self.last is not None and self.last.quantity.unit in _PERCENT
        return clue.boundary == "(" and after_share and clue.quantity.kind in COUNTED

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

    def _named(self, clue: Clue, base: str, tie: str, change: str, kind: IndicatorKind) -> Named | None:
        if kind == "remaining":
            base = strip_end(clue.lead, "copulas", "remainders")[0]
        phrase = clean(base)
        grade = clue.lead.strip()
        if self.whole is not None and grade in words("grades"):
            return Named(f"{self.whole.name.split(' (')[0]} ({grade})", 0.8)
        if change and counts_change(clue):
            return Named(f"{change} {unit_phrase(self.text, clue)}", 0.75)
        attribute = attribute_of(base)
        if attribute:
            rest = clean(tidy(base)[: -len(attribute)])
            announced = earlier_chunk(clue.before) if clue.boundary == ":" and not rest else ""
            if announced:
                return Named(f"{without_with(attribute)} {lowered(announced)}", 0.75, attribute=True)
            if self.last is not None and (not rest or not clue.boundary):
                name = yield_name(without_with(attribute), self.last.name)
                return Named(name, 0.75, attribute=True)
            if rest:
                return Named(f"{without_with(attribute)} {lowered(rest)}", 0.75)
        if not phrase or is_body(base) or is_only_place(phrase):
            return self._without_lead(clue, tie, change, kind)
        if kind != "actual" or change:
            name = from_head(phrase)
            lent = clue.partitive or change
            return Named(part_of(self.whole, name, clue.quantity) if lent else name, 0.85)
        return self._with_lead(clue, base, phrase, tie)

    def _with_lead(self, clue: Clue, base: str, phrase: str, tie: str) -> Named | None:
        """A figure whose own words say what it is of, or whose it is."""
        quantity = clue.quantity
        counted = quantity.kind in COUNTED
        noun = unit_phrase(self.text, clue)
        having = at_end("havings").search(tie) is not None
        if quantity.text[0].isalpha() and not (having or tie):
            return None  # "cả ba trường": a count in words says something only after a tie.
        if counted and at_end("settling").search(strip_end(clue.lead, "blurs")[0].lower()):
            return Named(noun, 0.75)
        if counted and ends_in_place(strip_end(clue.lead, "blurs")[0]) and not repeats(phrase, noun):
            return Named(f"{noun} ({phrase})", 0.6)
        if having and counted and not repeats(phrase, noun):
            apart = clue.boundary != "," and (clue.boundary or not self.figures)
            self.holder = phrase if apart and is_holder(base, phrase) else ""
            return Named(f"{noun} ({self.holder})" if self.holder else noun, 0.8)
        if self.whole is not None and not quantity.unit:
            return Named(f"{self.whole.name.split(' (')[0]} ({phrase})", 0.75)
        if quantity.kind in ("thing", "body") and of_other_unit(phrase, quantity.unit):
            return Named(f"{noun} ({phrase})", 0.7)
        if is_nominal(phrase):
            return Named(
                part_of(self.whole, from_head(phrase, quantity.unit), quantity), 0.95 if tie else 0.9
            )
        if quantity.unit in _PERCENT and len(clue.right.split()) > 1 and clue.lead.rstrip().endswith(":"):
            return Named(share_of(clean(clue.right)), 0.75)
        shared = name_of_next(self.last, clue, phrase) if self.whole is None else ""
        if shared:
            return Named(shared, 0.6)
        if tie and not ((counted or clue.right) and tie in _TRANSITIVE_TIES):
            return Named(part_of(self.whole, phrase, quantity), 0.8)
        part = self.whole is not None and not _ACTIVE.search(base.lower())
        if counted and noun.lower().startswith(f"{phrase.lower()} "):
            return Named(noun, 0.8)
        if part or (counted and repeats(phrase, noun)):
            return Named(part_of(self.whole, phrase, quantity), 0.8)
        if not quantity.unit:
            return None
        verb = verb_phrase(base)
        if counted and not clue.right and is_generic(quantity):
            return Named(clean(verb), 0.7, verb) if verb else None
        name = clean(f"{verb} {noun if counted else clue.right}")
        return Named(name, 0.7, verb) if name else None

    def _without_lead(self, clue: Clue, tie: str, change: str, kind: IndicatorKind) -> Named | None:
        """A figure that leans on the one before it, or on its own counted noun."""
        quantity, last = clue.quantity, self.last
        noun = unit_phrase(self.text, clue)
        counted = quantity.kind in COUNTED
        if quantity.text[0].isalpha() and not tie:
            return None
        if (kind != "actual" and not (kind == "plan" and clue.right)) or change:
            return Named(last.name, 0.85) if last is not None else None
        if (
            quantity.unit in _PERCENT
            and clue.right
            and (last is None or not tie or at_end("havings").search(tie))
        ):
            return Named(share_of(clean(clue.right) or clue.right), 0.75)
        if counted and at_end("havings").search(tie):
            held = f"{noun} ({self.holder})" if self.holder else part_of(self.whole, noun, quantity)
            return Named(held, 0.8)
        if counted and at_end("settling").search(strip_end(clue.lead, "blurs")[0].lower()):
            return Named(noun, 0.75)
        if counted and last is not None and ends_in_place(strip_end(clue.lead, "blurs")[0]):
            return Named(f"{noun} ({last.name.split(' (')[0]})", 0.55)
        if last is None and self.recent is not None and quantity.unit in _PERCENT:
            return Named(share_of(self.recent.name), 0.8)
        if last is None:
            return self._first_without_lead(clue, noun, tie)
        counted_last = self.recent or last
        if quantity.unit in _PERCENT and counted_last.quantity.unit not in _PERCENT:
            return Named(share_of(counted_last.name), 0.85)
        if quantity.kind == "money" and last.quantity.kind in COUNTED:
            return Named(sum_of(self.text, last), 0.65)
        if self._is_aside(clue) and not clue.right:
            return Named(last.name, 0.75)  # "tỷ lệ hộ nghèo 1,03% (20 hộ)"
        verb = "" if clue.boundary in _SENTENCE_BREAKS else last.verb
        alike = quantity.unit == last.quantity.unit and bool(verb and clue.right)
        if alike and not counted:
            return Named(clean(f"{verb} {clue.right}"), 0.7, verb)
        if counted and (clue.right or verb):
            if verb:
                return Named(clean(f"{verb} {noun}"), 0.7, verb)
            return Named(part_of(self.whole, noun, quantity), 0.7)
        if counted and last.name.endswith(")") and quantity.unit != last.quantity.unit:
            return Named(f"{noun} ({last.name.rsplit(' (', 1)[1]}", 0.6)
        same = (
            not counted
            or quantity.unit in words("generic_units")
            or (quantity.unit == last.quantity.unit and at_start("heads").match(last.name.lower()))
        )
        return Named(last.name if same else noun, 0.6)

    def _first_without_lead(self, clue: Clue, noun: str, tie: str) -> Named | None:
        earlier = earlier_chunk(clue.before)
        if clue.quantity.kind in COUNTED and (clue.right or not earlier):
            return Named(noun, 0.75 if clue.right or tie else 0.55)
        if earlier:
            return Named(earlier, 0.7)
        if self.heading and clue.quantity.unit:
            return Named(clean(self.heading), 0.5)
        return None
