"""Asked in other words than the report's: the figure is found all the same, and no other one given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.query import Turn
from tests.knowledge.answer.conftest import store_of_texts

_HEAD = """UBND HUYỆN BẮC YÊN
UBND XÃ {unit}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/BC-UBND
{place}, ngày 20 tháng 12 năm 2023
BÁO CÁO
{title}
"""
_TA_XUA = (
    _HEAD.format(unit="TÀ XÙA", number=71, place="Tà Xùa", title="Kết quả công tác năm 2023")
    + """
Xã Tà Xùa cách trung tâm huyện 14 km. Tổng số đảng viên hiện nay là 268, trong đó 11 đảng viên dự bị.
Từ đầu nhiệm kỳ đến nay, Đảng bộ đã phát triển được 31/40 đảng viên mới, đạt 77,5% chỉ tiêu.
Kết quả xếp loại: 24 đảng viên HTXSNV; 190 đảng viên HTTNV.
Thu nhập bình quân đầu người đạt 31 triệu đồng, tăng 3 triệu đồng so với năm 2022.
Trong phong trào sản xuất kinh doanh giỏi có 96 hộ đăng ký, bình xét có 58 hộ đạt tiêu chuẩn các cấp.
Tốc độ tăng trưởng kinh tế bình quân hằng năm đạt 9,4%.
Cơ cấu kinh tế: dịch vụ chiếm 48%, nông nghiệp chiếm 52%.
Xảy ra 03 vụ sạt lỡ đất làm ảnh hưởng 6 hộ dân, ước thiệt hại 310 triệu đồng.
Giải quyết việc làm mới tại chỗ 63 lao động, đi làm ngoài tỉnh 150 lao động.
Vận động được 1 tỷ 250 triệu đồng quỹ vì người nghèo. Có 512 hộ ở 12 bản đăng ký gia đình văn hóa.
Cuối năm 9/12 bản đề nghị công nhận Bản văn hóa.
Đầu nhiệm kỳ có 88 hộ nghèo. Xã đã xóa được 53 hộ nghèo, hiện chỉ còn 35 hộ nghèo.
Có 06 sản phẩm OCOP đạt 3 sao, 02 sản phẩm đạt 4 sao.
Tổng thu ngân sách đến ngày 31/10/2023 là 4,1 tỷ đồng. Ước thu ngân sách năm 2023 đạt 5,3 tỷ đồng.
Tổng giá trị sản xuất ước đạt 96 tỷ đồng, tăng 12,6% so với năm 2022, tăng 3,1% so với kế hoạch.
Toàn xã có 41 hộ sản xuất kinh doanh giỏi cấp huyện.
Tỷ lệ thu gom rác thải đạt 81%. Tỷ lệ dân số tham gia bảo hiểm y tế đạt 98,5%.
Tuy nhiên, nguồn thu trên địa bàn còn thấp, mới đạt 46% dự toán; một số hộ vẫn thả rông gia súc.
"""
)
_HANG_CHU = (
    _HEAD.format(unit="HANG CHÚ", number=58, place="Hang Chú", title="Công tác Hội Nông dân năm 2023")
    + """
Hội đã tổ chức 37 buổi lồng ghép nội dung phổ biến pháp luật cho 1.920 lượt hội viên.
Trong năm kết nạp mới 18 hội viên, nâng tổng số lên 402 hội viên, sinh hoạt ở 7 chi hội.
Đảng bộ xã có 194 đảng viên.
"""
)

_DOAN = (
    _HEAD.format(unit="LÀNG CHẾU", number=12, place="Làng Chếu", title="Công tác Đoàn năm 2023")
    + """
