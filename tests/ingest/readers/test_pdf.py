from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from foundation.document import SourceDocument
from ingest.page_images import render_page
from ingest.readers.pdf import document as pdf_document
from ingest.readers.pdf.placing import Placing
from ingest.readers.pdf.text_layer import is_good

from .conftest import ReadFile, blocks_of, grid_of, table_of, text_of

ROWS = [
    ["TT", "Chỉ tiêu", "Năm 2023", ""],
    ["", "", "Kế hoạch", "Thực hiện"],
    ["1", "Thu ngân sách", "5.000", "6.120"],
]
GENRE = (
    "Năm 2023 cán bộ và nhân dân xã Tân Lập đã thi đua hoàn thành các chỉ tiêu kinh tế xã hội được giao",
    "Hội đồng thi đua khen thưởng xã đề nghị tặng giấy khen cho 12 tập thể và 35 cá nhân tiêu biểu",
)


def pdf(font: str, pages: int = 1, *, table: bool = False, **canvas_options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **canvas_options)
    for page in range(1, pages + 1):
        canvas.setFont(font, 12)
        for number, line in enumerate((*GENRE, f"Trang số {page}")):
            canvas.drawString(72, 740 - 20 * number, line)
        if table:
            style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTNAME", (0, 0), (-1, -1), font)]
            spans = [("SPAN", (2, 0), (3, 0)), ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1))]
            drawn = Table(ROWS, style=style + spans)
            drawn.wrapOn(canvas, 400, 400)
            drawn.drawOn(canvas, 72, 560)
            canvas.drawString(72, 520, "Sau bảng là phần nhận xét")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_lines_with_boxes_by_page(read_file: ReadFile, print_font: str) -> None:
    document = read_file("a.pdf", pdf(print_font, pages=3))
    assert [page.number for page in document.pages] == [1, 2, 3]
    page = document.pages[1]
    assert [text_of(document, block) for block in page.blocks] == [*GENRE, "Trang số 2"]
    assert (round(page.width or 0), round(page.height or 0)) == (595, 842)
    assert not page.ocr
    box = page.blocks[0].box
    assert box is not None
    assert 70 < box.x0 < 75
    assert A4[1] - 740 - 12 < box.top < box.bottom < A4[1] - 740 + 5
    assert_pages_cover(document)


def assert_pages_cover(document: SourceDocument) -> None:
    offset = 0
    for page in document.pages:
        assert page.start == offset
        assert all(page.start <= b.start < b.end <= page.end for b in page.blocks)
        offset = page.end
    assert offset == len(document.text)


