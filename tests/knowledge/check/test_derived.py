"""Figures that others make: remainders, gaps, new totals, sums in words, columns of shares and scores."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.check.reports import findings_of, told

FUND = "Quỹ hội thu 1.382 triệu đồng, chi 1.146 triệu đồng, kết dư {left} triệu đồng."
LETTERS = "Tiếp nhận 1.438 đơn thư, đã giải quyết 1.296 đơn thư, đạt 90,1%; còn lại {left} đơn thư."
WAGES = (
    "Lương khối cơ quan 7.240.000 đồng/tháng, khối sản xuất 8.615.000 đồng/tháng, cao hơn {gap} đồng/tháng."
)
SCORES = "Điểm trung bình môn Toán là 6,84. Trong đó của huyện là 6,37; cao hơn huyện {gap} điểm."
MODELS = "Duy trì 245 mô hình dân vận khéo; xây dựng mới 18 mô hình, nâng tổng số lên {all} mô hình."
BASE = "Xảy ra 27 vụ trộm trên tổng số 318 vụ. So với năm 2022, số vụ giảm 46 vụ ({before} vụ)."
BEYOND = "Trồng dưa hấu 42/38,5 ha, vượt {gap} ha so với KH."
INJURED = "Tai nạn giao thông giảm {gap} người chết (31/24 người)."
REACHED = "Lúa xuân gieo 214/216 ha. Đạt {share}% so với kế hoạch."
VACCINE = "Tiêm phòng cho đàn trâu, bò là: 1.134/1.050 = {share}%."
WORDS = "Hỗ trợ 4.250.000 đồng (Bốn triệu {} nghìn đồng)."
MONEY = "Hết 940 triệu đồng, trong đó làm mới 5 nhà 710 triệu đồng, sửa chữa 4 nhà {last} triệu đồng."
ARMS = "Thu nộp 1.428 vũ khí các loại, gồm: 312 khẩu súng, 154 công cụ hỗ trợ và {last} dao kiếm."
PAPERS = "Có 236 Giấy khen của Giám đốc Công an tỉnh cho 48 tập thể, {last} cá nhân."
ZEROS = "Thăm 318 đoàn viên ốm với số tiền 127.200.000 đồng, bình quân {each} đồng/người."
TWO_WORDS = "Có 164 mô hình với 2.952 thành viên, bình quân mỗi mô hình {each} thành viên."
UNIONS = "Xếp loại 34 công đoàn cơ sở: vững mạnh xuất sắc 12 đơn vị, vững mạnh 16 đơn vị, khá {last} đơn vị."
SPAN = "Tổng kết 5 năm phong trào thi đua giai đoạn {first} - 2020."
WOMEN = "Có 3.217 người (giảm 84 người so với năm 2022 là 3.301 người); nữ 1.246 người, chiếm {share}%."
BEHIND = (
    "Có 142 em xuất sắc (27,5%), 58 em vượt trội ({share}%), 37 em tiến bộ (7,2%) trên tổng số 516 học sinh."
)
GROWTH = "Tổ đã thụ lý 842 việc, tăng 56 việc ({rate}%) so với cùng kỳ."
FAR_PLAN = "Dư nợ 318.240 triệu đồng với 7.420 hộ vay; hoàn thành {share}% kế hoạch (325.600 triệu đồng)."
SPENT = (
    "Vận động 264 triệu đồng, đạt 132% chỉ tiêu (200 triệu đồng); xây nhà 160 triệu đồng, "
    "tặng quà 46 triệu đồng, còn lại {left} triệu đồng."
)
BILLIONS = "Dư nợ 62 tỷ 045 triệu đồng, tăng 8 tỷ 120 triệu đồng so với năm 2022 ({} triệu đồng)."
FOUNDED = "Tổ chức kỷ niệm 20 năm thành lập Phòng giao dịch (12/5/2003 - 12/5/{last})."
COMMA = "Khu phố có 2.964 hộ, 11.480 nhân khẩu. Hộ nghèo 21 hộ, chiếm {share}%."
OVERDUE = "Tổng dư nợ 412.600 triệu đồng; nợ quá hạn 371 triệu đồng, chiếm {share}% tổng dư nợ."
OF_PEOPLE = "Có 426 hội viên làm kinh tế giỏi, tăng {by} người so với năm 2022 (388 người)."
PURSE = (
    "Quỹ đầu năm có 214,6 triệu đồng, thu 136,2 triệu đồng, chi 98,4 triệu đồng, tồn quỹ {left} triệu đồng."
)
VISITS = "Thăm 384 hội viên ốm với số tiền 76,8 triệu đồng, mức {each} đồng/người."
FUNERALS = "Phúng viếng 62 người, mỗi trường hợp 400.000 đồng, hết {paid} triệu đồng."
RAISED_FAR = "Hội có 3.164 hội viên.\n\nKết nạp 140 hội viên, nâng tổng số lên {all} hội viên."
COMPARED = """So sánh:

