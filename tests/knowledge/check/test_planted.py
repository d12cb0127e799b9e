"""Recall and false alarms on own reports with planted errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.check import Draft, Finding
from tests.knowledge.check.reports import Plant, Report, findings_of, reports


def _found(plant: Plant, draft: Draft, findings: list[Finding]) -> list[Finding]:
    """The findings of the plant's category at its place; a part taken out is told anywhere."""
    same = [finding for finding in findings if finding.category == plant.category]
    if plant.category == "form" and len(plant.becomes.strip()) < len(plant.was.strip()) / 2:
        return [finding for finding in same if "hiếu" in finding.message or "trống" in finding.message]
    start = draft.text.index(plant.becomes)
    end = start + len(plant.becomes)
    return [f for f in same if any(quote.start < end and start < quote.end for quote in f.quotes)]


def test_there_are_enough_planted_errors() -> None:
    assert len(reports()) >= 6
    assert sum(len(report.plants) for report in reports()) >= 60


def test_planted_errors_are_found_and_little_else(tmp_path: Path) -> None:
    planted, missed, alarms = 0, [], []
    for report in reports():
        draft, findings = findings_of(report.name, report.planted, tmp_path)
        told: set[Finding] = set()
        for plant in report.plants:
            planted += 1
            found = _found(plant, draft, findings)
            told.update(found)
            if not found:
                missed.append((report.name, plant.becomes))
        alarms += [(report.name, finding.message) for finding in findings if finding not in told]
    assert (planted - len(missed)) / planted >= 0.9, missed
    assert len(alarms) <= planted * 0.05, alarms


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.name)
def test_a_clean_report_raises_no_alarm(report: Report, tmp_path: Path) -> None:
    _, findings = findings_of(report.name, report.text, tmp_path)
    assert [finding.message for finding in findings] == []


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.name)
def test_every_quote_is_the_text_at_its_offsets(report: Report, tmp_path: Path) -> None:
    draft, findings = findings_of(report.name, report.planted, tmp_path)
    for finding in findings:
        assert finding.quotes
        for quote in finding.quotes:
            assert quote.text == draft.text[quote.start : quote.end] != ""
