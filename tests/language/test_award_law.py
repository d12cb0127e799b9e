"""Who confers, what money: the law of an award on a day."""

from __future__ import annotations

from datetime import date

import pytest

from language.award_law import award_laws, awards_named, base_salary_on, bonus_on, law_of
from language.registry import registry


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ai có thẩm quyền tặng Giấy khen?", [("giay_khen", "huyện"), ("giay_khen", "sở ngành tỉnh"),
                                              ("giay_khen", "xã")]),
        ("Bằng khen của Chủ tịch UBND tỉnh", [("bang_khen", "tỉnh")]),
        ("bằng khen Thủ tướng", [("bang_khen", "Thủ tướng")]),
        ("tieu chuan chien si thi dua co so", [("cstd_co_so", "")]),
        ("thôn văn hóa và gia đình văn hóa", [("thon_van_hoa", ""), ("gia_dinh_van_hoa", "")]),
        ("tỷ lệ hộ nghèo", []),
    ],
)  # fmt: skip
def test_awards_that_a_question_names(text: str, named: list[tuple[str, str]]) -> None:
    assert [(law.id, law.level) for law in awards_named(text)] == named


@pytest.mark.parametrize(
    ("award", "on", "by"),
    [
        ("cstd_co_so", date(2025, 6, 30), "Chủ tịch UBND cấp huyện"),
        ("cstd_co_so", date(2025, 7, 1), "Chủ tịch UBND cấp xã"),
        ("ldtt", date(2024, 5, 1), "Chủ tịch UBND cấp xã, cấp huyện"),
        ("xa_tieu_bieu", date(2023, 12, 31), ""),
    ],
)
def test_who_confers_changes_with_the_day(award: str, on: date, by: str) -> None:
    conferring = law_of(award)[0].conferred_on(on)
    assert conferring is not None
    assert conferring.by.split(";")[0] == by


@pytest.mark.parametrize(
    ("on", "dong"),
    [(date(2018, 1, 1), 1_300_000), (date(2023, 6, 30), 1_490_000), (date(2023, 7, 1), 1_800_000),
     (date(2026, 7, 1), 2_530_000), (date(1999, 1, 1), None)],
)  # fmt: skip
def test_base_salary_of_a_day(on: date, dong: int | None) -> None:
    salary = base_salary_on(on)
    assert (salary and salary.dong) == dong


@pytest.mark.parametrize(
    ("award", "level", "on", "recipient", "exact", "rounded"),
    [
        ("ldtt", "", date(2024, 8, 15), "", 702_000, 710_000),
        ("giay_khen", "xã", date(2022, 1, 1), "", 223_500, 230_000),
        ("giay_khen", "xã", date(2022, 1, 1), "tập thể", 447_000, 450_000),
        ("giay_khen", "xã", date(2026, 11, 1), "hộ gia đình", 1_138_500, 1_140_000),
        ("ttldxs", "", date(2023, 8, 1), "tập thể", 2_700_000, 2_700_000),
    ],
)
def test_award_money(award: str, level: str, on: date, recipient: str, exact: int, rounded: int) -> None:
    bonus = bonus_on(law_of(award, level)[0], on, recipient)
    assert bonus is not None
    assert (int(bonus.exact), bonus.rounded) == (exact, rounded)


@pytest.mark.parametrize(
    ("award", "level", "on", "recipient"),
    [
        ("giay_khen", "xã", date(2024, 6, 1), ""),  # the multiple of 2024 was read nowhere
        ("bang_khen", "tỉnh", date(2026, 1, 1), ""),
        ("giay_khen", "xã", date(2022, 1, 1), "hộ gia đình"),
        ("ldtt", "", date(2010, 1, 1), ""),
    ],
)
def test_money_that_is_not_known_is_not_guessed(award: str, level: str, on: date, recipient: str) -> None:
    assert bonus_on(law_of(award, level)[0], on, recipient) is None


def test_every_instrument_of_the_data_is_registered() -> None:
    named = {number for law in award_laws() for number in (*law.bonus, *law.basis)}
    assert named <= set(registry())
