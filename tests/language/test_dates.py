"""Dates as documents write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.dates import find_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("ngày 05 tháng 12 năm 2023", ["2023-12-05"]),
        ("Nghĩa Phương, ngày 30 tháng 11 năm 2023", ["2023-11-30"]),
        ("05/12/2023", ["2023-12-05"]),
        ("5-12-2023", ["2023-12-05"]),
        ("05.12.2023", ["2023-12-05"]),
        ("tháng 12 năm 2023", ["2023-12"]),
        ("tháng 6/2024", ["2024-06"]),
        ("ngày     tháng 6 năm 2024", ["2024-06"]),
        ("ngày ….. tháng 6 năm 2024", ["2024-06"]),
        ("ngày … tháng … năm 2024", ["2024"]),
        ("ngày 3 1 tháng 1 2 năm 202 3", ["2023-12-31"]),
        ("ngay 31 thang 12 nam 2023", ["2023-12-31"]),
        ("ngày 30tháng11năm2023", ["2023-11-30"]),
        ("từ 01/01/2023 đến 31/12/2023", ["2023-01-01", "2023-12-31"]),
        ("ngày 31 tháng 11 năm 2024", ["2024-11"]),
        ("31/02/2023", []),
        ("ngày 32 tháng 13 năm 2023", []),
        ("29/02/2023 và 29/02/2024", ["2024-02-29"]),
        ("12/15 thôn", []),
        ("9 tháng năm 2023", []),
        ("Nghị định 91/2017/NĐ-CP", []),
        ("đạt 1.068.2023 đồng", []),
        ("1/2/2023/4", []),
    ],
)
def test_dates_are_read(text: str, dates: list[str]) -> None:
    assert [mention.iso for mention in find_dates(text)] == dates


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)), st.sampled_from(["d/m/Y", "d-m-Y", "d.m.Y", "words"]))
def test_every_real_date_is_read(day: date, form: str) -> None:
    if form == "words":
        text = f"ngày {day.day:02d} tháng {day.month} năm {day.year}"
    else:
        mark = form[1]
        text = f"{day.day:02d}{mark}{day.month:02d}{mark}{day.year}"
    (mention,) = find_dates(f"Họp {text}, tại trụ sở")
    assert mention.iso == day.isoformat()
    assert (mention.start, mention.end) == (4, 4 + len(text))
