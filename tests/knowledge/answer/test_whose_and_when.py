"""Whose figure it is and of what time: units that a report tells of, parts of a year, other years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_HEAD = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
"""
_REPORTS = {
    "muong-la-2022.txt": f"""ỦY BAN NHÂN DÂN
HUYỆN MƯỜNG LA
{_HEAD}Số: 417/BC-UBND
Mường La, ngày 09 tháng 12 năm 2022
BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2022

I. KẾT QUẢ
- Tỷ lệ hộ nghèo toàn huyện còn 18,4%. Xã Chiềng Công còn 41,2% hộ nghèo.
- Kết quả thu ngân sách và bảo hiểm y tế của các xã:

| Đơn vị | Thu ngân sách (triệu đồng) | Tỷ lệ hộ nghèo (%) |
| --- | --- | --- |
| Xã Chiềng Lao | 1.870 | 33,5 |
| Xã Nặm Păm | 945 | 29,1 |
| Xã Pi Toong | 1.312 | 14,6 |

II. KHEN THƯỞNG
Chủ tịch UBND huyện tặng Giấy khen cho 51 tập thể.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Thoa
""",
    "pi-toong-2022.txt": f"""UBND HUYỆN MƯỜNG LA
UBND XÃ PI TOONG
{_HEAD}Số: 88/BC-UBND
Pi Toong, ngày 28 tháng 11 năm 2022
BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2022

I. KẾT QUẢ
- Tỷ lệ hộ nghèo giảm từ 17,3% năm 2021 xuống còn 14,6%.
- Thu nhập bình quân đầu người đạt 31,2 triệu đồng; phấn đấu năm 2023 đạt 34 triệu đồng.
- Năng suất ngô 41 tạ/ha, sản lượng 1.230 tấn; năng suất lúa 52,4 tạ/ha.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Quàng Thị Biên
""",
    "vinh-hoa-2021.txt": f"""UBND HUYỆN TÂN HƯNG
UBND XÃ VĨNH BỬU
{_HEAD}Số: 61/BC-UBND
Vĩnh Bửu, ngày 25 tháng 6 năm 2021
BÁO CÁO
Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2021

I. KẾT QUẢ
- Thu ngân sách 6 tháng đầu năm được 1.944 triệu đồng, đạt 61% dự toán năm.
- Sản lượng lúa 6 tháng đạt 21.300 tấn; ước cả năm 2021 đạt 40.500 tấn.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Tạo
""",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("whose"), _REPORTS) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Tỷ lệ hộ nghèo xã Chiềng Công năm 2022 là bao nhiêu?", "41,2"),
        ("Thu ngân sách xã Nặm Păm năm 2022", "945"),
        ("Tỷ lệ hộ nghèo huyện Mường La năm 2022?", "18,4"),
        ("ho ngheo xa pi toong nam 2021", "17,3"),
        ("Tỷ lệ hộ nghèo xã Pi Toong năm 2022", "14,6"),
        ("Thu nhập bình quân đầu người xã Pi Toong năm 2023 phấn đấu bao nhiêu?", "34"),
        ("Năng suất lúa xã Pi Toong năm 2022", "52,4"),
        ("Sản lượng lúa cả năm 2021 của xã Vĩnh Bửu ước bao nhiêu?", "40.500"),
        ("Thu ngân sách xã Vĩnh Bửu 6 tháng đầu năm 2021?", "1.944"),
        ("Xã Vĩnh Bửu thu ngân sách đạt bao nhiêu phần trăm dự toán cả năm 2021?", "61"),
    ],
)
def test_the_figure_is_of_the_asked_unit_and_time(question: str, number: str, store: KnowledgeBase) -> None:
    answer = ask(question, store, today=date(2024, 7, 1))
    assert answer.value is not None, answer.text
    assert answer.value.number == number, answer.text


def test_half_a_year_is_no_year(store: KnowledgeBase) -> None:
    answer = ask("Xã Vĩnh Bửu cả năm 2021 thu ngân sách bao nhiêu?", store, today=date(2024, 7, 1))
    assert answer.abstained, answer.text
    assert answer.value is None


def test_units_of_one_table_are_compared(store: KnowledgeBase) -> None:
    answer = ask("So sánh thu ngân sách xã Chiềng Lao và xã Nặm Păm năm 2022", store, today=date(2024, 7, 1))
    assert not answer.abstained, answer.text
    assert [row.count for row in answer.rows] == ["1.870", "945"], answer.text


def test_the_first_among_communes_may_be_one_that_only_the_district_tells_of(store: KnowledgeBase) -> None:
    answer = ask("Xã nào có tỷ lệ hộ nghèo cao nhất huyện Mường La năm 2022?", store, today=date(2024, 7, 1))
    assert [row.unit for row in answer.rows] == ["xã Chiềng Công"], answer.text