Đầu năm có 30 hộ nghèo và 17 hộ cận nghèo. Nay chỉ còn 12 hộ nghèo và 8 hộ cận nghèo.
Trao 86 suất quà cho thiếu nhi. Trong năm đã kết nạp được 21 đoàn viên.
Về tồn tại, hạn chế đó là sinh hoạt của các chi đoàn chưa đều.
Quý I năm 2024, Đoàn xã đề ra nhiệm vụ trọng tâm là củng cố các chi đoàn bản xa.
"""
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    texts = {"ta-xua-2023.txt": _TA_XUA, "hang-chu-2023.txt": _HANG_CHU, "doan-2023.txt": _DOAN}
    with store_of_texts(tmp_path_factory.mktemp("worded"), texts) as base:
        yield base


def _asked(question: str, store: KnowledgeBase, *before: str) -> Answer:
    return ask(question, store, [Turn("user", turn) for turn in before], today=date(2024, 7, 1))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("ta xua thu nhap dau nguoi nam 2023 tang bao nhieu so voi 2022", "3"),
        ("Tà Xùa cách trung tâm huyện bao xa?", "14"),
        ("tà xùa cách trung tâm huyện bao nhiêu cây số", "14"),
        ("ta xua co bao nhieu dang vien", "268"),
        ("Bao nhiêu đảng viên xã Tà Xùa hoàn thành xuất sắc nhiệm vụ?", "24"),
        ("Xã Tà Xùa có bao nhiêu hộ làm ăn giỏi cấp huyện?", "41"),
        ("Bao nhiêu phần trăm người dân Tà Xùa tham gia bảo hiểm y tế?", "98,5"),
        ("ta xua giai quyet viec lam moi tai cho cho may lao dong", "63"),
        ("Quỹ vì người nghèo xã Tà Xùa vận động được bao nhiêu?", "1 tỷ 250"),
        ("Tà Xùa có bao nhiêu hộ đăng ký gia đình văn hóa?", "512"),
        ("Tỷ lệ thu gom rác của xã Tà Xùa?", "81"),
        ("Hội Nông dân xã Hang Chú tổ chức bao nhiêu buổi tuyên truyền pháp luật?", "37"),
        ("Hội Nông dân xã Hang Chú kết nạp được bao nhiêu hội viên mới?", "18"),
        ("hội viên nông dân xã Hang Chú tổng số bao nhiêu người", "402"),
    ],
)
def test_other_words_find_the_figure(question: str, number: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert answer.value is not None, answer.text
    assert answer.value.number == number, answer.text


def test_those_who_registered_are_not_those_who_reached_it(store: KnowledgeBase) -> None:
    answer = _asked("Tà Xùa có bao nhiêu hộ đạt sản xuất kinh doanh giỏi?", store)
    assert answer.value is None or answer.value.number != "96", answer.text


def test_those_who_are_proposed_do_not_have_it_yet(store: KnowledgeBase) -> None:
    assert _asked("Tà Xùa có bao nhiêu bản văn hóa?", store).value is None
    proposed = _asked("Tà Xùa đề nghị công nhận bao nhiêu bản văn hóa?", store)
    assert proposed.value is not None
    assert proposed.value.number == "9/12"


def test_what_follows_however_is_a_shortcoming(store: KnowledgeBase) -> None:
    answer = _asked("Xã Tà Xùa còn những hạn chế nào?", store)
    assert not answer.abstained
    assert "nguồn thu trên địa bàn còn thấp" in answer.text
    assert "268" not in answer.text


def test_no_shortcoming_is_made_up(store: KnowledgeBase) -> None:
    assert _asked("Xã Hang Chú còn những hạn chế gì?", store).abstained


def test_two_party_committees_are_compared(store: KnowledgeBase) -> None:
    question = "Đảng bộ xã Tà Xùa và Đảng bộ xã Hang Chú, nơi nào đông đảng viên hơn?"
    answer = _asked(question, store)
    assert not answer.abstained, answer.text
    assert "268" in answer.text
    assert "194" in answer.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Hội Nông dân xã Hang Chú có tổng cộng bao nhiêu hội viên?", "402"),
        ("Hội Nông dân Hang Chú có bao nhiêu hội viên", "402"),
        ("hang chu phat trien duoc bao nhieu hoi vien moi", "18"),
        ("Kinh tế Tà Xùa tăng trưởng bình quân mỗi năm bao nhiêu?", "9,4"),
        ("Tỷ trọng nông nghiệp của xã Tà Xùa chiếm bao nhiêu?", "52"),
        ("Tà Xùa còn bao nhiêu hộ nghèo?", "35"),
        ("Tổng giá trị sản xuất Tà Xùa tăng bao nhiêu so với năm 2022?", "12,6"),
        ("Tà Xùa có bao nhiêu sản phẩm OCOP 3 sao", "06"),
        ("Sản phẩm OCOP 4 sao ở Tà Xùa có mấy cái?", "02"),
        ("Tà Xùa năm 2023 thu ngân sách bao nhiêu?", "5,3"),
        ("sạt lở ở Tà Xùa thiệt hại bao nhiêu tiền", "310"),
    ],
)
def test_all_of_them_and_what_is_measured(question: str, number: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert answer.value is not None, answer.text
    assert answer.value.number == number, answer.text


def test_whose_report_it_is_need_not_be_said_again(store: KnowledgeBase) -> None:
    given = _asked("Đoàn xã Làng Chếu tặng bao nhiêu suất quà?", store)
    assert given.value is not None, given.text
    assert given.value.number == "86"
    wanting = _asked("Hạn chế của Đoàn xã Làng Chếu là gì?", store)
    assert "chưa đều" in wanting.text
    ahead = _asked("Quý I/2024 Đoàn xã Làng Chếu đề ra nhiệm vụ trọng tâm gì?", store)
    assert "củng cố các chi đoàn" in ahead.text
    left = _asked("lang cheu con bao nhieu ho can ngheo", store)
    assert left.value is not None
    assert left.value.number == "8"
    assert _asked("Đoàn xã Làng Chếu có tất cả bao nhiêu đoàn viên?", store).abstained


def test_what_did_not_go_well_is_a_shortcoming(tmp_path: Path) -> None:
    report = """UBND XÃ VĨNH LỘC TÂY
Vĩnh Lộc Tây, ngày 20/12/2023
BÁO CÁO TỔNG KẾT PHONG TRÀO THI ĐUA NĂM 2023
A. Mặt làm được: bà con giữ nề nếp đăng ký thi đua, 7/7 ấp ký giao ước.
B. Mặt chưa được: vài ấp nộp hồ sơ khen thưởng trễ hẹn; tổ hợp tác nuôi tôm chưa vào phong trào.
"""
    with store_of_texts(tmp_path, {"vinh-loc-tay.txt": report}) as base:
        answer = _asked("Hạn chế của xã Vĩnh Lộc Tây là gì?", base)
    assert "trễ hẹn" in answer.text
    assert "giao ước" not in answer.text
