"""Questions about the report itself, and the start and the end of its period."""

from __future__ import annotations

import pytest

from knowledge.understand.report_itself import identity_asked, moment_of, moments_in
from knowledge.understand.subject import everyday
from language.text import fold


@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ("Ai ký báo cáo của        ?", "signer"),
        ("báo cáo số mấy", "number"),
        ("so hieu bao cao cua", "number"),
        ("ngày ký báo cáo", "date"),
        ("báo cáo ban hành ngày nào", "date"),
        ("ai ký quyết định cho vay vốn", None),
        ("số hộ nghèo", None),
    ],
)
def test_a_question_about_the_report_is_told_from_one_about_its_content(rest: str, field: str | None) -> None:
    assert identity_asked(rest) == field


@pytest.mark.parametrize(
    ("rest", "moment"),
    [
        ("hộ nghèo cuối năm 2022", "end"),
        ("đầu năm 2023 có bao nhiêu hộ nghèo", "start"),
        ("thu ngân sách 6 tháng đầu năm 2024", None),
        ("thu ngân sách 6 tháng cuối năm", None),
    ],
)
def test_moment_is_no_half_of_a_year(rest: str, moment: str | None) -> None:
    told, left = moment_of(rest)
    assert told == moment
    assert len(left) == len(rest)
    assert "năm" in left


def test_moments_of_a_sentence_stand_in_order() -> None:
    told = moments_in(fold("Đầu năm có 92 hộ, cuối năm còn 68 hộ"))
    assert [moment for moment, _, _ in told] == ["start", "end"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("người dân sống", "dân số"), ("rong", "diện tích tự nhiên"), ("diện tích lúa", "diện tích lúa")],
)
def test_a_bare_everyday_wording_means_an_indicator(said: str, meant: str) -> None:
    assert everyday(said) == meant
