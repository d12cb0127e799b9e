"""Figures of one statement, read from left to right, each with its name and kind.

A figure with words of its own before it names a new indicator; one without ("…, đạt 112 % kế
hoạch", "(giảm 0,5 %)", ", 6.410 người") says more of the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from foundation.records import IndicatorKind
from ingest.extract.indicators.grammar import anywhere, at_end, at_start, strip_end
from ingest.extract.indicators.naming import (
    canonical_for,
    clean,
    ends_in_place,
    from_head,
    is_body,
    is_nominal,
    share_of,
    tidy,
    verb_phrase,
)
from ingest.extract.indicators.phrases import Clue, bare, clues
from language.quantities import Quantity

_COUNTED = frozenset({"people", "body", "thing", "count"})
_PERCENT = frozenset({"%", "‰", "điểm phần trăm"})
_IGNORED_KINDS = frozenset({"duration"})
_KEPT_DURATIONS = frozenset({"ngày công", "buổi", "tiết"})
_TO_PLAN = re.compile(r"^[\s%,]*(?:so\s+(?:với\s+)?|của\s+|theo\s+|chỉ tiêu\s+)?")
_TO_TIME = re.compile(r"^[\s%,]*(?:so\s+(?:với\s+)?(?:thời điểm\s+|bình quân\s+)?|của\s+|trên\s+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read: places count characters of the statement."""

    name: str
    kind: IndicatorKind
    quantity: Quantity
    start: int
    end: int
    confidence: float
    verb: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    confidence: float
    verb: str = ""


def read_statement(text: str, heading: str = "") -> list[Figure]:
    """The figures of a statement. ``heading`` names a figure that stands all alone."""
    reader = _Reader(text, heading)
    for clue in clues(text):
        reader.read(clue)
    return reader.figures


class _Reader:
    """Walks the clues of one statement; remembers what the last figure was about."""

    def __init__(self, text: str, heading: str) -> None:
        self.text = text
        self.heading = heading
        self.figures: list[Figure] = []
        self.last: Figure | None = None
        self.whole: Figure | None = None

    def read(self, clue: Clue) -> None:
        quantity = clue.quantity
        if quantity.kind in _IGNORED_KINDS and quantity.unit not in _KEPT_DURATIONS:
            return
        if clue.partitive:
            self.whole = self.last
        elif clue.boundary == ")":
            self.whole = None
        base, tie = bare(clue.lead)
        change, base_of_change = _change(clue.lead)
        kind = _kind(clue, tie, change)
        named = self._named(clue, base_of_change if change else base, tie, change, kind)
        if named is None or not re.search(r"[^\W\d_]{2}", named.name):
            return
        if kind == "actual" and change:
            named = replace(named, name=_changed(named.name, change))
        figure = Figure(
            name=canonical_for(named.name, "" if kind.startswith("percent") else quantity.unit),
            kind=kind,
            quantity=quantity,
            start=self._start(clue, base),
            end=max(clue.right_end, quantity.unit_end),
            confidence=named.confidence,
            verb=named.verb,
        )
        self.figures.append(figure)
        if kind == "actual" and not change and not _is_share(clue, base, quantity):
            self.last = replace(figure, name=named.name)

    def _start(self, clue: Clue, base: str) -> int:
        """Where the words begin that name the figure: with the last one's, without its own."""
        own = clue.lead_start + len(clue.lead) - len(clue.lead.lstrip())
        if self.whole is not None:
            return min(own, self.whole.start)
        if self.last is not None and not clean(base):
            return min(own, self.last.start)
        return own

    def _named(self, clue: Clue, base: str, tie: str, change: str, kind: IndicatorKind) -> _Named | None:
        phrase = clean(base)
        if kind == "remaining":
            phrase = clean(strip_end(clue.lead, "copulas", "remainders")[0])
        attribute = _attribute(base)
        if attribute and self.last is not None and tidy(base).lower() == attribute:
            return _Named(f"{attribute} {_lowered(self.last.name)}", 0.75)
        if not phrase or is_body(base):
            return self._without_lead(clue, tie, change, kind)
        if kind != "actual" or change:
            return _Named(self._in_context(from_head(phrase), clue), 0.85)
        return self._with_lead(clue, base, phrase, tie)

    def _with_lead(self, clue: Clue, base: str, phrase: str, tie: str) -> _Named | None:
        quantity = clue.quantity
        unit_phrase = _unit_phrase(self.text, clue)
        having = at_end("havings").search(tie) is not None
        counted = quantity.kind in _COUNTED
        if counted and ends_in_place(base) and not is_nominal(phrase):
            return _Named(unit_phrase, 0.6)
        if is_nominal(phrase) and not (having and counted and not _repeats(phrase, unit_phrase)):
            return _Named(self._in_context(from_head(phrase), clue), 0.95 if tie else 0.9)
        if having and counted:
            context = phrase if not is_body(phrase) else ""
            return _Named(f"{unit_phrase} ({context})" if context else unit_phrase, 0.8)
        if tie and not (
            counted
            and tie
            in ("được", "cho", "có được", "thực hiện", "thực hiện được", "từ", "trên", "hơn", "gần", "khoảng")
        ):
            return _Named(self._in_context(phrase, clue), 0.8)
        if _repeats(phrase, unit_phrase) or (counted and not clue.right and _is_noun_list(clue, self)):
            return _Named(self._in_context(phrase, clue), 0.8)
        verb = verb_phrase(base)
        tail = unit_phrase if counted else clue.right
        name = clean(f"{verb} {tail}")
        return _Named(name, 0.7, verb) if name and (counted or quantity.unit) else None

    def _without_lead(self, clue: Clue, tie: str, change: str, kind: IndicatorKind) -> _Named | None:
        quantity, last = clue.quantity, self.last
        percent = quantity.unit in _PERCENT
        unit_phrase = _unit_phrase(self.text, clue)
        if percent and clue.right and kind == "actual" and not change:
            return _Named(share_of(clean(clue.right) or clue.right), 0.75)
        if last is not None:
            if kind != "actual" or change:
                return _Named(last.name, 0.85)
            if percent and last.quantity.unit not in _PERCENT:
                return _Named(share_of(last.name), 0.85)
            if quantity.kind in _COUNTED and (clue.right or last.verb or quantity.unit != last.quantity.unit):
                if last.verb:
                    return _Named(clean(f"{last.verb} {unit_phrase}"), 0.7, last.verb)
                if not clue.right and is_nominal(last.name):
                    return _Named(last.name, 0.8)
                return _Named(self._in_context(unit_phrase, clue), 0.7)
            return _Named(last.name, 0.6)
        earlier = _earlier_chunk(clue.before)
        if quantity.kind in _COUNTED and (clue.right or not earlier):
            if change and clue.right:
                unit_phrase = f"{change} {unit_phrase}"
            return _Named(unit_phrase, 0.75 if clue.right or tie else 0.55)
        if earlier:
            return _Named(earlier, 0.7)
        return _Named(clean(self.heading), 0.5) if self.heading and quantity.unit else None

    def _in_context(self, name: str, clue: Clue) -> str:
        """The name of a part with the whole it is a part of: "đảng viên (nữ)"."""
        if self.whole is None or is_nominal(name):
            return name
        unit = _lowered(self.whole.quantity.unit)
        if unit and name.lower().startswith(unit):
            return name
        return f"{self.whole.name.split(' (')[0]} ({name})"


