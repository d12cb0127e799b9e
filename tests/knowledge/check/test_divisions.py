"""Wholes and their parts, their shares and their rates: what contradicts is told, what may be is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.check.reports import told

CLERKS = "Đã giải quyết 3.150 hồ sơ: trước hạn 2.410 hồ sơ, đúng hạn {on_time} hồ sơ, quá hạn 9 hồ sơ; "
STAFF = "Trường có 52 người, nữ 38 (Hiệu trưởng: 1; Phó Hiệu trưởng: 2; giáo viên: 44; nhân viên: {others})."
BRANCHES = "Có 31 chi bộ, với 612 đảng viên (19 chi bộ thôn, 7 chi bộ trường học, {last} chi bộ cơ quan)."
UNIONS = (
    "Toàn huyện có 118 công đoàn cơ sở với 4.020 đoàn viên. Khối hành chính 35 công đoàn cơ sở, "
    "khối trường học 57 công đoàn cơ sở, khối doanh nghiệp {last} công đoàn cơ sở."
)
GIFTS = (
    "Trao 412 suất quà: Nà Rầy 126 suất, Bản Cuôn 149 suất, Khuổi Vạc {last} suất; trị giá 206 triệu đồng."
)
DRILL = (
    "Huấn luyện 124/126 đồng chí; kết quả: giỏi 29 đồng chí, khá 68 đồng chí, đạt yêu cầu {last} đồng chí."
)
PUPILS = "Cấp tỉnh có 21 em đạt giải: 02 giải Nhất, 05 giải Nhì, 06 giải Ba, {last} giải Khuyến khích."
CLASSES = "Trường có 27 lớp: khối 6: 7 lớp, khối 7: 7 lớp, khối 8: 7 lớp, khối 9: {last} lớp."
HONOURED = "Số giấy khen đã trao là 147, trong đó tập thể 32, cá nhân {last}."
COURSES = (
    "Mở 63 lớp tập huấn cho 1.890 lượt nông dân: trồng trọt 35 lớp, chăn nuôi {last} lớp, thủy sản 9 lớp."
)
BORROWERS = "Có 3.420 hộ đăng ký sản xuất giỏi. Qua bình xét có 2.565 hộ đạt, chiếm {share}% số hộ đăng ký."
DEBT = "Tổng dư nợ 64.200 triệu đồng; nợ quá hạn 154 triệu đồng, chiếm {share}% tổng dư nợ."
INSURED = (
    "Phường có 5.120 hộ với 18.400 nhân khẩu. Số người có bảo hiểm y tế 17.480 người, đạt {share}% dân số."
)
POOR = "Toàn xã có 1.540 hộ. Hộ nghèo còn 77 hộ, chiếm {share}% tổng số hộ."
RICE = "Lúa mùa gieo cấy 420 ha, năng suất 52,5 tạ/ha, sản lượng {yielded} tấn."
PRESENTS = "Tặng 1.460 suất quà, trị giá 584 triệu đồng ({each} đồng/suất)."
ALLOWANCE = "Chi trả cho 1.250 người.\n\nMức hỗ trợ 500.000 đồng/người, tổng kinh phí {paid} triệu đồng."
PLAN = "Vận động hiến máu được 57 đơn vị máu/chỉ tiêu 50, đạt {share}%."
JOINED = "Kết nạp 318 hội viên mới/chỉ tiêu 300 hội viên, đạt {share}%."
RECRUITS = "Giao quân đạt 100% chỉ tiêu: {sent} thanh niên lên đường nhập ngũ."
TEACHERS = "Tỷ lệ giáo viên/lớp là 45/30 = {each}."
ROADS = "Làm mới 7,3 km đường, trong đó: đường trục xã 3,4 km, đường thôn 2,6 km, đường nội đồng {last} km."

BORN = "Toàn huyện có 1.347 trẻ sinh ra, con thứ ba trở lên 152 trẻ. Số trẻ nam 702, trẻ nữ {girls}."
PATIENTS = "Điều trị 8.214 lượt. Trong đó, bệnh hô hấp: 3.120, bệnh tiêu hóa: 2.864, bệnh khác: {last}."
EXAMINED = "Khám bệnh 61.240/58.000 lượt người, đạt {share}% chỉ tiêu kế hoạch."
BEDS = "Công suất giường bệnh đạt 112,4%, giảm {by}% so với cùng kỳ (năm 2022 đạt 126,8%)."
ECONOMY = (
    "Giá trị sản xuất tăng 8% so với năm 2022; cơ cấu: nông nghiệp 22,5%, công nghiệp 39%, dịch vụ {last}%."
)
GRANTS = "Trao 215 suất học bổng, mỗi suất 600.000 đồng, tổng số tiền {paid} triệu đồng."
SAVING = "Có 52/60 chi hội góp quỹ, tổng số tiền 780 triệu đồng, bình quân {each} triệu đồng/chi hội."
HONOURS = (
    "Tỉnh khen 4 tập thể, 11 cá nhân; huyện khen 21 tập thể, 53 cá nhân. "
    "Tổng cộng có 25 tập thể và {people} cá nhân được khen."
)
HOUSEHOLDS = "Toàn xã có 2.400 hộ. Số hộ đạt 8 tiêu chí là 2.040 hộ, đạt {share}%."
GREW_OLD = "Hội viên 4.860 người, tăng 240 người so với năm 2022 ({before} người)."

HOUSES = "Hỗ trợ 63 căn nhà (xây mới 41 căn, sửa chữa {last} căn)."
PAPERS = "Trao 518 giấy khen cho 163 tập thể, {people} cá nhân."
HONOURED_ALL = "Khen thưởng 31 trường hợp, trong đó 9 tập thể, 15 cá nhân và {last} hộ gia đình."
FELL = "Đầu năm có 1.240 hộ nghèo, cuối năm còn 865 hộ, giảm {by} hộ."
BY_YEARS = "Tỷ lệ hộ nghèo giảm từ 12% năm 2019 xuống còn 5% năm 2023, giảm {by}%."
VETERANS = (
    "Có 824 đối tượng hưởng trợ cấp: thương binh 316 người, bệnh binh 142 người, thân nhân {last} người."
)
BUILT = (
    "Hỗ trợ 40 căn (xây mới 24 căn, sửa chữa 16 căn) với 1.800 triệu đồng, bình quân {each} triệu đồng/căn."
)

LAND = "Diện tích 640,5 ha, trong đó đất lúa 480,2 ha, đất phi nông nghiệp 152,1 ha, đất chưa dùng {last} ha."
PRIZES = "Cấp tỉnh đạt 6 giải, tăng 2 giải so với năm trước ({before} giải)."
LEVELS = "Ba trường có 1.254 học sinh: mầm non 318 cháu, tiểu học {pupils} em, THCS 395 em."
WELL_OFF = "Có 241 hộ giàu ({share}%), 4.097 hộ khá (85,0%), 482 hộ cận nghèo, khó khăn (10,0%)."
CULTURED = (
    "Xã có 9 thôn với 1.900 hộ, 6.650 nhân khẩu.\n\nGia đình văn hóa 1.748 hộ, đạt {share}% tổng số hộ."
)
MINORITY = "Toàn xã có 2.815 hộ, 11.240 khẩu, trong đó người Tày 1.633 hộ, chiếm {share}%."
REACHED = (
    "Gieo trồng 3.260 ha/3.200 ha, đạt 101,9% kế hoạch; trong đó lúa 1.840 ha, ngô {corn} ha, rau màu 510 ha."
)
SHORT_HEADINGS = """Kết quả như sau:

