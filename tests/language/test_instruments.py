import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.instruments import Instrument, find_instruments


def only(text: str) -> Instrument:
    found = find_instruments(text)
    assert len(found) == 1, found
    return found[0]


# text, kind, number, date, issuer
MENTIONS = [
    ("Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ quy định chi tiết",
     "nghị định", "91/2017/NĐ-CP", "2017-07-31", "Chính phủ"),
    ("nghị định 91/2017/ NÐ -CP", "nghị định", "91/2017/NĐ-CP", None, "Chính phủ"),
    ("Nghị định số\n\n98/2023/NĐ-\nCP ngày 31 tháng 12 năm 2023", "nghị định", "98/2023/NĐ-CP", "2023-12-31",
     "Chính phủ"),
    ("nghi dinh 98/2023/nd-cp con hieu luc khong", "nghị định", "98/2023/NĐ-CP", None, "Chính phủ"),
    ("NĐ 98/2023 áp dụng từ khi nào", "nghị định", "98/2023", None, None),
    ("nd 91 het hieu luc chua", "nghị định", "91", None, None),
    ("Luật số 06/2022/QH15", "luật", "06/2022/QH15", None, "Quốc hội"),
    ("Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022", "luật", "06/2022/QH15", "2022-06-15",
     "Quốc hội"),
    ("Thông tư 01/2024/TT-BNV của Bộ Nội vụ", "thông tư", "01/2024/TT-BNV", None, "Bộ Nội vụ"),
    ("TT 12/2019", "thông tư", "12/2019", None, None),
    ("Thông tư số 21/2020/TT-BGDĐT ngày 31/7/2020 của Bộ Giáo dục và Đào tạo hướng dẫn công tác thi đua",
     "thông tư", "21/2020/TT-BGDĐT", "2020-07-31", "Bộ Giáo dục và Đào tạo"),
    ("Thông tư liên tịch số 01/2015/TTLT-BNV-BTC", "thông tư liên tịch", "01/2015/TTLT-BNV-BTC", None,
     "Bộ Nội vụ"),
    ("Chỉ thị 34-CT/TW ngày 07 tháng 4 năm 2014 của Bộ Chính trị về tiếp tục đổi mới", "chỉ thị", "34-CT/TW",
     "2014-04-07", "Bộ Chính trị"),
    ("Chỉ thị số 12/CT-TTg", "chỉ thị", "12/CT-TTg", None, "Thủ tướng Chính phủ"),
    ("Quyết định số 1234/QĐ-UBND ngày 5.6.2023 của UBND tỉnh Nam Định về việc tặng Bằng khen", "quyết định",
     "1234/QĐ-UBND", "2023-06-05", "UBND tỉnh Nam Định"),
    ("Quyết định số 15/2020/QĐ-UBND, ngày 30/6/2020 của UBND huyện Lạc Sơn Ban hành Quy chế", "quyết định",
     "15/2020/QĐ-UBND", "2020-06-30", "UBND huyện Lạc Sơn"),
    ("Kế hoạch 12/KH-UBND", "kế hoạch", "12/KH-UBND", None, "UBND"),
    ("kế hoạch số 512/UBND-KH", "kế hoạch", "512/UBND-KH", None, "UBND"),
    ("Công văn số 77/UBND-NV ngày15/3/2023 của Ủy ban nhân dân huyện", "công văn", "77/UBND-NV", "2023-03-15",
     "Ủy ban nhân dân huyện"),
    ("Hướng dẫn số 30-HD/ĐU của Đảng ủy xã", "hướng dẫn", "30-HD/ĐU", None, "Đảng ủy xã"),
    ("Nghị quyết số 65/2018/NQ-HĐND ngày 18/7/2018 của HĐND tỉnh", "nghị quyết", "65/2018/NQ-HĐND",
     "2018-07-18", "HĐND tỉnh"),
    ("Văn bản hợp nhất số 03/VBHN-BNV", "văn bản hợp nhất", "03/VBHN-BNV", None, "Bộ Nội vụ"),
    ("Công văn số 418/SGDĐT-VP", "công văn", "418/SGDĐT-VP", None,
     "Sở Giáo dục và Đào tạo"),
    ("thực hiện kế hoạch số 145 một số đồng chí", "kế hoạch", "145", None, None),
    ("Quyết định số 1895/QĐ-CTN ngày 07/12/2/2023", "quyết định", "1895/QĐ-CTN", None, "Chủ tịch nước"),
    ("Quyết định số 8/QĐ-UBND ngày 45/13/2023", "quyết định", "8/QĐ-UBND", None, "UBND"),
    ("Nghị quyết số 1211/2016/UBTVQH13", "nghị quyết", "1211/2016/UBTVQH13", None,
     "Ủy ban Thường vụ Quốc hội"),
    # As clerks and OCR write numbers: other marks, blanks, letters glued, letters of another sort.
    ("Nghị định số 91-2017/NĐ-CP", "nghị định", "91/2017/NĐ-CP", None, "Chính phủ"),
    ("Nghị định 154/2025/NĐ.CP", "nghị định", "154/2025/NĐ-CP", None, "Chính phủ"),
    ("Nghị định số: 91/2017/NĐCP", "nghị định", "91/2017/NĐ-CP", None, "Chính phủ"),
    ("Luật số 06/2022/QH 15", "luật", "06/2022/QH15", None, "Quốc hội"),
    ("Nghị quyết 27 NQ/TW", "nghị quyết", "27-NQ/TW", None, "Trung ương Đảng"),
    ("Chỉ thị số 34-CT/TƯ", "chỉ thị", "34-CT/TW", None, "Trung ương Đảng"),
    ("Quyết định số 12 34/QĐ-UBND", "quyết định", "1234/QĐ-UBND", None, "UBND"),
    ("VB số 77/SNV-TĐKT ngày 3/4/23", "văn bản", "77/SNV-TĐKT", "2023-04-03", "Sở Nội vụ"),
    ("Kế hoạch số 05/KH-UBND của UBND huyện Sông Mã ngày 03/02/2023", "kế hoạch", "05/KH-UBND", "2023-02-03",
     "UBND huyện Sông Mã"),
    ("Quyết định 318/QĐ-TTg ngày 08/3/2022 của Thủ tướng", "quyết định", "318/QĐ-TTg", "2022-03-08",
     "Thủ tướng Chính phủ"),
    ("Kế hoạch 9/KH-MTTQ của Ban Thường trực Ủy ban MTTQ Việt Nam huyện", "kế hoạch", "9/KH-MTTQ", None,
     "Ban Thường trực Ủy ban MTTQ Việt Nam huyện"),
    ("Thông tư 22/2024/TT-BGDĐT của Bộ trưởng Bộ GD&ĐT", "thông tư", "22/2024/TT-BGDĐT", None,
     "Bộ trưởng Bộ GD&ĐT"),
    # Words between kind and "số"; no number at all, or one left to the pen.
    ("Kế hoạch hành động số 03/KHHĐ-UBND", "kế hoạch", "03/KHHĐ-UBND", None, "UBND"),
    ("Chương trình phối hợp số 12/CTrPH-MTTQ", "chương trình", "12/CTrPH-MTTQ", None,
     "Mặt trận Tổ quốc Việt Nam"),
    ("Quyết định ngày 12/12/2022 của Chủ tịch UBND huyện Sông Mã về khen", "quyết định", None, "2022-12-12",
     "Chủ tịch UBND huyện Sông Mã"),
    ("Kế hoạch số ..../KH-UBND ngày 12/01/2023 của UBND xã", "kế hoạch", None, "2023-01-12", "UBND xã"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "number", "date", "issuer"), MENTIONS)
