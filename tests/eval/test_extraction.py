"""Exports compared with a truth that is known, by a store that says what the test says."""

from __future__ import annotations

from typing import Any, cast

import pytest

from eval import extraction
from eval.extraction import Found, extracted
from eval.generator.truth import Award, Figure, Report
from knowledge.base import KnowledgeBase

REPORT = Report(
    document="a.txt", manner="short", noise=("ocr",), commune="Thạch Khê", district="Đại Lộc",
    province="Quảng Nam", year=2023, number="5/BC-UBND", date="2023-12-20", signer="Lê Văn Nam",
    figures=(Figure("poor", "48", "hộ"), Figure("revenue", "5,9", "tỷ đồng")),
    awards=(Award("worker", "cá nhân", 17), Award("order", "tập thể", 1, "proposed")),
)  # fmt: skip
IDENTITY = {
    "document": "x/a.txt", "commune": "xã Thạch Khê", "district": "huyện Đại Lộc", "province": "Quảng Nam",
    "period": "2023", "number": "5/BC-UBND", "date": "2023-12-21", "signer": None,
}  # fmt: skip


def award(name: str, kind: str, count: int | None, status: str = "awarded") -> dict[str, Any]:
    return {"document": "x/a.txt", "award": name, "recipient_kind": kind, "count": count, "status": status}


def figure(name: str, value: str) -> dict[str, Any]:
    return {"document": "x/a.txt", "indicator": name, "value": value}


def measure(monkeypatch: pytest.MonkeyPatch, **rows: list[dict[str, Any]]) -> extraction.Extracted:
    exports = {"documents": [IDENTITY], "awards": [], "indicators": [], **rows}
    monkeypatch.setattr(
        extraction, "EXPORTS", {kind: lambda base, each=each: each for kind, each in exports.items()}
    )
    return extracted(cast(KnowledgeBase, None), [REPORT])


def test_awards_count_one_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        award("Lao động tiên tiến", "cá nhân", 17),
        award("Lao động tiên tiến", "cá nhân", 17),
        award("Huân chương Lao động hạng Ba", "tập thể", None, "proposed"),
        award("Lao động tiên tiến", "cá nhân", 30, "target"),
    ]
    found = measure(monkeypatch, awards=rows)
    assert found.awards == Found(true=2, exported=3, right=2)
    assert found.awards.precision == pytest.approx(2 / 3)
    assert found.awards.recall == 1
    assert found.by_noise == {"ocr": found.awards}


def test_a_proposal_exported_as_awarded_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    found = measure(monkeypatch, awards=[award("Huân chương Lao động hạng Ba", "tập thể", 1)])
    assert found.awards == Found(true=2, exported=1, right=0)


def test_figures_need_value_and_name(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [figure("Số hộ nghèo", "48"), figure("hộ cận nghèo", "49"), figure("Chi ngân sách", "5,9")]
    found = measure(monkeypatch, indicators=rows)
    assert found.figures == Found(true=2, exported=3, right=1)


def test_identity_field_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    identity = measure(monkeypatch).identity
    assert identity["commune"] == identity["province"] == identity["number"] == 1
    assert identity["date"] == identity["signer"] == 0


def test_nothing_exported_is_precise_and_incomplete() -> None:
    assert (Found(4, 0, 0).precision, Found(4, 0, 0).recall) == (1, 0)
