from datetime import date

import pytest

from language.instruments import find_instruments
from language.registry import Registered, registry, replaced_by, resolve, status_at


def meant(text: str, on: date | None = None) -> str | None:
    known = resolve(find_instruments(text)[0], on)
    return known and known.number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị định số 91/2017/NĐ-CP", "91/2017/NĐ-CP"),
        ("nd 91", "91/2017/NĐ-CP"),
        ("NĐ 98/2023", "98/2023/NĐ-CP"),
        ("Thông tư 1/2024/TT-BNV", "01/2024/TT-BNV"),
        ("Luật Thi đua, khen thưởng năm 2022", "06/2022/QH15"),
        ("luat thi dua khen thuong nam 2003", "15/2003/QH11"),
        ("Luật Thi đua khen thưởng ngày 26/11/2003", "15/2003/QH11"),
        ("Chỉ thị số 34", "34-CT/TW"),
        ("Thông tư số 91/2017/TT-BNV", None),
        ("Nghị định 5000/2031/NĐ-CP", None),
        ("Luật Đất đai", None),
        ("Luật Thi đua, khen thưởng năm 1999", None),
    ],
)
def test_what_a_mention_means(text: str, number: str | None) -> None:
    assert meant(text) == number


@pytest.mark.parametrize(
    ("on", "number"),
    [(date(2023, 12, 31), "15/2003/QH11"), (date(2024, 1, 1), "06/2022/QH15"), (date(1990, 1, 1), None)],
)
def test_a_law_without_a_year_is_the_one_of_the_day(on: date, number: str | None) -> None:
    assert meant("Luật Thi đua, khen thưởng", on) == number


def test_without_a_day_an_undated_law_is_not_guessed() -> None:
    assert meant("Luật Thi đua, khen thưởng") is None


@pytest.mark.parametrize(
    ("number", "on", "status"),
    [
        ("91/2017/NĐ-CP", date(2017, 9, 30), "not_yet"),
        ("91/2017/NĐ-CP", date(2017, 10, 1), "in_force"),
        ("91/2017/NĐ-CP", date(2023, 12, 31), "in_force"),
        ("91/2017/NĐ-CP", date(2024, 1, 1), "expired"),
        ("06/2022/QH15", date(2023, 6, 30), "not_yet"),
        ("06/2022/QH15", date(2026, 11, 21), "in_force"),
        ("06/2026/QH16", date(2026, 9, 30), "not_yet"),
        ("08/2017/TT-BNV", date(2024, 6, 1), "expired"),
        ("12/2019/TT-BNV", date(2019, 12, 1), "unknown"),
        ("115/VBHN-VPQH", date(2026, 11, 1), "in_force"),
    ],
)
def test_validity_is_a_function_of_the_day(number: str, on: date, status: str) -> None:
    assert status_at(registry()[number], on).status == status


def test_an_expired_instrument_names_its_successor() -> None:
    standing = status_at(registry()["91/2017/NĐ-CP"], date(2024, 6, 1))
    assert standing.replaced_by == ("98/2023/NĐ-CP",)
    assert standing.certainty == "sourced"


def test_a_detailing_instrument_ends_with_the_one_it_details() -> None:
    standing = status_at(registry()["12/2019/TT-BNV"], date(2024, 1, 2))
    assert (standing.status, standing.because, standing.certainty) == ("expired", "91/2017/NĐ-CP", "to_check")


def test_what_nobody_checked_is_marked() -> None:
    standing = status_at(registry()["05-CT/TW"], date(2023, 12, 1))
    assert (standing.status, standing.certainty) == ("in_force", "to_check")


@pytest.mark.parametrize("known", registry().values(), ids=lambda known: known.number)
def test_the_registry_is_consistent(known: Registered) -> None:
    days = [day for day in (known.issued, known.in_force_from, known.in_force_until) if day is not None]
    assert days == sorted(days)
    assert find_instruments(known.number)[0].number == known.number
    for successor in replaced_by(known):
        assert known.number in successor.replaces
