"""What understanding makes of typed questions, against the small corpus' places."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.base import KnowledgeBase
from knowledge.query import Query, Turn
from knowledge.understand import understand

TODAY = date(2024, 7, 1)


def _understood(question: str, base: KnowledgeBase, *said: str) -> Query:
    history = [Turn("user", text) for text in said]
    return understand(question, base.documents(), history, TODAY, restore=base.restore_diacritics)


@pytest.mark.parametrize(
    ("question", "places", "in_store"),
    [
        ("dân số xã An Lộ", ["xã An Lộ"], True),
        ("dan so xa an lo", ["xã An Lộ"], True),
        ("dân số Nậm Phaa", ["xã Nậm Pha"], True),
        ("hộ nghèo xã Tân Khê, huyện Sông Lũ", ["xã Tân Khê"], True),
        ("hộ nghèo xã Tân Khê", ["xã Tân Khê", "xã Tân Khê"], True),
        ("hộ nghèo xã Phú Lâm", ["xã Phú Lâm"], False),
    ],
)
def test_places(question: str, places: list[str], in_store: bool, small_store: KnowledgeBase) -> None:
    query = _understood(question, small_store)
    assert [place.name for place in query.places] == places
    assert all(place.in_store is in_store for place in query.places)


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("thu ngân sách An Lộ năm ngoái", ("2023",)),
        ("thu ngân sách Vàm Thuận 6 tháng đầu năm 2024", ("2024-H1",)),
        ("hộ nghèo An Lộ năm 2023 giảm bao nhiêu so với năm 2022", ("2023",)),
        ("quý trước An Lộ thu ngân sách bao nhiêu", ("2024-Q2",)),
        ("thang truoc an lo co bao nhieu vu tai nan giao thong", ("2024-06",)),
        ("An Lộ thu ngân sách tăng bao nhiêu so với tháng trước", ()),
    ],
)
def test_periods(question: str, periods: tuple[str, ...], small_store: KnowledgeBase) -> None:
    assert _understood(question, small_store).periods == periods


@pytest.mark.parametrize(
    ("question", "kind", "measures"),
    [
        ("An Lộ có bao nhiêu hộ nghèo", "number", ("hộ",)),
        ("tỷ lệ hộ nghèo An Lộ", "percent", ("%", "‰", "điểm phần trăm")),
        ("thu ngân sách An Lộ", "money", ()),
        ("ai ký báo cáo An Lộ", "person", ()),
        ("An Lộ đạt chuẩn nông thôn mới năm nào", "year", ()),
    ],
)
def test_what_is_asked(
    question: str, kind: str, measures: tuple[str, ...], small_store: KnowledgeBase
) -> None:
    asked = _understood(question, small_store).asked
    assert (asked.kind, asked.measures) == (kind, measures)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("xin chào", "smalltalk"),
        ("có báo cáo của những xã nào", "corpus"),
        ("so sánh dân số An Lộ và Nậm Pha", "compare"),
        ("báo cáo nào viện dẫn Nghị định 91/2017/NĐ-CP", "regulation"),
        ("hạn chế của xã An Lộ là gì", "passage"),
    ],
)
def test_intents(question: str, intent: str, small_store: KnowledgeBase) -> None:
    assert _understood(question, small_store).intent == intent


def test_a_follow_up_takes_over_what_it_leaves_out(small_store: KnowledgeBase) -> None:
    query = _understood("còn xã Nậm Pha thì sao?", small_store, "Tỷ lệ hộ nghèo xã An Lộ năm 2023?")
    assert [place.name for place in query.places] == ["xã Nậm Pha"]
    assert [word.text for word in query.words] == ["ho ngheo"]
    assert query.asked.kind == "percent"
    assert query.periods == ("2023",)


def test_a_unit_is_set_beside_the_one_asked_about(small_store: KnowledgeBase) -> None:
    query = _understood("so với Nậm Pha thì thế nào?", small_store, "Tỷ lệ hộ nghèo xã An Lộ năm 2023?")
    assert query.intent == "compare"
    assert [place.name for place in query.places] == ["xã An Lộ", "xã Nậm Pha"]
    assert [word.text for word in query.words] == ["ho ngheo"]


def test_this_figure_is_the_one_asked_before(small_store: KnowledgeBase) -> None:
    query = _understood(
        "kế hoạch của chỉ tiêu này là bao nhiêu", small_store, "Sản lượng lương thực xã An Lộ năm 2023?"
    )
    assert "luong thuc" in [word.text for word in query.words]
    assert query.figure == "plan"
    assert [place.name for place in query.places] == ["xã An Lộ"]
