"""What a draft may state: the unit's records of the period, of the one before, and own figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from foundation.records import AwardStatus, IndicatorKind, IndicatorRecord
from knowledge.answer.compose import shown_value
from knowledge.base import KnowledgeBase
from knowledge.draft.own import PRINTABLE, is_of, small
from knowledge.draft.parts import DraftOptions, DraftRequest, OwnFigure
from knowledge.draft.sections import load
from knowledge.draft.units import DraftUnit, find_unit, period_of, year_before
from knowledge.evidence.marking import Source
from knowledge.store.filters import Filters, place_key
from knowledge.store.ledger.stored import StoredAward, StoredDocument, StoredIndicator
from language.indicators import canonical_indicator, indicators, match_indicators, similar
from language.numbers import parse_figure
from language.periods import Period
from language.quantities import quantities
from language.text import fold

_SAME_NAME = 0.9
_LEAST_CONFIDENCE = 0.5
# The state at the end of the period is the period's figure.
_AT_THE_END = re.compile(r"\s+(?:cuối(?:\s+(?:năm|kỳ))?|đến nay|hiện nay)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that may be stated; ``source`` is None for one that the drafter brought.

    ``value`` is None where the source gives words instead of a figure ("không còn"). ``status``
    is set for an award that a file of the drafter's tells, ``named`` where the drafter calls the
    figure quite otherwise than the lexicon ("xóa nhà tạm").
    """

    indicator: str
    text: str
    value: Decimal | None
    unit: str
    kind: IndicatorKind
    period: str
    source: Source | None
    origin: str = ""
    qualifier: str = ""
    status: AwardStatus | None = None
    named: str = ""

    @property
    def shown(self) -> str:
        """The figure with its unit of measure and the word that blurs it ("dưới 2%")."""
        figure = shown_value(self.text, self.unit)
        return f"{self.qualifier} {figure}" if self.qualifier else figure

    @property
    def is_exact(self) -> bool:
        """Whether it can be reckoned with: one plain figure, not "trên 200" or "5/8"."""
        return self.value is not None and not self.qualifier and "/" not in self.text


@dataclass(frozen=True)
class Material:
    """Everything that a draft is allowed to state.

    ``facts`` are of the drafted period (and targets of later ones), ``before`` those of the
    period compared with; several facts of one name, kind and period contradict each other.
    """

    unit: DraftUnit
    period: Period
    earlier: Period | None
    reports: tuple[StoredDocument, ...]
    earlier_reports: tuple[StoredDocument, ...]
    facts: tuple[Fact, ...]
    before: tuple[Fact, ...]
    awards: tuple[StoredAward, ...]
    own: tuple[OwnFigure, ...] = field(default=())

    def find(self, indicator: str, kind: IndicatorKind = "actual") -> Fact | None:
        """The figure of the period; what the drafter brought goes before what was reported."""
        return _first(self.facts, indicator, kind, {self.period.code})

    def find_before(self, indicator: str) -> Fact | None:
        """The figure of the period compared with."""
        return None if self.earlier is None else _first(self.before, indicator, "actual", {self.earlier.code})

    def aims(self, indicator: str) -> Fact | None:
        """The target for a period after the drafted one."""
        later = {f.period for f in self.facts if Period(f.period).months[1] > self.period.months[1]}
        return _first(self.facts, indicator, "plan", later)

    def rivals(self, fact: Fact) -> list[Fact]:
        """Other values that the reports of the period give for the same figure."""
        return [
            other
            for other in self.facts
            if (other.indicator, other.kind, other.period, other.unit)
            == (fact.indicator, fact.kind, fact.period, fact.unit)
            and other.value != fact.value
        ]


def gather(request: DraftRequest, base: KnowledgeBase) -> Material:
    """The material of a draft.

    Raises:
        DraftError: no unit, an ambiguous one, or no period code.
    """
    period = period_of(request.period)
    unit = find_unit(request.unit, base.documents())
    earlier = _earlier(period, request.options)
    reports = tuple(d for d in unit.documents if d.summary.period == period.code)
    earlier_reports = tuple(d for d in unit.documents if earlier and d.summary.period == earlier.code)
    records = _records(base, unit)
    own = [_own_fact(figure, unit.name, period.code) for figure in request.own if is_of(figure, unit.name)]
    texts = {d.document_id: base.original_text(d.document_id) for d in unit.documents}
    stored = [fact for r in records if (fact := _fact(r, unit, texts[r.document_id])) is not None]
    known = [*own, *stored]
    of_period = [f for f in known if f.period == period.code]
    later = [f for f in known if f.kind == "plan" and Period(f.period).months[1] > period.months[1]]
    before = [f for f in known if earlier is not None and f.period == earlier.code and f.status is None]
    awards = _awards(base, {d.document_id for d in reports}, period.code)
    return Material(
        unit, period, earlier, reports, earlier_reports, (*of_period, *later), tuple(before),
        tuple(awards), request.own,
    )  # fmt: skip


def _earlier(period: Period, options: DraftOptions) -> Period | None:
    if not options.compare:
        return None
    return period_of(options.compare_with) if options.compare_with else year_before(period)


