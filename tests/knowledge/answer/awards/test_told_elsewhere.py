"""Results first, totals beside their years, namesakes, organisations, units told of by others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of

FILES = Path(__file__).parent / "told_elsewhere"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of(sorted(FILES.iterdir()), tmp_path_factory.mktemp("elsewhere")) as base:
        yield base


def _ask(question: str, base: KnowledgeBase) -> Answer:
    return ask(question, base, today=date(2025, 5, 1))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Giai đoạn 2021-2024 huyện Lâm Khê có bao nhiêu Bằng khen của Chủ tịch UBND tỉnh?", "56"),
        ("Năm 2024 huyện Lâm Khê có bao nhiêu Bằng khen của Chủ tịch UBND tỉnh?", "20"),
        ("Trường THCS Nguyễn Hiền có bao nhiêu cá nhân được Giấy khen của Chủ tịch UBND huyện?", "6"),
        ("Số giấy khen cấp huyện của Lâm Khê năm 2024 so với năm 2021 tăng bao nhiêu?", "50"),
        ("Xã Bản Vòng có bao nhiêu tập thể được Bằng khen của Chủ tịch UBND tỉnh năm 2024?", "3"),
    ],
)
def test_value(store: KnowledgeBase, question: str, number: str) -> None:
    answer = _ask(question, store)
    assert answer.value is not None, answer.text
    assert answer.value.number == number, answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Giáo viên nào của trường Nguyễn Hiền được Bằng khen tỉnh?", "**cô giáo Đàm Thị Quyên**"),
        ("So sánh số giấy khen cấp huyện của Lâm Khê năm 2024 và năm 2021", "năm 2021: **140**"),
        (
            "Giấy khen huyện Lâm Khê năm 2024 tăng bao nhiêu so với năm 2021?",
            "năm 2024 so với năm 2021: tăng",
        ),
        ("Các xã Lâm Khê được Bằng khen tỉnh năm 2024", "Có **1 đơn vị**: 3 tập thể – xã Bản Vòng"),
        ("Xã nào không được Bằng khen tỉnh năm 2024?", "Báo cáo ghi không có: xã Suối Lát"),
    ],
)
def test_the_answer_begins_with_its_result(store: KnowledgeBase, question: str, first: str) -> None:
    text = _ask(question, store).text
    assert text.startswith(first), text
    assert "Đang tìm: " in text.split("\n\n")[0]


def test_namesakes_are_told_by_their_districts(store: KnowledgeBase) -> None:
    text = _ask("So sánh số giấy khen cấp huyện của các xã Tân Sơn năm 2024", store).text
    assert "huyện Lâm Khê" in text
    assert "huyện Hà Bắc" in text
    assert "**17**" in text
    assert "**11**" in text


def test_a_school_adds_nothing_to_its_district(store: KnowledgeBase) -> None:
    text = _ask("Giai đoạn 2021-2024 huyện Lâm Khê có bao nhiêu Bằng khen tỉnh?", store).text
    assert text.startswith("huyện Lâm Khê: **56")
    assert "Nguyễn Hiền" not in text.split("\n")[0]


def test_a_unit_told_of_by_another_report_says_so(store: KnowledgeBase) -> None:
    answer = _ask("Xã nào được Bằng khen tỉnh năm 2024?", store)
    assert [row.unit for row in answer.rows] == ["xã Bản Vòng"]
    assert "lấy từ báo cáo của huyện Lâm Khê" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Nghị định 98/2023/NĐ-CP tại thời điểm báo cáo của xã Tân Sơn huyện Lâm Khê có hiệu lực không?",
        "NĐ 98/2023 còn hiệu lực lúc xã Tân Sơn huyện Lâm Khê báo cáo không?",
    ],
)
def test_validity_on_the_day_of_a_report(store: KnowledgeBase, question: str) -> None:
    answer = _ask(question, store)
    assert "**còn hiệu lực** tại thời điểm 12/12/2024" in answer.text
    assert not answer.abstained
