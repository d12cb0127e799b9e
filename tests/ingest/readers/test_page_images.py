from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from foundation.document import Box
from foundation.errors import NotFound, UnreadableFile
from ingest.page_images import render_page


@pytest.fixture
def pdf_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    path.write_bytes(buffer.getvalue())
    return path


def picture(data: bytes) -> Image.Image:
    assert data.startswith(b"\x89PNG")
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_boxes_are_marked_where_they_are(pdf_file: Path) -> None:
    image = picture(render_page(pdf_file, 2, [Box(100, 50, 200, 70)], scale=2))
    assert image.size == (800, 600)
    assert image.getpixel((300, 120)) != (255, 255, 255)
    assert image.getpixel((300, 300)) == (255, 255, 255)
    assert image.getpixel((180, 120)) == (255, 255, 255)


def test_boxes_beyond_the_page_are_clipped(pdf_file: Path) -> None:
    image = picture(render_page(pdf_file, 1, [Box(390, 290, 900, 900), Box(-50, -50, -10, -10)], scale=1))
    assert image.getpixel((398, 298)) != (255, 255, 255)
    assert image.getpixel((5, 5)) == (255, 255, 255)


def test_image_files_have_pages_too(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (1240, 1754), 255).save(path, dpi=(150, 150))
    image = picture(render_page(path, 1, [Box(0, 0, 100, 100)], scale=1))
    assert image.size == pytest.approx((595, 842), abs=1)
    assert image.getpixel((50, 50)) != (255, 255, 255)


def test_what_is_not_there(pdf_file: Path, tmp_path: Path) -> None:
    for number in (0, 3):
        with pytest.raises(NotFound) as missing:
            render_page(pdf_file, number, [])
        assert f"trang {number}" in missing.value.message
    with pytest.raises(UnreadableFile) as gone:
        render_page(tmp_path / "mat.pdf", 1, [])
    assert gone.value.key == "file_missing"
    text = tmp_path / "a.txt"
    text.write_text("chữ")
    with pytest.raises(UnreadableFile) as pageless:
        render_page(text, 1, [])
    assert pageless.value.key == "file_without_pages"
