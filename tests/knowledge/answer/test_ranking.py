"""Ranking the communes of a district, and a report that tells years within its span."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_HEAD = """UBND HUYỆN HÀM TÂN
{body}
Số: {number}/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{place}, ngày 15 tháng 12 năm 2024
BÁO CÁO
Kết quả công tác thi đua, khen thưởng {period}
Kính gửi: Ủy ban nhân dân huyện Hàm Tân, tỉnh Bình Thuận.
I. KẾT QUẢ
{result}
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Phan Văn Lượng
"""
_REPORTS = {
    "song-phan": ("UBND XÃ SÔNG PHAN", "Thu nhập bình quân đầu người đạt 51,2 triệu đồng/năm."),
    "tan-duc": ("UBND XÃ TÂN ĐỨC", "Thu nhập bình quân 48 triệu đồng/người/năm."),
    "tan-ha": ("UBND XÃ TÂN HÀ", "Thu nhập bình quân đầu người 55,4 triệu đồng."),
    "ham-tan": (
        "",
        "Tỷ lệ hộ nghèo giảm từ 4,5% năm 2021 xuống còn 1,3% năm 2023. Thu nhập 58,1 triệu đồng.",
    ),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    texts = {}
    for number, (name, (body, result)) in enumerate(_REPORTS.items()):
        period = "năm 2024" if body else "giai đoạn 2020 - 2024"
        place = body.removeprefix("UBND XÃ ").title() or "Hàm Tân"
        text = _HEAD.format(body=body, number=number + 40, place=place, period=period, result=result)
        texts[f"{name}.txt"] = text
    with store_of_texts(tmp_path_factory.mktemp("ranking"), texts) as base:
        yield base


def _asked(question: str, store: KnowledgeBase) -> Answer:
    return ask(question, store, today=date(2025, 3, 1))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Xã nào của huyện Hàm Tân có thu nhập bình quân cao nhất năm 2024?", "xã Tân Hà"),
        ("xã nào ở Hàm Tân thu nhập bình quân thấp nhất", "xã Tân Đức"),
        ("Xã nào có thu nhập bình quân đầu người cao nhất?", "xã Tân Hà"),
    ],
)
def test_communes_are_ranked_and_their_district_is_none(
    question: str, first: str, store: KnowledgeBase
) -> None:
    answer = _asked(question, store)
    assert not answer.abstained, answer.text
    assert [row.unit for row in answer.rows] == [first]
    assert answer.text.startswith(first)
    assert "58,1" not in answer.text
    assert answer.text.count("triệu đồng") == 3


def test_three_values_stand_in_one_line(store: KnowledgeBase) -> None:
    answer = _asked("So sánh thu nhập bình quân của xã Sông Phan, xã Tân Đức và xã Tân Hà năm 2024", store)
    first = answer.text.split("\n")[0]
    assert all(value in first for value in ("51,2", "48", "55,4")), answer.text


@pytest.mark.parametrize(("year", "value"), [("2021", "4,5"), ("2023", "1,3")])
def test_years_within_a_reports_span(year: str, value: str, store: KnowledgeBase) -> None:
    answer = _asked(f"Tỷ lệ hộ nghèo của huyện Hàm Tân năm {year}?", store)
    assert answer.value is not None, answer.text
    assert answer.value.number == value


def test_no_law_is_among_the_units_that_are_silent(tmp_path: Path) -> None:
    law = """CHÍNH PHỦ
Số: 45/2031/NĐ-CP
Hà Nội, ngày 10 tháng 4 năm 2031

NGHỊ ĐỊNH
Quy định về quỹ thi đua ở cơ sở

Điều 1. Phạm vi
1. Nghị định này quy định về quỹ thi đua, khen thưởng ở cơ sở.
"""
    fund = "Quỹ thi đua, khen thưởng trong năm là 15,5 triệu đồng."
    report = _HEAD.format(
        body="UBND XÃ SÔNG PHAN", number=7, place="Sông Phan", period="năm 2024", result=fund
    )
    with store_of_texts(tmp_path, {"xa.txt": report, "nghi-dinh.txt": law}) as base:
        answer = _asked("Quỹ thi đua khen thưởng của các đơn vị là bao nhiêu?", base)
    assert not answer.abstained
    assert answer.coverage is not None
    assert answer.coverage.units_with == ("xã Sông Phan",)
    assert answer.coverage.units_silent == ()
