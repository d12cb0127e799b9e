"""Drafts from the small corpus: every figure has a source, every gap is visible."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from foundation.settings import Settings
from ingest.pipeline import ingest
from knowledge.base import KnowledgeBase
from knowledge.draft import Draft, DraftError, DraftOptions, DraftRequest, OwnFigure, draft
from knowledge.draft.changes import changed
from knowledge.draft.own import own_figures
from knowledge.draft.sections import section_ids, sections
from knowledge.draft.units import period_of
from language.units import strip_kind
from tests.knowledge.draft.checks import dangling, paragraph_with, unaccounted, uncited

AN_LO = "xã An Lộ, huyện Kim Thạch"


def made(
    base: KnowledgeBase, unit: str = AN_LO, period: str = "2023", names: str = "", **more: object
) -> Draft:
    return draft(DraftRequest(unit, period, section_ids(names), **more), base)  # type: ignore[arg-type]


def test_no_figure_of_any_draft_is_without_a_source(small_store: KnowledgeBase) -> None:
    for document in small_store.documents():
        summary = document.summary
        unit = ", ".join(p for p in (summary.commune, summary.district) if p)
        for period in (summary.period or "2023", "2025"):
            for roll_up in (False, summary.level == "huyện"):
                text = made(small_store, unit, period, roll_up=roll_up)
                assert unaccounted(text) == [], (unit, period)
                assert uncited(text) == []
                assert dangling(text, small_store) == []


def test_a_change_is_stated_with_both_figures(small_store: KnowledgeBase) -> None:
    text = paragraph_with(made(small_store, names="ket qua"), "hu nhập bình quân").text
    assert "58,5 triệu đồng/người/năm" in text
    assert "54 triệu đồng/người/năm" in text
    assert "tăng 4,5 triệu đồng/người/năm" in text


def test_a_fall_of_a_share_is_told_in_points(small_store: KnowledgeBase) -> None:
    text = paragraph_with(made(small_store, names="ket-qua"), "ỷ lệ hộ nghèo").text
    assert "0,85 điểm %" in text
    assert "giảm" in text


def test_the_share_of_the_plan_says_whether_it_was_met(small_store: KnowledgeBase) -> None:
    strengths = made(small_store, names="ưu điểm").text
    assert "131%" in strengths
    assert "104,2%" in strengths


def test_a_target_keeps_the_word_that_blurs_it(small_store: KnowledgeBase) -> None:
    text = made(small_store, names="phuong huong").text
    assert "dưới 2%" in text
    assert "trên 96%" in text


def test_what_is_not_known_is_a_visible_blank(small_store: KnowledgeBase) -> None:
    text = made(small_store, names="kết quả phong trào thi đua")
    assert "[… chưa có số liệu …]" in text.text
    assert "trường đạt chuẩn quốc gia năm 2023" in text.blanks


def test_a_unit_without_reports_gets_blanks_only(small_store: KnowledgeBase) -> None:
    text = made(small_store, "xã Chưa Gửi", "2024", "dac diem; ket qua; khen thuong")
    assert text.figures == ()
    assert len(text.blanks) > 10
    assert any("chưa có văn bản nào" in note for note in text.notes)


def test_a_silent_period_names_the_periods_that_are_there(small_store: KnowledgeBase) -> None:
    notes = made(small_store, period="2023-H1").notes
    assert any(
        "6 tháng đầu năm 2023" in note and "Các kỳ đã có:" in note and "năm 2022" in note for note in notes
    )


def test_a_coming_period_shows_the_earlier_figure_beside_the_blank(small_store: KnowledgeBase) -> None:
    text = paragraph_with(made(small_store, period="2024", names="ket qua"), "hu nhập bình quân").text
    assert "[… chưa có số liệu …]" in text
    assert "58,5 triệu đồng/người/năm" in text


def test_own_figures_are_compared_and_say_where_they_are_from(small_store: KnowledgeBase) -> None:
    own = own_figures([("thu nhập bình quân đầu người", "61 triệu đồng/người/năm"), ("", "3"), ("số hộ", "")])
    assert own == (OwnFigure("thu nhập bình quân đầu người", "61", "triệu đồng/người/năm"),)
    text = made(small_store, period="2024", names="ket qua", own=own)
    told = paragraph_with(text, "hu nhập bình quân").text
    assert "61 triệu đồng/người/năm (số liệu nhập tay)" in told
    assert "tăng 2,5 triệu đồng/người/năm" in told
    assert "62 triệu đồng/người/năm" in told
    assert "chưa đạt" in told
    assert {"text": "61", "citation": None, "origin": "số liệu nhập tay"} in text.figures
    assert unaccounted(text) == []


def test_given_and_proposed_awards_stay_apart(small_store: KnowledgeBase) -> None:
    text = made(small_store, names="khen thuong")
    given = [p.text for p in text.paragraphs if p.topic == "da-khen"]
    proposed = [p.text for p in text.paragraphs if p.topic == "de-nghi"]
    assert any("18 cá nhân" in line for line in proposed)
    assert not any("18 cá nhân" in line for line in given)
    assert any("21 tập thể" in line for line in given)
    assert any(line.startswith("Lao động tiên tiến: [… chưa có số liệu") for line in given)


@pytest.mark.parametrize(
    ("day", "holds", "lacks"),
    [
        (date(2023, 12, 1), "91/2017/NĐ-CP", "98/2023/NĐ-CP"),
        (date(2024, 6, 1), "98/2023/NĐ-CP", "91/2017/NĐ-CP)"),
        (date(2025, 9, 1), "152/2025/NĐ-CP", "(số 98/2023/NĐ-CP"),
    ],
)
def test_legal_bases_are_those_in_force_on_the_day(
    small_store: KnowledgeBase, day: date, holds: str, lacks: str
) -> None:
    text = made(small_store, names="chi dao", day=day, options=DraftOptions(without=frozenset({"goi-y"})))
    assert holds in text.text
    assert lacks not in text.text


def test_a_draft_after_the_amendment_warns_of_it(small_store: KnowledgeBase) -> None:
    text = made(small_store, names="chi dao", day=date(2026, 10, 2))
    assert any("06/2026/QH16" in note for note in text.notes)
    before = made(small_store, names="chi dao", day=date(2026, 9, 30))
    assert not any("06/2026/QH16" in note for note in before.notes)


def test_suggestions_are_marked_quoted_and_cited(small_store: KnowledgeBase) -> None:
    text = made(small_store, names="hạn chế")
    quoted = [p for p in text.paragraphs if p.style == "suggestion"]
    assert quoted
    for paragraph in quoted:
        assert paragraph.text.startswith("[Gợi ý")
        assert "báo cáo" in paragraph.text


def test_the_own_report_of_the_period_speaks_itself(small_store: KnowledgeBase) -> None:
    text = made(small_store, names="hạn chế")
    own = [p for p in text.paragraphs if p.paragraph_id.startswith("han-che/noi-dung")]
    assert own
    for paragraph in own:
        assert re.search(r"\[\d+\]\.$", paragraph.text)
    assert not any("hạn chế" in blank for blank in text.blanks)


def test_the_roll_up_adds_the_communes_up_and_names_the_silent(small_store: KnowledgeBase) -> None:
    text = made(small_store, "huyện Kim Thạch", names="dac diem; khen thuong; han che", roll_up=True)
    assert "Có 2 xã, phường, thị trấn có báo cáo năm 2023" in text.text
    total = paragraph_with(text, "Giấy khen của Chủ tịch UBND cấp huyện: tổng").text
    assert "tổng 9 tập thể (xã An Lộ 4" in total
    assert "cá nhân (xã" in total
    assert sum(p.text.startswith("Giấy khen của Chủ tịch UBND cấp huyện: tổng") for p in text.paragraphs) == 1
    assert any("rà soát trùng lặp" in note for note in text.notes)
    assert not any("hạn chế" in blank for blank in text.blanks)
    assert any(p.text.startswith("xã An Lộ: “") for p in text.paragraphs)
    earlier = made(small_store, "huyện Kim Thạch", "2022", "dac diem", roll_up=True)
    assert "xã Tân Khê" in " ".join(earlier.blanks)


def test_drafts_are_stable_and_do_not_all_sound_alike(small_store: KnowledgeBase) -> None:
    assert made(small_store).text == made(small_store).text
    openings = {
        made(small_store, ", ".join(p for p in (d.summary.commune, d.summary.district) if p), names="han che")
        .paragraphs[1]
        .text.replace(d.summary.period or "", "")
        for d in small_store.documents()
    }
    assert len(openings) > 1


def test_a_name_of_two_units_is_asked_back(small_store: KnowledgeBase) -> None:
    with pytest.raises(DraftError) as error:
        made(small_store, "Tân Khê")
    assert "Sông Lũ" in error.value.message
    assert made(small_store, "tan khe huyện Sông Lũ").district == "huyện Sông Lũ"


def test_sections_are_known_with_and_without_diacritics() -> None:
    for section in sections().values():
        assert section_ids(section.title) == (section.section_id,)
        assert section_ids(section.section_id) == (section.section_id,)
    assert section_ids("phuong huong, nhiem vu; Ưu điểm") == ("uu-diem", "phuong-huong")
    assert section_ids("") == tuple(sections())
    with pytest.raises(DraftError):
        section_ids("phụ lục")


def test_a_period_that_is_none_is_refused(small_store: KnowledgeBase) -> None:
    with pytest.raises(DraftError):
        made(small_store, period="năm kia")
    with pytest.raises(DraftError):
        made(small_store, period="năm 2022, năm 2023")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("6 tháng đầu năm 2025", "2025-H1"),
        ("Quý III/2024", "2024-Q3"),
        (" 2023 ", "2023"),
        ("năm 2023", "2023"),
    ],
)
def test_a_period_is_understood_in_its_usual_words(written: str, code: str) -> None:
    assert period_of(written).code == code


def test_requests_to_change_are_understood() -> None:
    options = DraftOptions()
    assert changed(options, "Ngắn hơn!").brief
    assert not changed(changed(options, "ngan gon hon"), "đầy đủ hơn").brief
    assert changed(options, "thêm so sánh với năm 2022").compare_with == "2022"
    assert not changed(options, "bỏ so sánh").compare
    assert changed(options, "bỏ phần giáo dục").without == {"giao-duc"}
    assert changed(changed(options, "bo phan giao duc"), "thêm lại phần giáo dục").without == frozenset()
    for nonsense in ("bỏ phần thời tiết", "hãy bịa thêm số liệu"):
        with pytest.raises(DraftError):
            changed(options, nonsense)


def test_changes_change_the_draft(small_store: KnowledgeBase) -> None:
    whole = made(small_store, names="ket qua")
    shorter = made(small_store, names="ket qua", options=DraftOptions(brief=True))
    assert len(shorter.text) < len(whole.text)
    without = made(small_store, names="ket qua", options=DraftOptions(without=frozenset({"giao-duc"})))
    assert "Giáo dục" in whole.text
    assert "Giáo dục" not in without.text
    alone = made(small_store, names="ket qua", options=DraftOptions(compare=False))
    assert "năm 2022" not in alone.text


def test_names_of_other_units_stand_only_in_suggestions(small_store: KnowledgeBase) -> None:
    text = made(small_store)
    others = {d.summary.commune for d in small_store.documents() if d.summary.commune} - {"xã An Lộ"}
    for paragraph in text.paragraphs:
        if paragraph.style != "suggestion":
            assert not any(strip_kind(name) in paragraph.text for name in others if name)


def test_own_figures_of_awards_stand_among_the_awards(small_store: KnowledgeBase) -> None:
    given = [("Giấy khen của Chủ tịch UBND huyện", "12"), ("Lao động tiên tiến", "31")]
    brought = [*given, ("Đề nghị Bằng khen tỉnh", "2"), ("Tỷ lệ gia đình văn hóa", "96%")]
    text = made(small_store, period="2025", names="kết quả; khen thưởng", own=own_figures(brought))
    topics = {p.text: p.topic for p in text.paragraphs}
    assert topics["Giấy khen của Chủ tịch UBND huyện: 12 (số liệu nhập tay)."] == "da-khen"
    assert topics["Đề nghị Bằng khen tỉnh: 2 (số liệu nhập tay)."] == "de-nghi"
    assert not any(line.startswith("Lao động tiên tiến: [") for line in topics)
    assert "96% (số liệu nhập tay)" in paragraph_with(text, "ia đình văn hóa").text
    assert not any(topic == "khac" for topic in topics.values())
    assert unaccounted(text) == []


def test_shortcomings_told_within_a_sentence_are_taken(tmp_path: Path) -> None:
    report = """ỦY BAN NHÂN DÂN
