"""The pieces of a flattened table: labels with formulas, titles, units, figures put in their columns."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.tables.flattened.cells import is_unit
from ingest.tables.flattened.formulas import agreement, evaluate, place, read_labels
from ingest.tables.flattened.titles import columns_of, segment


@pytest.mark.parametrize(
    ("text", "names", "formulas"),
    [
        ("A B 1 2 3 4=3/2*100", ("A", "B", "1", "2", "3", "4"), {"4": "3/2*100"}),
        ("A B 1 2 3=2- 1 4 1 Thu", ("A", "B", "1", "2", "3", "4"), {"3": "2- 1"}),
        ("(1) (2) (3) (4)=(3)/(2)", ("1", "2", "3", "4"), {"4": "(3)/(2)"}),
    ],
)
def test_labels(text: str, names: tuple[str, ...], formulas: dict[str, str]) -> None:
    found = read_labels(text)
    assert found is not None
    assert (found[0].names, dict(found[0].formulas)) == (names, formulas)


@pytest.mark.parametrize("text", ["1 Thu ngân sách 5", "35 35 35", "A Nguyễn", "2 3 4"])
def test_no_labels(text: str) -> None:
    assert read_labels(text) is None


def test_evaluation_and_agreement() -> None:
    values = {"2": Decimal(573), "3": Decimal(1460), "4": Decimal("636.4"), "5": Decimal("111.1")}
    assert evaluate("4/2*100", values) == pytest.approx(Decimal("111.0646"), abs=Decimal("0.001"))
    assert evaluate("4/9*100", values) is None
    assert agreement({"5": "4/2*100", "6": "4/3*100"}, values) == 1
    assert agreement({"5": "4/3*100"}, values) == -2
    assert evaluate("4/2", {"4": Decimal(1), "2": Decimal(0)}) is None


def test_placing_needs_one_answer() -> None:
    labels, formulas = ("1", "2", "3"), {"3": "2/1*100"}
    assert place([Decimal(40), Decimal(50), Decimal(125)], labels, formulas) == (0, 1, 2)
    assert place([Decimal(40), Decimal(50)], labels, formulas) is None


def test_titles_beneath_two_groups() -> None:
    titles = segment(["TT", "Danh hiệu", "Năm 2022", "Năm 2023", "Ghi chú", *["Tập thể", "Cá nhân"] * 2])
    assert columns_of(titles, 7) == (
        "TT", "Danh hiệu", "Năm 2022 / Tập thể", "Năm 2022 / Cá nhân",
        "Năm 2023 / Tập thể", "Năm 2023 / Cá nhân", "Ghi chú",
    )  # fmt: skip


def test_titles_in_one_line() -> None:
    assert segment(["STT Chỉ tiêu ĐVT Kế hoạch năm 2023 Thực hiện 6 tháng So với KH (%)"]) == [
        "STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2023", "Thực hiện 6 tháng", "So với KH (%)",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["%", "tấn", "Trđ", "Trđ/người", "tạ/ha", '"', "người", "Ha"])
def test_units(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize("text", ["", "Thu ngân sách", "1.200", "Ghi chú"])
def test_no_units(text: str) -> None:
    assert not is_unit(text)
