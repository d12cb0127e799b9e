"""The table by units before and since 01/07/2025: whole units join, split ones stand apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.settings import Settings
from knowledge.awards.matrix import AwardMatrix, MatrixRow, MatrixScope, award_matrix
from knowledge.awards.merging import by_units, current_province
from knowledge.base import KnowledgeBase
from language.units import AdminUnit, predecessors, successors
from language.units_list import unit_list
from tests.knowledge.awards.test_matrix import document
from tests.knowledge.factories import award
from tests.knowledge.hashed_embedding import HashedEmbedding

PERIOD = "2024"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(Settings(store_dir=tmp_path), HashedEmbedding()) as opened:
        yield opened


@pytest.fixture(scope="module")
def new() -> AdminUnit:
    """A new commune that was formed from two former ones, wholly."""
    return next(
        unit
        for unit, former in unit_list().predecessors.items()
        if unit.level == "xã" and len(former) == 2 and all(len(successors(one)) == 1 for one in former)
        and all(one.name != unit.name for one in former)
    )  # fmt: skip


@pytest.fixture(scope="module")
def split() -> AdminUnit:
    """A former commune that went to two new ones."""
    return next(u for u, now in unit_list().successors.items() if u.level == "xã" and len(now) == 2)


def reported(base: KnowledgeBase, unit: AdminUnit, count: int | None, period: str = PERIOD) -> None:
    told = () if count is None else (award(unit.full_name, count=count, period=period),)
    base.put(
        document(
            f"{unit.full_name}-{unit.district}-{period}.txt", *told, commune=unit.full_name,
            district=unit.district or "", province=unit.province, period=period,
        )
    )  # fmt: skip


def rows(matrix: AwardMatrix) -> dict[str, MatrixRow]:
    return {row.unit.name: row for row in matrix.rows}


def sums(matrix: AwardMatrix) -> dict[str, int]:
    return {name: row.total("tập thể") for name, row in rows(matrix).items()}


def test_former_communes_are_summed_into_the_new_one_with_their_sources(
    base: KnowledgeBase, new: AdminUnit
) -> None:
    first, second = predecessors(new)
    reported(base, first, 3)
    reported(base, second, 4)
    matrix = award_matrix(base, MatrixScope(PERIOD))
    assert sums(matrix) == {first.full_name: 3, second.full_name: 4}
    (row,) = by_units(matrix, "current").rows
    assert (row.unit.name, row.unit.district, row.unit.province) == (new.full_name, None, new.province)
    assert set(row.joined) == {first.full_name, second.full_name}
    (cell,) = row.cells.values()
    assert cell.count == 7
    assert {entry.document.unit for entry in cell.records if entry.document} == set(row.joined)
    assert by_units(matrix, "reported") == matrix
    assert sums(by_units(matrix, "former")) == sums(matrix)


def test_a_split_commune_stands_apart_and_is_summed_into_none(base: KnowledgeBase, split: AdminUnit) -> None:
    reported(base, split, 5)
    one, other = successors(split)
    beside = next(u for u in predecessors(one) if len(successors(u)) == 1)
    reported(base, beside, 2)
    current = by_units(award_matrix(base, MatrixScope(PERIOD)), "current")
    assert sum(sums(current).values()) == 7
    assert sums(current)[one.full_name] == 2
    assert rows(current)[split.full_name].across == (one.full_name, other.full_name)


def test_the_new_communes_own_report_counts_and_the_former_ones_stand_beside(
    base: KnowledgeBase, new: AdminUnit
) -> None:
    first, second = predecessors(new)
    for unit, count in ((first, 3), (second, 4), (new, 9)):
        reported(base, unit, count, "2025")
    (row,) = by_units(award_matrix(base, MatrixScope("2025")), "current").rows
    (cell,) = row.cells.values()
    assert (cell.count, cell.disagrees, len(cell.repeats)) == (9, True, 2)


def test_by_former_units_a_new_commune_is_not_divided(base: KnowledgeBase, new: AdminUnit) -> None:
    first, second = predecessors(new)
    reported(base, first, 3, "2025")
    reported(base, new, 9, "2025")
    former = rows(by_units(award_matrix(base, MatrixScope("2025")), "former"))
    assert former[new.full_name].across == (first.full_name, second.full_name)
    assert former[first.full_name].total("tập thể") == 3


def test_a_former_commune_that_has_not_reported_does_not_hide_one_that_has(
    base: KnowledgeBase, new: AdminUnit
) -> None:
    first, second = predecessors(new)
    reported(base, first, 3)
    reported(base, second, None)
    (row,) = by_units(award_matrix(base, MatrixScope(PERIOD)), "current").rows
    assert row.total("tập thể") == 3


def test_a_unit_that_is_on_no_list_stays_as_it_was(base: KnowledgeBase) -> None:
    base.put(document("a.txt", award("xã Không Có Thật", count=1, period=PERIOD), commune="xã Không Có Thật",
                      period=PERIOD))  # fmt: skip
    matrix = award_matrix(base, MatrixScope(PERIOD))
    assert by_units(matrix, "current") == matrix


def test_provinces_are_known_by_what_they_became() -> None:
    assert current_province("Vĩnh Phúc") == current_province("tỉnh Phú Thọ") == "Phú Thọ"
    assert current_province("Không Có Thật") == "Không Có Thật"
