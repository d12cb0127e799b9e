"""The indicators of the real reports, where they lie beside the project."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from foundation.records import DocumentIdentity, IdentityField, IndicatorRecord
from foundation.settings import settings
from ingest.extract.indicators import extract_indicators
from ingest.readers import read
from ingest.structure import structure

SEEDS = sorted((Path(__file__).resolve().parents[3] / ".." / "shared" / "seeds").glob("*.txt"))

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(len(SEEDS) < 5, reason="the real reports are not beside the project"),
]


@cache
def records(number: int, period: str) -> tuple[IndicatorRecord, ...]:
    document = structure(read(SEEDS[number], settings()))
    identity = DocumentIdentity(level=IdentityField("xã", 1), period=IdentityField(period, 1))
    found = extract_indicators(document, identity)
    for record in found:
        text = document.source.text
        assert text[slice(*record.value_span)].split() == record.value_text.split()
        assert text[slice(*record.value_span)] in text[slice(*record.span)]
    return found


@pytest.mark.parametrize(
    ("number", "period", "indicator", "value", "unit", "kind"),
    [
        (0, "2024-H1", "diện tích tự nhiên", "279,63", "ha", "actual"),
        (0, "2024-H1", "số hộ", "1.567", "hộ", "actual"),
        (0, "2024-H1", "sản lượng lương thực có hạt", "636,4", "tấn", "actual"),
        (0, "2024-H1", "sản lượng lương thực có hạt", "43,6", "%", "percent_of_plan"),
        (0, "2024-H1", "thu ngân sách nhà nước", "18.038", "triệu đồng", "plan"),
        (0, "2024-H1", "sản lượng thủy sản", "6,5", "tấn", "remaining"),
        (0, "2024-H1", "tỷ lệ hộ nghèo", "1,53", "%", "actual"),
        (1, "2023", "thu ngân sách nhà nước", "31,250", "tỷ đồng", "actual"),
        (1, "2023", "thu ngân sách nhà nước", "83,08", "%", "percent_of_previous"),
        (1, "2023", "tỷ lệ hộ nghèo", "1,21", "%", "actual"),
        (1, "2023", "giá trị sản xuất công nghiệp", "153,084", "tỷ đồng", "actual"),
        (3, "2023", "thu ngân sách nhà nước", "158", "%", "percent_of_plan"),
        (3, "2023", "số hộ thoát nghèo", "65", "hộ", "actual"),
        (4, "2023", "dân số", "8.380", "người", "actual"),
        (4, "2023", "số thôn", "11", "thôn", "actual"),
        (4, "2023", "giao quân", "14/14", "chỉ tiêu", "actual"),
    ],
)
def test_a_stated_figure_becomes_a_record(
    number: int, period: str, indicator: str, value: str, unit: str, kind: str
) -> None:
    told = {(r.indicator, r.value_text, r.unit_of_measure, r.kind) for r in records(number, period)}
    assert (indicator, value, unit, kind) in told


def test_last_years_column_has_last_years_period() -> None:
    found = [r for r in records(0, "2024-H1") if r.indicator == "sản lượng thủy sản" and r.kind == "actual"]
    assert [(r.value_text, r.period) for r in found] == [("19,5", "2023-H1"), ("8,5", "2024-H1")]
