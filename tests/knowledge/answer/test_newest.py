"""Which of a unit's reports is the newest: by when their periods ended."""

from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.understand.periods import ended

IN_ORDER = [
    None, "2022", "2023-Q1", "2023-05", "2023-H1", "2022-2023", "2023-9M", "2023-H2", "2023",
    "2024-H1", "2018/2024",
]  # fmt: skip


@pytest.mark.parametrize(("older", "newer"), list(pairwise(IN_ORDER)))
def test_a_period_is_as_new_as_its_end(older: str | None, newer: str) -> None:
    assert ended(older) < ended(newer)
