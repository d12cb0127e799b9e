"""What can be chosen beside the chat, and what a choice means."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from ui.filters import NO_DOCUMENT, chosen_filters, filter_choices


def document(document_id: str, commune: str, district: str, period: str, kind: str = "báo cáo") -> Any:
    summary = SimpleNamespace(commune=commune, district=district, province="", period=period, kind=kind)
    return SimpleNamespace(document_id=document_id, summary=summary)


DOCUMENTS = [
    document("1", "xã Tân An", "huyện Một", "2023"),
    document("2", "xã Tân An", "huyện Hai", "2023-H1"),
    document("3", "", "", "2024", "luật"),
]


class Store:
    def documents(self) -> list[Any]:
        return DOCUMENTS


def test_namesakes_of_two_districts_are_two_choices() -> None:
    units, _, _ = filter_choices(DOCUMENTS, [], [], [])
    assert [value for _, value in units["choices"]] == ["xã Tân An, huyện Hai", "xã Tân An, huyện Một"]


def test_periods_are_said_in_words_latest_first() -> None:
    _, periods, kinds = filter_choices(DOCUMENTS, [], [], [])
    assert [label for label, _ in periods["choices"]] == [
        "năm 2024", "6 tháng đầu năm 2023", "năm 2023",
    ]  # fmt: skip
    assert kinds["choices"] == [("Báo cáo", "báo cáo"), ("Luật", "luật")]


def test_what_is_no_longer_offered_is_no_longer_chosen() -> None:
    units, periods, kinds = filter_choices(DOCUMENTS, ["xã Đã Xóa", "xã Tân An, huyện Hai"], ["1999"], None)
    assert (units["value"], periods["value"], kinds["value"]) == (["xã Tân An, huyện Hai"], [], [])


def test_units_become_their_documents() -> None:
    store: Any = Store()
    assert not chosen_filters(store, None, [], None)
    assert chosen_filters(store, ["xã Tân An, huyện Hai"], ["2023-H1"], None).document_ids == ("2",)
    assert chosen_filters(store, ["xã Đã Xóa"], None, None).document_ids == (NO_DOCUMENT,)
