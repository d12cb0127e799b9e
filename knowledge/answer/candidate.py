"""A figure that may answer a question, and how the words of the question are weighed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.document import Span
from knowledge.evidence.statements import DocumentEvidence, Statement
from knowledge.query import FigureKind, Query
from language.words import toned

ACCEPTED = 0.66
_LIGHT_WEIGHT = 0.45
_UNSEEN_LIGHT_WEIGHT = 0.12
_RIGHT_THERE = 0.96
_OWN_WEIGHT = 1.0
_CHANGES = {toned("giảm"), toned("tăng"), "giam"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may answer: as printed, with its unit, its statement and its score.

    ``span`` is its place in the original and ``period`` its time, where a record tells them;
    ``of_unit`` is the unit that it is the figure of, where a record tells of another than who reports.
    ``whole`` is what is printed behind the figure ("246,8/485 tỷ đồng"), where the figure is told alone.
    ``missing`` are the question's words that the evidence does not have.
    """

    number: str
    unit: str
    statement: Statement
    start: int
    end: int
    kind: FigureKind
    score: float
    missing: tuple[str, ...] = ()
    from_table: bool = False
    span: Span | None = None
    period: str | None = None
    of_unit: str = ""
    whole: str = ""

    @property
    def accepted(self) -> bool:
        """Whether it may be given as the answer."""
        return self.score >= ACCEPTED and not self.missing


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word of the question counts, by its rarity in the documents looked at."""

    of: tuple[float, ...]

    @classmethod
    def by_rarity(cls, query: Query, evidence: Sequence[DocumentEvidence]) -> Weights:
        """Weights of ``query.words``; verbs that a report may word otherwise count little."""
        statements = [s for document in evidence for s in document.statements]
        weights = []
        for word in query.words:
            seen = sum(1 for s in statements if s.holds(word.phrases))
            rarity = math.log((len(statements) + 2) / (seen + 1)) / math.log(len(statements) + 2)
            base = _OWN_WEIGHT
            if word.light:
                # A verb that the document never uses only says that it words things otherwise.
                base = _LIGHT_WEIGHT if seen else _UNSEEN_LIGHT_WEIGHT
            weights.append(base * (0.35 + 0.65 * rarity) * (1 + 0.25 * (len(word.phrase) - 1)))
        return cls(tuple(weights))

    def covered(self, query: Query, supports: Sequence[float]) -> float:
        """Share of the question that stands at a figure, from 0 to 1.

        A verb that a report may word otherwise counts fully where it stands right at the figure.
        """
        own = [
            weight / _LIGHT_WEIGHT if word.light and support >= _RIGHT_THERE else weight
            for word, weight, support in zip(query.words, self.of, supports, strict=True)
        ]
        total = sum(own)
        return sum(w * s for w, s in zip(own, supports, strict=True)) / total if total else 0.0


_KIND_FIT: dict[FigureKind | None, dict[FigureKind, float]] = {
    None: {
        "actual": 1.0, "change": 0.55, "plan": 0.5, "percent_of_plan": 0.5, "percent_of_previous": 0.4,
        "remaining": 0.4,
    },
    "plan": {"plan": 1.0, "actual": 0.35},
    "percent_of_plan": {"percent_of_plan": 1.0, "actual": 0.6},
    "percent_of_previous": {"percent_of_previous": 1.0, "change": 0.8, "actual": 0.4},
    "change": {"change": 1.0, "actual": 0.7},
    "remaining": {"remaining": 1.0},
}  # fmt: skip


def accepted_kind(query: Query, kind: FigureKind) -> float:
    """How well a figure of this kind answers: 1 for the asked kind, little for another."""
    asks_change = query.figure is None and any(
        len(w.marks) == 1 and w.marks[0] in _CHANGES for w in query.words
    )
    return _KIND_FIT["change" if asks_change else query.figure].get(kind, 0.3)
