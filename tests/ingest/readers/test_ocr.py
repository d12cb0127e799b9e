from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from foundation.document import Box
from foundation.settings import Settings
from ingest.readers.ocr import OcrLine, _lines_of_tsv, _tesseract, _trueocr, recogniser
from language.text import fold

from .conftest import FONT, ReadFile, text_of

LINES = ("Báo cáo tổng kết phong trào thi đua năm 2023", "Tỷ lệ hộ nghèo còn 2,35 phần trăm")


def engines() -> list[object]:
    tesseract = pytest.mark.skipif(
        _tesseract() is None, reason="no Tesseract with Vietnamese on this machine"
    )
    trueocr = pytest.mark.skipif(_trueocr() is None, reason="trueocr is not installed")
    return [pytest.param("tesseract", marks=tesseract), pytest.param("trueocr", marks=trueocr)]


def page_picture(lines: tuple[str, ...] = LINES, dpi: int = 150) -> Image.Image:
    if not FONT.exists():
        pytest.skip("no DejaVu font on this machine")
    image = Image.new("L", (round(8.27 * dpi), round(4 * dpi)), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), round(dpi / 6))
    for number, line in enumerate(lines):
        draw.text((dpi * 0.7, dpi * (0.7 + number)), line, fill=0, font=font)
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("engine", engines())
def test_a_photographed_page_is_read(read_file: ReadFile, engine: str) -> None:
    settings = Settings(ocr_engine=engine)
    document = read_file("a.png", saved(page_picture(), "PNG", dpi=(150, 150)), settings)
    (page,) = document.pages
    assert (page.ocr, page.number) == (True, 1)
    assert (page.width, page.height) == pytest.approx((8.27 * 72, 4 * 72), abs=1)
    assert [fold(text_of(document, block)) for block in page.blocks] == [fold(line) for line in LINES]
    for number, block in enumerate(page.blocks):
        assert block.box is not None
        assert block.box.top == pytest.approx((0.7 + number) * 72, abs=10)
        assert block.box.x0 == pytest.approx(0.7 * 72, abs=8)
    assert any("OCR" in note for note in document.notes)


@pytest.mark.parametrize("engine", engines())
def test_a_scanned_pdf_is_read(read_file: ReadFile, engine: str) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 288))
    canvas.drawImage(ImageReader(page_picture()), 0, 0, 595, 288)
    canvas.showPage()
    canvas.save()
    document = read_file("a.pdf", buffer.getvalue(), Settings(ocr_engine=engine))
    (page,) = document.pages
    assert page.ocr
    assert "2,35" in document.text
    box = page.blocks[0].box
    assert box is not None
    assert box.top == pytest.approx(0.7 * 72, abs=10)
    assert any("Trang 1" in note and "OCR" in note for note in document.notes)


@pytest.mark.skipif(_tesseract() is None, reason="no Tesseract with Vietnamese on this machine")
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_scanned_sideways_is_read(read_file: ReadFile, turn: int) -> None:
    lines = (*LINES, "Hội đồng thi đua xã đề nghị khen thưởng")
    picture = page_picture(lines).rotate(turn, expand=True)
    document = read_file("a.png", saved(picture, "PNG", dpi=(150, 150)), Settings(ocr_engine="tesseract"))
    assert fold(lines[2]) in fold(document.text)
    blank = picture.copy()
    for block in document.pages[0].blocks:
        assert block.box is not None
        points = block.box.x0 - 2, block.box.top - 2, block.box.x1 + 2, block.box.bottom + 2
        left, top, right, bottom = (round(value * 150 / 72) for value in points)
        assert min(picture.crop((left, top, right, bottom)).tobytes()) < 60
        blank.paste(255, (left, top, right, bottom))
    assert min(blank.tobytes()) > 200  # all ink lies in the boxes


def fake(lines: dict[int, str]) -> object:
    """An engine that "reads" one line, by the width of the picture."""
    return lambda settings: lambda image: [OcrLine(lines[image.width], Box(0, 0, image.width, 20))]


