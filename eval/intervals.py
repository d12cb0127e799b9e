"""Confidence intervals by the bootstrap: questions drawn anew, with replacement, many times.

Percentile bootstrap of Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DRAWS = 1_000
CONFIDENCE = 0.95

Interval = tuple[float, float]


def share_interval(parts: Sequence[tuple[float, float]]) -> Interval | None:
    """The interval of sum(numerators) / sum(denominators), one pair a question.

    A mean is the case of denominators that are all 1. None where there is nothing to measure.
    The draws are seeded: the same pairs give the same interval.
    """
    pairs = np.asarray(parts, np.float64).reshape(-1, 2)
    if not pairs[:, 1].sum():
        return None
    draw = np.random.default_rng(len(pairs))
    chosen = pairs[draw.integers(0, len(pairs), (DRAWS, len(pairs)))].sum(axis=1)
    shares = chosen[:, 0] / np.where(chosen[:, 1], chosen[:, 1], np.nan)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.nanquantile(shares, [tail, 1 - tail])
    return float(low), float(high)
