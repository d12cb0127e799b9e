"""Abbreviations: written out by their neighbours, typed with or without marks, kept in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.abbreviations import expand, expand_tokens, expansion, is_syllable


@pytest.mark.parametrize(
    ("text", "written_out"),
    [
        ("tỷ lệ tham gia BHYT", "tỷ lệ tham gia bảo hiểm y tế"),
        ("ubnd xã", "Ủy ban nhân dân xã"),
        ("HĐ TĐKT huyện", "hội đồng thi đua, khen thưởng huyện"),
        ("CT UBND tỉnh", "chủ tịch Ủy ban nhân dân tỉnh"),
        ("BCH quân sự", "Ban Chỉ huy quân sự"),
        ("BCH Đảng bộ", "Ban Chấp hành Đảng bộ"),
        ("trường TH và THCS", "trường tiểu học và trung học cơ sở"),
        ("KT-XH", "kinh tế - xã hội"),
        ("đạt 103%KH", "đạt 103%kế hoạch"),
        ("cstd cap co so", "Chiến sĩ thi đua cap co so"),
    ],
)
def test_expand(text: str, written_out: str) -> None:
    assert expand(text) == written_out


@pytest.mark.parametrize("text", ["ban", "toàn", "hộ", "ha"])
def test_a_plain_syllable_is_no_abbreviation(text: str) -> None:
    assert is_syllable(text)
    assert expansion(text) is None


def test_marks_tell_abbreviations_apart() -> None:
    assert expansion("HD") == "hướng dẫn"
    assert expansion("HĐ", "", " TĐKT") == "hội đồng"


@given(st.text(alphabet="abcđĐHTKNDUB -–.,&0123456789", max_size=40))
def test_every_syllable_points_into_the_text(text: str) -> None:
    for token in expand_tokens(text):
        assert 0 <= token.start < token.end <= len(text)
