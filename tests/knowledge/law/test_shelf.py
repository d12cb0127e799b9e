"""What an office's own texts add to the registry: three made instruments beside the shipped digests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.law.citing import detailed_by, unread_amendments
from knowledge.law.shelf import entries_of, laws_of
from language.registry import registry, status_at
from tests.knowledge.answer.conftest import store_of

ROOT = Path(__file__).resolve().parents[3]
MADE = sorted((ROOT / "tests" / "knowledge" / "answer" / "law").glob("*-mau-202[67].txt"))
DIGESTS = sorted((ROOT / "samples" / "regulations").glob("*.md"))
NOW, LATER = date(2026, 11, 21), date(2028, 3, 1)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The digests and a consolidated law, an amending law, a circular and a decree of the office's own."""
    base = store_of([*DIGESTS, *MADE], tmp_path_factory.mktemp("office"))
    yield base
    base.close()


def said(question: str, base: KnowledgeBase, today: date = NOW) -> str:
    return ask(question, base, today=today).text


def test_each_text_is_read_with_what_it_amends_details_and_merges(office: KnowledgeBase) -> None:
    laws = {law.known.number: law for law in laws_of(office.documents(), office) if not law.digest}
    assert laws["41/2027/QH16"].amends == ("06/2022/QH15",)
    assert laws["41/2027/QH16"].known.in_force_from == date(2028, 1, 1)
    assert laws["19/2027/TT-BNV"].known.details == ("152/2025/NĐ-CP",)
    assert laws["19/2027/TT-BNV"].known.replaces == ("15/2025/TT-BNV",)
    merged = laws["77/VBHN-VPQH"].known
    assert (merged.kind, merged.consolidates) == ("văn bản hợp nhất", ("06/2022/QH15", "06/2026/QH16"))


def test_the_registry_goes_on_with_them(office: KnowledgeBase) -> None:
    entries = entries_of(laws_of(office.documents(), office))
    assert entries["06/2022/QH15"].amended_by == ("06/2026/QH16", "41/2027/QH16")
    assert status_at(entries["15/2025/TT-BNV"], LATER, entries).replaced_by == ("19/2027/TT-BNV",)
    assert "19/2027/TT-BNV" in {k.number for k in detailed_by(entries["06/2022/QH15"], entries)}
    assert registry()["06/2022/QH15"].amended_by == ("06/2026/QH16",)


def test_the_warning_ends_when_the_consolidated_text_is_there(office: KnowledgeBase) -> None:
    laws = laws_of(office.documents(), office)
    assert not unread_amendments(NOW, entries_of(laws), laws)
    digests = [law for law in laws if law.digest]
    unread = {amendment.number for _, amendment in unread_amendments(NOW, entries_of(digests), digests)}
    assert unread == {"06/2026/QH16"}


def test_the_text_takes_the_place_of_the_digest_and_says_so(office: KnowledgeBase) -> None:
    answer = said("Điều 24 Luật 06/2022/QH15 quy định gì?", office)
    assert "Văn bản hợp nhất số 77/VBHN-VPQH" in answer
    assert "theo bản thử này" in answer
    assert "Theo văn bản gốc đã nạp vào kho" in answer
    assert "tóm lược" not in answer


def test_a_day_decides_what_is_in_force(office: KnowledgeBase) -> None:
    question = "Thông tư 15/2025/TT-BNV còn hiệu lực không?"
    assert "**còn hiệu lực**" in said(question, office)
    later = said(question, office, LATER)
    assert "hết hiệu lực** từ ngày 20/04/2027" in later
    assert "19/2027/TT-BNV" in later


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Văn bản nào sửa đổi Luật 06/2022/QH15?", ("41/2027/QH16", "06/2026/QH16")),
        ("Thông tư nào hướng dẫn Nghị định 152/2025?", ("19/2027/TT-BNV", "15/2025/TT-BNV")),
        ("Luật số 41/2027/QH16 sửa đổi luật nào?", ("06/2022/QH15",)),
    ],
)
def test_relations_are_told_with_the_new_texts(
    question: str, told: tuple[str, ...], office: KnowledgeBase
) -> None:
    answer = said(question, office)
    assert all(number in answer for number in told)
