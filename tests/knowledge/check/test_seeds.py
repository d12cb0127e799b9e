"""Precision and recall against the errors that people found in the five real reports."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from foundation.settings import Settings
from ingest.draft import read_draft
from knowledge.check import Draft, Finding, check

SEEDS = Path(__file__).resolve().parents[3] / ".." / "shared" / "seeds"
GOLD = tomllib.loads((Path(__file__).parent / "gold_seeds.toml").read_text("utf-8"))

pytestmark = pytest.mark.seeds


def _places(text: str, quote: str) -> list[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, quote.split()))
    return [match.span() for match in re.finditer(pattern, text)]


def _tells(finding: Finding, error: dict[str, str], draft: Draft) -> bool:
    if finding.category != error["category"]:
        return False
    if "says" in error:
        return error["says"] in finding.message
    places = _places(draft.text, error["quote"])
    assert places, f"gold words not in the report: {error['quote']}"
    return any(q.start < end and start < q.end for q in finding.quotes for start, end in places)


def test_precision_and_recall_on_the_real_reports() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the real reports are not beside the project")
    gold, found, wrong, told = 0, [], [], 0
    for name, table in GOLD.items():
        (path,) = SEEDS.glob(f"{name}_*")
        draft = read_draft(path, Settings())
        findings = [finding for finding in check(draft, None, date(2026, 1, 1)) if finding.sure]
        told += len(findings)
        gold += len(table["errors"])
        found += [e for e in table["errors"] if any(_tells(f, e, draft) for f in findings)]
        wrong += [
            (name, f.message) for f in findings if not any(_tells(f, e, draft) for e in table["errors"])
        ]
    precision, recall = 1 - len(wrong) / told, len(found) / gold
    print(f"precision {precision:.2f} of {told}, recall {recall:.2f} of {gold}")
    assert precision >= 0.9, wrong
    assert recall >= 0.7
