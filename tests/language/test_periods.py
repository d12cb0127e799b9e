"""Periods: codes, algebra, and finding them in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.periods import Period, find_periods
from language.text import fold

READ = [
    ("6 tháng đầu năm 2024", ["2024-H1"]),
    ("sáu tháng đầu năm 2024", ["2024-H1"]),
    ("06 tháng cuối năm 2022", ["2022-H2"]),
    ("sơ kết 6 tháng năm 2024", ["2024-H1"]),
    ("09 tháng năm 2023", ["2023-9M"]),
    ("9 tháng đầu năm 2023", ["2023-9M"]),
    ("11 tháng đầu năm 2021", ["2021-11M"]),
    ("3 tháng đầu năm 2023", ["2023-Q1"]),
    ("12 tháng năm 2023", ["2023"]),
    ("quý III/2023", ["2023-Q3"]),
    ("Quý 3 năm 2023", ["2023-Q3"]),
    ("quí IV năm 2022", ["2022-Q4"]),
    ("tháng 9 năm 2023", ["2023-09"]),
    ("tháng 11/2023", ["2023-11"]),
    ("năm học 2022-2023", ["2022-2023"]),
    ("năm học 2022 – 2023", ["2022-2023"]),
    ("giai đoạn 2018-2023", ["2018/2023"]),
    ("giai đoạn từ năm 2016 đến năm 2020", ["2016/2020"]),
    ("nhiệm kỳ 2020 – 2025", ["2020/2025"]),
    ("5 năm (2020-2025)", ["2020/2025"]),
    ("từ năm 2018 đến 2023", ["2018/2023"]),
    ("trong năm 2023", ["2023"]),
    ("cuối năm 2023", ["2023"]),
    ("NĂM 202 3", ["2023"]),
    ("năm 2023 và 2024", ["2023", "2024"]),
    ("các năm 2021, 2022 và 2023", ["2021", "2022", "2023"]),
    ("6 tháng đầu năm 2023 và 2024", ["2023-H1", "2024-H1"]),
    ("6 tháng đầu năm 2023 so với năm 2022", ["2023-H1", "2022"]),
    ("6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024", ["2024-H1", "2024-H2"]),
    ("công tác tháng 10, nhiệm vụ tháng 11 năm 2023", ["2023-10", "2023-11"]),
    ("quý I và quý II năm 2023", ["2023-Q1", "2023-Q2"]),
    ("so sánh 2022 với 2023", ["2022", "2023"]),
    ("khen thưởng xã Tân An 2023", ["2023"]),
]
NOT_READ = [
    "01/01/2023", "ngày 05 tháng 12 năm 2023", "ngày     tháng 6 năm 2024", "ngày … tháng … năm 2024",
    "Nghị định 91/2017/NĐ-CP", "12/15 thôn", "Số: 2024/BC-UBND", "công văn số 2067/UBND-NV",
    "thu được 2023 hộ", "đạt 2.023 triệu đồng", "miền Nam", "6 tháng đầu năm", "1975,5 ha",
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), READ)
def test_periods_are_read(text: str, codes: list[str]) -> None:
    assert [mention.period.code for mention in find_periods(text)] == codes


@pytest.mark.parametrize(("text", "codes"), READ)
def test_periods_are_read_without_marks(text: str, codes: list[str]) -> None:
    assert [mention.period.code for mention in find_periods(fold(text))] == codes


@pytest.mark.parametrize("text", NOT_READ)
def test_other_figures_are_no_periods(text: str) -> None:
    assert find_periods(text) == []


def test_a_count_after_a_year_is_no_second_year() -> None:
    assert [m.period.code for m in find_periods("Năm 2023, 2012 hộ đạt gia đình văn hóa")] == ["2023"]


def test_a_mention_covers_its_words() -> None:
    text = "Kết quả 6 tháng đầu năm 2024 của xã"
    (mention,) = find_periods(text)
    assert text[mention.start : mention.end] == "6 tháng đầu năm 2024"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "23",
        "2023-H3",
        "2023-13",
        "2023-12M",
        "2023-1M",
        "2024/2023",
        "2023/2023",
        "2022-2024",
        "1023",
        "2023-Q5",
    ],
)
def test_wrong_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"period|years|span"):
        Period(code)


def test_labels_are_vietnamese() -> None:
    assert Period("2024-H1").label() == "6 tháng đầu năm 2024"
    assert Period("2023-Q3").label() == "quý III năm 2023"
    assert Period("2022-2023").label() == "năm học 2022-2023"
    assert Period("2018/2023").label() == "giai đoạn 2018-2023"


def test_a_year_contains_its_parts() -> None:
    year = Period("2023")
    for code in ("2023-H1", "2023-H2", "2023-Q4", "2023-12", "2023-9M", "2023"):
        assert year.contains(Period(code))
    assert not year.contains(Period("2022-2023"))
    assert year.overlaps(Period("2022-2023"))
    assert Period("2018/2023").contains(year)
    assert not Period("2023-H1").overlaps(Period("2023-H2"))
    assert Period("2022-2023").years == (2022, 2023)
    assert Period("2022-2023").year == 2023


codes = st.one_of(
    st.integers(1990, 2050).map(str),
    st.builds("{}-H{}".format, st.integers(1990, 2050), st.integers(1, 2)),
    st.builds("{}-Q{}".format, st.integers(1990, 2050), st.integers(1, 4)),
    st.builds("{}-{:02d}".format, st.integers(1990, 2050), st.integers(1, 12)),
    st.builds("{}-{}M".format, st.integers(1990, 2050), st.sampled_from([2, 4, 5, 7, 8, 9, 10, 11])),
    st.integers(1990, 2050).map(lambda year: f"{year}-{year + 1}"),
    st.builds(lambda year, n: f"{year}/{year + n}", st.integers(1990, 2050), st.integers(1, 9)),
)


@given(codes)
def test_a_label_reads_back_as_its_period(code: str) -> None:
    assert [mention.period.code for mention in find_periods(Period(code).label())] == [code]


@given(codes, codes)
def test_containing_is_overlapping_and_overlapping_is_mutual(one: str, other: str) -> None:
    first, second = Period(one), Period(other)
    assert first.contains(first)
    assert first.overlaps(second) == second.overlaps(first)
    if first.contains(second):
        assert first.overlaps(second)
        assert set(second.years) <= set(first.years)


@given(st.text(alphabet="năm quýtháng đầu cuối 0123456789/-,.\nI", max_size=60))
def test_mentions_lie_in_order(text: str) -> None:
    end = 0
    for mention in find_periods(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
