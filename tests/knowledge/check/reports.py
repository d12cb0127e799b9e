"""Own reports with planted errors: the clean text and what is planted where."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foundation.settings import Settings
from ingest.draft import read_draft
from knowledge.check import Draft, Finding, check

REPORTS = Path(__file__).parent / "reports"
TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Plant:
    """Words that are put in the place of others, and the category of the error they make."""

    was: str
    becomes: str
    category: str


@dataclass(frozen=True)
class Report:
    name: str
    text: str
    plants: tuple[Plant, ...]

    @property
    def planted(self) -> str:
        """The report with every error in it."""
        text = self.text
        for plant in self.plants:
            assert text.count(plant.was) == 1, f"{plant.was!r} must stand once"
            text = text.replace(plant.was, plant.becomes)
        return text


def reports() -> list[Report]:
    found = []
    for path in sorted(REPORTS.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        found.append(Report(table["name"], table["text"], tuple(Plant(**plant) for plant in table["plants"])))
    return found


def findings_of(name: str, text: str, folder: Path) -> tuple[Draft, list[Finding]]:
    """The sure findings of a text, read as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    draft = read_draft(path, Settings())
    return draft, [finding for finding in check(draft, None, TODAY) if finding.sure]


_SHORT = """
ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ BẰNG LŨNG                        Độc lập - Tự do - Hạnh phúc

Số: 77/BC-UBND                 Bằng Lũng, ngày {day}

BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm {year}

I. KẾT QUẢ NĂM {year}

{body}

Nơi nhận:                                   TM. ỦY BAN NHÂN DÂN
- Lưu: VT.                                      CHỦ TỊCH
                                               Chu Thị Mận
"""


def told(folder: Path, body: str, year: int = 2023) -> list[tuple[str, str]]:
    """The sure findings of a short report with these sentences: the category and the first words quoted."""
    text = _SHORT.format(body=body, year=year, day=f"20 tháng 12 năm {year}")
    _, findings = findings_of("bao-cao.txt", text, folder)
    return [(finding.category, finding.quotes[0].text) for finding in findings]
