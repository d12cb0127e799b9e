"""Places in text and in the list of units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.text import fold
from language.units import (
    find_units,
    lookup,
    parents,
    predecessors,
    same_name,
    split_kind,
    strip_kind,
    successors,
)
from language.units_list import unit_list


def read(text: str) -> list[tuple[str, str | None]]:
    return [(mention.name, mention.kind) for mention in find_units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND xã Nghĩa Phương báo cáo", [("Nghĩa Phương", "xã")]),
        ("ỦY BAN NHÂN DÂN QUẬN HẢI THANH", [("Hải Thanh", "quận")]),
        ("ỦY BAN NHÂN DÂN PHƯỜNG CẨM HÒA NAM", [("Cẩm Hòa Nam", "phường")]),
        ("Giám đốc Hợp tác xã Thới Trung", []),
        ("UBND THỊ TRẤN TIÊN YÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", [("Tiên Yên", "thị trấn")]),
        (
            "TT. Phố Lu, H. Bảo Thắng, T. Lào Cai",
            [("Phố Lu", "thị trấn"), ("Bảo Thắng", "huyện"), ("Lào Cai", "tỉnh")],
        ),
        (
            "P. 12, Q. Gò Vấp, TP. Hồ Chí Minh",
            [("12", "phường"), ("Gò Vấp", "quận"), ("Hồ Chí Minh", "thành phố")],
        ),
        ("TX. Buôn Hồ và TP.Vinh", [("Buôn Hồ", "thị xã"), ("Vinh", "thành phố")]),
        (
            "xã Ea H'leo, huyện Ea H'leo, tỉnh Đắk Lắk",
            [("Ea H'leo", "xã"), ("Ea H'leo", "huyện"), ("Đắk Lắk", "tỉnh")],
        ),
        ("tỉnh Bà Rịa – Vũng Tàu", [("Bà Rịa – Vũng Tàu", "tỉnh")]),
        ("các xã Tả Van, Tả Phìn và Bản Hồ", [("Tả Van", "xã"), ("Tả Phìn", None), ("Bản Hồ", None)]),
        ("Nghĩa Phương đạt chuẩn nông thôn mới", [("Nghĩa Phương", None)]),
        ("dien tich xa nghia phuong", [("nghia phuong", "xã")]),
        ("ty le ho ngheo cua nghia phuong nam 2023", [("nghia phuong", None)]),
        ("đường Lê Lợi, trường THCS Trần Phú", []),
        ("kinh tế xã hội của xã nhà, xã đạt chuẩn", []),
        ("Chủ tịch Hồ Chí Minh", []),
        ("ông Trần Bình Minh, thôn Yên Thành", []),
        ("thi đua xây dựng đời sống hòa bình, đoàn kết, tiến bộ", []),
        ("Lê Quang Thành", []),
        ("UBND xã Xa Dung, Xa Dung, ngày 05 tháng 12", [("Xa Dung", "xã"), ("Xa Dung", None)]),
    ],
)
def test_places_are_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


def test_a_mention_tells_its_candidates_and_place() -> None:
    text = "Báo cáo của xã Nghĩa Phương, huyện Lục Nam"
    commune, district = find_units(text)
    assert text[commune.start : commune.end] == "xã Nghĩa Phương"
    assert "huyện Lục Nam" in {unit.district for unit in commune.candidates}
    assert commune.exact_accents
    assert commune.level == "xã"
    assert district.level == "huyện"
    assert {unit.province for unit in district.candidates} == {"Bắc Giang"}


def test_an_unknown_name_is_taken_as_it_stands() -> None:
    (mention,) = find_units("UBND xã Thượng Vân Khê báo cáo kết quả")
    assert mention.name == "Thượng Vân Khê"
    assert mention.candidates == ()


def test_a_longer_unknown_name_is_not_bent_to_a_known_beginning() -> None:
    (mention,) = find_units("Đảng ủy xã Tân Việt Phú lãnh đạo")
    assert mention.name == "Tân Việt Phú"
    assert mention.candidates == ()


def test_other_marks_are_not_the_same_place() -> None:
    (mention,) = find_units("UBND xã Nghỉa Phượng báo cáo")
    assert mention.name == "Nghỉa Phượng"
    assert not mention.exact_accents
    assert mention.candidates == ()


def test_a_bare_name_of_several_levels_has_no_level() -> None:
    (mention,) = find_units("Báo cáo của Hà Trung")
    assert mention.level is None
    assert {unit.level for unit in mention.candidates} >= {"xã", "huyện"}


def test_parents_are_certain_when_the_pair_is_unique() -> None:
    (unit,) = parents("xã Nghĩa Phương", "huyện Lục Nam")
    assert (unit.district, unit.province) == ("huyện Lục Nam", "Bắc Giang")
    assert parents("xã Nghĩa Phương", "huyện Tiên Yên") == []
    assert len(parents("xã Tân Tiến")) > 5


def test_a_district_that_changed_its_kind_is_found() -> None:
    assert parents("phường Quảng Yên", "TX. Quảng Yên")
    assert lookup("huyện Hoa Lư", within="Ninh Bình")
    assert lookup("thành phố Hoa Lư", within="Ninh Bình")


def test_lookup_compares_marks_when_they_are_written() -> None:
    assert {unit.name for unit in lookup("Tân Thạnh", kind="xã")} == {"Tân Thạnh"}
    assert {unit.name for unit in lookup("tan thanh", kind="xã")} >= {"Tân Thành", "Tân Thạnh", "Tân Thanh"}
    assert {unit.name for unit in lookup("Xa Dung")} == {"Xa Dung"}
    assert [unit.name for unit in lookup("TPHCM")] == ["Hồ Chí Minh", "Hồ Chí Minh"]
    assert [unit.name for unit in lookup("phường 01", within="quận 10")] == ["1"]


def test_the_conversion_of_2025_goes_both_ways() -> None:
    (former,) = parents("xã Nghĩa Phương", "huyện Lục Nam")
    now = successors(former)
    assert now
    assert all(unit.since_2025 and unit.district is None for unit in now)
    assert former in predecessors(now[0])


def test_the_list_is_whole() -> None:
    units = {unit for group in unit_list().by_key.values() for unit in group}
    since = [unit for unit in units if unit.since_2025]
    assert len([unit for unit in since if unit.level == "xã"]) == 3321
    assert len([unit for unit in since if unit.level == "tỉnh"]) == 34
    assert len([unit for unit in units if unit.level == "xã" and not unit.since_2025]) >= 10_040
    assert len([unit for unit in units if unit.level == "huyện"]) >= 705


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("xã Hoà Bình", "Hòa Bình", True),
        ("Mỹ Quý", "xã Mĩ Quí", True),
        ("huyện Ðông Anh", "Đông Anh", True),
        ("Tan Thanh", "xã Tân Thạnh", True),
        ("Tân Thành", "Tân Thạnh", False),
        ("Phường 01", "P. 1", True),
        ("Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa–Vũng Tàu", True),
        ("Hà Trung", "Hà Tĩnh", False),
    ],
)
def test_names_compare_as_people_mean_them(first: str, second: str, same: bool) -> None:
    assert same_name(first, second) is same


def test_kind_words_are_cut() -> None:
    assert split_kind("TT. Tiên Yên") == ("thị trấn", "Tiên Yên")
    assert split_kind("UBND") == (None, "UBND")
    assert strip_kind("thành phố Cẩm Phả") == "Cẩm Phả"
    assert strip_kind("Quân Chu") == "Quân Chu"


@given(st.text(alphabet="xã huyện Nghĩa Phương TT.P. Hà0123\n,-'", max_size=120))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for mention in find_units(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize(
    "text",
    ["UBND XÃ PHƯỚC THẠNH ĐÔNG", "ỦY BAN NHÂN DÂN XÃ PHƯỚC THẠNH ĐÔNG\n\nSố: 12", "xã Phước Thạnh Đông có"],
)
def test_a_name_that_begins_like_a_known_one_is_not_cut_short(text: str) -> None:
    assert [fold(mention.name) for mention in find_units(text)] == ["phuoc thanh dong"]


def test_the_end_of_a_longer_name_is_no_place_of_its_own() -> None:
    assert find_units("Phước Thạnh Đông, ngày 28 tháng 11 năm 2024") == []


@pytest.mark.parametrize(
    ("written", "listed"),
    [("Tam Xuân 2", "Tam Xuân II"), ("Sơn Kim II", "Sơn Kim 2"), ("EaKar", "Ea Kar")],
)
def test_names_with_numbers_or_in_one_word_are_those_of_the_list(written: str, listed: str) -> None:
    assert listed in {unit.name for unit in lookup(written)}
    assert [mention.name for mention in find_units(f"Ủy ban nhân dân xã {written} báo cáo")] == [written]
