"""Up to five values stand in one line, each with its own source."""

from __future__ import annotations

from foundation.document import Span
from knowledge.evidence.marking import Line, Source, in_one_line, mark


def test_each_part_keeps_its_own_source() -> None:
    first = Source("a", Span(0, 4))
    second, third = Source("b", Span(2, 6)), Source("b", Span(7, 9))
    joined = in_one_line(
        [
            Line(f"- xã Suối Đá: **91,2%** {mark()}", (first,)),
            Line(f"- xã Bàu Năng {mark(1)}: **88%** {mark()}", (second, third)),
        ]
    )
    assert joined.text == f"xã Suối Đá: **91,2%** {mark(0)}; xã Bàu Năng {mark(2)}: **88%** {mark(1)}."
    assert joined.sources == (first, second, third)
