"""What the lines of a document tell of its page: how wide it is, how lines are spaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.normalise import Line

# Beyond this many characters a "line" is a whole paragraph: nothing was wrapped by hand.
_WIDEST_LINE = 140
# A proportional font lets lines of one column differ by about an eighth in characters.
_SLACK = 0.13
# The first line of a paragraph is indented by more than this, in points.
_INDENT = 9.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures of a document whose lines were broken by a printer.

    ``width`` is the length of a full line in characters, None when lines are not wrapped;
    ``gap`` the usual number of blank lines inside a paragraph; ``right`` the right edge of
    the text column in points where boxes are known.
    """

    width: int | None
    gap: int
    right: float | None = None

    def is_full(self, line: Line, following: Line, slack: float = _SLACK) -> bool:
        """Whether the first word of ``following`` had no room left on ``line``."""
        word = len(following.text.split(" ", 1)[0])
        if self.right is not None and line.box is not None and line.text:
            letter = (line.box.x1 - line.box.x0) / len(line.text)
            return line.box.x1 + (word + 2.5) * letter >= self.right
        if self.width is None:
            return False
        return len(line.raw.text.rstrip()) + 1 + word >= self.width * (1 - slack)

    def is_indented(self, line: Line, following: Line) -> bool:
        """Whether ``following`` begins further right than ``line``: the first of a paragraph does."""
        if line.box is not None and following.box is not None:
            return following.box.x0 > line.box.x0 + _INDENT
        return following.indent > line.indent


def _is_wrapped(lines: Sequence[Line], lengths: Sequence[int], width: int) -> bool:
    """Whether many lines are about as long as the longest, or sentences go on from full lines."""
    if sum(length >= 0.8 * width for length in lengths) >= 0.4 * len(lengths):
        return True
    broken = sum(
        len(before.text) >= 0.7 * width
        and before.text[-1].isalnum()
        and (after.text[0].islower() or after.text[0].isdigit())
        for before, after in pairwise(lines)
    )
    return broken >= 2


def measure(lines: Sequence[Line]) -> Layout:
    """The layout of the lines that a printer broke; other blocks do not count."""
    broken = [line for line in lines if line.block == "line"]
    lengths = sorted(len(line.text) for line in broken if len(line.text) > 30)
    if len(lengths) < 4:
        return Layout(None, 0)
    width = lengths[int(len(lengths) * 0.9)]
    if width > _WIDEST_LINE or not _is_wrapped(broken, lengths, width):
        return Layout(None, 0)
    edges = sorted(line.box.x1 for line in broken if line.box is not None)
    right = edges[int(len(edges) * 0.95)] if len(edges) >= 4 else None
    gaps = Counter(
        after.gap
        for before, after in pairwise(broken)
        if len(before.text) >= 0.85 * width and after.text[:1].islower()
    )
    return Layout(width, gaps.most_common(1)[0][0] if gaps else 0, right)
