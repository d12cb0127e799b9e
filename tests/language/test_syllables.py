from __future__ import annotations

import unicodedata

import pytest

from language.syllables import is_syllable

GOOD = (
    "báo cáo tổng kết công tác thi đua khen thưởng nghiêng giếng gì quyết quýt khuỷu ngoằn nguyễn Ủy uỷ "
    "thuở hươu yêu rượu xoong Đắc việc được"
)
BAD = "bảc bạng2 fax zero president school khenthưởng tổôg Þ µo qêu ngát3 cộngg ưởưng"


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", BAD.split())
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_a_stop_takes_the_sharp_or_heavy_tone_only() -> None:
    assert is_syllable("lập")
    assert is_syllable("lắp")
    assert not is_syllable("lằp")
    assert is_syllable("lap")  # typed without marks
