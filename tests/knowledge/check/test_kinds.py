"""One kind of mistake at a time: the wrong words are told, the right ones are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.check.reports import told

AWARDS = """Chủ tịch UBND xã tặng Giấy khen cho 14 tập thể và {people} cá nhân. Chủ tịch UBND huyện
tặng Giấy khen cho 5 tập thể và 13 cá nhân.

| STT | Hình thức | Tập thể | Cá nhân |
|---|---|---|---|
| 1 | Giấy khen của Chủ tịch UBND xã | 14 | 47 |
| 2 | Giấy khen của Chủ tịch UBND huyện | 5 | 13 |
"""
INCOME = """Thu ngân sách trên địa bàn đạt {money} triệu đồng.

| Chỉ tiêu | Đơn vị tính | Kế hoạch | Thực hiện |
|---|---|---|---|
| Thu ngân sách | triệu đồng | 3.100 | 3.642 |
| Trồng rừng | ha | 120 | 131 |
"""

RIGHT_AND_WRONG = [
    pytest.param(AWARDS.format(people=47), AWARDS.format(people=74), "awards", "74 cá nhân", id="awards"),
    pytest.param(INCOME.format(money="3.642"), INCOME.format(money="3.462"), "arithmetic", "3.462"),
    pytest.param(
        "Đảng bộ có 21 đảng viên được trao Huy hiệu Đảng, gồm 04 Huy hiệu 60 năm, 06 Huy hiệu 50 năm và "
        "11 Huy hiệu 30 năm tuổi Đảng.",
        "Đảng bộ có 21 đảng viên được trao Huy hiệu Đảng, gồm 04 Huy hiệu 60 năm, 06 Huy hiệu 50 năm và "
        "13 Huy hiệu 30 năm tuổi Đảng.",
        "arithmetic", "13 Huy hiệu 30 năm", id="badges",
    ),
    pytest.param(
        "Trao 21 Huy hiệu Đảng, cụ thể: Huy hiệu 60 năm: 04; Huy hiệu 50 năm: 06; Huy hiệu 30 năm: 11.",
        "Trao 21 Huy hiệu Đảng, cụ thể: Huy hiệu 60 năm: 04; Huy hiệu 50 năm: 06; Huy hiệu 30 năm: 10.",
        "arithmetic", "Huy hiệu 30 năm: 10", id="badges-years-first",
    ),
    pytest.param(
        "Khen 19 tập thể và 52 cá nhân, trong đó thường xuyên 12 tập thể và 31 cá nhân, đột xuất 7 tập thể "
        "và 21 cá nhân.",
        "Khen 19 tập thể và 52 cá nhân, trong đó thường xuyên 12 tập thể và 31 cá nhân, đột xuất 7 tập thể "
        "và 12 cá nhân.",
        "arithmetic", "12 cá nhân", id="several-kinds",
    ),
    pytest.param(
        "Hội đồng gồm 9 đồng chí: Chủ tịch, 02 Phó Chủ tịch và 6 ủy viên.",
        "Hội đồng gồm 9 đồng chí: Chủ tịch, 02 Phó Chủ tịch và 8 ủy viên.",
        "arithmetic", "8 ủy viên", id="council",
    ),
    pytest.param(
        "Toàn xã có 1.250 hộ. Trong năm, số hộ được công nhận gia đình văn hóa là 1.075 hộ, chiếm 86%.",
        "Toàn xã có 1.250 hộ. Trong năm, số hộ được công nhận gia đình văn hóa là 1.075 hộ, chiếm 68%.",
        "arithmetic", "68%", id="far-share",
    ),
    pytest.param(
        "Trường có 540 học sinh, trong đó có 262 nữ.", "Trường có 540 học sinh, trong đó có 562 nữ.",
        "arithmetic", "562", id="part-over-whole",
    ),
    pytest.param(
        "Hộ nghèo đầu năm 84 hộ; trong năm giảm 23 hộ, còn 61 hộ.",
        "Hộ nghèo đầu năm 84 hộ; trong năm giảm 23 hộ, còn 71 hộ.",
        "arithmetic", "71 hộ", id="remainder",
    ),
    pytest.param(
        "Thành lập 30 tổ tự quản với 180 thành viên, bình quân mỗi tổ 6 thành viên.",
        "Thành lập 30 tổ tự quản với 180 thành viên, bình quân mỗi tổ 8 thành viên.",
        "arithmetic", "8 thành viên", id="average-for-each",
    ),
    pytest.param(
        "Xã tổng kết 5 năm thực hiện phong trào “Dân vận khéo” (2019 - 2023).",
        "Xã tổng kết 5 năm thực hiện phong trào “Dân vận khéo” (2016 - 2023).",
        "dates", "2016 - 2023", id="span-without-its-word",
    ),
    pytest.param(
        "Luật Thi đua, khen thưởng số 06/2022/QH15 được Quốc hội thông qua ngày 15/6/2022.",
        "Luật Thi đua, khen thưởng số 06/2022/QH15 được Quốc hội thông qua ngày 25/6/2022.",
        "legal", "25/6/2022", id="date-behind-a-verb",
    ),
    pytest.param(
        "Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị.",
        "Kết luận số 01-KL/TW ngày 18/5/2022 của Bộ Chính trị.",
        "legal", "18/5/2022", id="older-registry",
    ),
    pytest.param(
        "Đội ngũ có 44 người: cán bộ quản lý 3 người, giáo viên 36 người, nhân viên 5 người.",
        "Đội ngũ có 44 người: cán bộ quản lý 3 người, giáo viên 36 người, nhân viên 8 người.",
        "arithmetic", "nhân viên 8 người", id="parts-behind-a-colon",
    ),
    pytest.param(
        "Ban Chỉ đạo (BCĐ) có 15 thành viên; BCĐ họp 4 lần.",
        "Ban Chỉ đạo (BCĐ) có 15 thành viên; BCD họp 4 lần.",
        "spelling", "BCD", id="d-without-stroke",
    ),
    pytest.param(
        "Chất lượng đội ngũ tốt hơn năm trước.", "Chất lượng đội ngũ tôt hơn năm trước.",
        "spelling", "tôt", id="tone-lost",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "category", "words"), RIGHT_AND_WRONG)
def test_the_wrong_words_are_told_and_the_right_are_not(
    tmp_path: Path, right: str, wrong: str, category: str, words: str
) -> None:
    assert told(tmp_path, right) == []
    found = told(tmp_path, wrong)
    assert [each for each in found if each[0] == category and words in each[1]], found


def test_a_repealed_decree_of_before_the_last_istold(tmp_path: Path) -> None:
    found = told(tmp_path, "Căn cứ Nghị định số 42/2010/NĐ-CP của Chính phủ.", 2021)
    assert found == [("legal", "Nghị định số 42/2010/NĐ-CP của Chính phủ")]


def test_plans_for_a_past_year_aretold(tmp_path: Path) -> None:
    found = told(
        tmp_path, "Các chỉ tiêu đều đạt.\n\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2022\n\nTiếp tục thi đua."
    )
    assert found == [("dates", "II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2022")]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Có 13/14 thôn đạt chuẩn văn hóa, 100% cơ quan đạt chuẩn.", id="a-new-subject"),
        pytest.param(
            "Đảng bộ có 128 đảng viên, sinh hoạt ở 11 chi bộ. Qua đánh giá có 6 chi bộ đạt trong sạch.",
            id="some-of-them",
        ),
        pytest.param("Tỷ lệ hộ nghèo năm 2020 là 6,64%, đến năm 2023 là 5,88%.", id="two-years"),
        pytest.param("Trao đổi với Trưởng khoa Khoa Nhi và học viện của tỉnh.", id="a-name"),
        pytest.param("Đoàn công tác của UBND TỈNH CAO BẰNG đến thăm xã.", id="a-place-in-capitals"),
        pytest.param("Huyện tặng LĐTT cho 36 tập thể, 278 cá nhân.", id="two-titles-by-one-name"),
        pytest.param(
            "Có 13 đảng viên nhận Huy hiệu, trong đó 02 Huy hiệu 60 năm, 03 Huy hiệu 50 năm, còn lại là "
            "Huy hiệu 30 năm tuổi Đảng.",
            id="some-badges",
        ),
        pytest.param(
            "Trong tổng số 6 đảng viên được trao Huy hiệu Đảng có 3 đảng viên 55 tuổi đảng; 1 đảng viên 50 "
            "năm tuổi đảng và 02 đảng viên 30 năm tuổi đảng.",
            id="badges-without-a-word",
        ),
        pytest.param(
            "Đảng bộ có 4.080 đảng viên. Có 690 đảng viên miễn đánh giá, 51 đảng viên chưa đánh giá, chiếm "
            "tỷ lệ 1,25%.",
            id="a-whole-further-away",
        ),
        pytest.param(
            "UBND thành phố đã công nhận Tập thể lao động xuất sắc cho 12 tập thể.", id="a-city-as-large"
        ),
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, body: str) -> None:
    assert told(tmp_path, body) == []
