"""Precision and recall of the award grammar on the five real reports, read by hand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from foundation.records import AwardRecord
from foundation.settings import Settings
from ingest.extract.awards import extract_awards
from ingest.prepare import understand
from tests.ingest.extract.awards.test_cases import fits

_SEEDS = Path(__file__).resolve().parents[4].parent / "shared" / "seeds"
_GOLD: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("seeds_gold.toml").read_text("utf-8"))[
    "report"
]
_FLOOR = 0.95


def _place(quote: str, text: str) -> tuple[int, int]:
    """Where a quote stands in a report, whatever its line breaks and list marks are."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", quote))
    found = re.search(words, text)
    assert found is not None, f"quote is not in the report: {quote}"
    return found.span()


def _matched(file: str, statements: list[str]) -> tuple[int, list[str], list[AwardRecord]]:
    document, identity = understand(_SEEDS / file, Settings())
    left = list(extract_awards(document, identity))
    missing = []
    for statement in statements:
        line, _, quote = statement.rpartition(" | ")
        start, end = _place(quote, document.source.text)
        fitting = next((r for r in left if fits(line, r) and r.span.start < end and start < r.span.end), None)
        if fitting is None:
            missing.append(statement)
        else:
            left.remove(fitting)
    return len(statements) - len(missing), missing, left


@pytest.mark.seeds
def test_precision_and_recall() -> None:
    if not _SEEDS.is_dir():
        pytest.skip("the real reports are not beside the repository")
    results = [_matched(report["file"], report["statements"]) for report in _GOLD]
    right = sum(count for count, _, _ in results)
    missing = [statement for _, unfound, _ in results for statement in unfound]
    wrong = [record for _, _, extra in results for record in extra]
    assert right / (right + len(missing)) >= _FLOOR, missing
    assert right / (right + len(wrong)) >= _FLOOR, wrong
