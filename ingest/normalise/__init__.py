"""Normalisation: source text made clean, each character still knowing where it came from."""

from ingest.normalise.lines import Line, lines_of, normalise, repair
from ingest.normalise.mapped import collapse_spaces, drop, mapped, split, strip, substitute

__all__ = [
    "Line", "collapse_spaces", "drop", "lines_of", "mapped", "normalise",
    "repair", "split", "strip", "substitute",
]  # fmt: skip