def test_every_frame_of_a_tiff_is_a_page(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.image.recogniser", fake({1500: "Trang đầu", 1600: "Trang sau"}))
    frames = [Image.new("1", (width, 2000), 1) for width in (1500, 1600)]
    data = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200))
    document = read_file("a.tiff", data)
    assert [page.number for page in document.pages] == [1, 2]
    assert document.text == "Trang đầu\nTrang sau\n"
    assert document.pages[1].width == pytest.approx(1600 / 200 * 72)


def test_a_turned_photograph_is_set_upright(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.image.recogniser", fake({1400: "Đứng"}))
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(Image.new("RGB", (2000, 1400), "white"), "JPEG", exif=exif)
    assert read_file("a.jpg", data).text == "Đứng\n"


def mixed_pdf(font: str, layer: str) -> bytes:
    """A page of text, then a page that is a picture with a text layer under it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont(font, 12)
    canvas.drawString(72, 700, "Trang này có chữ thật, in từ máy tính")
    canvas.showPage()
    canvas.setFont(font, 8)
    for number, line in enumerate(layer.split("\n")):
        canvas.drawString(72, 700 - 12 * number, line)
    canvas.drawImage(ImageReader(Image.new("L", (1600, 2200), 250)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


GOOD_LAYER = "Hội đồng thi đua khen thưởng xã đề nghị tặng giấy khen cho mười hai tập thể tiêu biểu"
BAD_LAYER = "H9i dong thi dua khen thucmg xa de nghi t~ng gi~y khen cho mu6i hai t~p th6 tieu bi~u" * 2


def engine(image: Image.Image) -> list[OcrLine]:
    return [OcrLine("Chữ nhận dạng", Box(0, 0, 100, 20))]


@pytest.mark.parametrize(
    ("layer", "text", "note"),
    [
        ("", "Chữ nhận dạng", "Trang 2 được nhận dạng"),
        (BAD_LAYER, "Chữ nhận dạng", "Lớp chữ của trang 2"),
        (GOOD_LAYER, GOOD_LAYER, None),
    ],
)
def test_only_pages_without_good_text_are_recognised(
    read_file: ReadFile,
    print_font: str,
    monkeypatch: pytest.MonkeyPatch,
    layer: str,
    text: str,
    note: str | None,
) -> None:
    monkeypatch.setattr("ingest.readers.pdf.document.recogniser", lambda settings: engine)
    document = read_file("a.pdf", mixed_pdf(print_font, layer))
    first, second = document.pages
    assert not first.ocr
    assert "chữ thật" in document.text
    assert text_of(document, second.blocks[0]) == text
    assert second.ocr == (note is not None)
    assert [n for n in document.notes if note and n.startswith(note)] or note is None


def test_scans_among_text_are_told_when_ocr_is_off(read_file: ReadFile, print_font: str) -> None:
    document = read_file("a.pdf", mixed_pdf(print_font, ""))
    assert any(note.startswith("Trang 2 là ảnh quét") for note in document.notes)


def test_an_engine_that_fails_loses_only_its_page(
    read_file: ReadFile, print_font: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(image: Image.Image) -> list[OcrLine]:
        raise RuntimeError("the engine gave up")

    monkeypatch.setattr("ingest.readers.pdf.document.recogniser", lambda settings: fail)
    document = read_file("a.pdf", mixed_pdf(print_font, ""))
    assert "chữ thật" in document.text
    assert any(note.startswith("Trang 2 không có chữ") for note in document.notes)


def test_tesseracts_table_of_words_becomes_lines() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        "4\t1\t1\t1\t1\t0\t10\t10\t90\t12\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t10\t40\t12\t96.1\tBáo",
        "5\t1\t1\t1\t1\t2\t55\t11\t45\t12\t95.0\tcáo",
        "5\t1\t1\t1\t1\t3\t110\t11\t5\t5\t12.0\t|",
        "5\t1\t1\t1\t2\t1\t10\t30\t40\t12\t90\t2023",
        "5\t1\t1\t1\t2\t2\t90\t30\t40\t12\t90\tĐộc",
    ]
    assert _lines_of_tsv("\n".join([head, *rows])) == [
        OcrLine("Báo cáo", Box(10, 10, 100, 23)),
        OcrLine("2023\tĐộc", Box(10, 30, 130, 42)),
    ]


def test_off_means_off() -> None:
    assert recogniser(Settings(ocr_engine="off")) is None
