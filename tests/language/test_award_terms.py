"""The vocabulary of commendation in text: awards, authorities, recipients."""

from __future__ import annotations

import pytest

from language.award_terms import (
    authority_level,
    awards,
    canonical_name,
    certificate,
    find_terms,
    mentions_award,
    name_kind,
    recipient_kind,
)


@pytest.mark.parametrize(
    ("text", "award"),
    [
        ("được tặng Bằng khen", "bang_khen"),
        ("Giấy  khen", "giay_khen"),
        ("danh hiệu Chiến sỹ thi đua cơ sở", "cstd_co_so"),
        ("02 CSTĐCS", "cstd_co_so"),
        ("Chiến sĩ thi đua cấp tỉnh", "cstd_tinh"),
        ("15 LĐTT", "ldtt"),
        ("Tập thể Lao động xuất sắc", "ttldxs"),
        ("Cờ thi đua của Chính phủ", "co_cp"),
        ("Huân chương Lao động hạng Ba", "hcld"),
        ("bang khen", "bang_khen"),
    ],
)
def test_an_award_is_known_by_its_written_forms(text: str, award: str) -> None:
    assert [t.award.id for t in find_terms(text) if t.award is not None] == [award]


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("CT UBND tỉnh", "Chủ tịch UBND tỉnh", "tỉnh"),
        ("Uỷ ban nhân dân huyện", "Chủ tịch UBND huyện", "huyện"),
        ("Chủ tịch UBND đặc khu", "Chủ tịch UBND xã", "xã"),
        ("Ban Thường vụ Huyện ủy", "Huyện ủy", "đảng bộ"),
        ("Giám đốc Công an tỉnh", "Sở, ngành cấp tỉnh", "sở ngành tỉnh"),
        ("Tỉnh đoàn", "Đoàn thể cấp tỉnh", "sở ngành tỉnh"),
    ],
)
def test_an_authority_is_known_with_its_level(text: str, name: str, level: str) -> None:
    found = [t.authority for t in find_terms(text) if t.authority is not None]
    assert [(a.name, authority_level(a, central_city=False)) for a in found] == [(name, level)]


def test_a_city_ranks_as_province_only_when_the_centre_runs_it() -> None:
    (term,) = (t for t in find_terms("Chủ tịch UBND thành phố") if t.authority)
    assert term.authority is not None
    assert authority_level(term.authority, central_city=True) == "tỉnh"
    assert authority_level(term.authority, central_city=False) == "huyện"


def test_a_programme_is_no_proposal() -> None:
    assert {t.kind for t in find_terms("Chương trình mục tiêu quốc gia")} == {"neutral"}


def test_the_name_of_an_award_depends_on_who_confers() -> None:
    paper = awards()["giay_khen"]
    assert canonical_name(paper, "huyện", "") == "Giấy khen của Chủ tịch UBND cấp huyện"
    assert canonical_name(paper, "huyện", "đoàn thể") == "Bằng khen, giấy khen của MTTQ và đoàn thể"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("ông Nguyễn Văn A", "cá nhân"), ("Trạm Y tế xã", "tập thể"), ("Hộ gia đình bà Bảy", "hộ gia đình")],
)
def test_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert name_kind(name) == kind


def test_a_noun_tells_the_kind_of_recipients() -> None:
    assert recipient_kind("tập thể nhỏ") == "tập thể"
    assert recipient_kind("đ/c") == "cá nhân"
    assert recipient_kind("phong trào") == "khác"


def test_a_quick_look_agrees_with_the_full_one() -> None:
    for text in ("Thu ngân sách đạt khá.", "Tặng BK cho 01 cá nhân.", "Biểu dương 5 hộ.", "tang giay khen"):
        named = any(t.kind in ("award", "praise") for t in find_terms(text))
        assert mentions_award(text) == named


@pytest.mark.parametrize(
    ("award", "level", "words", "name"),
    [
        ("Khen thưởng", "xã", "UBND xã khen thưởng 12 tập thể", "Giấy khen của Chủ tịch UBND cấp xã"),
        (
            "Khen thưởng",
            "đảng bộ",
            "Đảng ủy khen 04 chi bộ",
            "Giấy khen của cấp ủy đảng (đảng ủy xã, huyện ủy)",
        ),
        ("Khen thưởng", "xã", "UBND xã biểu dương 12 tập thể", "Khen thưởng"),
        ("Khen thưởng", "khác", "được khen thưởng 03 cá nhân", "Khen thưởng"),
        ("Lao động tiên tiến", "huyện", "18 cá nhân đạt Lao động tiên tiến", "Lao động tiên tiến"),
    ],
)
def test_praise_is_the_certificate_of_its_level(award: str, level: str, words: str, name: str) -> None:
    assert certificate(award, level, words) == name
