"""Column labels and formulas: "A B 1 2 3 4 5=4/2*100", and what they tell of a row.

Where cells of a row are missing, the formulas say which figure stands in which column: only
one placement makes 5 equal 4/2*100.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import combinations

_LETTER = re.compile(r"\s*\(?([A-H])\)?(?=\s|$)")
_OPERAND = r"\(?\d{1,3}\)?%?"
_LABEL = re.compile(rf"\s*\(?(\d{{1,2}})\)?(?:\s*=\s*({_OPERAND}(?:\s*[-+*/:x]\s*{_OPERAND})*))?(?=\s|$)")
_TOKEN = re.compile(r"\d+|[-+*/:x]")
# Figures are printed rounded: a formula holds when it is met to this share or to half a unit
# of the last place that shares are printed with.
_SHARE = Decimal("0.006")
_PLACE = Decimal("0.06")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of the columns, left to right ("A", "B", "1", …), and formulas by label."""

    names: tuple[str, ...]
    formulas: Mapping[str, str]


def read_labels(text: str) -> tuple[Labels, int] | None:
    """The label row at the start of ``text`` and where it ends, None if there is none.

    At least three labels in order are needed: letters from A, then numbers from 1.
    """
    names: list[str] = []
    formulas: dict[str, str] = {}
    end = 0
    while (letter := _LETTER.match(text, end)) and letter.group(1) == chr(ord("A") + len(names)):
        names.append(letter.group(1))
        end = letter.end()
    number = 1
    while (label := _LABEL.match(text, end)) and int(label.group(1)) == number:
        names.append(label.group(1))
        if label.group(2):
            formulas[label.group(1)] = label.group(2)
        number += 1
        end = label.end()
    if len(names) < 3 or number < 3:
        return None
    return Labels(tuple(names), formulas), end


def is_share(formula: str) -> bool:
    """Whether a formula makes a share ("4/2*100") and not a difference."""
    return "/" in formula or ":" in formula


def evaluate(formula: str, values: Mapping[str, Decimal]) -> Decimal | None:
    """The value of a formula, None where an operand is missing. A number that is no column's
    label is itself: the 100 of "4/2*100"."""
    tokens = _TOKEN.findall(formula)
    terms: list[Decimal] = []
    operator = "+"
    for token in tokens:
        if not token.isdigit():
            operator = token
            continue
        value = values.get(token) if len(token) <= 2 else Decimal(token)
        if value is None:
            return None
        try:
            if operator in "+-":
                terms.append(value if operator == "+" else -value)
            elif operator in "*x":
                terms[-1] *= value
            else:
                terms[-1] /= value
        except (DivisionByZero, InvalidOperation):
            return None
    return sum(terms, Decimal(0))


def agreement(formulas: Mapping[str, str], values: Mapping[str, Decimal]) -> int:
    """How many formulas the values satisfy, less twice those that they contradict."""
    score = 0
    for label, formula in formulas.items():
        if label not in values:
            continue
        expected = evaluate(formula, values)
        if expected is None:
            continue
        score += 1 if _agrees(values[label], expected, is_share(formula)) else -2
    return score


def _agrees(printed: Decimal, expected: Decimal, share: bool) -> bool:
    candidates = [expected, expected * 100] if share else [expected, -expected]
    return any(abs(printed - value) <= max(_PLACE, abs(value) * _SHARE) for value in candidates)


def place(
    figures: Sequence[Decimal], labels: Sequence[str], formulas: Mapping[str, str]
) -> tuple[int, ...] | None:
    """The columns (indices of ``labels``) of the figures of one row, in order.

    None unless exactly one placement satisfies the most formulas and contradicts none.
    """
    best: list[tuple[int, ...]] = []
    best_score = 0
    for columns in combinations(range(len(labels)), len(figures)):
        values = {labels[column]: figure for column, figure in zip(columns, figures, strict=True)}
        score = agreement(formulas, values)
        if score > best_score:
            best, best_score = [columns], score
        elif score == best_score:
            best.append(columns)
    return best[0] if best_score > 0 and len(best) == 1 else None
