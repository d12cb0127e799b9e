"""English as it is typed: possessives, an award named by who gives it, a place after "in"."""

from __future__ import annotations

import pytest

from knowledge.understand.english import is_english, to_vietnamese


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        ("What was Song Phan commune's budget revenue in 2025?", "xã Song Phan thu ngân sách năm 2025?"),
        (
            "Which communes won a provincial emulation flag in 2024?",
            "những xã nào được tặng cờ thi đua của UBND tỉnh năm 2024?",
        ),
        (
            "Which commune has the lowest poverty rate in 2023?",
            "xã nào có tỷ lệ hộ nghèo thấp nhất năm 2023?",
        ),
        ("Population of Song Phan commune?", "dân số của xã Song Phan ?"),
        (
            "how many individuals received the provincial chairman's merit certificate in Song Phan in 2023",
            "bao nhiêu cá nhân được tặng bằng khen của Chủ tịch UBND tỉnh ở Song Phan năm 2023",
        ),
    ],
)
def test_english_is_turned(question: str, turned: str) -> None:
    assert is_english(question)
    assert to_vietnamese(question) == turned
