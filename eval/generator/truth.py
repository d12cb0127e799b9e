"""What a generated report says: its identity, its figures, its awards."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from foundation.errors import ProjectError

Status = Literal["awarded", "proposed"]
COLLECTIVE, PERSON = "tập thể", "cá nhân"


class TruthError(ProjectError):
    """The file of a generated corpus' truth is missing or not what the generator writes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``key`` names it in ``manners.toml``, ``value`` is as printed ("12,4")."""

    key: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Award:
    """``count`` awards of one kind for one kind of recipient."""

    key: str
    kind: str
    count: int
    status: Status = "awarded"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one generated report says; names without "xã", "huyện", "tỉnh"."""

    document: str
    manner: str
    noise: tuple[str, ...]
    commune: str
    district: str
    province: str
    year: int
    number: str
    date: str
    signer: str
    figures: tuple[Figure, ...]
    awards: tuple[Award, ...]

    def figure(self, key: str) -> Figure | None:
        """The named figure, None when the report does not tell it."""
        return next((each for each in self.figures if each.key == key), None)

    def count(self, key: str, kind: str, status: Status = "awarded") -> int:
        """How many such awards the report tells; 0 when it tells none."""
        return sum(
            each.count for each in self.awards if (each.key, each.kind, each.status) == (key, kind, status)
        )

    def has(self, key: str, status: Status = "awarded") -> bool:
        """Whether the report tells any such award."""
        return any((each.key, each.status) == (key, status) for each in self.awards)


def write_truth(reports: list[Report], path: Path) -> None:
    """One report a line."""
    lines = (json.dumps(asdict(report), ensure_ascii=False) for report in reports)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_truth(path: Path) -> tuple[Report, ...]:
    """The reports of a truth file.

    Raises:
        TruthError: it cannot be read or is malformed.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(_report(json.loads(line)) for line in lines if line.strip())
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise TruthError("questions_unreadable", file=path) from error


def _report(entry: dict[str, Any]) -> Report:
    figures = tuple(Figure(**each) for each in entry.pop("figures"))
    awards = tuple(Award(**each) for each in entry.pop("awards"))
    return Report(**{**entry, "noise": tuple(entry["noise"])}, figures=figures, awards=awards)
