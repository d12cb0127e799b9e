"""What a person has corrected or added is counted, and said to be so wherever it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge.answer.ask import ask
from knowledge.base import KnowledgeBase
from knowledge.store.ledger.award_pages import AwardQuery
from tests.knowledge.answer.conftest import store_of_texts

REPORT = """ỦY BAN NHÂN DÂN
XÃ {upper}

BÁO CÁO
Công tác thi đua, khen thưởng năm 2023 của xã {name}, huyện Thuận Lương, tỉnh An Khê

I. KẾT QUẢ
Năm 2023, Chủ tịch UBND tỉnh tặng Bằng khen cho {collectives} tập thể và 12 cá nhân của xã.
Chủ tịch UBND huyện tặng Giấy khen cho 20 tập thể.
"""
CORRECTED, ADDED = "(đã sửa bởi quản trị)", "(bổ sung bởi quản trị)"


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """Two communes: eight collectives of one were corrected to nine, three households of the other added."""
    texts = {
        f"{name}.txt": REPORT.format(name=name, upper=name.upper(), collectives=collectives)
        for name, collectives in {"Mỹ Lương": "08", "Phú Nhiêu": "05"}.items()
    }
    base = store_of_texts(tmp_path_factory.mktemp("amended"), texts)
    listed = {
        (each.record.unit, each.record.recipient): each
        for each in base.award_book.page(AwardQuery(), 0, 20)[0]
    }
    entry = listed["xã Mỹ Lương", "08 tập thể"]
    assert entry.document is not None
    assert entry.award_id is not None
    opened = base.award_book.open(entry.award_id)
    typed = {"count": "9", "recipient": "09 tập thể"}
    base.award_book.correct(entry.document.document_id, opened.statement, typed)
    other = listed["xã Phú Nhiêu", "05 tập thể"]
    assert other.document is not None
    values = {name: getattr(other.record, name) for name in ("unit", "award", "authority", "authority_level")}
    values |= {"recipient": "03 hộ", "recipient_kind": "hộ gia đình", "count": "3"}
    values |= {"status": "awarded", "period": "2023"}
    base.award_book.add(other.document.document_id, "Giấy khen cho 20 tập thể", values)
    yield base
    base.close()


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Những xã nào được Bằng khen tỉnh năm 2023?", [f"09 tập thể {CORRECTED}", f"03 hộ {ADDED}"]),
        ("Xã Mỹ Lương được bao nhiêu Bằng khen tỉnh năm 2023?", ["**21**", f"9 tập thể {CORRECTED}"]),
        ("Tổng số tập thể được Bằng khen tỉnh năm 2023?", ["**14**", f"9 {CORRECTED}"]),
        (
            "So sánh số Bằng khen tỉnh của xã Mỹ Lương và xã Phú Nhiêu năm 2023",
            [f"9 tập thể {CORRECTED}", f"3 hộ gia đình {ADDED}"],
        ),
        ("Xã nào được nhiều Bằng khen tỉnh nhất năm 2023?", ["**21**", f"9 tập thể {CORRECTED}"]),
        ("Xã Mỹ Lương có được Bằng khen của Chủ tịch UBND tỉnh năm 2023 không?", [f"09 tập thể {CORRECTED}"]),
    ],
)
def test_the_answer_says_what_a_person_has_set(
    amended: KnowledgeBase, question: str, parts: list[str]
) -> None:
    answer = ask(question, amended)
    assert not answer.abstained
    for part in parts:
        assert part in answer.text
    assert "08 tập thể" in answer.text, "the words of the document stand beside the correction"
    assert not answer.checks.numbers_cited
    notes = {row.recipient: row.note for row in answer.rows}
    assert "đã sửa bởi quản trị" in notes["09 tập thể"]


def test_an_answer_without_amended_records_says_nothing_of_them(amended: KnowledgeBase) -> None:
    answer = ask("Những xã nào được Giấy khen huyện năm 2023?", amended)
    assert "quản trị" not in answer.text
    assert answer.checks.numbers_cited