def _records(base: KnowledgeBase, unit: DraftUnit) -> list[StoredIndicator]:
    """The unit's own figures, the latest report first."""
    if not unit.documents:
        return []
    order = {document.document_id: i for i, document in enumerate(unit.documents)}
    found = base.indicators(Filters(document_ids=tuple(order)))
    mine = [s for s in found if s.record.period and place_key(s.record.unit) == place_key(unit.name)]
    return sorted(mine, key=lambda s: order[s.document_id])


def _fact(stored: StoredIndicator, unit: DraftUnit, text: str) -> Fact | None:
    """The record under the lexicon's name, None for one that no point can use."""
    record = stored.record
    measure = record.unit_of_measure if record.kind in ("actual", "plan") else ""
    name = lexicon_name(record.indicator, measure, unit.name)
    if name is None or record.period is None or record.confidence < _LEAST_CONFIDENCE:
        return None
    if not _is_usable(record):
        return None
    printed = PRINTABLE.fullmatch(record.value_text) is not None
    return Fact(
        name, record.value_text, record.value if printed else None, record.unit_of_measure, record.kind,
        record.period, Source(stored.document_id, record.span),
        qualifier=_qualifier(record, text[record.span.start : record.span.end]),
    )  # fmt: skip


def _qualifier(record: IndicatorRecord, quote: str) -> str:
    """The word before the figure that blurs it, as printed ("dưới")."""
    read = [q for q in quantities(" ".join(quote.split())) if q.text == record.value_text]
    return " ".join(read[-1].qualifier.split()).lower() if read else ""


def _is_usable(record: IndicatorRecord) -> bool:
    """Shares are plain percentages: "92/85 %" is a slip that no draft should repeat."""
    return not (record.unit_of_measure == "%" and "/" in record.value_text)


def lexicon_name(name: str, unit_of_measure: str, unit_name: str = "") -> str | None:
    """The lexicon's name for a recorded one ("Tổng thu ngân sách xã An Lộ"), None for none.

    The unit of measure, where one is given, must be one that the indicator is printed in.
    """
    bare = re.sub(re.escape(unit_name), " ", name, flags=re.IGNORECASE) if unit_name else name
    bare = _AT_THE_END.sub("", bare).strip()
    by_measure = load("points")["named_by_measure"].get(unit_of_measure, {})
    if fold(bare) in by_measure.get("names", ()):
        return str(by_measure["indicator"])
    known = canonical_indicator(bare) or _only_likeness(bare)
    if known is None:
        return None
    usual = next((entry.units for entry in indicators() if entry.name == known), ())
    if not usual or not unit_of_measure or unit_of_measure in usual:
        return known
    money = [unit for unit in (unit_of_measure, *usual) if "đồng" in unit.split("/")[0]]
    return known if unit_of_measure in money and len(money) > 1 else None


def _only_likeness(name: str) -> str | None:
    """The indicator that the name is a longer wording of, by the likeness of names.

    Of a list ("số thôn, làng đạt chuẩn văn hóa") a part would be like an indicator by itself.
    """
    if "," in name:
        return None
    mentioned = {mention.name for mention in match_indicators(name) if not mention.generic}
    return next((known for known in mentioned if similar(name, known) >= _SAME_NAME), None)


def _own_fact(figure: OwnFigure, unit_name: str, period: str) -> Fact:
    """The figure under the lexicon's name where its unit of measure is one of that indicator."""
    measure = figure.unit if figure.kind in ("actual", "plan") else ""
    written = small(" ".join(figure.indicator.split()))
    known = None if figure.status else lexicon_name(written, measure, unit_name)
    if known is None and measure == "%":
        known = lexicon_name(f"tỷ lệ {written}", measure, unit_name)
    # "Số người tham gia …: 7.015 người" is no value of the share that is named alike.
    if (
        known is not None
        and fold(known).startswith("ty le")
        and (measure not in ("", "%") or (not measure and fold(written).startswith("so ")))
    ):
        known = None
    printed = PRINTABLE.fullmatch(figure.value_text) is not None
    value = parse_figure(figure.value_text.split("/")[0]) if printed else None
    return Fact(
        known or written, figure.value_text, value, figure.unit, figure.kind, figure.period or period, None,
        figure.origin, figure.qualifier, figure.status, _other_name(written, known),
    )  # fmt: skip


def _other_name(written: str, known: str | None) -> str:
    """The drafter's name for an indicator where it shares few words with the lexicon's."""
    words = fold(written).split()
    if known is None or any(word.isupper() for word in written.split()):
        return ""
    shared = set(words) & set(fold(known).split())
    return written if len(shared) * 2 < len(words) else ""


def _first(facts: Sequence[Fact], indicator: str, kind: IndicatorKind, periods: set[str]) -> Fact | None:
    """The first fitting fact; of one origin, the one in the unit that the indicator is usual in."""
    fitting = [f for f in facts if f.indicator == indicator and f.kind == kind and f.period in periods]
    usual = next((entry.units for entry in indicators() if entry.name == indicator), ())
    return min(
        fitting,
        key=lambda f: (f.source is not None, usual.index(f.unit) if f.unit in usual else len(usual)),
        default=None,
    )


def _awards(base: KnowledgeBase, reports: set[str], period: str) -> list[StoredAward]:
    """Each award statement of the period once: a detail that repeats a summary is left out."""
    if not reports:
        return []
    found = base.awards(Filters(document_ids=tuple(reports)))
    return [s for s in found if s.record.same_as is None and s.record.period in (None, period)]
