"""A district without a report of its own is told by the report of its department, in its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_REPORT = """UBND HUYỆN NA HANG
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 215/BC-PGDĐT
Na Hang, ngày 12 tháng 6 năm 2023
BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm học 2022-2023

I. KẾT QUẢ
- Toàn ngành có 31 trường, 842 cán bộ, giáo viên, nhân viên.
- Có 17/31 trường đạt chuẩn quốc gia, đạt 54,8%.

| Trường | Lao động tiên tiến | Chiến sĩ thi đua cơ sở |
| --- | --- | --- |
| Trường Mầm non Yên Hoa | 19 | 2 |
| Trường Tiểu học Đà Vị | 27 | 4 |
| Trường THCS Sinh Long | 22 | 5 |

- Đang trình Thủ tướng Chính phủ tặng Bằng khen cho cô giáo Ma Thị Duyên.

TRƯỞNG PHÒNG
Hoàng Văn Lập
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("department"), {"giao-duc-na-hang.md": _REPORT}) as base:
        yield base


def test_its_field_is_told_as_the_departments(store: KnowledgeBase) -> None:
    answer = ask("Na Hang có bao nhiêu trường đạt chuẩn quốc gia?", store, today=date(2024, 7, 1))
    assert answer.value is not None, answer.text
    assert answer.value.number.startswith("17"), answer.text
    assert "Phòng Giáo dục và Đào tạo" in answer.text


def test_its_staff_is_not_the_districts(store: KnowledgeBase) -> None:
    answer = ask("Huyện Na Hang có bao nhiêu cán bộ?", store, today=date(2024, 7, 1))
    assert answer.abstained, answer.text


def test_schools_of_its_table_are_ranked(store: KnowledgeBase) -> None:
    answer = ask("Trường nào có nhiều lao động tiên tiến nhất ở Na Hang?", store, today=date(2024, 7, 1))
    assert "Trường Tiểu học Đà Vị" in answer.text.split("\n")[0], answer.text
    assert [row.recipient for row in answer.rows] == ["Trường Tiểu học Đà Vị"], answer.text


def test_a_school_is_told_by_its_own_row(store: KnowledgeBase) -> None:
    answer = ask("Trường THCS Sinh Long có bao nhiêu chiến sĩ thi đua cơ sở?", store, today=date(2024, 7, 1))
    assert answer.value is not None, answer.text
    assert answer.value.number == "5", answer.text


def test_a_teacher_proposed_is_not_yet_honoured(store: KnowledgeBase) -> None:
    answer = ask("Cô Ma Thị Duyên đã được Thủ tướng tặng Bằng khen chưa?", store, today=date(2024, 7, 1))
    assert not answer.abstained, answer.text
    assert "trình" in answer.text.split("\n")[0] or "đề nghị" in answer.text.split("\n")[0], answer.text


_COUNCIL = """UBND HUYỆN MÈO VẠC
HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG
Số: 09/BC-HĐTĐKT
Mèo Vạc, ngày 20 tháng 6 năm 2023
BÁO CÁO
Công tác thi đua, khen thưởng 6 tháng đầu năm 2023
Hội đồng Thi đua - Khen thưởng huyện sau kiện toàn có 19 thành viên, họp 3 phiên.
Dân quân thị trấn Mèo Vạc dự hội thao 24 người.
"""


@pytest.mark.parametrize(
    "question",
    ["Hội đồng TĐKT huyện Mèo Vạc gồm bao nhiêu người?", "hoi dong thi dua huyen meo vac co may thanh vien"],
)
def test_an_office_that_reports_may_be_asked_about_itself(question: str, tmp_path: Path) -> None:
    with store_of_texts(tmp_path, {"hoi-dong.txt": _COUNCIL}) as base:
        value = ask(question, base, today=date(2024, 7, 1)).value
    assert value is not None
    assert value.number == "19"
