"""From a place in PDF space to the place on the page as it is shown, and back."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from foundation.document import Box
from ingest.readers.pdf.binding import Page, pdfium

# PDFium maps to whole device units; measured over this many points at this many units to the
# point, the error on a page stays below a hundredth of a point.
_REACH = 1_000
_UNITS = 100


@dataclass(frozen=True, slots=True)
class Placing:
    """How a page is turned and cropped: shown = origin + x * along_x + y * along_y, in points."""

    origin: tuple[float, float]
    along_x: tuple[float, float]
    along_y: tuple[float, float]

    @classmethod
    def of(cls, page: Page) -> Placing:
        """The placing of a page."""
        origin = _shown(page, 0, 0)
        right, up = _shown(page, _REACH, 0), _shown(page, 0, _REACH)
        return cls(
            origin,
            ((right[0] - origin[0]) / _REACH, (right[1] - origin[1]) / _REACH),
            ((up[0] - origin[0]) / _REACH, (up[1] - origin[1]) / _REACH),
        )

    def shown(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of PDF space on the shown page, origin at its top left corner."""
        (x0, y0), (x1, y1) = self._point(left, bottom), self._point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.origin[0] + x * self.along_x[0] + y * self.along_y[0],
            self.origin[1] + x * self.along_x[1] + y * self.along_y[1],
        )

    def in_pdf_space(self, box: Box) -> tuple[float, float, float, float]:
        """Left, bottom, right and top in PDF space of a rectangle on the shown page."""
        (x0, y0), (x1, y1) = self._back(box.x0, box.top), self._back(box.x1, box.bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        (ax, ay), (bx, by) = self.along_x, self.along_y
        determinant = ax * by - ay * bx
        x, y = x - self.origin[0], y - self.origin[1]
        return (x * by - y * bx) / determinant, (y * ax - x * ay) / determinant


def _shown(page: Page, x: float, y: float) -> tuple[float, float]:
    width, height = page.get_size()
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    size = round(width * _UNITS), round(height * _UNITS)
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, device_x, device_y)
    return device_x.value / _UNITS, device_y.value / _UNITS
