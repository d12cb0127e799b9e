"""Pictures of pages with places marked on them, for the person who opens a citation."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from foundation.document import Box
from foundation.errors import NotFound, UnreadableFile
from ingest.readers.content import SourceFile
from ingest.readers.detect import detect
from ingest.readers.image import frames
from ingest.readers.pdf.document import open_document
from ingest.readers.pdf.rendering import page_image
from ingest.readers.scans import size_in_points

_POINTS_PER_INCH = 72
_FILL = (255, 221, 51, 90)
_OUTLINE = (214, 120, 0, 255)
# Letters reach a little beyond the boxes that PDF and OCR give; in points.
_MARGIN = 2.0


def render_page(file: Path, page_number: int, boxes: Sequence[Box], scale: float = 1.5) -> bytes:
    """The page as a PNG with the boxes highlighted.

    Args:
        file: a PDF or a page image.
        page_number: 1 for the first page.
        boxes: places on the page, in points from its top left corner.
        scale: pixels for each point; 1.5 is 108 dpi.

    Raises:
        NotFound: the file has no such page.
        UnreadableFile: the file is gone, damaged, or has no page images.
    """
    try:
        source = SourceFile(file.name, file.read_bytes())
    except OSError as error:
        raise UnreadableFile("file_missing", str(error), name=file.name) from error
    format_ = detect(source)
    if format_ == "pdf":
        image = _pdf_page(source, page_number, scale)
    elif format_ == "image":
        image = _picture(source, page_number, scale)
    else:
        raise UnreadableFile("file_without_pages", f"no page images in {format_}", name=file.name)
    buffer = io.BytesIO()
    _highlighted(image, boxes, scale).save(buffer, "PNG")
    return buffer.getvalue()


def _pdf_page(source: SourceFile, number: int, scale: float) -> Image.Image:
    document = open_document(source)
    try:
        if not 1 <= number <= len(document):
            raise NotFound(
                "page_not_found", f"page {number} of {len(document)}", name=source.name, page=number
            )
        return page_image(document[number - 1], scale * _POINTS_PER_INCH)
    finally:
        document.close()


def _picture(source: SourceFile, number: int, scale: float) -> Image.Image:
    for current, frame in enumerate(frames(source), 1):
        if current == number:
            width, height = size_in_points(frame)
            return frame.resize((max(1, round(width * scale)), max(1, round(height * scale))))
    raise NotFound("page_not_found", f"page {number}", name=source.name, page=number)


def _highlighted(image: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """The image with a translucent rectangle over each box, clipped to the page."""
    overlay = Image.new("RGBA", image.size)
    draw = ImageDraw.Draw(overlay)
    for box in boxes:
        left, top = max(0.0, (box.x0 - _MARGIN) * scale), max(0.0, (box.top - _MARGIN) * scale)
        right = min(image.width - 1.0, (box.x1 + _MARGIN) * scale)
        bottom = min(image.height - 1.0, (box.bottom + _MARGIN) * scale)
        if left < right and top < bottom:
            draw.rectangle(
                (left, top, right, bottom), fill=_FILL, outline=_OUTLINE, width=max(1, round(scale))
            )
    return Image.alpha_composite(image.convert("RGBA"), overlay).convert("RGB")
