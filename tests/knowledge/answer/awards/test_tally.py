"""Counting once what is told several times: repeats, parts of a period, other reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foundation.document import Span
from foundation.records import AwardRecord
from knowledge.answer.awards.tally import UnitTally, tally, total_of
from knowledge.answer.awards.told import Told, unit_key, unit_of_document
from knowledge.store.ledger.stored import DocumentSummary

COMMUNE = DocumentSummary(
    "d1", "xa.txt", "", "xã Ea Lâm", "huyện Krông Đăk", "Đắk Lắk", "xã", "báo cáo", "2023"
)
DISTRICT = replace(COMMUNE, document_id="d2", commune=None, level="huyện")


def _told(
    count: int | None, document: DocumentSummary = COMMUNE, period: str = "2023", **fields: object
) -> Told:
    record = AwardRecord(
        "xã Ea Lâm", f"{count} cá nhân", "cá nhân", count, "Giấy khen của Chủ tịch UBND cấp huyện",
        "Chủ tịch UBND huyện", "huyện", "awarded", period, Span(0, 10),
    )  # fmt: skip
    own = document.level == "xã"
    unit = unit_of_document(document) if own else unit_key("xã Ea Lâm", document)
    return Told(replace(record, **fields), replace(document, period=period), unit, own, "")  # type: ignore[arg-type]


def _one(*told: Told, newest_only: bool = False) -> UnitTally:
    (only,) = tally(told, newest_only)
    return only


def test_statements_of_one_report_add_up() -> None:
    assert _one(_told(3), _told(4)).total == 7


def test_a_repeat_in_the_report_is_linked() -> None:
    result = _one(_told(3), _told(3, same_as=0))
    assert result.total == 3
    assert len(result.linked) == 1


def test_the_districts_telling_of_the_same_is_linked() -> None:
    result = _one(_told(9, DISTRICT), _told(9))
    assert result.total == 9
    assert total_of(result.linked) == 9
    assert not result.conflicts


def test_a_different_count_is_a_conflict_and_the_own_report_is_counted() -> None:
    result = _one(_told(8, DISTRICT), _told(4), _told(5))
    assert result.total == 9
    (conflict,) = result.conflicts
    assert conflict.counts == (9, 8)


def test_the_district_naming_some_of_them_is_no_conflict() -> None:
    assert not _one(_told(9), _told(1, DISTRICT, named=True)).conflicts


def test_a_half_year_lies_in_the_year() -> None:
    half = replace(COMMUNE, document_id="d3")
    result = _one(_told(4, half, "2023-H1"), _told(9))
    assert result.total == 9
    assert not result.conflicts


def test_two_halves_add_up_to_the_year() -> None:
    halves = [replace(COMMUNE, document_id=name) for name in ("d3", "d4")]
    assert _one(_told(4, halves[0], "2023-H1"), _told(6, halves[1], "2023-H2")).total == 10


def test_without_an_asked_period_the_newest_year_counts() -> None:
    earlier = replace(COMMUNE, document_id="d5")
    told = (_told(4, earlier, "2022"), _told(9))
    assert _one(*told, newest_only=True).total == 9
    assert _one(*told).total == 13


@pytest.mark.parametrize("count", [None, 0])
def test_what_has_no_number_is_not_added(count: int | None) -> None:
    result = _one(_told(5), _told(count, reason="khác"))
    assert result.total == 5
    assert len(result.uncounted) == (count is None)
