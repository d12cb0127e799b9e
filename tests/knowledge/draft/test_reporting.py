"""The communes of a roll-up by the official list, before and after 01/07/2025."""

from __future__ import annotations

from knowledge.base import KnowledgeBase
from knowledge.draft import DraftRequest, draft
from knowledge.draft.material import Material
from knowledge.draft.reporting import communes_of, coverage, official_communes
from knowledge.draft.units import DraftUnit
from language.periods import Period
from language.units_list import communes_of as listed


def _material(name: str, level: str, period: str, province: str = "") -> Material:
    district = name if level == "huyện" else ""
    unit = DraftUnit(name, level, district, province or name, ())  # type: ignore[arg-type]
    return Material(unit, Period(period), None, (), (), (), (), ())


def test_a_district_before_july_2025_has_its_former_communes() -> None:
    names = official_communes(_material("huyện Đông Anh", "huyện", "2024", "Hà Nội"))
    assert "xã Cổ Loa" in names
    assert len(names) == len(set(names)) >= 20


def test_a_district_is_none_after_june_2025_and_a_province_has_communes() -> None:
    assert official_communes(_material("huyện Đông Anh", "huyện", "2025", "Hà Nội")) == ()
    names = official_communes(_material("Hà Nội", "tỉnh", "2025"))
    assert "phường Ba Đình" in names
    assert len(names) == len(listed("Hà Nội", since_2025=True)) > 100
    assert official_communes(_material("Hà Nội", "tỉnh", "2024")) == ()


def test_namesakes_without_a_province_are_not_guessed() -> None:
    unit = DraftUnit("huyện Châu Thành", "huyện", "huyện Châu Thành", "", ())
    assert official_communes(Material(unit, Period("2023"), None, (), (), (), (), ())) == ()


def test_every_listed_commune_without_a_report_is_a_blank(small_store: KnowledgeBase) -> None:
    material = _material("huyện Đông Anh", "huyện", "2023", "Hà Nội")
    communes = communes_of(material, small_store)
    assert communes.reports == ()
    assert set(communes.silent) == set(communes.listed)
    told = list(coverage(communes, material))
    assert told[0].figures[0].text == str(len(communes.listed))
    assert told[0].figures[0].origin
    assert {f"báo cáo năm 2023 của {name}" for name in communes.listed} == set(told[-1].blanks)


def test_a_district_outside_the_list_says_what_it_was_judged_by(small_store: KnowledgeBase) -> None:
    request = DraftRequest("huyện Kim Thạch", "2023", ("dac-diem",), roll_up=True)
    assert "văn bản trong kho" in draft(request, small_store).text
