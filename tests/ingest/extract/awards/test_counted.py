"""Recipients that are counted by a noun outside the lexicon, and what is no recipient."""

from __future__ import annotations

import pytest

from ingest.extract.awards.counted import some_counted


@pytest.mark.parametrize("text", ["02 nghệ sĩ được mời", "có 7 diễn viên không chuyên"])
def test_people_of_any_calling_are_counted(text: str) -> None:
    told = some_counted(text)
    assert told is not None
    assert told.kind == "cá nhân"


@pytest.mark.parametrize("text", ["03 huy chương các loại", "5 năm liền", "12 giải ba", "20 triệu đồng"])
def test_medals_years_and_money_are_nobody(text: str) -> None:
    assert some_counted(text) is None
