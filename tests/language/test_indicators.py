"""Names of indicators: canonical wording, mentions, likeness."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.indicators import canonical_indicator, indicators, match_indicators, similar
from language.text import fold


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Tổng thu ngân sách nhà nước trên địa bàn", "thu ngân sách nhà nước"),
        ("Thu NSNN", "thu ngân sách nhà nước"),
        ("Tổng diện tích tự nhiên", "diện tích tự nhiên"),
        ("Tỉ lệ hộ nghèo", "tỷ lệ hộ nghèo"),
        ("Tỷ lệ hộ nghèo toàn xã", "tỷ lệ hộ nghèo"),
        ("hộ nghèo", "số hộ nghèo"),
        ("tổng số hộ cận nghèo", "số hộ cận nghèo"),
        ("tỷ lệ người dân tham gia BHYT", "tỷ lệ tham gia bảo hiểm y tế"),
        ("ty le ho ngheo", "tỷ lệ hộ nghèo"),
        ("Tổng GTSX", "tổng giá trị sản xuất"),
        ("đàn heo", "tổng đàn lợn"),
        ("Số thôn đạt chuẩn NTM kiểu mẫu", "số thôn đạt chuẩn nông thôn mới kiểu mẫu"),
    ],
)
def test_canonical_names(name: str, canonical: str) -> None:
    assert canonical_indicator(name) == canonical


@pytest.mark.parametrize(
    "name",
    [
        "tỷ lệ hộ nghèo dân tộc thiểu số", "đảng viên nữ", "số camera an ninh", "giá trị sản xuất ngành",
        "diện tích gieo trồng vụ đông", "thu tiền thuế", "", "của xã",
    ],
)  # fmt: skip
def test_a_name_that_says_more_or_other_has_no_canonical_name(name: str) -> None:
    assert canonical_indicator(name) is None


def test_mentions_point_at_their_words() -> None:
    text = "Tỷ lệ hộ nghèo và tỷ lệ tham gia BHYT của xã năm 2023"
    found = match_indicators(text)
    assert [m.name for m in found] == ["tỷ lệ hộ nghèo", "tỷ lệ tham gia bảo hiểm y tế"]
    assert [text[m.start : m.end] for m in found] == ["Tỷ lệ hộ nghèo", "tỷ lệ tham gia BHYT"]
    assert "%" in found[0].units


def test_mentions_without_diacritics_and_in_english() -> None:
    assert [m.name for m in match_indicators("thu nsnn thi tran nam 2023")] == ["thu ngân sách nhà nước"]
    assert [m.name for m in match_indicators("state budget revenue of the town")] == [
        "thu ngân sách nhà nước"
    ]


def test_a_bare_noun_is_a_generic_mention() -> None:
    (mention,) = match_indicators("Xã có bao nhiêu đảng viên?")
    assert (mention.name, mention.generic) == ("số đảng viên", True)


def test_longer_wording_wins() -> None:
    assert [m.name for m in match_indicators("tỷ lệ hộ cận nghèo")] == ["tỷ lệ hộ cận nghèo"]
    assert [m.name for m in match_indicators("bảo hiểm xã hội tự nguyện")] == [
        "tham gia bảo hiểm xã hội tự nguyện"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("thu ngân sách", "tổng thu NSNN trên địa bàn"),
        ("trồng cây xanh", "số cây xanh trồng"),
        ("camera an ninh", "lắp đặt camera an ninh"),
        ("tiếp nhận đơn", "số đơn tiếp nhận"),
        ("hộ đạt danh hiệu nông dân giỏi", "số hộ đạt danh hiệu nông dân giỏi"),
        ("tỷ lệ hộ nghèo", "tỷ lệ hộ nghèo, hộ cận nghèo"),
    ],
)
def test_the_same_thing_in_other_words_is_alike(first: str, second: str) -> None:
    assert similar(first, second) > 0.7


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("tỷ lệ hộ nghèo", "tỷ lệ hộ cận nghèo"),
        ("tỷ lệ hộ nghèo", "số hộ nghèo"),
        ("thu ngân sách", "chi ngân sách"),
        ("đàn trâu", "đàn bò"),
        ("diện tích lúa", "sản lượng lúa"),
        ("dân số", "dân tộc"),
        ("học sinh giỏi cấp tỉnh", "sản lượng thủy sản"),
    ],
)
def test_different_things_are_not_alike(first: str, second: str) -> None:
    assert similar(first, second) < 0.6


def test_every_listed_wording_is_canonical_itself() -> None:
    names = [entry.name for entry in indicators()]
    assert len(names) == len(set(names)) > 100
    for name in names:
        assert canonical_indicator(name) == name
        assert canonical_indicator(fold(name)) == name


SYLLABLES = "tỷ lệ hộ nghèo cận thu chi ngân sách đàn bò lợn số diện tích lúa xã và của"
words = st.lists(st.sampled_from(SYLLABLES.split(" ")), max_size=8)


@given(words, words)
def test_likeness_is_symmetric_and_bounded(first: list[str], second: list[str]) -> None:
    a, b = " ".join(first), " ".join(second)
    assert similar(a, b) == pytest.approx(similar(b, a))
    assert 0 <= similar(a, b) <= 1
    if a:
        assert similar(a, a) == 1


@given(st.text(max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    for mention in match_indicators(text):
        assert text[mention.start : mention.end] == mention.text
    canonical_indicator(text)
