"""Of which body a named person holds an office, where a sentence gives more than one."""

from __future__ import annotations

import pytest

from knowledge.answer.roles import holds_office
from knowledge.understand import understand

_COUNCIL = "Ai là Chủ tịch Hội đồng Thi đua - Khen thưởng?"
_COMMITTEE = "Ai là Chủ tịch UBND?"


@pytest.mark.parametrize(
    ("question", "sentence", "name", "holds"),
    [
        (_COUNCIL, "do đồng chí Lý Văn Páo, Chủ tịch UBND\nxã, làm Chủ tịch Hội đồng.", "Lý Văn Páo", True),
        (_COUNCIL, "ông Lý Văn Páo - Bí thư Đảng ủy giữ chức Chủ tịch Hội đồng", "Lý Văn Páo", True),
        (_COUNCIL, "Bà Mã Thị Sen, Chủ tịch UBND kiêm Chủ tịch Hội đồng.", "Mã Thị Sen", True),
        (_COMMITTEE, "Bà Mã Thị Sen, Chủ tịch UBND kiêm Chủ tịch Hội đồng.", "Mã Thị Sen", True),
        (_COUNCIL, "ông Lý Văn Páo, Chủ tịch UBND, bà Mã Thị Sen làm Chủ tịch Hội đồng", "Lý Văn Páo", False),
        (_COUNCIL, "ông Lý Văn Páo, Chủ tịch UBND, Vũ Thị Sen làm Chủ tịch Hội đồng", "Lý Văn Páo", False),
        (_COUNCIL, "ông Lý Văn Páo, Chủ tịch UBND, làm Phó Chủ tịch Hội đồng", "Lý Văn Páo", False),
        (_COMMITTEE, "ông Lý Văn Páo được Chủ tịch Hội đồng khen; là Chủ tịch UBND", "Lý Văn Páo", False),
    ],
)
def test_offices_of_a_name(question: str, sentence: str, name: str, holds: bool) -> None:
    start = sentence.index(name)
    query = understand(question, ())
    assert holds_office(query, sentence, start, start + len(name)) == holds
