"""Weighing evidence: votes for values, each with the words it was read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from foundation.document import Span

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Vote(Generic[Value]):
    """One piece of evidence: what it says, how much it counts, where it stands."""

    value: Value
    weight: float
    span: Span | None
    source: str


class Ballot(Generic[Value]):
    """Votes for the values of one field. ``most`` caps what one source adds to one value."""

    def __init__(self, most: float = float("inf")) -> None:
        self._most = most
        self._votes: dict[Value, list[Vote[Value]]] = defaultdict(list)

    def add(self, value: Value, weight: float, span: Span | None, source: str) -> None:
        """Count a vote."""
        self._votes[value].append(Vote(value, weight, span, source))

    def values(self) -> list[Value]:
        """Every value that was voted for."""
        return list(self._votes)

    def score(self, value: Value) -> float:
        """The sum of a value's votes, each source capped."""
        by_source: dict[str, float] = defaultdict(float)
        for vote in self._votes.get(value, ()):
            by_source[vote.source] += vote.weight
        return sum(min(total, self._most) for total in by_source.values())

    def ranking(self) -> list[tuple[Value, float]]:
        """Values with their scores, the best first; of equals the one named first."""
        return sorted(((value, self.score(value)) for value in self._votes), key=lambda item: -item[1])

    def best_vote(self, value: Value) -> Vote[Value] | None:
        """The weightiest vote for a value that has a place in the document."""
        placed = [vote for vote in self._votes.get(value, ()) if vote.span is not None]
        return max(placed, key=lambda vote: vote.weight, default=None)

    def sources(self, value: Value) -> set[str]:
        """Which sources speak for a value."""
        return {vote.source for vote in self._votes.get(value, ())}


def confidence(best: float, second: float, full: float) -> float:
    """How sure a vote is, 0–1: the winner's lead, and whether it has ``full`` weight behind it."""
    if best <= 0:
        return 0.0
    lead = best / (best + max(second, 0.0))
    return round(max(0.1, min(0.99, lead * min(1.0, 0.5 + 0.5 * best / full))), 2)
