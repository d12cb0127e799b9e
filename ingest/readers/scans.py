"""From the image of a page to a page of lines, for scanned PDFs and for image files."""

from __future__ import annotations

import re
import subprocess
import warnings
from dataclasses import replace

from PIL import Image, ImageOps

from foundation.document import Box
from ingest.readers.content import BlockDraft, PageDraft
from ingest.readers.limits import MAX_PIXELS
from ingest.readers.ocr import OcrLine, Recogniser
from language.syllables import is_syllable

# Letters of fewer pixels than those of a 150 dpi scan are enlarged before recognition.
_SMALLEST_SIDE = 1_200
# Degrees anticlockwise, in the order tried: upright, then as sheets are laid in sideways.
_TURNS = (0, 270, 90, 180)
# A page below this share of syllables is tried the other ways round; figures do not count.
_READABLE = 0.5
_FEWEST_WORDS = 8
_WORD = re.compile(r"[^\W\d_]{2,}")
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

    A page that was scanned sideways is read the way round that gives Vietnamese. The page has
    no blocks when there is no text or the engine gives up.
    """
    enlarged = _enlarged(image)
    lines = _read_upright(enlarged, recognise)
    scale_x, scale_y = size[0] / enlarged.width, size[1] / enlarged.height
    blocks = tuple(BlockDraft("line", line.text, box=_scaled(line.box, scale_x, scale_y)) for line in lines)
    return PageDraft(blocks, number, *size, ocr=True)


def _read_upright(image: Image.Image, recognise: Recogniser) -> list[OcrLine]:
    """The lines of the image, with boxes on the image as it came, by the best turn."""
    best: list[OcrLine] = []
    for turn in _TURNS:
        lines = _attempt(image.rotate(turn, expand=True) if turn else image, recognise)
        if not best or _readability(lines) > _readability(best):
            best = [replace(line, box=_turned_back(line.box, turn, image.size)) for line in lines]
        if _readability(best) >= _READABLE or not lines:
            break
    return best


def _attempt(image: Image.Image, recognise: Recogniser) -> list[OcrLine]:
    try:
        return [line for line in recognise(image) if any(map(str.isalnum, line.text))]
    except (OSError, subprocess.SubprocessError, ValueError, RuntimeError):
        return []


def _readability(lines: list[OcrLine]) -> float:
    """The share of words that are Vietnamese syllables; 1 for too few words to tell."""
    words = [word for line in lines for word in _WORD.findall(line.text)]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _FEWEST_WORDS else 1.0


def _turned_back(box: Box, turn: int, size: tuple[int, int]) -> Box:
    """A box on the image that was turned anticlockwise, on the image before that."""
    width, height = size
    if turn == 90:
        return Box(width - box.bottom, box.x0, width - box.top, box.x1)
    if turn == 180:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turn == 270:
        return Box(box.top, height - box.x1, box.bottom, height - box.x0)
    return box


def _enlarged(image: Image.Image) -> Image.Image:
    longest = max(image.size)
    if longest >= _SMALLEST_SIDE:
        return image
    factor = min(4.0, _SMALLEST_SIDE / longest * 1.5)
    return image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.BICUBIC)


def _scaled(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 * x, box.top * y, box.x1 * x, box.bottom * y)
