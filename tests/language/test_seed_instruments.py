"""The instruments of the real reports against a gold file written by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from language.instruments import find_instruments

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"
GOLD = Path(__file__).with_name("seed_instruments.toml")
Cited = tuple[str, str, str]


def cited_in(text: str) -> set[Cited]:
    """Number, kind and date of every mention with a number or a date of its own."""
    mentions = [m for m in find_instruments(text) if m.number or m.date]
    return {(m.number or "", m.kind, m.date or "") for m in mentions}


@pytest.mark.seeds
def test_every_cited_instrument_is_found_with_number_kind_and_date() -> None:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        pytest.skip("the real reports are not beside the project")
    gold = tomllib.loads(GOLD.read_text("utf-8"))
    found = {(f.name[:3], *c) for f in files for c in cited_in(f.read_text("utf-8"))}
    wanted = {(prefix, *entry) for prefix, entries in gold.items() for entry in entries}
    right = found & wanted
    assert len(wanted) >= 30
    assert len(right) / len(wanted) >= 0.97, wanted - found
    assert len(right) / len(found) >= 0.97, found - wanted
