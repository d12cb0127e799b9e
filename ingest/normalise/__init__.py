"""Normalisation: source text made clean, each character still knowing where it came from."""

from ingest.normalise.lines import Line, lines_of, lines_of_block, normalise, repair
from ingest.normalise.mapped import collapse_spaces, drop, mapped, split, strip, substitute

__all__ = [
    "Line", "collapse_spaces", "drop", "lines_of", "lines_of_block", "mapped", "normalise",
    "repair", "split", "strip", "substitute",
]  # fmt: skip
