"""Times that contradict themselves or the report's own period."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.check.reports import findings_of, told

QUARTERLY = """
ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG MỸ PHƯỚC ĐÔNG                Độc lập - Tự do - Hạnh phúc

Số: 41/BC-UBND                 Mỹ Phước Đông, ngày 25 tháng 9 năm 2024

BÁO CÁO
Công tác thi đua, khen thưởng quý III năm 2024

I. KẾT QUẢ

Phường phát động 02 đợt thi đua.

Trên đây là báo cáo công tác thi đua, khen thưởng {closing} của UBND phường./.

Nơi nhận:                                   TM. ỦY BAN NHÂN DÂN
- Lưu: VT.                                      CHỦ TỊCH
                                               Hồ Tấn Lực
"""


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        pytest.param(
            "Đợt thi đua kéo dài từ ngày 01/6/2023 đến hết ngày 15/7/2023.",
            "Đợt thi đua kéo dài từ ngày 01/6/2023 đến hết ngày 15/5/2023.",
            "15/5/2023", id="days-reversed",
        ),
        pytest.param("Hội thao tổ chức tháng 11/2023.", "Hội thao tổ chức tháng 13/2023.", "13/2023"),
        pytest.param("Hoàn thành trong quý IV/2023.", "Hoàn thành trong quý VI/2023.", "quý VI/2023"),
        pytest.param(
            "Các chỉ tiêu năm 2023 đều đạt.", "Các chỉ tiêu năm 2032 đều đạt.", "2032", id="year-exchanged"
        ),
    ],
)  # fmt: skip
def test_an_impossible_time_is_told(tmp_path: Path, right: str, wrong: str, words: str) -> None:
    assert told(tmp_path, right) == []
    assert [(category, words in place) for category, place in told(tmp_path, wrong)] == [("dates", True)]


def test_plans_for_the_school_year_that_ends_are_told(tmp_path: Path) -> None:
    report = QUARTERLY.replace("quý III năm 2024\n", "năm học 2023 - 2024\n").replace(
        "25 tháng 9", "30 tháng 5"
    )
    plans = "Phường phát động 02 đợt thi đua.\n\nII. PHƯƠNG HƯỚNG NĂM HỌC {}\n\nTiếp tục thi đua."
    found = {}
    for years in ("2024 - 2025", "2023 - 2024"):
        body = report.replace("Phường phát động 02 đợt thi đua.", plans.format(years))
        _, findings = findings_of("a.txt", body.format(closing="năm học 2023 - 2024"), tmp_path)
        found[years] = [each.category for each in findings]
    assert found == {"2024 - 2025": [], "2023 - 2024": ["dates"]}


def test_a_year_to_come_may_be_spoken_of(tmp_path: Path) -> None:
    assert told(tmp_path, "Đề án phát triển du lịch đến năm 2032 đã được phê duyệt.") == []


def test_a_closing_of_another_quarter_is_told(tmp_path: Path) -> None:
    _, right = findings_of("a.txt", QUARTERLY.format(closing="quý III năm 2024"), tmp_path)
    _, wrong = findings_of("b.txt", QUARTERLY.format(closing="quý II năm 2024"), tmp_path)
    assert right == []
    assert [(each.category, each.quotes[0].text) for each in wrong] == [("dates", "quý II năm 2024")]
