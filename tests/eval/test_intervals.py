"""Bootstrap intervals: around the share, narrower with more questions, the same every time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import share_interval


def test_nothing_measured_has_no_interval() -> None:
    assert share_interval([]) is None
    assert share_interval([(0.0, 0.0), (0.0, 0.0)]) is None


def test_all_alike_leave_no_doubt() -> None:
    assert share_interval([(1.0, 1.0)] * 20) == (1.0, 1.0)


def test_more_questions_are_surer_and_the_draws_are_seeded() -> None:
    few = share_interval([(1.0, 1.0), (0.0, 1.0)] * 10)
    many = share_interval([(1.0, 1.0), (0.0, 1.0)] * 200)
    assert few is not None
    assert many is not None
    assert few[1] - few[0] > 2 * (many[1] - many[0])
    assert few == share_interval([(1.0, 1.0), (0.0, 1.0)] * 10)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_share_lies_within(right: list[bool]) -> None:
    interval = share_interval([(float(each), 1.0) for each in right])
    assert interval is not None
    assert 0 <= interval[0] <= sum(right) / len(right) <= interval[1] <= 1
