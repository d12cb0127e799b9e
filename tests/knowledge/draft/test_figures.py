"""What figures say: rise, fall, met, missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.draft.figures import assessment, point_sentences
from knowledge.draft.material import Fact, Material, lexicon_name
from knowledge.draft.sections import Point
from knowledge.draft.units import DraftUnit
from knowledge.draft.wording import Voice
from knowledge.evidence.marking import unmarked
from language.numbers import parse_figure
from language.periods import Period

POINT = Point("ket-qua", "kinh-te", "thu ngân sách nhà nước", "reaches", better="higher", core=True)
LOWER = Point("ket-qua", "giam-ngheo", "tỷ lệ hộ nghèo", "stands", better="lower", core=True)


def fact(
    text: str, unit: str = "tỷ đồng", kind: str = "actual", period: str = "2023", name: str = POINT.indicator
) -> Fact:
    return Fact(name, text, parse_figure(text), unit, kind, period, None)  # type: ignore[arg-type]


def material(*facts: Fact, before: tuple[Fact, ...] = (), period: str = "2023") -> Material:
    unit = DraftUnit("xã Suối Đá", "xã", "", "", ())
    earlier = Period("2022") if period == "2023" else Period("2022-H1")
    return Material(unit, Period(period), earlier, (), (), facts, before, ())


def said(point: Point, given: Material) -> str:
    voice = Voice(given.unit.name, given.period)
    return " ".join(unmarked(s.text) for s in point_sentences(point, given, voice))


@pytest.mark.parametrize(
    ("now", "then", "word", "change"),
    [("12,5", "10", "tăng", "2,5 tỷ đồng"), ("9", "10,25", "giảm", "1,25 tỷ đồng")],
)
def test_a_change_is_computed_exactly(now: str, then: str, word: str, change: str) -> None:
    text = said(POINT, material(fact(now), before=(fact(then, period="2022"),)))
    assert word in text
    assert change in text
    assert f"{then} tỷ đồng" in text


def test_equal_figures_are_no_change() -> None:
    text = said(POINT, material(fact("10"), before=(fact("10", period="2022"),)))
    assert "tăng" not in text
    assert "giảm" not in text


def test_figures_in_other_units_are_not_compared() -> None:
    text = said(POINT, material(fact("12,5"), before=(fact("9.500", "triệu đồng", period="2022"),)))
    assert "tăng" not in text
    assert "9.500" not in text


def test_a_blurred_figure_is_not_reckoned_with() -> None:
    blurred = replace(fact("12"), qualifier="trên")
    text = said(POINT, material(blurred, before=(fact("10", period="2022"),)))
    assert "trên 12 tỷ đồng" in text
    assert "tăng" not in text


@pytest.mark.parametrize(
    ("share", "period", "missed", "met"),
    [
        ("92,8", "2023", True, False),
        ("100", "2023", False, True),
        ("131", "2023", False, True),
        ("43,6", "2023-H1", False, False),
        ("120", "2023-H1", False, True),
    ],
)
def test_a_plan_is_missed_only_when_its_year_is_over(
    share: str, period: str, missed: bool, met: bool
) -> None:
    given = material(fact("10", period=period), fact(share, "%", "percent_of_plan", period), period=period)
    text = said(POINT, given)
    assert f"{share}%" in text
    assert ("mới" in text) is missed
    fulfilled = any(words in text for words in ("vượt", ", hoàn thành chỉ tiêu", f"đạt {share}%"))
    assert missed or fulfilled is met
    weak = assessment(POINT, given, Voice("xã", Period(period)), good=False)
    assert (weak is not None) is missed


def test_less_poverty_is_a_strength_and_more_a_shortcoming() -> None:
    voice = Voice("xã", Period("2023"))
    fewer = material(
        fact("2", "%", name=LOWER.indicator), before=(fact("3", "%", period="2022", name=LOWER.indicator),)
    )
    assert assessment(LOWER, fewer, voice, good=True) is not None
    assert assessment(LOWER, fewer, voice, good=False) is None
    more = material(
        fact("4", "%", name=LOWER.indicator), before=(fact("3", "%", period="2022", name=LOWER.indicator),)
    )
    assert assessment(LOWER, more, voice, good=True) is None
    assert assessment(LOWER, more, voice, good=False) is not None


def test_a_target_with_below_is_met_only_below_it() -> None:
    goal = replace(fact("2", "%", "plan", name=LOWER.indicator), qualifier="dưới")
    at = material(fact("2", "%", name=LOWER.indicator), goal)
    assert "chưa đạt" in said(LOWER, at)
    below = material(fact("1,9", "%", name=LOWER.indicator), goal)
    assert "chưa đạt" not in said(LOWER, below)
    assert "dưới 2%" in said(LOWER, below)


def test_recorded_names_are_brought_to_the_lexicon() -> None:
    assert lexicon_name("Tổng thu ngân sách xã Suối Đá", "tỷ đồng", "xã Suối Đá") == POINT.indicator
    assert lexicon_name("Tỷ lệ hộ nghèo cuối năm", "%") == "tỷ lệ hộ nghèo"
    assert lexicon_name("Tỷ lệ hộ nghèo cuối", "hộ") is None
    assert lexicon_name("hộ", "nhân khẩu") == "dân số"
    assert lexicon_name("tỷ lệ hộ nghèo dân tộc thiểu số", "%") != "tỷ lệ hộ nghèo"
