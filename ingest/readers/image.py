"""Page images: every frame is a page that is read by OCR."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, ImageSequence, UnidentifiedImageError

from foundation.errors import UnreadableFile
from foundation.settings import Settings
from foundation.wording import say
from ingest.readers.content import Content, SourceFile, assemble
from ingest.readers.limits import MAX_PAGES
from ingest.readers.ocr import recogniser
from ingest.readers.scans import UnusableImage, recognised_page, size_in_points, upright


def read(file: SourceFile, settings: Settings) -> Content:
    """Recognise the text of a picture, or of each page of a multi-page TIFF.

    Raises:
        UnreadableFile: damaged or oversized image, no OCR engine, or no text in it.
    """
    recognise = recogniser(settings)
    if recognise is None:
        raise UnreadableFile("file_needs_ocr", "no OCR engine", name=file.name)
    pages = []
    for number, frame in enumerate(frames(file), 1):
        pages.append(recognised_page(frame, size_in_points(frame), number, recognise))
    if not any(page.blocks for page in pages):
        raise UnreadableFile("file_no_text", "OCR found nothing", name=file.name)
    return assemble(pages, [say("reading.image_read_by_ocr")])


def frames(file: SourceFile) -> Iterator[Image.Image]:
    """The upright pages of an image file.

    Raises:
        UnreadableFile: damaged or oversized image.
    """
    try:
        with Image.open(io.BytesIO(file.data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number >= MAX_PAGES or (number and image.format == "GIF"):
                    return
                page = upright(frame)
                page.info["dpi"] = frame.info.get("dpi", (0, 0))
                yield page
    except UnusableImage as error:
        raise _refusal(file, error) from error
    except Image.DecompressionBombError as error:
        raise _refusal(file, UnusableImage(str(error), (0, 0))) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableFile("file_corrupt", f"broken image: {error}", name=file.name) from error


def _refusal(file: SourceFile, error: UnusableImage) -> UnreadableFile:
    if error.size is None:
        return UnreadableFile("file_corrupt", str(error), name=file.name)
    width, height = error.size
    return UnreadableFile("file_image_too_large", str(error), name=file.name, width=width, height=height)
