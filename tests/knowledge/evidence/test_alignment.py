"""Rows of tables found again in the original, and shown without its markup."""

from __future__ import annotations

from knowledge.evidence.alignment import align_row
from knowledge.evidence.marking import quoted

_TABLE = (
    '<table><tr><th rowspan="2">TT</th><th colspan="2">Giấy khen</th></tr>'
    "<tr><td>1</td><td>Xã Yên Thổ</td><td>4</td><td>1.280</td></tr>"
    "<tr><td>2</td><td><b>Xã Quý Quân</b></td><td>-</td><td>4</td></tr></table>"
)


def test_a_row_is_found_by_its_cells() -> None:
    span = align_row("1 Xã Yên Thổ — Giấy khen / Tập thể: 4; Thu ngân sách: 1.280", _TABLE)
    assert span is not None
    assert _TABLE[span.start : span.end] == "1</td><td>Xã Yên Thổ</td><td>4</td><td>1.280"


def test_an_empty_cell_between_is_passed_over() -> None:
    span = align_row("2 Xã Quý Quân — Thu ngân sách: 4", _TABLE)
    assert span is not None
    assert _TABLE[span.start : span.end].endswith("<td>-</td><td>4")


def test_what_is_not_there_or_there_twice_is_not_found() -> None:
    assert align_row("3 Xã Nam Cao — Giấy khen: 9", _TABLE) is None
    assert align_row("1 Xã Yên Thổ — Giấy khen / Tập thể: 4; Thu ngân sách: 1.280", _TABLE * 2) is None


def test_markup_is_not_shown() -> None:
    assert quoted("1</td><td>Xã Yên Thổ</td><td><b>4</b>") == "1 · Xã Yên Thổ · 4"
    assert quoted("31,27 km<sup>2</sup>") == "31,27 km2"
    assert quoted("dưới < 5 và > 3") == "dưới \\< 5 và \\> 3"
