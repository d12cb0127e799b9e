from decimal import Decimal

import pytest

from eval.comparing import includes, names, numbers_in, opening, plain_text, same_value, value_occurs


@pytest.mark.parametrize(
    ("given", "gold"),
    [
        ("31,250", "31,25"),
        ("01", "1"),
        ("1.068,692", "1068,692"),
        ("310.800.000", "310800000"),
        ("90,5%", "90,5"),
        ("17/17", "17/17"),
        ("nguyễn văn an", "Nguyễn Văn An"),
    ],
)
def test_the_same_value_in_another_spelling(given: str, gold: str) -> None:
    assert same_value(given, gold)


@pytest.mark.parametrize(
    ("given", "gold"),
    [
        ("31.250", "31,250"),
        ("1,2", "12"),
        ("17/17", "17"),
        ("Nguyễn Văn Ân", "Nguyễn Văn An"),
        ("", "0"),
    ],
)
def test_another_value(given: str, gold: str) -> None:
    assert not same_value(given, gold)


def test_a_number_occurs_as_a_whole_number_only() -> None:
    assert value_occurs("9", "Có 09 hộ mới thoát nghèo.")
    assert not value_occurs("9", "Có 39 hộ, đạt 9,5%.")
    assert value_occurs("10/10", "đạt 10/10 thôn")
    assert not value_occurs("1", "Có 31 hộ [1].".replace("[1]", ""))


def test_citation_marks_and_markdown_are_no_words_of_the_answer() -> None:
    assert plain_text("Có **35** hộ [1][2].\n> trích [3, 4]") == "Có 35 hộ. trích"
    assert numbers_in(plain_text("Có 35 hộ [1].")) == {Decimal(35)}


def test_opening_is_two_sentences() -> None:
    answer = "Tỷ lệ hộ nghèo là 1,21% [1]. Đó là năm 2023. Năm trước là 4,5%."
    assert value_occurs("1,21", opening(answer))
    assert value_occurs("2023", opening(answer))
    assert not value_occurs("4,5", opening(answer))


def test_included_words_ignore_case_and_white_space_but_not_word_bounds() -> None:
    assert includes("Cán bộ\n KIÊM  nhiệm.", "kiêm nhiệm")
    assert not includes("kiêm nhiệmm", "kiêm nhiệm")
    assert not includes("kiem nhiem", "kiêm nhiệm")
    assert not includes("đạt 11,59%", "1,59")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Hoa Sơn", "xã Hoa Sơn"),
        ("xã Hoa Sơn", "xa hoa son, huyện Lạc Thủy"),
        ("Thị trấn Đồi Ngô", "doi ngo"),
    ],
)
def test_names_ignore_kind_words_and_diacritics(name: str, text: str) -> None:
    assert names(name, text)


def test_a_name_inside_a_longer_word_is_another_name() -> None:
    assert not names("Hoa Sơn", "xã Hoa Sơnn")
    assert not names("xã", "xã Hoa Sơn")
