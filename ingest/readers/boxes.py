"""Rectangles on a page."""

from __future__ import annotations

from collections.abc import Iterable

from foundation.document import Box


def surrounding(boxes: Iterable[Box]) -> Box:
    """The smallest box round all of the boxes; there must be one."""
    lefts, tops, rights, bottoms = zip(*((b.x0, b.top, b.x1, b.bottom) for b in boxes), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
