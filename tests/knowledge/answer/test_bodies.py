"""Associations, committees, clusters and offices as the subjects of questions, beside their units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of

FILES = Path(__file__).parent / "bodies"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of(sorted(FILES.iterdir()), tmp_path_factory.mktemp("bodies")) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hội phụ nữ huyện Lạc Sơn có bao nhiêu hội viên?", "19.806"),
        ("hoi phu nu huyen lac son co bao nhieu hoi vien", "19.806"),
        ("Hội LHPN Lạc Sơn có bao nhiêu cơ sở hội?", "24"),
        (
            "Hội Liên hiệp Phụ nữ Việt Nam huyện Lạc Sơn vận động bao nhiêu tiền xây mái ấm tình thương?",
            "642",
        ),
        ("Chủ tịch Hội LHPN huyện Lạc Sơn là ai?", "Bùi Thị Niềm"),
        ("Chủ tịch Hội Phụ nữ Lạc Sơn tên gì?", "Bùi Thị Niềm"),
        ("Hội phụ nữ huyện Lạc Sơn tặng giấy khen cho bao nhiêu cá nhân năm 2022?", "33"),
        ("Hội Nông dân huyện Lạc Sơn có bao nhiêu hội viên?", "21.077"),
        ("Phó Chủ tịch Hội Nông dân huyện Lạc Sơn là ai?", "Quách Văn Đính"),
        ("Trường THCS Nhân Nghĩa có bao nhiêu học sinh?", "512"),
        ("Trường trung học cơ sở Nhân Nghĩa, huyện Lạc Sơn có mấy lớp?", "14"),
        ("Hiệu trưởng trường THCS Nhân Nghĩa là ai?", "Bùi Văn Dưỡng"),
        ("Trường THCS Nhân Nghĩa đề nghị bao nhiêu chiến sĩ thi đua cơ sở?", "5"),
        ("Bí thư Đảng ủy xã Quý Hòa là ai?", "Bùi Văn Nhỏ"),
        ("Đảng bộ xã Quý Hòa có bao nhiêu đảng viên?", "402"),
        ("Sở Nội vụ tỉnh Hòa Bình thẩm định bao nhiêu hồ sơ năm 2022?", "1.064"),
        ("Phó Giám đốc Sở Nội vụ Hòa Bình là ai?", "Nguyễn Thị Lan Phương"),
        ("Cụm thi đua số 2 huyện Lạc Sơn gồm bao nhiêu xã?", "6"),
        ("Xã Nhân Nghĩa có bao nhiêu hộ?", "1.802"),
        ("Chủ tịch xã Nhân Nghĩa là ai?", "Bùi Văn Thắng"),
    ],
)
def test_answered_from_the_own_report(store: KnowledgeBase, question: str, told: str) -> None:
    answer = ask(question, store, today=date(2023, 1, 6))
    assert not answer.abstained, answer.text
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Chủ tịch Hội Nông dân huyện Lạc Sơn là ai?",
        "Chủ tịch UBND xã Quý Hòa là ai?",
        "Giám đốc Sở Nội vụ tỉnh Hòa Bình là ai?",
        "Huyện Lạc Sơn có bao nhiêu hội viên?",
        "Huyện Lạc Sơn có bao nhiêu học sinh?",
        "Xã Nhân Nghĩa có bao nhiêu học sinh?",
        "Chủ tịch huyện Lạc Sơn là ai?",
        "Bí thư Huyện ủy Lạc Sơn là ai?",
        "Trường THCS Quý Hòa có bao nhiêu học sinh?",
        "Hội Cựu chiến binh huyện Lạc Sơn có bao nhiêu hội viên?",
        "Hội phụ nữ xã Nhân Nghĩa có bao nhiêu hội viên?",
    ],
)
def test_not_answered_from_anothers_report(store: KnowledgeBase, question: str) -> None:
    answer = ask(question, store, today=date(2023, 1, 6))
    assert answer.abstained, answer.text
