from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers.word.numbering import in_format

from .conftest import ReadFile, blocks_of, grid_of, table_of

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="90">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>
  <w:lvlText w:val="%1.%2.%3"/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
 <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF02D;"/></w:lvl>
</w:abstractNum>
"""


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_list_definition(document: Document) -> Callable[..., None]:
    """Add a five-level list to the document; the result numbers a new paragraph."""
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
    for number, override in (
        ("900", ""),
        ("901", '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>'),
    ):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'
            )
        )

    def add(text: str, level: int, number: str = "900") -> None:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )

    return add


def test_automatic_numbers_stand_in_the_text(read_file: ReadFile) -> None:
    document = docx.Document()
    add = add_list_definition(document)
    add("Đặc điểm tình hình", 0)
    add("Thuận lợi", 1)
    add("Khó khăn", 1)
    add("Về kinh tế", 2)
    add("trồng trọt", 3)
    add("chăn nuôi", 3)
    add("đàn lợn", 4)
    add("Kết quả", 0)
    add("Phong trào", 1)
    add("Đánh giá", 1, "901")
    texts = [text for _, text in blocks_of(read_file("a.docx", saved(document)))]
    assert texts == [
        "I. Đặc điểm tình hình", "1. Thuận lợi", "2. Khó khăn", "1.2.1 Về kinh tế", "a) trồng trọt",
        "b) chăn nuôi", "- đàn lợn", "II. Kết quả", "1. Phong trào", "1. Đánh giá",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (1944, "upperRoman", "MCMXLIV"),
        (27, "lowerLetter", "aa"), (2, "upperLetter", "B"), (7, "decimalZero", "07"), (12, "decimal", "12"),
    ],
)  # fmt: skip
def test_number_formats(value: int, form: str, printed: str) -> None:
    assert in_format(value, form) == printed


def test_headings_paragraphs_and_lists(read_file: ReadFile) -> None:
    document = docx.Document()
    document.add_heading("Kết quả thi đua", 2)
    paragraph = document.add_paragraph()
    paragraph.add_run("Toàn xã").bold = True
    document.add_paragraph("Làm đường", style="List Bullet")
    result = read_file("a.docx", saved(document))
    heading, bold, item = result.pages[0].blocks
    assert (heading.kind, heading.level) == ("heading", 2)
    assert (bold.kind, bold.bold) == ("paragraph", True)
    assert (item.kind, item.bold) == ("list_item", False)
    assert [b.line_start for b in (heading, bold, item)] == [1, 2, 3]


def test_merged_cells_stand_once_with_their_spans(read_file: ReadFile) -> None:
    document = docx.Document()
    table = document.add_table(3, 4, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "Năm 2023"
    for column, text in enumerate(["Kế hoạch", "Thực hiện", "Đạt %"], 1):
        table.cell(1, column).text = text
    table.cell(2, 3).text = "104,5"
    result = read_file("a.docx", saved(document))
    assert grid_of(result, table_of(result)) == [
        (0, 0, 2, 1, "TT"), (0, 1, 1, 3, "Năm 2023"),
        (1, 1, 1, 1, "Kế hoạch"), (1, 2, 1, 1, "Thực hiện"), (1, 3, 1, 1, "Đạt %"),
        (2, 0, 1, 1, ""), (2, 1, 1, 1, ""), (2, 2, 1, 1, ""), (2, 3, 1, 1, "104,5"),
    ]  # fmt: skip


def test_nested_table_is_not_lost(read_file: ReadFile) -> None:
    document = docx.Document()
    outer = document.add_table(1, 2, style="Table Grid")
    outer.cell(0, 0).text = "Ngoài"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text = "Trong"
    inner.cell(0, 1).text = "12 hộ"
    kinds = [kind for kind, _ in blocks_of(read_file("a.docx", saved(document)))]
    text = read_file("a.docx", saved(document)).text
    assert kinds == ["table", "table"]
    assert text.count("Trong") == text.count("12 hộ") == 1


def test_a_table_without_lines_is_still_a_table(read_file: ReadFile) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["Thu", "5,2", "Chi", "4,9"], strict=True
    ):
        cell.text = text
    result = read_file("a.docx", saved(document))
    assert [text for *_, text in grid_of(result, table_of(result))] == ["Thu", "5,2", "Chi", "4,9"]


def test_letterhead_and_signature_tables_become_lines(read_file: ReadFile) -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 15/BC-UBND"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    document.add_paragraph("BÁO CÁO")
    foot = document.add_table(1, 2)
    foot.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    foot.cell(0, 0).text = "Lưu: VT"
    assert blocks_of(read_file("a.docx", saved(document))) == [
        ("paragraph", "ỦY BAN NHÂN DÂN"), ("paragraph", "XÃ TÂN LẬP"), ("paragraph", "Số: 15/BC-UBND"),
        ("paragraph", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("paragraph", "Độc lập - Tự do - Hạnh phúc"),
        ("paragraph", "BÁO CÁO"), ("paragraph", "Lưu: VT"), ("paragraph", "TM. ỦY BAN NHÂN DÂN"),
        ("paragraph", "CHỦ TỊCH"),
    ]  # fmt: skip


def test_tracked_changes(read_file: ReadFile) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Đạt ")._p
    for kind, tag, text in (("del", "delText", "90"), ("ins", "t", "95")):
        paragraph.append(
            parse_xml(f"<w:{kind} {nsdecls('w')}><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{kind}>")
        )
    result = read_file("a.docx", saved(document))
    assert result.text.strip() == "Đạt 95"
    assert any("chỉnh sửa" in note for note in result.notes)


def test_text_boxes_fields_hidden_text_and_breaks(read_file: ReadFile) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trước")._p
    ns = nsdecls("w") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    for xml in (
        f'<w:r {ns}><w:fldChar w:fldCharType="begin"/></w:r>',
        f"<w:r {ns}><w:instrText> DATE </w:instrText></w:r>",
        f'<w:r {ns}><w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r {ns}><w:t>12/2023</w:t></w:r>",
        f'<w:r {ns}><w:fldChar w:fldCharType="end"/></w:r>',
        f"<w:r {ns}><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>",
        f"<w:r {ns}><w:br/><w:t>Sau</w:t><w:noBreakHyphen/><w:tab/><w:t>5</w:t></w:r>",
        f"<w:r {ns}><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></w:pict></w:r>",
        f"<w:r {ns} {MC}><mc:AlternateContent><mc:Choice><w:t>một lần</w:t></mc:Choice>"
        "<mc:Fallback><w:t>một lần</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    ):
        paragraph.append(parse_xml(xml))
    result = read_file("a.docx", saved(document))
    assert [text for _, text in blocks_of(result)] == ["Trước12/2023\nSau-\t5một lần", "Trong khung"]
    assert any("khung" in note for note in result.notes)


def test_footnotes_follow_the_text(read_file: ReadFile) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Giảm nghèo đạt 95%")._p
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/>'
        "<w:t>Theo chuẩn mới</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    data = with_related_part(saved(document), "footnotes", notes)
    assert [text for _, text in blocks_of(read_file("a.docx", data))] == [
        "Giảm nghèo đạt 95%¹", "¹ Theo chuẩn mới",
    ]  # fmt: skip


def with_related_part(data: bytes, kind: str, xml: str) -> bytes:
    buffer = io.BytesIO()
    relationship = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{kind}.xml"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", relationship.encode())
            new.writestr(name, part)
        new.writestr(f"word/{kind}.xml", xml)
    return buffer.getvalue()


def test_running_heads_are_left_out_and_told(read_file: ReadFile) -> None:
    document = docx.Document()
    document.add_paragraph("Nội dung")
    document.sections[0].header.paragraphs[0].text = "Tài liệu lưu hành nội bộ"
    document.sections[0].footer.paragraphs[0].text = "2"
    result = read_file("a.docx", saved(document))
    assert result.text == "Nội dung\n"
    assert any("Tài liệu lưu hành nội bộ" in note for note in result.notes)


def test_legacy_fonts_are_converted_run_by_run(read_file: ReadFile) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, font in (
        ("Bµ NguyÔn ThÞ H", ".VnTime"), ("ång", ".VnTime"), (" – Ủy viên, ", "Times New Roman"),
        ("ñöôïc ta", "VNI-Times"), ("ëng giaáy khen", "VNI-Times"), (" b¸o c¸o", ".VnTimeH"),
    ):  # fmt: skip
        paragraph.add_run(text).font.name = font
    result = read_file("a.docx", saved(document))
    assert result.text == "Bà Nguyễn Thị Hồng – Ủy viên, được tặng giấy khen BÁO CÁO\n"
    assert result.notes == ("Văn bản dùng bảng mã cũ TCVN3 (ABC), VNI, đã chuyển sang Unicode.",)


def test_legacy_text_under_an_honest_font_name_is_found(read_file: ReadFile) -> None:
    document = docx.Document()
    document.add_paragraph("B¸o c¸o tæng kÕt c«ng t¸c thi ®ua cña x· T©n LËp")
    document.add_paragraph("Ủy ban nhân dân xã")
    result = read_file("a.docx", saved(document))
    assert result.text == "Báo cáo tổng kết công tác thi đua của xã Tân Lập\nỦy ban nhân dân xã\n"
    assert any("TCVN3" in note for note in result.notes)


def test_external_references_are_not_followed(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*args: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", forbid)
    document = docx.Document()
    document.add_paragraph("Xem trang")
    document.part.relate_to("http://example.invalid/a.png", "http://x/image", is_external=True)
    assert read_file("a.docx", saved(document)).text == "Xem trang\n"
