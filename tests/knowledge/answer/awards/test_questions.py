"""Every question of ``questions.jsonl`` over the reports beside it, by the public entry point."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foundation.answers import Answer
from knowledge.answer import Turn, ask
from knowledge.base import KnowledgeBase

TODAY = date(2024, 7, 1)
LINES = (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES if line.strip()]


def _ask(case: dict[str, Any], base: KnowledgeBase) -> Answer:
    return ask(case["q"], base, [Turn("user", said) for said in case.get("history", [])], today=TODAY)


def _plain(text: str) -> str:
    """The text without citation marks, single blanks."""
    return " ".join(re.sub(r" ?\[\d+\]", "", text).split())


def test_there_are_enough_questions() -> None:
    assert len(CASES) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_answer(case: dict[str, Any], award_store: KnowledgeBase) -> None:
    answer = _ask(case, award_store)
    shown = _plain(answer.text)
    assert answer.abstained is case.get("abstain", False), answer.text
    if "value" in case:
        assert answer.value is not None, answer.text
        assert answer.value.number == case["value"], answer.text
    if case.get("abstain") or case.get("novalue"):
        assert answer.value is None, answer.text
    for wanted in case.get("text", []):
        assert _plain(wanted) in shown, answer.text
    rows = {
        "units": {row.unit for row in answer.rows},
        "recipients": {row.recipient for row in answer.rows},
        "kinds": {row.recipient_kind for row in answer.rows},
        "statuses": {row.status for row in answer.rows},
        "periods": {row.period for row in answer.rows},
    }
    for field, found in rows.items():
        if field in case:
            assert found == set(case[field]), answer.text
    if "first" in case:
        assert answer.rows[0].unit == case["first"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_coverage(case: dict[str, Any], award_store: KnowledgeBase) -> None:
    coverage = _ask(case, award_store).coverage
    assert coverage is not None
    for field, name in (
        ("silent", "units_silent"),
        ("denying", "units_denying"),
        ("without", "units_without_report"),
    ):
        if field in case:
            assert set(getattr(coverage, name)) == set(case[field])
    told = [*coverage.units_with, *coverage.units_silent, *coverage.units_denying]
    assert len(told) == len(set(told)), "a unit either answers, denies or is silent"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_citations_and_rows(case: dict[str, Any], award_store: KnowledgeBase) -> None:
    """Citations quote the very words; every row has one that holds its count; checks are passed."""
    answer = _ask(case, award_store)
    assert answer.checks.numbers_cited
    assert answer.checks.names_cited
    by_number = {citation.n: citation for citation in answer.citations}
    assert list(by_number) == list(range(1, len(by_number) + 1))
    for citation in answer.citations:
        text = award_store.original_text(citation.document_id)
        assert text[citation.char_start : citation.char_end] == citation.quote
    assert {int(n) for n in re.findall(r"(?<!\\)\[(\d+)\]", answer.text)} <= set(by_number)
    for row in answer.rows:
        if not row.citation:
            assert row.note, "only a silent report has no words to cite"
            continue
        quote = by_number[row.citation].quote
        if row.status == "negated":
            continue
        named = row.recipient in " ".join(quote.split())
        assert named or re.search(rf"\b0*{row.count}\b", quote), (row, quote)
