"""Which words may stand beside which."""

from __future__ import annotations

import pytest

from language.company import does_not_belong
from language.words import toned


@pytest.mark.parametrize(("syllable", "beside", "before"), [("nhiện", "tuy", False), ("triễn", "kịp", False)])
def test_a_syllable_that_hardly_stands_alone(syllable: str, beside: str, before: bool) -> None:
    assert does_not_belong(toned(syllable), toned(beside), before)


@pytest.mark.parametrize(
    ("syllable", "beside"), [("có", "thể"), ("được", "tặng"), ("nghìn", "có"), ("cho", "phép")]
)
def test_words_that_stand_beside_anything(syllable: str, beside: str) -> None:
    assert not does_not_belong(toned(syllable), toned(beside), before=True)
