"""Comparing a computed figure with a printed one: what rounding allows."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from language.quantities import Quantity
from language.text import fold

_ONE = Decimal(1)
_MONEY = {"dong": 1, "nghin dong": 10**3, "ngan dong": 10**3, "trieu dong": 10**6, "ty dong": 10**9}
_MASS = {"kg": 1, "ta": 100, "tan": 1000}


def agrees(computed: Decimal, printed: Decimal, text: str) -> bool:
    """Whether ``printed`` is ``computed`` rounded or cut off at its last printed digit.

    A whole number of percent is often rounded generously, so it may be one off.
    """
    step = Decimal(10) ** -_decimals(printed, text)
    return abs(computed - printed) <= step


def _decimals(value: Decimal, text: str) -> int:
    """How many digits stand after the decimal mark as printed: "95,2" one, "1.845" none."""
    for mark in (",", "."):
        whole, found, fraction = text.rpartition(mark)
        if found and Decimal(f"{whole.replace('.', '').replace(',', '') or 0}.{fraction or 0}") == value:
            return len(fraction)
    return 0


def percent_text(value: Decimal, like: str) -> str:
    """A computed percentage with the decimal mark of Vietnamese print and at least one digit."""
    digits = max(
        1, len(like.rpartition(",")[2]) if "," in like else len(like.rpartition(".")[2]) if "." in like else 1
    )
    rounded = value.quantize(_ONE.scaleb(-min(digits, 3)), rounding=ROUND_HALF_UP)
    return (
        f"{rounded:f}".rstrip("0").rstrip(".").replace(".", ",")
        if rounded % 1 == 0
        else f"{rounded:f}".replace(".", ",")
    )


def shown(quantity: Quantity) -> str:
    """The figure with its unit as a reader writes it."""
    blank = "" if quantity.unit in ("", "%") else " "
    return f"{quantity.text}{blank}{quantity.unit}"


def scale(unit: str, measure: str) -> Decimal | None:
    """What one of ``unit`` is in ``measure``; None where they measure different things."""
    mine, other = fold(unit), fold(measure)
    if mine == other:
        return Decimal(1)
    for system in (_MONEY, _MASS):
        if mine in system and other in system:
            return Decimal(system[mine]) / Decimal(system[other])
    return None
