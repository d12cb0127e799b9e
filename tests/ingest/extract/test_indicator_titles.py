"""The indicators that titles of columns name."""

from __future__ import annotations

import pytest

from ingest.extract.indicators.titles import indicator_of_title, unit_of_caption


@pytest.mark.parametrize(
    ("title", "counted", "name"),
    [
        ("Hộ nghèo / Số hộ", "", "số hộ nghèo"),
        ("Hộ cận nghèo / Tỷ lệ (%)", "", "tỷ lệ hộ cận nghèo"),
        ("Lúa / Năng suất (tạ/ha)", "", "Năng suất lúa"),
        ("Lúa đông xuân / Diện tích", "", "Diện tích lúa đông xuân"),
        ("Thu ngân sách (triệu đồng) / Dự toán năm 2024", "", "Thu ngân sách"),
        ("Thu ngân sách / Thực hiện / % KH", "", "Thu ngân sách"),
        ("Trong đó / Hộ nghèo", "", "Hộ nghèo"),
        ("Gia đình văn hóa / Số hộ", "", "số hộ gia đình văn hóa"),
        ("Đảng viên / Tổng số", "", "số đảng viên"),
        ("Tỷ lệ (%)", "Số hộ nghèo", "tỷ lệ hộ nghèo"),
        ("Tỷ lệ hộ nghèo (%)", "Số hộ", "Tỷ lệ hộ nghèo"),
    ],
)
def test_levels_of_a_title_make_one_name(title: str, counted: str, name: str) -> None:
    assert indicator_of_title(title, counted) == name


def test_a_caption_names_columns_that_only_say_which() -> None:
    caption = "Biểu 2: Kết quả thu ngân sách các xã, phường (Đơn vị tính: triệu đồng)"
    assert indicator_of_title("Thực hiện 9 tháng", "", caption) == "thu ngân sách nhà nước"
    assert indicator_of_title("% DT", "", "") == ""
    assert unit_of_caption(caption) == "triệu đồng"
