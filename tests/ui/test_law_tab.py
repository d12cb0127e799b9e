"""The markup of the law tab: standings on a day, marks of certainty, the timeline's scale."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.law.citing import citations, listed_on, unlisted
from language.registry import registry
from tests.knowledge.answer.conftest import store_of
from tests.ui.law_corpus import OLD_LAW_NAME, PLAN, write_law_reports
from ui.law_list import registry_html
from ui.law_timeline import Scale, timeline_html
from ui.law_words import day_label, read_day

DECREE = "91/2017/NĐ-CP"


def row_of(html: str, number: str) -> str:
    """The table row of an instrument, without markup."""
    rows = re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
    found = next(row for row in rows if f" {number}</strong>" in row)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def listed_html(on: date) -> str:
    return registry_html(listed_on(on, registry()), registry(), (), (), (), on)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/12/2023", date(2023, 12, 31)),
        (" 1/7/2025 ", date(2025, 7, 1)),
        ("2024-01-01", date(2024, 1, 1)),
        ("31/02/2024", None),
        ("năm 2023", None),
    ],
)
def test_a_day_is_read_as_offices_write_it(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


def test_the_standing_is_that_of_the_chosen_day() -> None:
    assert "Còn hiệu lực" in row_of(listed_html(date(2023, 12, 31)), DECREE)
    after = row_of(listed_html(date(2024, 1, 1)), DECREE)
    assert "Hết hiệu lực" in after
    assert "98/2023/NĐ-CP" in after


def test_what_nobody_read_at_a_source_is_marked() -> None:
    html = listed_html(date(2026, 11, 1))
    assert "cần kiểm tra" in row_of(html, "06/2026/QH16")
    assert "cần kiểm tra" not in row_of(html, "06/2022/QH15")


def test_a_title_is_never_markup() -> None:
    known = replace(registry()[DECREE], title="<img src=x onerror=alert(1)>")
    on = date(2024, 1, 1)
    html = registry_html(listed_on(on, {DECREE: known}), {DECREE: known}, (), (), (), on)
    assert "<img" not in html


def test_bars_end_where_the_next_begins() -> None:
    on = date(2024, 6, 1)
    numbers = (DECREE, "98/2023/NĐ-CP")
    listed = [item for item in listed_on(on, registry()) if item.known.number in numbers]
    html = timeline_html(listed, registry(), on, on)
    bars = re.findall(r'class="span[^"]*" style="left:([\d.]+)%;width:([\d.]+)%"', html)
    (first_left, first_width), (second_left, _) = [(float(a), float(b)) for a, b in bars]
    assert first_left + first_width == pytest.approx(second_left, abs=0.02)
    assert "→ 98/2023/NĐ-CP" in html


def test_the_scale_keeps_days_inside() -> None:
    scale = Scale(date(2020, 1, 1), date(2030, 1, 1))
    places = [scale.place(date(year, 1, 1)) for year in (2010, 2020, 2025, 2030, 2040)]
    assert places == pytest.approx([0, 0, 50, 100, 100], abs=0.1)


def test_an_unknown_day_is_said_to_be_unknown() -> None:
    assert day_label(None) == "chưa rõ"


def test_what_the_registry_does_not_know_is_listed_as_such(tmp_path: Path) -> None:
    write_law_reports(tmp_path)
    base = store_of([tmp_path / OLD_LAW_NAME], tmp_path / "store")
    others = unlisted(citations(base.documents(), base))
    on = date(2024, 6, 1)
    row = row_of(registry_html((), {}, (), (), (), on, others), PLAN)
    base.close()
    assert "Chưa có trong danh mục" in row
    assert "UBND huyện Sơn Kiều" in row
    assert "05/03/2024" in row
    assert "1 văn bản" in row
    assert "Còn hiệu lực" not in row
