"""Reports of organisations, and figures that must not be taken for a wider or narrower one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.understand.organisations import organisation_of
from tests.knowledge.answer.conftest import store_of

FILES = Path(__file__).parent / "organisations"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of(sorted(FILES.iterdir()), tmp_path_factory.mktemp("organisations")) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Trường Tiểu học Vĩnh Lâm có bao nhiêu học sinh?", "1.024"),
        ("Trường Vĩnh Lâm có bao nhiêu lớp?", "31"),
        ("truong tieu hoc vinh lam co bao nhieu hoc sinh", "1.024"),
        ("Trường Tiểu học Vĩnh Lâm có bao nhiêu chiến sĩ thi đua cơ sở năm học 2023-2024?", "7"),
        ("Hiệu trưởng Trường Tiểu học Vĩnh Lâm là ai?", "Trần Thị Bích Vân"),
        ("Xã Đắk Năng có bao nhiêu hộ?", "2.417"),
        ("How many households does Đắk Năng commune have?", "2.417"),
        ("sản lượng cà phê của xã Đắk Năng", "2.815"),
        ("độ bao phủ BHYT xã Đắk Năng", "95,6"),
        ("Xã Đắk Năng rộng bao nhiêu?", "3.140"),
        ("chủ tịch xã Yên Thuận Hạ tên gì", "Hoàng Văn Thức"),
        ("năm 2025 xã Đắk Năng phấn đấu thu ngân sách bao nhiêu?", "5,4"),
    ],
)
def test_value(store: KnowledgeBase, question: str, number: str) -> None:
    answer = ask(question, store, today=date(2025, 1, 6))
    assert answer.value is not None, answer.text
    assert answer.value.number == number
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Trường Tiểu học Vĩnh Lâm có bao nhiêu máy tính?",
        "chủ tịch xã Đắk Năng tên gì",
        "Ai là chủ tịch xã Đắk Năng?",
        "Xã Đắk Năng có bao nhiêu học sinh?",
        "Sản lượng lúa của xã Đắk Năng?",
        "Diện tích tự nhiên của xã Yên Thuận Hạ?",
    ],
)
def test_not_told(store: KnowledgeBase, question: str) -> None:
    answer = ask(question, store, today=date(2025, 1, 6))
    assert answer.abstained, answer.text


def test_only_an_organisation_reports_on_itself(store: KnowledgeBase) -> None:
    found = {d.name: organisation_of(d) for d in store.documents()}
    assert found["xa-dak-nang-2024.txt"] is None
    assert found["truong-tieu-hoc-vinh-lam-2024.txt"] == "Trường Tiểu học Vĩnh Lâm"


def test_regulation_on_an_empty_store(tmp_path: Path) -> None:
    with store_of([], tmp_path) as base:
        answer = ask("Luật Thi đua, khen thưởng số 06/2022/QH15 có hiệu lực từ ngày nào?", base)
    assert not answer.abstained, answer.text
    assert "01/01/2024" in answer.text or "1/1/2024" in answer.text
