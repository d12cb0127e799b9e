"""Words: compounds met whole, synonyms as one, marks where the writer uses them."""

from __future__ import annotations

import pytest

from language.words import canonical, syllables, toned, words


def _content(text: str) -> list[str]:
    return [word.text for word in words(text) if not word.generic]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Tỷ lệ hộ nghèo là bao nhiêu", ["ho ngheo"]),
        ("tổng số hộ cận nghèo", ["ho can ngheo"]),
        ("có bao nhiêu giáo viên", ["giao vien"]),
        ("ty le gia dinh van hoa", ["gia dinh van hoa"]),
    ],
)
def test_segments(text: str, content: list[str]) -> None:
    assert _content(text) == content


def test_marks_decide_what_is_generic() -> None:
    assert [w.generic for w in words("hiến")] == [False]
    assert [w.generic for w in words("hiện")] == [True]


def test_one_spelling_of_tone_places_and_final_y() -> None:
    assert toned("hoá") == toned("hóa")
    assert canonical("tỷ") == canonical("tỉ") == "ti"


def test_synonyms_are_one_word() -> None:
    (word,) = [w for w in words("giao quân") if not w.generic]
    assert ("nhap", "ngu") in word.phrases


def test_a_syllable_is_not_found_inside_a_compound_unless_asked() -> None:
    text = syllables("lắp đặt camera ở nông thôn")
    assert text.find(("thon",)) == []
    assert text.find(("thon",), inside=True) == [5]


def test_near_poor_is_not_poor() -> None:
    assert syllables("82 hộ cận nghèo").find(("ho", "ngheo")) == []
