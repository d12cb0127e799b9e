"""A unit is known by any name that a clerk types for it."""

from __future__ import annotations

import pytest

from knowledge.base import KnowledgeBase
from knowledge.draft.units import find_unit


@pytest.mark.parametrize(
    "name",
    [
        "xã An Lộ, huyện Kim Thạch", "an lo, kim thach", "UBND xã An Lộ huyện Kim Thạch",
        "Ủy ban nhân dân xã An Lộ, huyện Kim Thạch", "ubnd xa an lo, huyen kim thach",
        "X. An Lộ, huyện Kim Thạch", "Đảng ủy - UBND xã An Lộ, huyện Kim Thạch", "UBND xã An Lộ năm 2023",
    ],
)  # fmt: skip
def test_the_same_unit_by_any_name(name: str, small_store: KnowledgeBase) -> None:
    assert find_unit(name, small_store.documents()).name == "xã An Lộ"


def test_a_council_stands_for_its_unit_and_signs_itself(small_store: KnowledgeBase) -> None:
    unit = find_unit("Hội đồng Thi đua - Khen thưởng huyện Kim Thạch", small_store.documents())
    assert unit.name == "huyện Kim Thạch"
    assert unit.issuer == "Hội đồng Thi đua - Khen thưởng"


@pytest.mark.parametrize(
    ("said", "unit"),
    [("Huyện ủy Bảo Minh", "huyện Bảo Minh"), ("Ban Thường vụ Quận ủy An Hải", "quận An Hải")],
)
def test_a_committee_of_a_district_means_the_district(said: str, unit: str) -> None:
    assert find_unit(said, ()).name == unit
