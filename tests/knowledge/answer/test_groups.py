"""Groups of units: a cluster as subject and as those in it, parts of one report ranked and compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_CLUSTER = """UBND HUYỆN NHƯ XUÂN
CỤM THI ĐUA SỐ 2
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bãi Trành, ngày 2 tháng 12 năm 2022
BÁO CÁO
Kết quả hoạt động Cụm thi đua số 2 năm 2022
Cụm thi đua số 2 huyện Như Xuân, tỉnh Thanh Hóa gồm 3 xã: Bãi Trành, Xuân Bình, Hóa Quỳ.
Cụm đã tổ chức 2 hội nghị.
I. KẾT QUẢ PHONG TRÀO THI ĐUA
- Xã Bãi Trành: tỷ lệ hộ nghèo 6,14%; thu ngân sách 3,2 tỷ đồng; 88,5% hộ đạt gia đình văn hóa.
- Xã Xuân Bình: tỷ lệ hộ nghèo 4,72%; thu ngân sách 4,9 tỷ đồng; 91,0% hộ đạt gia đình văn hóa.
- Xã Hóa Quỳ: tỷ lệ hộ nghèo 7,85%; thu ngân sách 2,6 tỷ đồng; 85,3% hộ đạt gia đình văn hóa.
II. KHEN THƯỞNG
- Xã Bãi Trành: Chủ tịch UBND tỉnh tặng Bằng khen 01 tập thể;
  Chủ tịch UBND huyện tặng Giấy khen 04 tập thể, 10 cá nhân.
- Xã Xuân Bình: Chủ tịch UBND huyện tặng Giấy khen 05 tập thể, 12 cá nhân.
- Xã Hóa Quỳ: Chủ tịch UBND tỉnh tặng Bằng khen 02 cá nhân;
  Chủ tịch UBND huyện tặng Giấy khen 03 tập thể, 07 cá nhân.
III. BÌNH XÉT
Cụm thống nhất suy tôn xã Xuân Bình (97,5 điểm) dẫn đầu; xã Bãi Trành (94,25 điểm) xếp thứ hai.
CỤM TRƯỞNG
CHỦ TỊCH UBND XÃ BÃI TRÀNH
Vi Văn Thoại
"""
_COMMUNE = """UBND HUYỆN NHƯ XUÂN
UBND XÃ BÃI TRÀNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 88/BC-UBND
Bãi Trành, ngày 15 tháng 12 năm 2022
BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2022
Xã Bãi Trành, huyện Như Xuân, tỉnh Thanh Hóa có 1.842 hộ, 7.655 nhân khẩu. Trồng mới 214 ha keo.
Hạn chế: việc nhân rộng mô hình ở một số thôn còn chậm.
Đảng ủy xã đề nghị Huyện ủy tặng Giấy khen cho 02 chi bộ.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Thị Sim
"""
_OFFICE = """UBND TỈNH YÊN BÁI
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 412/BC-SNV
Yên Bái, ngày 28 tháng 6 năm 2023
BÁO CÁO
Công tác thi đua, khen thưởng 6 tháng đầu năm 2023
Trong 6 tháng đầu năm 2023, Sở Nội vụ tỉnh Yên Bái đã thẩm định 536 hồ sơ khen thưởng;
trình Thủ tướng Chính phủ tặng Bằng khen cho 9 tập thể, 14 cá nhân.
Các huyện gửi nhiều hồ sơ: Văn Chấn 73 hồ sơ, Lục Yên 88 hồ sơ, Trấn Yên 51 hồ sơ.
GIÁM ĐỐC
Nông Thị Quế
"""
_WOMEN = """HỘI LHPN TỈNH YÊN BÁI
HỘI LHPN HUYỆN LỤC YÊN
Lục Yên, ngày 5 tháng 12 năm 2023
BÁO CÁO
Công tác thi đua, khen thưởng năm 2023
Hội Liên hiệp Phụ nữ huyện Lục Yên có 9.120 hội viên. Hội vận động tiết kiệm được 2,46 tỷ đồng.
Năm 2023, Hội LHPN tỉnh tặng Bằng khen cho 03 tập thể và 06 cá nhân, Giấy khen cho 11 cá nhân.
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
Hoàng Thị Sen
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    texts = {"cum-2.txt": _CLUSTER, "bai-tranh.txt": _COMMUNE, "snv.txt": _OFFICE, "phu-nu.txt": _WOMEN}
    with store_of_texts(tmp_path_factory.mktemp("groups"), texts) as base:
        yield base


