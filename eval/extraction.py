"""How much of a generated corpus' truth the export of the store holds, and how much else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.comparing import same_value
from eval.generator.truth import Report
from eval.generator.writing import LEXICON
from eval.locating import stored_name
from knowledge.base import KnowledgeBase
from knowledge.export import EXPORTS
from language.text import fold

Row = Mapping[str, Any]
STATUSES = ("awarded", "proposed")


@dataclass(frozen=True, slots=True)
class Found:
    """How many facts are true, how many were exported, and how many of those are the true ones."""

    true: int
    exported: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the exported that is true; 1 when nothing was exported."""
        return self.right / self.exported if self.exported else 1.0

    @property
    def recall(self) -> float:
        """The share of the truth that was exported; 1 when there is none."""
        return self.right / self.true if self.true else 1.0


@dataclass(frozen=True, slots=True)
class Extracted:
    """Awards and figures against the truth; identity as the share right of each field."""

    awards: Found
    figures: Found
    identity: dict[str, float]
    by_noise: dict[str, Found]


def extracted(base: KnowledgeBase, reports: Sequence[Report]) -> Extracted:
    """Compare the export of a store of a generated corpus with what its reports say."""
    exports = {kind: list(EXPORTS[kind](base)) for kind in ("documents", "awards", "indicators")}
    names = {str(row["document"]): row for row in exports["documents"]}
    stored = {stored_name(report.document, names): report for report in reports}
    known = {name: report for name, report in stored.items() if name is not None}
    awards = {name: _awards(report, _of(name, exports["awards"])) for name, report in known.items()}
    figures = [_figures(report, _of(name, exports["indicators"])) for name, report in known.items()]
    noises = sorted({noise for report in reports for noise in report.noise})
    chosen = {
        noise: [found for name, found in awards.items() if noise in known[name].noise] for noise in noises
    }
    return Extracted(
        awards=_sum(awards.values()),
        figures=_sum(figures),
        identity={field: _right(field, told, known, names) for field, told in IDENTITY.items()},
        by_noise={noise: _sum(found) for noise, found in chosen.items()},
    )


# What a report says of itself, as the export writes it.
IDENTITY: dict[str, Callable[[Report], str]] = {
    "commune": lambda report: f"xã {report.commune}",
    "district": lambda report: f"huyện {report.district}",
    "province": lambda report: report.province,
    "period": lambda report: str(report.year),
    "number": lambda report: report.number,
    "date": lambda report: report.date,
    "signer": lambda report: report.signer,
}


def _right(
    field: str, told: Callable[[Report], str], known: Mapping[str, Report], names: Mapping[str, Row]
) -> float:
    right = [fold(str(names[name][field] or "")) == fold(told(report)) for name, report in known.items()]
    return sum(right) / len(right) if right else 0.0


def _of(document: str, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["document"] == document]


def _awards(report: Report, rows: Sequence[Row]) -> Found:
    """Award statements as (award, kind of recipient, count, status); one for one."""
    names = LEXICON["awards"]
    true = Counter((names[a.key]["name"], a.kind, a.count, a.status) for a in report.awards)
    exported = Counter(
        (row["award"], row["recipient_kind"], row["count"] or 1, row["status"])
        for row in rows
        if row["status"] in STATUSES
    )
    return Found(true.total(), exported.total(), (true & exported).total())


def _figures(report: Report, rows: Sequence[Row]) -> Found:
    left = list(rows)
    right = 0
    for figure in report.figures:
        for row in left:
            if same_value(str(row["value"]), figure.value) and _names(figure.key, str(row["indicator"])):
                left.remove(row)
                right += 1
                break
    return Found(len(report.figures), len(rows), right)


def _names(key: str, indicator: str) -> bool:
    """Whether the exported name holds each of the words by which the figure is known."""
    return all(re.search(words, fold(indicator)) for words in LEXICON["names"][key])


def _sum(found: Iterable[Found]) -> Found:
    every = list(found)
    return Found(*(sum(getattr(each, name) for each in every) for name in ("true", "exported", "right")))
