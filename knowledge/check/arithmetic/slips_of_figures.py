"""Whether one printed figure is a slip of the pen of another."""

from __future__ import annotations

import re
from collections.abc import Iterator


def digits_of(printed: str) -> str:
    """The digits of a printed figure, without leading zeros: "06" is "6", "17.900" "17900"."""
    return re.sub(r"\D", "", printed).lstrip("0")


def is_exchanged(first: str, second: str) -> bool:
    """Two neighbouring digits exchanged: "642" and "624"."""
    one, two = digits_of(first), digits_of(second)
    unlike = _unlike(one, two)
    return len(unlike) == 2 and unlike[1] == unlike[0] + 1 and sorted(one) == sorted(two)


def is_slip(first: str, second: str) -> bool:
    """Neighbours exchanged, or one digit another of as many."""
    return is_exchanged(first, second) or len(_unlike(digits_of(first), digits_of(second))) == 1


def exchanges(printed: str) -> Iterator[str]:
    """The digits of a figure with each pair of unlike neighbours exchanged."""
    digits = digits_of(printed)
    for place in range(len(digits) - 1):
        first, second = digits[place], digits[place + 1]
        if first != second:
            yield digits[:place] + second + first + digits[place + 2 :]


def _unlike(one: str, two: str) -> list[int]:
    """The places where two figures of one length differ; none where the lengths do."""
    if len(one) != len(two):
        return []
    return [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
