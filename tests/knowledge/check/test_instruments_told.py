"""Laws by a year without a version, and one instrument with two numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.check.reports import told

PLAN = "Thực hiện Kế hoạch số 274/KH-UBND ngày 15/3/2022 của UBND huyện về phát động thi đua."


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Quán triệt Luật Thi đua, khen thưởng năm 2020 tới từng chi bộ.", "năm 2020"),
        (
            "Căn cứ các Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 14/6/2005, "
            "ngày 16/11/2012.",
            "16/11/2012",
        ),
        ("Căn cứ Luật thi đua, khen thưởng năm 2003 (được sửa đổi, bổ sung năm 2005, 2014).", "2014"),
        (
            f"{PLAN} Sau khi có Kế hoạch số 247/KH-UBND ngày 15/3/2022 của UBND huyện, xã đã họp.",
            "247/KH-UBND",
        ),
    ],
)
def test_a_wrong_year_or_number_is_told(sentence: str, quote: str, tmp_path: Path) -> None:
    assert any(kind == "legal" and quote in words for kind, words in told(tmp_path, sentence, 2022))


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Luật Thi đua, khen thưởng năm 2003 (được sửa đổi, bổ sung năm 2005, 2013).",
        "Tổng kết 18 năm thi hành Luật Thi đua, khen thưởng (2004 - 2022).",
        "Kết quả triển khai Luật Thi đua, khen thưởng năm 2022 được ghi nhận.",
        "Căn cứ các Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 14/6/2005, "
        "ngày 16/11/2013.",
        f"{PLAN} Cùng ngày có Kế hoạch số 275/KH-UBND ngày 15/3/2022 của UBND huyện.",
        f"{PLAN} Kế hoạch số 247/KH-UBND ngày 15/3/2022 của UBND huyện về phòng, chống dịch được thực hiện.",
    ],
)
def test_right_years_and_two_instruments_are_let_alone(sentence: str, tmp_path: Path) -> None:
    assert [words for kind, words in told(tmp_path, sentence, 2022) if kind == "legal"] == []
