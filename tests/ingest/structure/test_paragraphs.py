"""Hard-wrapped lines become paragraphs; lists, headings and letterheads stay apart."""

from __future__ import annotations

from ingest.structure import structure
from tests.ingest.sources import of_blocks, of_text

WRAPPED = """\
Trong năm qua, Hội đồng Thi đua - Khen thưởng huyện Đak Pơ đã bám sát các
nhiệm vụ trọng tâm, tổ chức phát động 06 đợt thi đua ngắn ngày gắn với các ngày
lễ lớn của đất nước. Kết quả có 92% cơ quan, đơn vị đăng ký thi đua.
Các xã, thị trấn đã chủ động ký kết giao ước thi đua ngay trong quý I, trong đó
có 8/8 đơn vị hoàn thành.
- Khối các cơ quan Đảng: 11 đơn vị tham gia, trong đó có 09 đơn vị được đề nghị
tặng Giấy khen;
- Khối trường học: 24 đơn vị.
"""


def texts(text: str) -> list[str]:
    return [paragraph.content.text for paragraph in structure(of_text(text)).paragraphs]


def rows(text: str) -> list[list[str]]:
    return [
        [cell.content.text for cell in row.cells]
        for table in structure(of_text(text)).tables
        for row in table.rows
    ]


def test_single_spaced_lines_join() -> None:
    assert [text[:24] for text in texts(WRAPPED)] == [
        "Trong năm qua, Hội đồng ",
        "Các xã, thị trấn đã chủ ",
        "- Khối các cơ quan Đảng:",
        "- Khối trường học: 24 đơ",
    ]


def test_lines_each_followed_by_a_blank_line_join_too() -> None:
    assert texts(WRAPPED.replace("\n", " \n\n")) == texts(WRAPPED)


def test_a_sentence_goes_on_over_a_page_number() -> None:
    broken = WRAPPED.replace("nhiệm vụ trọng tâm", "\n 4 \n\nnhiệm vụ trọng tâm")
    assert texts(broken) == texts(WRAPPED)


def test_unwrapped_paragraphs_broken_in_mid_sentence_join() -> None:
    long = "Xã Ia Tul tổ chức 12 hội nghị tuyên truyền, thu hút đông đảo nhân dân các làng " * 2
    result = texts(
        f"{long}tham gia xây\n\ndựng nông thôn mới.\n\n{long}theo quy định của\n\n“Bộ tiêu chí”."
        f"\n\nHết.\n\n{long}tốt."
    )
    assert [text.rsplit(" ", 2)[-2:] for text in result] == [
        ["thôn", "mới."], ["tiêu", "chí”."], ["Hết."], ["làng", "tốt."],
    ]  # fmt: skip


def test_a_number_wrapped_to_the_next_line_opens_no_list() -> None:
    text = WRAPPED + (
        "Hội đồng đã xét khen thưởng cho các tập thể theo đúng quy định tại khoản\n"
        "2. Điều 9 của Quy chế, bảo đảm công khai.\n"
    )
    assert texts(text)[-1].endswith("tại khoản 2. Điều 9 của Quy chế, bảo đảm công khai.")


def test_a_wrapped_pair_with_a_dash_is_no_list_item() -> None:
    text = (
        WRAPPED
        + "Các mặt công tác đạt kết quả tốt, nhất là phát triển kinh tế, văn hóa, kinh tế\n- xã hội.\n"
    )
    assert texts(text)[-1].endswith("kinh tế - xã hội.")


def test_a_document_number_broken_at_its_hyphen_is_mended() -> None:
    text = (
        WRAPPED
        + "Căn cứ tình hình thực tế, Ủy ban nhân dân huyện đã ban hành Kế hoạch 45/KH-\nUBND để thực hiện.\n"
    )
    assert "45/KH-UBND để" in texts(text)[-1]


def test_a_listed_name_broken_after_its_first_word_is_mended() -> None:
    text = """\
Kính gửi: Ủy ban nhân dân huyện Tân Hồng, tỉnh Đồng
Tháp. Xã báo cáo như sau:
Các đơn vị được khen của huyện Tân
Hồng gồm:
Đảng bộ xã
Tháp Mười có 12 chi bộ.
"""
    assert texts(text) == [
        "Kính gửi: Ủy ban nhân dân huyện Tân Hồng, tỉnh Đồng Tháp. Xã báo cáo như sau:",
        "Các đơn vị được khen của huyện Tân Hồng gồm:",
        "Đảng bộ xã",
        "Tháp Mười có 12 chi bộ.",
    ]