| Chỉ tiêu | ĐVT | KH 2023 | TH 2023 | TH/KH (%) |
|---|---|---|---|---|
| Trồng rừng | ha | 120 | 126 | {share} |
| Thu ngân sách | triệu đồng | 8.000 | 8.400 | 105,0 |
"""

RIGHT_AND_WRONG = [
    pytest.param(MINORITY.format(share=58), MINORITY.format(share=48), "48%", id="among-households"),
    pytest.param(REACHED.format(corn=910), REACHED.format(corn=850), "3.260", id="of-what-was-reached"),
    pytest.param(LAND.format(last="8,2"), LAND.format(last="28,2"), "28,2 ha", id="kinds-of-land"),
    pytest.param(PRIZES.format(before=4), PRIZES.format(before=5), "5 giải", id="counts-are-exact"),
    pytest.param(LEVELS.format(pupils=541), LEVELS.format(pupils=514), "514", id="pupils-by-other-names"),
    pytest.param(WELL_OFF.format(share="5,0"), WELL_OFF.format(share="5,6"), "5,6%", id="comma-in-a-name"),
    pytest.param(CULTURED.format(share=92), CULTURED.format(share=97), "97%", id="of-what-the-commune-has"),
    pytest.param(
        SHORT_HEADINGS.format(share="105,0"), SHORT_HEADINGS.format(share="150,0"), "150,0", id="th"
    ),
    pytest.param(HOUSES.format(last=22), HOUSES.format(last=32), "32", id="built-and-mended"),
    pytest.param(PAPERS.format(people=355), PAPERS.format(people=535), "535 cá nhân", id="given-to"),
    pytest.param(HONOURED_ALL.format(last=7), HONOURED_ALL.format(last=17), "17 hộ", id="three-kinds"),
    pytest.param(FELL.format(by=375), FELL.format(by=357), "357 hộ", id="fell-to"),
    pytest.param(BY_YEARS.format(by=7), BY_YEARS.format(by=9), "9%", id="fell-between-years"),
    pytest.param(VETERANS.format(last=366), VETERANS.format(last=636), "636", id="people-of-another-name"),
    pytest.param(BUILT.format(each=45), BUILT.format(each=54), "54 triệu", id="average-of-all-parts"),
    pytest.param(BORN.format(girls=645), BORN.format(girls=654), "654", id="sexes"),
    pytest.param(PATIENTS.format(last="2.230"), PATIENTS.format(last="2.330"), "2.330", id="among-them"),
    pytest.param(
        EXAMINED.format(share="105,6"), EXAMINED.format(share="106,5"), "106,5%", id="plan-fraction"
    ),
    pytest.param(BEDS.format(by="14,4"), BEDS.format(by="24,4"), "24,4%", id="last-year-in-brackets"),
    pytest.param(ECONOMY.format(last="38,5"), ECONOMY.format(last="35,8"), "35,8%", id="structure"),
    pytest.param(GRANTS.format(paid=129), GRANTS.format(paid=192), "192 triệu", id="each-grant"),
    pytest.param(SAVING.format(each=15), SAVING.format(each=12), "12 triệu", id="average-of-some"),
    pytest.param(HONOURS.format(people=64), HONOURS.format(people=46), "46 cá nhân", id="summed-up"),
    pytest.param(HOUSEHOLDS.format(share=85), HOUSEHOLDS.format(share=75), "75%", id="of-all-before"),
    pytest.param(GREW_OLD.format(before="4.620"), GREW_OLD.format(before="4.260"), "4.260", id="base"),
    pytest.param(CLERKS.format(on_time=731), CLERKS.format(on_time=713), "713", id="deadlines"),
    pytest.param(STAFF.format(others=5), STAFF.format(others=8), "nhân viên: 8", id="staff-behind-women"),
    pytest.param(BRANCHES.format(last="5"), BRANCHES.format(last="8"), "8 chi bộ", id="two-figures-before"),
    pytest.param(UNIONS.format(last=26), UNIONS.format(last=62), "62", id="next-sentence"),
    pytest.param(GIFTS.format(last=137), GIFTS.format(last=173), "173", id="villages"),
    pytest.param(DRILL.format(last=27), DRILL.format(last=37), "37", id="marks-of-those-reached"),
    pytest.param(PUPILS.format(last="08"), PUPILS.format(last="09"), "09 giải", id="prizes"),
    pytest.param(CLASSES.format(last=6), CLASSES.format(last=8), "khối 9: 8", id="classes"),
    pytest.param(HONOURED.format(last=115), HONOURED.format(last=151), "151", id="no-unit"),
    pytest.param(COURSES.format(last=19), COURSES.format(last=29), "29 lớp", id="courses"),
    pytest.param(BORROWERS.format(share=75), BORROWERS.format(share=57), "57%", id="of-those-who-joined"),
    pytest.param(DEBT.format(share="0,24"), DEBT.format(share="0,42"), "0,42%", id="of-debt"),
    pytest.param(INSURED.format(share=95), INSURED.format(share=92), "92%", id="of-people"),
    pytest.param(POOR.format(share=5), POOR.format(share=7), "7%", id="of-all-households"),
    pytest.param(RICE.format(yielded="2.205"), RICE.format(yielded="2.250"), "2.250 tấn", id="harvest"),
    pytest.param(PRESENTS.format(each="400.000"), PRESENTS.format(each="450.000"), "450.000", id="price"),
    pytest.param(ALLOWANCE.format(paid=625), ALLOWANCE.format(paid=652), "652", id="allowance"),
    pytest.param(PLAN.format(share=114), PLAN.format(share=104), "104%", id="plan-without-unit"),
    pytest.param(JOINED.format(share=106), JOINED.format(share=116), "116%", id="plan-behind-words"),
    pytest.param(RECRUITS.format(sent="18/18"), RECRUITS.format(sent="16/18"), "16/18", id="all-of-a-plan"),
    pytest.param(TEACHERS.format(each="1,5"), TEACHERS.format(each="1,9"), "45/30 = 1,9", id="ratio"),
    pytest.param(ROADS.format(last="1,3"), ROADS.format(last="2,3"), "2,3 km", id="measured-parts"),
]


@pytest.mark.parametrize(("right", "wrong", "words"), RIGHT_AND_WRONG)
def test_the_wrong_figure_is_told_and_the_right_is_not(
    tmp_path: Path, right: str, wrong: str, words: str
) -> None:
    assert told(tmp_path, right) == []
    found = told(tmp_path, wrong)
    assert [each for each in found if each[0] == "arithmetic" and words in each[1]], found


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "Xã có 46 cán bộ. Trong năm: cử đi đào tạo 12 người, bồi dưỡng 25 người, bổ nhiệm 3 người.",
            id="deeds-are-no-parts",
        ),
        pytest.param(
            "Toàn huyện có 412 tổ hòa giải. Hòa giải thành 96 vụ, không thành 14 vụ, đang giải quyết 5 vụ.",
            id="of-another-thing",
        ),
        pytest.param(
            "Trường có 620 học sinh: khối 6: 160 em, khối 7: 155 em, khối 8: 150 em và các em lớp 9.",
            id="the-last-part-untold",
        ),
        pytest.param(
            "Đầu năm có 96 hộ nghèo, cuối năm còn 71 hộ, giảm 40 hộ so với năm 2021.",
            id="against-another-year",
        ),
        pytest.param(
            "Đội ngũ có 48 người (đại học 30 người, cao đẳng 10 người, đảng viên 25 người).",
            id="shared-members",
        ),
        pytest.param(
            "Gieo cấy 310 ha lúa, năng suất 58,2 tạ/ha, sản lượng 1.742 tấn do 12 ha mất trắng.",
            id="lost-harvest",
        ),
        pytest.param(
            "Có 950 hộ đăng ký gia đình văn hóa. Hộ nghèo còn 48 hộ, chiếm 3% tổng số hộ.", id="whole-untold"
        ),
        pytest.param(
            "Có 23 em đạt giải (02 giải nhất, 05 giải nhì, 07 giải ba, 09 giải khuyến khích).", id="prizes"
        ),
        pytest.param(
            "Các chi hội giúp được 34 hộ nghèo và 27 hộ cận nghèo vươn lên, nay chỉ còn 9 hộ nghèo.",
            id="two-that-are-gone",
        ),
    ],
)
def test_what_may_be_right_is_left_alone(tmp_path: Path, body: str) -> None:
    assert told(tmp_path, body) == []
