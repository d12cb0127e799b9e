"""Pictures of PDF pages."""

from __future__ import annotations

from PIL import Image

from ingest.readers.limits import MAX_PIXELS
from ingest.readers.pdf.binding import Page

_POINTS_PER_INCH = 72


def page_image(page: Page, dpi: float) -> Image.Image:
    """The page as it is shown, in RGB; a huge sheet gets fewer dots per inch."""
    width, height = page.get_size()
    scale = dpi / _POINTS_PER_INCH
    largest = (MAX_PIXELS / max(1.0, width * height)) ** 0.5
    rendered: Image.Image = page.render(scale=min(scale, largest)).to_pil().convert("RGB")
    return rendered
