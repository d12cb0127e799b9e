"""The summary tab by units before and since 01/07/2025."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import openpyxl
import pytest

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.people.conversations import Conversations
from language.units import AdminUnit, lookup
from tests.knowledge.awards.test_merging import reported
from tests.knowledge.hashed_embedding import HashedEmbedding
from ui.matrix_sources import matrix_excel
from ui.services import Services
from ui.summary import SummaryTab, _compiled

EVERYTHING: tuple[Any, ...] = ("2024", "", "", "", [], False)


def former(name: str, district: str) -> AdminUnit:
    return next(unit for unit in lookup(name, within=district) if not unit.since_2025)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(Settings(store_dir=tmp_path / "s"), HashedEmbedding()) as opened:
        for name, count in (("Hải Khê", 14), ("Hải Dương", 9)):
            reported(opened, former(name, "Hải Lăng"), count)
        yield opened


@pytest.fixture
def tab(base: KnowledgeBase, tmp_path: Path) -> SummaryTab:
    with gr.Blocks():
        return SummaryTab(Services(base, Conversations(tmp_path), Settings(store_dir=tmp_path)))


def shown(tab: SummaryTab, units: str, province: str = "") -> tuple[Any, ...]:
    nobody: Any = None
    period, _, district, level, awards, every = EVERYTHING
    return tab._choose(nobody, period, province, district, level, awards, every, units)  # type: ignore[arg-type]


def test_present_units_are_shown_with_what_they_were_formed_from(tab: SummaryTab) -> None:
    told = shown(tab, "current")[-1]
    assert "xã Mỹ Thủy" in told
    assert "gồm xã Hải Dương, xã Hải Khê" in told
    assert ">23<" in told
    assert "gồm xã" not in shown(tab, "reported")[-1]
    assert ">14<" in shown(tab, "former")[-1]


def test_by_present_units_provinces_are_present_and_districts_are_none(tab: SummaryTab) -> None:
    _, province, district, *_ = shown(tab, "current", "Quảng Trị")
    assert province["value"] == "Quảng Trị"
    assert [value for _, value in district["choices"]] == [""]
    assert [value for _, value in shown(tab, "reported")[2]["choices"]] == ["", "huyện Hải Lăng"]


def test_a_cell_of_a_present_unit_opens_the_former_units_sources(
    tab: SummaryTab, base: KnowledgeBase
) -> None:
    matrix = _compiled(base, *EVERYTHING, "current")  # type: ignore[arg-type]
    (row,) = matrix.rows
    (cell,) = row.cells.values()
    assert {entry.document.unit for entry in cell.records if entry.document} == {"xã Hải Khê", "xã Hải Dương"}
    workbook = openpyxl.load_workbook(io.BytesIO(matrix_excel(base, matrix)))
    assert "gồm xã Hải Dương, xã Hải Khê" in workbook.worksheets[0]["A3"].value
