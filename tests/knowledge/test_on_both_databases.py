"""The sample corpus in SQLite and in PostgreSQL: the very same answers, also after a backup went across."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foundation.settings import Settings
from ingest.pipeline import ingest
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.operations.backup import backup
from knowledge.operations.doctor import examine
from knowledge.operations.restore import restore
from knowledge.people import Office
from knowledge.people.conversations import Conversations
from tests.knowledge.factories import report
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.postgresql_server import Server

SAMPLES = Path(__file__).parents[2] / "samples"
MODEL = HashedEmbedding()
QUESTIONS = (
    "Có bao nhiêu tập thể được tặng Giấy khen?",
    "Liệt kê các xã được tặng Bằng khen năm 2023",
    "So sánh tỷ lệ hộ nghèo của các xã",
    "Những xã nào chưa có báo cáo?",
    "Đơn vị nào được tặng Cờ thi đua?",
    "Danh hiệu Lao động tiên tiến do ai tặng?",
    "Nghị định nào quy định mức tiền thưởng?",
    "Ai ký báo cáo?",
    "Kết quả thu ngân sách năm 2023 là bao nhiêu?",
    "ty le ho ngheo con bao nhieu",
    "Phong trào thi đua xây dựng nông thôn mới đạt kết quả gì?",
    "Năm nay có mấy báo cáo?",
)


@pytest.fixture(scope="module")
def stores(
    postgresql: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Settings, Settings]]:
    """The settings of the samples in SQLite files and in PostgreSQL."""
    folder = tmp_path_factory.mktemp("both")
    files = Settings(store_dir=folder / "files", database_url="")
    server = Settings(store_dir=folder / "server", database_url=postgresql.new_database())
    for chosen in (files, server):
        with KnowledgeBase.open(chosen, MODEL) as base:
            assert ingest([SAMPLES], base, chosen).outcomes
    yield files, server
    postgresql.drop_databases()


def answered(chosen: Settings) -> list[dict[str, Any]]:
    with KnowledgeBase.open(chosen, MODEL) as base:
        answers = [ask(question, base).as_json() for question in QUESTIONS]
    return [{name: told for name, told in answer.items() if name != "timing_ms"} for answer in answers]


@pytest.mark.slow
def test_answers_are_the_same_and_go_across_with_a_backup(
    stores: tuple[Settings, Settings], postgresql: Server, tmp_path: Path
) -> None:
    files, server = stores
    expected = answered(files)
    assert any(answer["citations"] for answer in expected)
    for question, one, other in zip(QUESTIONS, expected, answered(server), strict=True):
        assert other == one, question

    with Conversations(server) as talks, Office(server) as office:
        talk = talks.start("Hỏi thử")
        talks.add_turn(talk.conversation_id, "Hỏi?", {"answer": "Đáp."})
        office.accounts.add("lan", "officer", frozenset(), "mật khẩu rất dài")
        office.audit.note("lan", "asked", "Hỏi thử")
    other = Settings(store_dir=tmp_path / "other", database_url=postgresql.new_database())
    back = Settings(store_dir=tmp_path / "back", database_url="")
    for source, target in ((files, other), (server, back), (back, other)):
        backup(source, tmp_path / "a.zip", 5)
        restore(target, tmp_path / "a.zip", 5, MODEL)
        assert answered(target) == expected
        assert examine(target, 5, False, MODEL) == ([], [])
    with Conversations(other) as talks, Office(other) as office:
        assert talks.turns(talk.conversation_id)[0].answer == {"answer": "Đáp."}
        assert office.accounts.verified("lan", "mật khẩu rất dài") is not None
        assert office.audit.first_broken() is None
        assert talks.add_turn(talk.conversation_id, "Nữa?", {"answer": ""}).question == "Nữa?"
        office.audit.note("lan", "asked", "nữa")
    with KnowledgeBase.open(other, MODEL) as base:
        first = base.documents()[0]
        assert base.original_file(first.document_id) is not None
        highest = max(one.version for one in base.documents())
        base.put(report("moi.txt"))
        assert next(one.version for one in base.documents() if one.name == "moi.txt") > highest
