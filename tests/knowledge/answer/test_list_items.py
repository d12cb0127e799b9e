"""Reports that tell things in dashes: the dash is the report's layout, not part of an answer."""

from __future__ import annotations

from pathlib import Path

from knowledge.answer.ask import ask
from tests.knowledge.answer.conftest import store_of_texts

REPORT = """UBND HUYỆN KRÔNG TUK
PHÒNG NỘI VỤ
BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2023
I. KẾT QUẢ
a) Cấp tỉnh: Chủ tịch UBND tỉnh tặng Bằng khen cho 11 tập thể, 17 cá nhân (trong đó khen đột xuất \
02 tập thể, 05 cá nhân); còn 03 hồ sơ đề nghị tặng Bằng khen đang chờ xét.
II. HẠN CHẾ
- Một số đơn vị gửi hồ sơ trễ hạn (18 lượt).
- Việc khen thưởng người lao động trực tiếp còn ít.
"""


def test_an_item_is_told_without_its_dash(tmp_path: Path) -> None:
    base = store_of_texts(tmp_path, {"krong-tuk.txt": REPORT})
    told = ask("Hạn chế là gì?", base).text
    assert "- Một số đơn vị gửi hồ sơ trễ hạn" in told
    assert "- -" not in told


def test_a_part_in_brackets_alone_is_answered(tmp_path: Path) -> None:
    base = store_of_texts(tmp_path, {"krong-tuk.txt": REPORT})
    answer = ask("Có bao nhiêu cá nhân được khen đột xuất của tỉnh?", base)
    assert answer.value is not None
    assert answer.value.number == "05"
