"""Figures of one statement, read from left to right, each with its name and kind.

A figure with words of its own before it names a new indicator; one without ("…, đạt 112 % kế
hoạch", "(giảm 0,5 %)", ", 6.410 người") says more of the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from foundation.records import IndicatorKind
from ingest.extract.indicators.grammar import anywhere, at_end, at_start, strip_end, strip_start, words
from ingest.extract.indicators.kinds import change_of, kind_of, still_aims
from ingest.extract.indicators.naming import (
    INNER_COMMA,
    as_share,
    canonical_for,
    changed_name,
    clean,
    ends_in_place,
    from_head,
    is_body,
    is_holder,
    is_nominal,
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
)
from ingest.extract.indicators.phrases import Clue, bare, clues
from language.quantities import Quantity

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
_REACHING = re.compile(r"đạt|bằng")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read: places count characters of the statement.

    ``unit`` is the quantity's, or that of the whole when a part is printed without one;
    ``lead_start`` is where the figure's own words begin, ``start`` where its naming does.
    """

    name: str
    kind: IndicatorKind
    quantity: Quantity
    start: int
    end: int
    confidence: float
    verb: str = ""
    unit: str = ""
    lead_start: int = 0


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    confidence: float
    verb: str = ""
    attribute: bool = False


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
        self.aim = still_aims(clue, self.aim)
        if kind == "actual" and not change and self.aim and quantity.whole is None:
            kind = "plan"
        if kind == "plan":
            base = strip_start(base, "plan_words", "openers")
        named = self._named(clue, base, tie, change, kind)
        if named is None or not re.search(r"[^\W\d_]{2}", named.name):
            return
        if kind == "actual" and change and not counts_change(clue):
            named = replace(named, name=changed_name(canonical_for(named.name, ""), change))
        elif kind == "actual" and quantity.unit in _PERCENT:
            named = replace(named, name=as_share(named.name))
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
        self.figures.append(figure)
        dependent = self.last is not None and not clean(base)
        if (
            not (change or named.attribute)
            and not (dependent and quantity.unit in _PERCENT)
            and kind in ("actual", "plan", "percent_of_plan")
        ):
            self.last = replace(figure, name=name)
        if kind == "actual" and quantity.unit not in _PERCENT:
            self.recent = replace(figure, name=name)

    def _closes_a_plan(self, clue: Clue, base: str, tie: str) -> bool:
        """Whether a bare "đạt 104%" tells how far the figure before went: after a plan, or past 100."""
        if clue.quantity.unit != "%" or clean(base) or not _REACHING.search(tie) or not self.figures:
            return False
        before = self.figures[-1]
        part_of_whole = before.quantity.whole is not None and clue.quantity.value > 100
        return before.kind == "plan" or part_of_whole

    def _announced(self, clue: Clue) -> Figure | None:
        """The whole that a colon announces: "Cơ cấu kinh tế: nông nghiệp chiếm 35 %, …"."""
        chunk = earlier_chunk(clue.before)
        if not is_nominal(chunk) or not bare(clue.lead)[0].strip():
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

    def _named(self, clue: Clue, base: str, tie: str, change: str, kind: IndicatorKind) -> _Named | None:
        if kind == "remaining":
            base = strip_end(clue.lead, "copulas", "remainders")[0]
        phrase = clean(base)
        if change and counts_change(clue):
            return _Named(f"{change} {unit_phrase(self.text, clue)}", 0.75)
        attribute = attribute_of(base)
        if attribute:
            rest = clean(tidy(base)[: -len(attribute)])
            if self.last is not None and (not rest or not clue.boundary):
                return _Named(f"{without_with(attribute)} {lowered(self.last.name)}", 0.75, attribute=True)
            if rest:
                return _Named(f"{without_with(attribute)} {lowered(rest)}", 0.75)
        if not phrase or is_body(base):
            return self._without_lead(clue, tie, change, kind)
        if kind != "actual" or change:
            name = from_head(phrase)
            return _Named(self._in_context(name, clue) if clue.partitive or change else name, 0.85)
        return self._with_lead(clue, base, phrase, tie)

    def _with_lead(self, clue: Clue, base: str, phrase: str, tie: str) -> _Named | None:
        """A figure whose own words say what it is of, or whose it is."""
        quantity = clue.quantity
        counted = quantity.kind in COUNTED
        noun = unit_phrase(self.text, clue)
        having = at_end("havings").search(tie) is not None
        if quantity.text[0].isalpha() and not (having or tie):
            return None  # "cả ba trường": a count in words says something only after a tie.
        if counted and at_end("settling").search(strip_end(clue.lead, "blurs")[0].lower()):
            return _Named(noun, 0.75)
        if counted and ends_in_place(strip_end(clue.lead, "blurs")[0]) and not repeats(phrase, noun):
            return _Named(f"{noun} ({phrase})", 0.6)
        if having and counted and not repeats(phrase, noun):
            apart = clue.boundary != "," and (clue.boundary or not self.figures)
            self.holder = phrase if apart and is_holder(base, phrase) else ""
            return _Named(f"{noun} ({self.holder})" if self.holder else noun, 0.8)
        if self.whole is not None and not quantity.unit:
            return _Named(f"{self.whole.name.split(' (')[0]} ({phrase})", 0.75)
        if quantity.kind in ("thing", "body") and of_other_unit(phrase, quantity.unit):
            return _Named(f"{noun} ({phrase})", 0.7)
        if is_nominal(phrase):
            return _Named(self._in_context(from_head(phrase, quantity.unit), clue), 0.95 if tie else 0.9)
        if quantity.unit in _PERCENT and len(clue.right.split()) > 1 and clue.lead.rstrip().endswith(":"):
            return _Named(share_of(clean(clue.right)), 0.75)
        shared = self._shared_head(clue, phrase)
        if shared:
            return _Named(shared, 0.6)
        if tie and not ((counted or clue.right) and tie in _TRANSITIVE_TIES):
            return _Named(self._in_context(phrase, clue), 0.8)
        part = self.whole is not None and not _ACTIVE.search(base.lower())
        if counted and noun.lower().startswith(f"{phrase.lower()} "):
            return _Named(noun, 0.8)
        if part or (counted and repeats(phrase, noun)):
            return _Named(self._in_context(phrase, clue), 0.8)
        if not quantity.unit:
            return None
        verb = verb_phrase(base)
        if counted and not clue.right and is_generic(quantity):
            return _Named(clean(verb), 0.7, verb) if verb else None
        name = clean(f"{verb} {noun if counted else clue.right}")
        return _Named(name, 0.7, verb) if name else None

    def _without_lead(self, clue: Clue, tie: str, change: str, kind: IndicatorKind) -> _Named | None:
        """A figure that leans on the one before it, or on its own counted noun."""
        quantity, last = clue.quantity, self.last
        noun = unit_phrase(self.text, clue)
        counted = quantity.kind in COUNTED
        if quantity.text[0].isalpha() and not tie:
            return None
        if (kind != "actual" and not (kind == "plan" and clue.right)) or change:
            return _Named(last.name, 0.85) if last is not None else None
        if (
            quantity.unit in _PERCENT
            and clue.right
            and (last is None or not tie or at_end("havings").search(tie))
        ):
            return _Named(share_of(clean(clue.right) or clue.right), 0.75)
        if counted and at_end("havings").search(tie):
            held = f"{noun} ({self.holder})" if self.holder else self._in_context(noun, clue)
            return _Named(held, 0.8)
        if counted and at_end("settling").search(strip_end(clue.lead, "blurs")[0].lower()):
            return _Named(noun, 0.75)
        if counted and last is not None and ends_in_place(strip_end(clue.lead, "blurs")[0]):
            return _Named(f"{noun} ({last.name.split(' (')[0]})", 0.55)
        if last is None and self.recent is not None and quantity.unit in _PERCENT:
            return _Named(share_of(self.recent.name), 0.8)
        if last is None:
            return self._first_without_lead(clue, noun, tie)
        counted_last = self.recent or last
        if quantity.unit in _PERCENT and counted_last.quantity.unit not in _PERCENT:
            return _Named(share_of(counted_last.name), 0.85)
        if quantity.kind == "money" and last.quantity.kind in COUNTED:
            return _Named(self._sum_of(last), 0.65)
        if counted and (clue.right or last.verb):
            if last.verb:
                return _Named(clean(f"{last.verb} {noun}"), 0.7, last.verb)
            return _Named(self._in_context(noun, clue), 0.7)
        same = (
            not counted
            or quantity.unit in words("generic_units")
            or at_start("heads").match(last.name.lower())
        )
        return _Named(last.name if same else noun, 0.6)

    def _first_without_lead(self, clue: Clue, noun: str, tie: str) -> _Named | None:
        earlier = earlier_chunk(clue.before)
        if clue.quantity.kind in COUNTED and (clue.right or not earlier):
            return _Named(noun, 0.75 if clue.right or tie else 0.55)
        if earlier:
            return _Named(earlier, 0.7)
        if self.heading and clue.quantity.unit:
            return _Named(clean(self.heading), 0.5)
        return None

    def _shared_head(self, clue: Clue, phrase: str) -> str:
        """The name of the next thing in a list that is measured by one head, "" if it is not."""
        last = self.last
        if (
            last is None
            or self.whole is not None
            or clue.boundary != ","
            or last.quantity.unit != clue.quantity.unit
        ):
            return ""
        head = at_start("shared_heads").match(last.name.lower())
        return f"{last.name[: head.end()]} {lowered(phrase)}" if head else ""

    def _sum_of(self, last: Figure) -> str:
        """The name of a sum that closes a list of what it was spent on."""
        for chunk in re.split(r"[;:()]|,\s", self.text[: last.quantity.start]):
            name = clean(bare(chunk)[0])
            if anywhere("money").search(name.lower()):
                return name
        return f"{words('money')[1]} {lowered(last.name)}"

    def _in_context(self, name: str, clue: Clue) -> str:
        """The name of a part with the whole it is a part of: "đảng viên (nữ)"."""
        if self.whole is None or is_nominal(name):
            return name
        whole = self.whole.quantity
        unit = whole.unit.lower()
        if unit and (name.lower().startswith(unit) or clue.quantity.kind not in ("", whole.kind)):
            return name
        return f"{self.whole.name.split(' (')[0]} ({name})"