def _lowered(name: str) -> str:
    head = name.split(" ", 1)[0]
    return name if head.isupper() else name[:1].lower() + name[1:]


def _unit_phrase(text: str, clue: Clue) -> str:
    """The counted noun with what describes it: "câu lạc bộ văn nghệ"."""
    quantity = clue.quantity
    noun = text[quantity.unit_start : quantity.unit_end] if quantity.kind in _COUNTED else ""
    return tidy(f"{noun} {clue.right}")


def _repeats(phrase: str, unit_phrase: str) -> bool:
    """Whether the name already says what is counted: "chi bộ thôn là 6 chi bộ"."""
    noun = unit_phrase.lower().split()[:2]
    return bool(noun) and f" {' '.join(noun)} " in f" {phrase.lower()} "


def _is_noun_list(clue: Clue, reader: _Reader) -> bool:
    """In a list "quà Trung ương: 173 suất" or in parts of a whole the lead is a noun."""
    return reader.whole is not None or clue.lead.rstrip().endswith(":")


def _attribute(base: str) -> str:
    match = at_end("attributes").search(tidy(base).lower())
    return match.group().strip(" :=") if match else ""


def _change(lead: str) -> tuple[str, str]:
    """("tăng", what rises) when the figure is a rise or fall, not a level."""
    for direction, listed in (("tăng", "rises"), ("giảm", "falls")):
        match = at_end(listed).search(lead.lower().rstrip())
        if match and match.group().strip(" :=<>"):
            word = "vượt" if match.group().strip().startswith("vượt") else direction
            return word, strip_end(lead[: match.start()], "copulas")[0]
    return "", ""


def _changed(name: str, change: str) -> str:
    joined = f"{name} {change}"
    if name.startswith((change, "tốc độ", "mức")):
        return name
    return joined if canonical_for(joined, "") != joined else f"{name} ({change})"


def _kind(clue: Clue, tie: str, change: str) -> IndicatorKind:
    quantity = clue.quantity
    after = f"{clue.right} {clue.after}".lower().lstrip()
    lead = clue.lead.lower()
    if at_end("remainders").search(lead.rstrip()):
        return "remaining"
    if quantity.unit == "%" and not change:
        rest = _TO_PLAN.sub("", after)
        if at_start("plan_words").match(rest):
            return "percent_of_plan"
        if re.search(r"so (?:với )?(?:kế hoạch|kh|chỉ tiêu)", lead) and not re.search("tăng|giảm", lead):
            return "percent_of_plan"
        compared = re.match(r"[\s%,]*(?:so\b|ck\b|cùng k)", after)
        if compared and at_start("comparison_words").match(_TO_TIME.sub("", after)):
            return "percent_of_previous"
    if re.search(r"(?:kế hoạch|kh|chỉ tiêu|dự toán)(?: giao| năm| đề ra| là|:|\s)*$", lead) and not re.search(
        "đạt|vượt|hoàn thành|so với", lead
    ):
        return "plan"
    if anywhere("aims").search(lead) and re.search("phấn đấu|mục tiêu|dự kiến|dự ước|sẽ ", lead):
        return "plan"
    return "actual"


def _is_share(clue: Clue, base: str, quantity: Quantity) -> bool:
    return quantity.unit in _PERCENT and not clean(base)


def _earlier_chunk(before: str) -> str:
    """The nearest chunk before the boundary that can be a name."""
    for chunk in reversed(re.split(r"[;:()“”\"]|,\s", before)):
        name = clean(bare(chunk)[0])
        if len(name.split()) >= 2 and not is_body(name):
            return from_head(name)
    return ""
