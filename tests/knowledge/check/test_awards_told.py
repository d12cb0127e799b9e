"""Who may confer what, as sentences tell it; awards told as pending and as given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.check.reports import told


@pytest.mark.parametrize(
    "sentence",
    [
        "Bộ trưởng Bộ Y tế tặng Huân chương Lao động hạng Ba cho 02 bác sĩ.",
        "UBND tỉnh tặng Huân chương Lao động hạng Ba cho 01 tập thể.",
        "Thủ tướng Chính phủ tặng Huân chương Lao động hạng Nhì cho 01 cá nhân.",
        "Hội Nông dân huyện tặng Bằng khen cho 03 chi hội.",
        "Huyện đoàn tặng Bằng khen cho 02 chi đoàn tiêu biểu.",
        "Chủ tịch UBND tỉnh công nhận Tập thể lao động xuất sắc cho 16 cá nhân.",
    ],
)
def test_who_may_not_confer_is_told(sentence: str, tmp_path: Path) -> None:
    assert "awards" in {kind for kind, _ in told(tmp_path, sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "UBND huyện trao tặng Bằng khen của UBND tỉnh cho 03 tập thể.",
        "Có 02 cá nhân được Chủ tịch nước, Thủ tướng Chính phủ tặng Huân chương Lao động, Bằng khen.",
        "Huyện đoàn trao Bằng khen của Tỉnh đoàn cho 02 chi đoàn.",
        "Hội Nông dân xã được Hội Nông dân tỉnh tặng Bằng khen.",
        "Bộ trưởng Bộ Giáo dục và Đào tạo tặng Bằng khen cho 01 giáo viên.",
        "Hội Phụ nữ huyện tặng Giấy khen cho 12 hội viên.",
    ],
)
def test_who_may_confer_or_hands_on_is_let_alone(sentence: str, tmp_path: Path) -> None:
    assert [words for kind, words in told(tmp_path, sentence) if kind == "awards"] == []


ASKED = "Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 04 tập thể, hiện {state}. "
GIVEN = "Trong năm, 04 tập thể được Chủ tịch UBND tỉnh tặng Bằng khen."


def test_an_award_that_is_pending_and_given_is_told(tmp_path: Path) -> None:
    findings = told(tmp_path, ASKED.format(state="hồ sơ đang trình, chưa có quyết định") + "\n\n" + GIVEN)
    assert "awards" in {kind for kind, _ in findings}


def test_an_award_that_was_asked_for_and_given_is_let_alone(tmp_path: Path) -> None:
    findings = told(tmp_path, ASKED.format(state="đã có quyết định") + "\n\n" + GIVEN)
    assert "awards" not in {kind for kind, _ in findings}
