"""From the image of a page to a page of lines, for scanned PDFs and for image files."""

from __future__ import annotations

import subprocess
import warnings

from PIL import Image, ImageOps

from foundation.document import Box
from ingest.readers.content import BlockDraft, PageDraft
from ingest.readers.limits import MAX_PIXELS
from ingest.readers.ocr import OcrLine, Recogniser

# Letters of fewer pixels than those of a 150 dpi scan are enlarged before recognition.
_SMALLEST_SIDE = 1_200
_A4_WIDTH = 595.0
_POINTS_PER_INCH = 72


class UnusableImage(Exception):
    """The image is damaged, or larger than ``MAX_PIXELS``. Raised by ``upright``."""

    def __init__(self, cause: str, size: tuple[int, int] | None = None) -> None:
        self.size = size
        super().__init__(cause)


def upright(image: Image.Image) -> Image.Image:
    """The image turned as its camera says, on white, in RGB.

    Raises:
        UnusableImage: damaged pixels, or too many of them.
    """
    if image.width * image.height > MAX_PIXELS:
        raise UnusableImage("too many pixels", image.size)
    try:
        with warnings.catch_warnings():
            # The limit above is ours and is checked before any pixel is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            turned = ImageOps.exif_transpose(image)
            rgba = turned.convert("RGBA")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise UnusableImage(f"damaged image: {error}") from error
    white = Image.new("RGBA", rgba.size, "white")
    return Image.alpha_composite(white, rgba).convert("RGB")


def size_in_points(image: Image.Image) -> tuple[float, float]:
    """The page size of an image: by its stated resolution, else as wide as an A4 sheet."""
    dpi = image.info.get("dpi", (0, 0))
    horizontal = float(dpi[0]) if isinstance(dpi, tuple) and dpi[0] else 0.0
    scale = _POINTS_PER_INCH / horizontal if 90 <= horizontal <= 1200 else _A4_WIDTH / image.width
    return image.width * scale, image.height * scale


def recognised_page(
    image: Image.Image, size: tuple[float, float], number: int | None, recognise: Recogniser
) -> PageDraft:
    """The page that an engine reads from an image whose page is ``size`` points large.

    The page has no blocks when there is no text or the engine gives up.
    """
    enlarged = _enlarged(image)
    try:
        lines = recognise(enlarged)
    except (OSError, subprocess.SubprocessError, ValueError, RuntimeError):
        lines = []
    scale_x, scale_y = size[0] / enlarged.width, size[1] / enlarged.height
    blocks = tuple(
        BlockDraft("line", line.text, box=_scaled(line.box, scale_x, scale_y))
        for line in lines
        if _worth(line)
    )
    return PageDraft(blocks, number, *size, ocr=True)


def _enlarged(image: Image.Image) -> Image.Image:
    longest = max(image.size)
    if longest >= _SMALLEST_SIDE:
        return image
    factor = min(4.0, _SMALLEST_SIDE / longest * 1.5)
    return image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.BICUBIC)


def _worth(line: OcrLine) -> bool:
    return any(map(str.isalnum, line.text))


def _scaled(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 * x, box.top * y, box.x1 * x, box.bottom * y)
