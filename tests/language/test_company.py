"""Which words may stand beside which."""

from __future__ import annotations

import pytest

from language.company import does_not_belong
from language.words import toned


@pytest.mark.parametrize(("syllable", "beside"), [("nhiện", "tuy"), ("triễn", "kịp")])
def test_a_syllable_that_hardly_stands_alone(syllable: str, beside: str) -> None:
    assert does_not_belong(toned(syllable), toned(beside))


@pytest.mark.parametrize(
    ("syllable", "beside"),
    [("có", "thể"), ("được", "tặng"), ("nghìn", "có"), ("cho", "phép"), ("đoạt", "giải"), ("hội", "tổ")],
)
def test_words_that_stand_beside_others(syllable: str, beside: str) -> None:
    assert not does_not_belong(toned(syllable), toned(beside))