def test_ruled_tables_have_cells_and_their_words_stand_once(read_file: ReadFile, print_font: str) -> None:
    document = read_file("a.pdf", pdf(print_font, table=True))
    assert grid_of(document, table_of(document)) == [
        (0, 0, 2, 1, "TT"), (0, 1, 2, 1, "Chỉ tiêu"), (0, 2, 1, 2, "Năm 2023"),
        (1, 2, 1, 1, "Kế hoạch"), (1, 3, 1, 1, "Thực hiện"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "Thu ngân sách"), (2, 2, 1, 1, "5.000"), (2, 3, 1, 1, "6.120"),
    ]  # fmt: skip
    assert document.text.count("Thu ngân sách") == 1
    table = table_of(document)
    assert table.box is not None
    boxes = [cell.box for cell in table.cells if cell.box is not None]
    assert len(boxes) == len(table.cells)
    assert boxes[0].bottom - boxes[0].top > boxes[2].bottom - boxes[2].top  # "TT" spans two rows
    assert all(table.box.x0 - 1 <= box.x0 < box.x1 <= table.box.x1 + 1 for box in boxes)
    assert [kind for kind, _ in blocks_of(document)] == ["line"] * 3 + ["table", "line"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_shown(
    read_file: ReadFile, print_font: str, turn: int, tmp_path: Path
) -> None:
    data = turned_pdf(print_font, turn)
    document = read_file("a.pdf", data)
    page = document.pages[0]
    assert blocks_of(document) == [
        ("line", "Dòng thứ nhất của trang"), ("line", "Dòng thứ hai"), ("table", "Thu\t5,2\nChi\t4,9"),
    ]  # fmt: skip
    picture = Image.open(io.BytesIO(render_page(tmp_path / "a.pdf", 1, [], scale=1))).convert("L")
    assert picture.size == pytest.approx((page.width, page.height), abs=1)
    for block in page.blocks:
        assert block.box is not None
        inside = picture.crop(
            (int(block.box.x0), int(block.box.top), int(block.box.x1), int(block.box.bottom))
        )
        picture.paste(
            255,
            (int(block.box.x0) - 1, int(block.box.top) - 1, int(block.box.x1) + 2, int(block.box.bottom) + 2),
        )
        assert min(inside.tobytes()) < 128
    assert min(picture.tobytes()) > 200  # no ink is outside the boxes


def turned_pdf(font: str, turn: int) -> bytes:
    """Two lines and a table that stand upright on a page that is turned and whose edge is cropped."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, cropBox=(20, 30, 580, 800))
    canvas.setPageRotation(turn)
    canvas.setFont(font, 12)
    canvas.translate(300, 300)
    canvas.rotate(turn)
    canvas.drawString(0, 0, "Dòng thứ nhất của trang")
    canvas.drawString(0, -40, "Dòng thứ hai")
    table = Table([["Thu", "5,2"], ["Chi", "4,9"]], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    table.wrapOn(canvas, 200, 200)
    table.drawOn(canvas, 0, -120)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_columns_of_one_line_are_parted_by_a_tab(read_file: ReadFile, print_font: str) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont(print_font, 12)
    canvas.drawString(72, 700, "UBND XÃ TÂN LẬP")
    canvas.drawString(330, 700, "Độc lập - Tự do - Hạnh phúc")
    canvas.save()
    assert read_file("a.pdf", buffer.getvalue()).text == "UBND XÃ TÂN LẬP\tĐộc lập - Tự do - Hạnh phúc\n"


def test_a_page_that_fails_does_not_lose_the_others(
    read_file: ReadFile, print_font: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pdf_document.text_lines

    def fail_on_second(textpage: object, placing: Placing) -> object:
        lines = list(real(textpage, placing))
        if any("Trang số 2" in line.text for line in lines):
            raise ValueError("broken page")
        return lines

    monkeypatch.setattr(pdf_document, "text_lines", fail_on_second)
    document = read_file("a.pdf", pdf(print_font, pages=3))
    assert "Trang số 1" in document.text
    assert "Trang số 3" in document.text
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert any(note.startswith("Trang 2 ") for note in document.notes)


def test_an_owner_password_does_not_hinder_reading(read_file: ReadFile, print_font: str) -> None:
    lock = pdfencrypt.StandardEncryption("", ownerPassword="chủ", canCopy=0)
    assert GENRE[0] in read_file("a.pdf", pdf(print_font, encrypt=lock)).text


def test_too_many_pages(read_file: ReadFile, print_font: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_document, "MAX_PAGES", 2)
    with pytest.raises(Exception, match="3 pages") as caught:
        read_file("a.pdf", pdf(print_font, pages=3))
    assert "vượt giới hạn 2 trang" in caught.value.message  # type: ignore[attr-defined]


def test_empty_pages_are_told(read_file: ReadFile, print_font: str) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for text in ("Trang có chữ đầy đủ", "", ""):
        canvas.setFont(print_font, 12)
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    assert any("Trang 2–3 không có chữ" in note for note in read_file("a.pdf", buffer.getvalue()).notes)


@pytest.mark.parametrize(
    ("text", "scanned", "good"),
    [
        ("\n".join(GENRE), False, True),
        ("\n".join(GENRE), True, True),
        ("", False, False),
        ("\uf0b1\uf0b2 \ufffd\ufffd" * 20, False, False),
        (
            "Narn 2023 can b9 va nhan dan xa Tan L4p da thi dua hoan thanh cac chi tieu kinh t6 " * 3,
            True,
            False,
        ),
        ("B¸o c¸o tæng kÕt phong trµo thi ®ua yªu níc n¨m 2009 cña ñy ban nh©n d©n x·", False, True),
        ("Qwrt plmk xzvb ghjk wrtp lkjh zxcv bnmq wert yplk jhgf dszx cvbn mqwe", False, False),
    ],
)
def test_which_text_layers_are_trusted(text: str, scanned: bool, good: bool) -> None:
    assert is_good(text, scanned=scanned) is good