XÃ LIÊN KHÊ, HUYỆN ĐÔNG THỦY

BÁO CÁO
Kết quả thực hiện nhiệm vụ năm 2023

Thu ngân sách cả năm đạt 4,2 tỷ đồng, vượt dự toán giao.Tuy vậy, trong quá trình chỉ đạo điều hành, \
Ủy ban nhân dân xã tự nhận thấy còn một số hạn chế như: đường liên thôn chậm được tu sửa; việc thu gom rác \
ở chợ chưa thường xuyên; một số thôn chưa nộp đăng ký thi đua đúng hạn. Năm 2024 xã tập trung sửa đường.
"""
    file = tmp_path / "lien-khe.txt"
    file.write_text(report, encoding="utf-8")
    settings = Settings(store_dir=tmp_path / "store")
    with KnowledgeBase.open(settings) as base:
        ingest([file], base, settings)
        text = made(base, "xã Liên Khê", names="hạn chế")
    told = [p.text for p in text.paragraphs if p.topic == "noi-dung"]
    assert [line.split(" [")[0] for line in told] == [
        "Đường liên thôn chậm được tu sửa",
        "Việc thu gom rác ở chợ chưa thường xuyên",
        "Một số thôn chưa nộp đăng ký thi đua đúng hạn",
    ]
    assert uncited(text) == []
