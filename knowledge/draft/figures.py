"""Sentences that state figures: level, comparison with the earlier period, plan, blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from knowledge.draft.material import Fact, Material
from knowledge.draft.parts import Sentence
from knowledge.draft.sections import Point
from knowledge.draft.wording import Filling, Voice, fill, fixed_list, fixed_text
from language.indicators import indicators
from language.numbers import plain
from language.periods import Period

_WHOLE = Decimal(100)
_MONTHS = 12  # of the year that plans are made for
_STRICT = ("trên", "dưới", "hơn")
# Where a wording has the earlier figure in parentheses.
_ASIDE = "({before})"
_PER_HEAD = frozenset({"người", "năm"})
_BEYOND = ("trên", "hơn")


def point_sentences(point: Point, material: Material, voice: Voice) -> Iterator[Sentence]:
    """What the material says of a point; a blank for a core point that it is silent on."""
    fact = material.find(point.indicator)
    share = material.find(point.indicator, "percent_of_plan")
    if fact is not None and point.style == "has" and "/" in fact.text:
        fact = None  # "6/27 thôn đạt chuẩn" is no number of all there are
    if fact is not None and fact.named:
        point = replace(point, named=fact.named)
    if fact is None:
        if share is not None:
            yield _share_only(point, share, voice)
        elif point.core:
            yield _missing(point, material, voice)
        return
    if fact.value is None:
        yield _in_words(point, fact, material, voice)
        return
    yield _level(point, fact, material, voice)
    if share is not None:
        yield _share(point, share, voice)
    elif (goal := material.find(point.indicator, "plan")) is not None and point.better:
        yield from _against_goal(point, fact, goal, voice)


def aim_sentence(point: Point, material: Material, voice: Voice) -> Sentence:
    """The target for what comes after the period, or a blank for it."""
    filling = Filling()
    fact = material.aims(point.indicator)
    if fact is None or fact.value is None:
        template = voice.shape("aim_missing", "any", point.indicator)
        blank = filling.blank(f"chỉ tiêu {point.indicator}")
        text = fill(template, subject=point.indicator, aimed="", blank=blank)
        return filling.sentence(" ".join(text.split()).replace(" :", ":"), "statement")
    template = voice.shape("aim", "any", point.indicator)
    aimed = Period(fact.period).label()
    return filling.sentence(
        fill(template, subject=point.indicator, aimed=aimed, value=filling.fact(fact)), "statement"
    )


def change_of(fact: Fact, before: Fact | None) -> Decimal | None:
    """The exact difference to the earlier figure, None where the two cannot be subtracted."""
    if before is None or fact.value is None or before.value is None or not _same_measure(fact, before):
        return None
    return fact.value - before.value if fact.is_exact and before.is_exact else None


def _same_measure(fact: Fact, before: Fact) -> bool:
    """Whether two figures are in one unit; of a usual figure a head and a year go without saying."""
    if fact.unit == before.unit:
        return True
    usual = next((entry.units for entry in indicators() if entry.name == fact.indicator), ())
    measures = [unit.split("/") for unit in (fact.unit, before.unit)]
    told = {part for measure in measures for part in measure[1:]}
    return {fact.unit, before.unit} <= set(usual) and measures[0][0] == measures[1][0] and told <= _PER_HEAD


def is_better(point: Point, change: Decimal) -> bool:
    """Whether a change goes the way that is good for the point."""
    return bool(point.better) and (change > 0) == (point.better == "higher") and change != 0


def fulfilled(share: Fact) -> Decimal | None:
    """The share of the plan in percent, None where the source gives words."""
    return share.value if share.value is not None and share.unit == "%" else None


def is_judged(percent: Decimal, period: Period) -> bool:
    """Whether a share of the plan says met or missed: before a year is over, only met can be said."""
    first, last = period.months
    return percent >= _WHOLE or last - first + 1 >= _MONTHS


def _level(point: Point, fact: Fact, material: Material, voice: Voice) -> Sentence:
    filling = Filling()
    before = material.find_before(point.indicator)
    change = change_of(fact, before)
    subject, period = point.subject(fact.unit), material.period.label()
    value = filling.fact(fact)
    if change is None or before is None or material.earlier is None:
        template = voice.shape("level", point.style, subject)
        return filling.sentence(
            fill(template, subject=subject, period=period, value=value), "statement", point.detail
        )
    shape = "rise" if change > 0 else "fall" if change < 0 else "same"
    template = voice.shape(shape, point.style, subject)
    earlier = filling.fact(before, aside=_ASIDE in template)
    difference = plain(abs(change))
    unit = fixed_text("computed_points") if fact.unit == "%" else fact.unit
    shown = f"{difference} {unit}".strip()
    if change:
        shown = filling.computed(difference, shown, (fact, before))
    text = fill(
        template, subject=subject, period=period, value=value,
        before=earlier, earlier=material.earlier.label(), change=shown,
    )  # fmt: skip
    return filling.sentence(text, "statement", point.detail)


def _missing(point: Point, material: Material, voice: Voice) -> Sentence:
    filling = Filling()
    period, subject = material.period.label(), point.called(material.unit.is_urban)
    before = material.find_before(point.indicator)
    blank = filling.blank(f"{subject} {period}")
    if before is None or before.value is None or material.earlier is None:
        template = voice.shape("missing", "any", point.indicator)
        return filling.sentence(fill(template, subject=subject, period=period, blank=blank), "statement")
    text = fill(
        voice.shape("missing_with_before", "any", point.indicator), subject=subject,
        period=period, blank=blank, before=filling.fact(before, aside=True), earlier=material.earlier.label(),
    )  # fmt: skip
    return filling.sentence(text, "statement")


def _in_words(point: Point, fact: Fact, material: Material, voice: Voice) -> Sentence:
    """Words that stand for a figure: quoted from a report, or as the drafter gives them."""
    filling = Filling()
    brought = fact.source is None
    template = voice.shape("in_words" if brought else "none", "any", point.indicator)
    quote = filling.fact(fact) if fact.source is None else fact.text + filling.cite(fact.source)
    text = fill(template, subject=point.subject(""), period=material.period.label(), quote=quote)
    return filling.sentence(text, "statement", point.detail)


def _share(point: Point, share: Fact, voice: Voice) -> Sentence:
    percent = fulfilled(share)
    if percent is None or point.better != "higher" or not is_judged(percent, Period(share.period)):
        return _share_only(point, share, voice)
    filling = Filling()
    beyond = percent > _WHOLE or (percent == _WHOLE and share.qualifier in _BEYOND)
    shape = "exceeded" if beyond else "met" if percent == _WHOLE else "missed"
    template = voice.shape(shape, "any", point.indicator)
    return filling.sentence(
        fill(template, subject=point.subject(""), share=filling.fact(share)), "statement", point.detail
    )


def _share_only(point: Point, share: Fact, voice: Voice) -> Sentence:
    filling = Filling()
    template = voice.shape("share_only", "any", point.indicator)
    period = Period(share.period).label()
    text = fill(template, subject=point.subject(""), period=period, share=filling.fact(share))
    return filling.sentence(text, "statement", point.detail)


def _against_goal(point: Point, fact: Fact, goal: Fact, voice: Voice) -> Iterator[Sentence]:
    met = _is_met(point, fact, goal)
    if met is None:
        return
    filling = Filling()
    template = voice.shape("goal_met" if met else "goal_missed", "any", point.indicator)
    yield filling.sentence(fill(template, goal=filling.fact(goal)), "statement", point.detail)


def _is_met(point: Point, fact: Fact, goal: Fact) -> bool | None:
    """Whether the result reaches the plan, None where the two cannot be held against each other."""
    if goal.value is None or fact.value is None or not _same_measure(goal, fact):
        return None
    if not fact.is_exact or "/" in goal.text:
        return None
    sides = (fact.value, goal.value) if point.better == "higher" else (goal.value, fact.value)
    return sides[0] > sides[1] if goal.qualifier in _STRICT else sides[0] >= sides[1]


def _missed_goal(point: Point, fact: Fact, material: Material, voice: Voice) -> Sentence | None:
    """The shortcoming of a plan that its year has ended without reaching."""
    goal = material.find(point.indicator, "plan")
    if goal is None or not point.better or not is_judged(Decimal(0), material.period):
        return None
    if _is_met(point, fact, goal) is not False:
        return None
    filling = Filling()
    template = voice.choose(fixed_list("han-che.short_of_goal"), point.indicator)
    text = fill(template, subject=point.subject(""), value=filling.fact(fact), goal=filling.fact(goal))
    return filling.sentence(text, "statement", point.detail)


def assessment(point: Point, material: Material, voice: Voice, good: bool) -> Sentence | None:
    """A strength (``good``) or shortcoming that follows from the figures, None for neither."""
    share = material.find(point.indicator, "percent_of_plan")
    percent = fulfilled(share) if share is not None and point.better == "higher" else None
    if percent is not None and not is_judged(percent, material.period):
        percent = None
    filling = Filling()
    section = "uu-diem" if good else "han-che"
    if share is not None and percent is not None and (percent > _WHOLE if good else percent < _WHOLE):
        wordings = fixed_list(f"{section}.{'exceeded' if good else 'missed'}")
        template = voice.choose(wordings, point.indicator)
        text = fill(template, subject=point.subject(""), share=filling.fact(share))
        return filling.sentence(text, "statement", point.detail)
    fact, before = material.find(point.indicator), material.find_before(point.indicator)
    if (
        fact is not None
        and not good
        and share is None
        and (missed := _missed_goal(point, fact, material, voice))
    ):
        return missed
    change = None if fact is None else change_of(fact, before)
    if not change or not point.better or is_better(point, change) is not good:
        return None
    assert fact is not None
    assert before is not None
    assert material.earlier is not None
    template = voice.choose(fixed_list(f"{section}.{'improved' if good else 'worsened'}"), point.indicator)
    earlier = filling.fact(before, aside=_ASIDE in template)
    text = fill(
        template, subject=point.subject(""), value=filling.fact(fact), before=earlier,
        earlier=material.earlier.label(),
    )  # fmt: skip
    return filling.sentence(text, "statement", point.detail)