def test_a_mention_is_read(text: str, kind: str, number: str, date: str | None, issuer: str | None) -> None:
    found = only(text)
    assert (found.kind, found.number, found.date, found.issuer) == (kind, number, date, issuer)


@pytest.mark.parametrize(
    ("text", "title", "year", "date"),
    [
        ("Luật Thi đua, khen thưởng năm 2022", "Thi đua, khen thưởng", 2022, None),
        ("luật thi đua khen thưởng", "thi đua khen thưởng", None, None),
        ("Luật Thi đua - Khen thưởng (năm 2003)", "Thi đua - Khen thưởng", 2003, None),
        ("luat thi dua khen thuong 2022 co gi moi", "thi dua khen thuong", 2022, None),
        ("Luật Thi đua khen thưởng ngày 26/11/2003", "Thi đua khen thưởng", 2003, "2003-11-26"),
        ("Luật Dân quân tự vệ", "Dân quân tự vệ", None, None),
        ("Bộ luật Hình sự 2015", "Hình sự", 2015, None),
        ("Luật TĐKT 2022", "Thi đua, khen thưởng", 2022, None),
        ("Luật TĐ, KT (sửa đổi) năm 2013", "Thi đua, khen thưởng", 2013, None),
    ],
)
def test_a_law_is_known_by_its_title(text: str, title: str, year: int | None, date: str | None) -> None:
    found = only(text)
    assert (found.number, found.title, found.year, found.date) == (None, title, year, date)