def _asked(question: str, store: KnowledgeBase) -> Answer:
    return ask(question, store, today=date(2024, 1, 8))


@pytest.mark.parametrize(
    "question",
    [
        "Những xã nào trong cụm thi đua số 2 được Chủ tịch UBND tỉnh tặng Bằng khen năm 2022?",
        "xã nào trong cụm được tỉnh tặng bằng khen",
        "cum 2 co nhung xa nao duoc bang khen cua tinh",
    ],
)
def test_members_of_a_cluster_are_listed(question: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert {row.unit for row in answer.rows} == {"xã Bãi Trành", "xã Hóa Quỳ"}, answer.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Cụm thi đua số 2 được Chủ tịch UBND huyện tặng Giấy khen cho bao nhiêu cá nhân?", "29"),
        ("Cụm thi đua số 2 tổ chức mấy hội nghị?", "2"),
        ("Xã Xuân Bình được bao nhiêu điểm thi đua?", "97,5"),
        ("Xã Bãi Trành được bao nhiêu điểm?", "94,25"),
        ("Xã Bãi Trành có bao nhiêu hộ?", "1.842"),
        ("Sở Nội vụ trình Thủ tướng tặng Bằng khen cho bao nhiêu cá nhân 6 tháng đầu năm 2023?", "14"),
        ("Sở Nội vụ tỉnh Yên Bái thẩm định bao nhiêu hồ sơ khen thưởng?", "536"),
        ("How many files did Yen Bai Department of Home Affairs appraise in the first half of 2023?", "536"),
        ("Ai ký báo cáo của Sở Nội vụ tỉnh Yên Bái?", "Nông Thị Quế"),
        ("Hội LHPN tỉnh tặng Bằng khen cho bao nhiêu cá nhân huyện Lục Yên năm 2023?", "6"),
        ("Số tiền tiết kiệm hội phụ nữ Lục Yên vận động năm 2023", "2,46"),
    ],
)
def test_value(question: str, number: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert not answer.abstained, answer.text
    assert answer.value is not None, answer.text
    assert answer.value.number == number


@pytest.mark.parametrize(
    ("question", "unit", "number"),
    [
        ("Xã nào trong cụm có tỷ lệ hộ nghèo thấp nhất?", "Xuân Bình", "4,72"),
        ("Xã nào trong cụm số 2 thu ngân sách thấp nhất năm 2022?", "Hóa Quỳ", "2,6"),
        ("Huyện nào có nhiều hồ sơ nhất theo báo cáo của Sở Nội vụ Yên Bái?", "Lục Yên", "88"),
    ],
)
def test_parts_of_a_report_are_ranked(question: str, unit: str, number: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert not answer.abstained, answer.text
    first = answer.text.split("\n")[0]
    assert unit in first
    assert number in first
    assert answer.checks.numbers_cited
    assert answer.checks.names_cited


def test_units_told_of_by_another_report_are_compared(store: KnowledgeBase) -> None:
    answer = _asked("So sánh tỷ lệ gia đình văn hóa của xã Xuân Bình và xã Hóa Quỳ", store)
    assert not answer.abstained, answer.text
    assert "91,0%" in answer.text
    assert "85,3%" in answer.text
    assert "Như Xuân" in answer.text


def test_a_label_before_the_sentence_is_its_heading(store: KnowledgeBase) -> None:
    answer = _asked("Hạn chế nêu trong báo cáo của UBND xã Bãi Trành?", store)
    assert "nhân rộng" in answer.text
    assert "02 chi bộ" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Huyện Như Xuân có bao nhiêu hộ?",
        "Huyện Như Xuân trồng mới bao nhiêu ha keo năm 2022?",
        "dan so huyen nhu xuan",
    ],
)
def test_a_communes_figure_does_not_answer_for_its_district(question: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert answer.abstained, answer.text
    assert answer.value is None
    assert "Bãi Trành" in answer.text