| Nội dung | Năm 2022 | Năm 2023 | Tăng (+), giảm (-) |
|---|---|---|---|
| Số chi hội | 31 | 29 | -2 |
| Số hội viên | 2.418 | 2.604 | {change} |
| Số câu lạc bộ | 12 | 17 | +5 |
| Số hội viên mới | 96 | 143 | +47 |
"""

SCORED = """Bảng điểm:

| TT | Đơn vị | Điểm chuyên môn | Điểm phong trào | Điểm thưởng | Tổng điểm | Xếp hạng |
|---|---|---|---|---|---|---|
| 1 | Công an phường Tân Lợi | 57,5 | 28,0 | 6,5 | 92,0 | 1 |
| 2 | Công an phường Hòa Thắng | 56,0 | 27,5 | 6,0 | {} | 2 |
| 3 | Công an phường Ea Tam | 55,5 | 26,0 | 5,5 | 87,0 | 3 |
| 4 | Công an phường Thành Nhất | 54,0 | 25,5 | 5,0 | 84,5 | 4 |

Thứ nhất là Công an phường Tân Lợi đạt {} điểm.
"""
RANKED = ("89,5", "92,0")
MARKED = """Chất lượng:

| Năm học | TS HS | Giỏi TS | % | Khá TS | % | Còn lại TS | % |
|---|---|---|---|---|---|---|---|
| 2020-2021 | 520 | 42 | 8,08 | 241 | 46,35 | 237 | 45,58 |
| 2021-2022 | 534 | 47 | 8,80 | 252 | {share} | 235 | 44,01 |
| 2022-2023 | 541 | 51 | 9,43 | 263 | 48,61 | 227 | 41,96 |
"""

RIGHT_AND_WRONG = [
    pytest.param(GROWTH.format(rate="7,1"), GROWTH.format(rate="1,7"), "1,7%", id="growth"),
    pytest.param(FAR_PLAN.format(share="97,7"), FAR_PLAN.format(share="79,7"), "79,7", id="far-plan"),
    pytest.param(SPENT.format(left=58), SPENT.format(left=85), "85 triệu", id="spent-twice"),
    pytest.param(BILLIONS.format("53 tỷ 925"), BILLIONS.format("53 tỷ 295"), "295", id="billions"),
    pytest.param(FOUNDED.format(last=2023), FOUNDED.format(last=2024), "2024", id="founded"),
    pytest.param(COMMA.format(share="0,71"), COMMA.format(share="7,1"), "7,1%", id="comma"),
    pytest.param(OVERDUE.format(share="0,09"), OVERDUE.format(share="0,90"), "0,90", id="named"),
    pytest.param(OF_PEOPLE.format(by=38), OF_PEOPLE.format(by=83), "83 người", id="people"),
    pytest.param(PURSE.format(left="252,4"), PURSE.format(left="254,2"), "254,2", id="purse"),
    pytest.param(VISITS.format(each="200.000"), VISITS.format(each="20.000"), "20.000", id="visits"),
    pytest.param(FUNERALS.format(paid="24,8"), FUNERALS.format(paid="28,4"), "28,4", id="funerals"),
    pytest.param(RAISED_FAR.format(all="3.304"), RAISED_FAR.format(all="3.034"), "3.034", id="raised-far"),
    pytest.param(COMPARED.format(change="+186"), COMPARED.format(change="+168"), "168", id="compared"),
    pytest.param(FUND.format(left=236), FUND.format(left=263), "263 triệu", id="left-over"),
    pytest.param(LETTERS.format(left=142), LETTERS.format(left=124), "124 đơn", id="unsolved"),
    pytest.param(WAGES.format(gap="1.375.000"), WAGES.format(gap="1.357.000"), "1.357.000", id="higher"),
    pytest.param(SCORES.format(gap="0,47"), SCORES.format(gap="0,74"), "0,74", id="score-gap"),
    pytest.param(MODELS.format(all=263), MODELS.format(all=283), "283", id="raised"),
    pytest.param(BASE.format(before=364), BASE.format(before=346), "346 vụ", id="base-in-brackets"),
    pytest.param(BEYOND.format(gap="3,5"), BEYOND.format(gap="4,5"), "4,5 ha", id="beyond-plan"),
    pytest.param(INJURED.format(gap=7), INJURED.format(gap=9), "9 người", id="then-and-now"),
    pytest.param(REACHED.format(share="99,07"), REACHED.format(share="90,97"), "90,97", id="own-sentence"),
    pytest.param(VACCINE.format(share=108), VACCINE.format(share=180), "180%", id="more-than-all"),
    pytest.param(WORDS.format("hai trăm năm mươi"), WORDS.format("hai trăm"), "hai trăm", id="words"),
    pytest.param(MONEY.format(last=230), MONEY.format(last=320), "320 triệu", id="count-and-cost"),
    pytest.param(ARMS.format(last=962), ARMS.format(last=926), "926 dao", id="several-units"),
    pytest.param(PAPERS.format(last=188), PAPERS.format(last=198), "198 cá nhân", id="giver-between"),
    pytest.param(ZEROS.format(each="400.000"), ZEROS.format(each="40.000"), "40.000", id="a-zero-short"),
    pytest.param(TWO_WORDS.format(each=18), TWO_WORDS.format(each=16), "16 thành viên", id="two-words"),
    pytest.param(UNIONS.format(last=6), UNIONS.format(last=9), "khá 9", id="another-name-of-a-body"),
    pytest.param(SPAN.format(first=2016), SPAN.format(first=2010), "2010", id="span-of-a-movement"),
    pytest.param(WOMEN.format(share="38,73"), WOMEN.format(share="37,83"), "37,83", id="not-the-last-whole"),
    pytest.param(BEHIND.format(share="11,2"), BEHIND.format(share="12,1"), "12,1", id="whole-behind"),
    pytest.param(SCORED.format(*RANKED), SCORED.format("98,5", "92,0"), "98,5", id="scores"),
    pytest.param(SCORED.format(*RANKED), SCORED.format("89,5", "92,5"), "92,5", id="best-score"),
    pytest.param(MARKED.format(share="47,19"), MARKED.format(share="41,79"), "41,79", id="side-by-side"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "place"), RIGHT_AND_WRONG)
def test_only_the_wrong_figure_is_told(tmp_path: Path, right: str, wrong: str, place: str) -> None:
    def of_figures(text: str) -> list[str]:
        return [words for category, words in told(tmp_path, text) if category in ("arithmetic", "dates")]

    assert of_figures(right) == []
    assert any(place in words for words in of_figures(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "Đội có 20 xe, bán 8 xe, thuê thêm 9 xe, còn lại 21 xe.",
        "Năm 2022 có 164 hộ, năm 2023 có 143 hộ, tăng 12 hộ có vườn mẫu.",
        "Tổng thu 845 triệu đồng, chi 612 triệu đồng, chuyển nguồn 40 triệu đồng, kết dư 193 triệu đồng.",
        "Mức hỗ trợ 5.000.000 đồng (theo Nghị quyết của Hội đồng nhân dân tỉnh).",
    ],
)
def test_what_may_be_is_not_told(tmp_path: Path, text: str) -> None:
    assert [each for each in told(tmp_path, text) if each[0] == "arithmetic"] == []


@pytest.mark.parametrize(("results", "plans"), [(2022, 2023), (2023, 2024)])
def test_two_halves_of_two_years(tmp_path: Path, results: int, plans: int) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nXÃ ĐẠI ĐỒNG\n\nSố: 41/BC-UBND\n\nĐại Đồng, ngày 20 tháng 6 năm 2023\n\nBÁO CÁO\n"
        f"Sơ kết phong trào thi đua 6 tháng đầu năm {results}, nhiệm vụ 6 tháng cuối năm {plans}\n\n"
        "I. KẾT QUẢ\n\nPhong trào được duy trì.\n"
    )
    _, found = findings_of("hai-nua.txt", text, tmp_path)
    assert "dates" in {finding.category for finding in found}
