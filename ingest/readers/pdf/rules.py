"""The ruled lines of a PDF page: straight level and upright strokes, as shown."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.pdf.binding import Page, pdfium
from ingest.readers.pdf.placing import Placing

Point = tuple[float, float]

# A stroke that leans by more points than this is no rule.
_STRAIGHT = 1.0
# Drawings and maps have thousands of strokes and no tables worth their cost.
MOST_STROKES = 8_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke; ``upright`` ones run from ``top`` to ``bottom`` at ``x0``."""

    x0: float
    top: float
    x1: float
    bottom: float
    upright: bool


def rules(page: Page, placing: Placing) -> list[Rule]:
    """The level and upright strokes of a page's paths; none for a page full of drawings."""
    found: list[Rule] = []
    for start, end in _strokes(page):
        box = placing.shown(start[0], start[1], end[0], end[1])
        upright = box.x1 - box.x0 <= _STRAIGHT
        if upright != (box.bottom - box.top <= _STRAIGHT):
            found.append(Rule(box.x0, box.top, box.x1, box.bottom, upright))
        if len(found) > MOST_STROKES:
            return []
    return found


def _strokes(page: Page) -> Iterator[tuple[Point, Point]]:
    """The segments of all paths in PDF space, forms within the page included."""
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        matrices = [path.get_matrix()]
        container = path.container
        while container is not None:
            matrices.append(container.get_matrix())
            container = container.container
        yield from _segments(path, matrices)


def _segments(path: Page, matrices: list[Page]) -> Iterator[tuple[Point, Point]]:
    first: Point = (0.0, 0.0)
    last = first
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MOST_STROKES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point: Point = (x.value, y.value)
        for matrix in matrices:
            point = matrix.on_point(*point)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, first
