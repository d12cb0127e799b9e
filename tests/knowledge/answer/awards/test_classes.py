"""The class of an order is read from the cited words, asked for, filtered by and exported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from foundation.document import Span
from foundation.records import AwardRecord, IdentityField, RecipientKind
from knowledge.answer.ask import ask
from knowledge.base import KnowledgeBase
from knowledge.export import EXPORTS
from tests.knowledge.answer.conftest import store_of_texts
from tests.knowledge.factories import award, report

SAID = {
    "xã Ea Tling": "Chủ tịch nước tặng thưởng Huân chương Lao động hạng Nhì cho 01 tập thể.",
    "xã Krông Búk": "Chủ tịch nước tặng HCLĐ hạng III cho 02 cá nhân.",
    "xã Buôn Choah": "Chủ tịch nước tặng Huân chương Lao động cho 04 cá nhân.",
    "xã Đức Mạnh": "Toàn xã không có cá nhân nào được tặng Huân chương Lao động.",
}


_COUNTED: tuple[tuple[int, RecipientKind], ...] = ((1, "tập thể"), (2, "cá nhân"), (4, "cá nhân"))


def _record(unit: str, text: str, start: int) -> AwardRecord:
    told = [(count, kind) for count, kind in _COUNTED if f"0{count} {kind}" in text]
    count, kind = told[0] if told else (0, "cá nhân")
    return award(
        unit=unit, recipient=f"0{count} {kind}" if count else "", recipient_kind=kind, count=count,
        award="Huân chương Lao động", authority="Chủ tịch nước", authority_level="Nhà nước",
        status="awarded" if count else "negated", span=Span(start, start + len(text)), reason="",
    )  # fmt: skip


def _read(head: str, place: str) -> IdentityField:
    start = head.index(place)
    return IdentityField(place, 1.0, Span(start, start + len(place)))


@pytest.fixture
def honoured(base: KnowledgeBase) -> KnowledgeBase:
    for number, (unit, text) in enumerate(SAID.items()):
        head = f"Báo cáo của {unit}, huyện Dương Minh"
        told = report(
            f"{number}.txt", f"{head}\n{text}", commune=unit, awards=(_record(unit, text, len(head) + 1),)
        )
        identity = told.identity.corrected("level", "xã").corrected("kind", "báo cáo")
        places = {
            name: _read(head, place) for name, place in (("commune", unit), ("district", "huyện Dương Minh"))
        }
        identity = replace(identity, **places)
        base.put(replace(told, identity=identity))
    return base


def test_a_list_holds_the_asked_class_only(honoured: KnowledgeBase) -> None:
    answer = ask("Những xã nào được tặng Huân chương Lao động hạng Nhì năm 2023?", honoured)
    assert [(row.unit, row.award) for row in answer.rows] == [
        ("xã Ea Tling", "Huân chương Lao động hạng Nhì")
    ]
    assert answer.coverage is not None
    assert answer.coverage.units_denying == ("xã Đức Mạnh",)
    assert "hạng Nhì" in answer.text
    assert answer.checks.numbers_cited
    assert answer.checks.names_cited


def test_a_class_in_roman_figures_is_counted(honoured: KnowledgeBase) -> None:
    answer = ask("Có bao nhiêu Huân chương Lao động hạng Ba được tặng năm 2023?", honoured)
    assert answer.value is not None
    assert answer.value.number.lstrip("0") == "2"


def test_without_a_class_every_class_answers(honoured: KnowledgeBase) -> None:
    answer = ask("Những xã nào được tặng Huân chương Lao động năm 2023?", honoured)
    assert {row.unit for row in answer.rows} == {"xã Ea Tling", "xã Krông Búk", "xã Buôn Choah"}


def test_the_export_names_the_class(honoured: KnowledgeBase) -> None:
    exported = {row["unit"]: row["award"] for row in EXPORTS["awards"](honoured)}
    assert exported == {
        "xã Ea Tling": "Huân chương Lao động hạng Nhì", "xã Krông Búk": "Huân chương Lao động hạng Ba",
        "xã Buôn Choah": "Huân chương Lao động", "xã Đức Mạnh": "Huân chương Lao động",
    }  # fmt: skip


def test_two_classes_in_one_sentence_are_told_apart(tmp_path: Path) -> None:
    report_of_district = """UBND HUYỆN BÙ GIA MẬP
HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG
Bù Gia Mập, ngày 16 tháng 01 năm 2020
BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2019
III. KHEN THƯỞNG
1. Khen thưởng cấp Nhà nước: Chủ tịch nước tặng Huân chương Lao động hạng Nhì
cho 01 cá nhân; hạng Ba cho 03 tập thể.
"""
    with store_of_texts(tmp_path, {"bu-gia-map.txt": report_of_district}) as base:
        answer = ask("Huyện Bù Gia Mập năm 2019 được những Huân chương Lao động hạng Ba nào?", base)
    assert [(row.award, row.count) for row in answer.rows] == [("Huân chương Lao động hạng Ba", "3")]
    assert "hạng Nhì" not in answer.text.split("Đang tìm")[0]