def test_capitals_join_capitals_and_nothing_else() -> None:
    result = texts(
        "I. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN PHONG TRÀO THI ĐUA YÊU NƯỚC\nVÀ CÔNG TÁC KHEN THƯỞNG\nNhìn chung tốt."
    )
    assert result == [
        "I. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN PHONG TRÀO THI ĐUA YÊU NƯỚC VÀ CÔNG TÁC KHEN THƯỞNG",
        "Nhìn chung tốt.",
    ]


LETTERHEAD = """\
ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ MƯỜNG CHÙM                      Độc lập - Tự do - Hạnh phúc
Số:       /BC-UBND         Mường Chùm, ngày      tháng 6 năm 2023
BÁO CÁO
Sơ kết công tác thi đua, khen thưởng
6 tháng đầu năm 2023
Kính gửi: Phòng Nội vụ huyện
I. KẾT QUẢ
Đã hoàn thành.
Nơi nhận:                          TM. ỦY BAN NHÂN DÂN
- Như trên;                               CHỦ TỊCH
- Lưu: VT.
                                        Lò Văn Pâng
"""


def test_two_column_letterhead_and_signature_are_parted() -> None:
    assert texts(LETTERHEAD) == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ MƯỜNG CHÙM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /BC-UBND",
        "Mường Chùm, ngày tháng 6 năm 2023",
        "BÁO CÁO",
        "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2023",
        "Kính gửi: Phòng Nội vụ huyện",
        "I. KẾT QUẢ",
        "Đã hoàn thành.",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "- Như trên;",
        "CHỦ TỊCH",
        "- Lưu: VT.",
        "Lò Văn Pâng",
    ]


def test_letterhead_with_tabs_or_one_space_is_parted_at_the_motto() -> None:
    tabbed = LETTERHEAD.replace("DÂN                CỘNG", "DÂN\tCỘNG").replace(
        "CHÙM                      Độc", "CHÙM Độc"
    )
    assert texts(tabbed)[:4] == texts(LETTERHEAD)[:4]


def test_running_heads_and_page_numbers_of_pages_go() -> None:
    page = "BÁO CÁO THI ĐUA XÃ ĐỨC BỒNG\n{body}\n{n}"
    bodies = [
        "Nội dung thứ nhất của báo cáo này.",
        "Nội dung thứ hai.",
        "Nội dung thứ ba.",
        "Nội dung thứ tư.",
    ]
    text = "\f".join(page.format(body=body, n=n) for n, body in enumerate(bodies, 1))
    assert texts(text) == ["BÁO CÁO THI ĐUA XÃ ĐỨC BỒNG", *bodies]


def test_a_page_number_among_cells_goes_and_a_cell_stays() -> None:
    before = "".join(f"Xã đã tổ chức hội nghị thứ {number} về công tác thi đua.\n" for number in range(12))
    cells = "TT\nDanh hiệu\nSố lượng\n1\nLao động tiên tiến\n{}24\n2\nChiến sĩ thi đua cơ sở\n3\n"
    page = rows(before + cells.format("\n2\n\n"))
    assert page == rows(before + cells.format("")) != []
    spaced = (before + cells.format("2\n")).replace("\n", "\n\n")
    assert rows(spaced) != page


def test_blocks_of_a_format_stay_apart() -> None:
    source = of_blocks(
        ("paragraph", "Xã có 12 thôn"), ("paragraph", "Dân số 5.000 người"), ("list_item", "- Đảng bộ")
    )
    assert [p.content.text for p in structure(source).paragraphs] == [
        "Xã có 12 thôn", "Dân số 5.000 người", "- Đảng bộ",
    ]  # fmt: skip


def test_title_in_one_line_and_bodies_of_a_letterhead_stay_apart() -> None:
    text = """\
TỈNH ỦY ĐỒNG THÁP
HUYỆN ỦY TÂN HỒNG
BÁO CÁO TỔNG KẾT CÔNG TÁC THI ĐUA, KHEN THƯỞNG
NĂM 2023 VÀ NHIỆM VỤ NĂM 2024
Huyện ủy đã lãnh đạo hệ thống chính trị.
"""
    document = structure(of_text(text))
    assert [(p.kind, p.content.text) for p in document.paragraphs] == [
        ("paragraph", "TỈNH ỦY ĐỒNG THÁP"),
        ("paragraph", "HUYỆN ỦY TÂN HỒNG"),
        ("heading", "BÁO CÁO TỔNG KẾT CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM 2023 VÀ NHIỆM VỤ NĂM 2024"),
        ("paragraph", "Huyện ủy đã lãnh đạo hệ thống chính trị."),
    ]


def test_signature_without_recipients_ends_the_outline() -> None:
    document = structure(of_text("I. KẾT QUẢ\nĐã tặng 5 Giấy khen.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLý A Sùng"))
    assert [p.path for p in document.paragraphs][-3:] == [(), (), ()]