@pytest.mark.parametrize(
    "text",
    [
        "Số: 45/BC-UBND",
        "Số: 45/QĐ-UBND",
        "Báo cáo số 45/BC-UBND ngày 1/12/2023 của UBND xã",
        "Tờ trình số 12/TTr-UBND",
        "đạt 10/10 chỉ tiêu, 15/15 - XUẤT SẮC",
        "kế hoạch 15 tỷ đồng, đạt 120% kế hoạch",
        "quyết định 3 nội dung",
        "thông tư 2 lần sửa đổi",
        "pháp luật về thi đua, khen thưởng",
        "TT Đồi Ngô 12/2019",
        "ngày 5/12/2023 - UBND xã",
        "tiêu chuẩn ISO 9001:2015",
        "giai đoạn 2021-2025/huyện",
        "trồng mới đạt 95/KH 100 ha",
        "trồng 12, 13/KH 14 ha",
        "thực hiện kế hoạch ngày 3/4/2023, xã đã họp",
        "Bằng Tổ quốc ghi công số 3/BTQGC",
    ],
)
def test_what_is_no_instrument_is_left_alone(text: str) -> None:
    assert find_instruments(text) == []


def test_numbers_without_their_kind_beside_them() -> None:
    found = find_instruments(
        "Nghị quyết số 19-NQ/TW và số 20-NQ/TW; các Nghị định 91/2017/NĐ-CP, 98/2023/NĐ-CP."
    )
    assert [mention.number for mention in found] == ["19-NQ/TW", "20-NQ/TW", "91/2017/NĐ-CP", "98/2023/NĐ-CP"]


def test_numbers_that_share_letters_or_kind() -> None:
    found = find_instruments(
        "Kế hoạch số: 12, 13 và 14/KH-UBND ngày 3/4/2023; Nghị định số 91/2017 và 98/2023"
    )
    assert [(mention.kind, mention.number, mention.year) for mention in found] == [
        ("kế hoạch", "12/KH-UBND", None), ("kế hoạch", "13/KH-UBND", None), ("kế hoạch", "14/KH-UBND", 2023),
        ("nghị định", "91/2017", 2017), ("nghị định", "98/2023", 2023),
    ]  # fmt: skip


def test_instruments_in_the_title_of_another_are_mentions_too() -> None:
    text = (
        "Thông tư số 12/2019/TT-BNV ngày 04/11/2019 của Bộ Nội vụ quy định chi tiết thi hành một số điều của "
        "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ và Luật Thi đua, khen thưởng"
    )
    found = find_instruments(text)
    assert [mention.kind for mention in found] == ["thông tư", "nghị định", "luật"]
    assert [text[mention.start : mention.end] for mention in found] == [
        "Thông tư số 12/2019/TT-BNV ngày 04/11/2019 của Bộ Nội vụ",
        "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ",
        "Luật Thi đua, khen thưởng",
    ]


@given(st.text(alphabet="NĐnghịđuatsố 0123456789/-CPTWQUBND.,:\n", max_size=80))
def test_mentions_are_ordered_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for mention in find_instruments(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@given(st.integers(1, 9999), st.integers(1950, 2049), st.sampled_from(["NĐ-CP", "TT-BNV", "QĐ-UBND", "QH15"]))
def test_white_space_inside_a_number_does_not_matter(serial: int, year: int, letters: str) -> None:
    number = f"{serial}/{year}/{letters}"
    broken = number.replace("/", " / ").replace("-", "-\n")
    assert only(f"số {broken} về").number == only(f"số {number} về").number == number
