"""Requests in many phrasings, and a clear word for what cannot be done."""

from __future__ import annotations

import pytest

from knowledge.draft import DraftError, DraftOptions
from knowledge.draft.changes import changed

START = DraftOptions()


@pytest.mark.parametrize(
    "words",
    [
        "ngắn hơn",
        "viết ngắn gọn lại giúp tôi",
        "rut gon di",
        "Dài quá, tóm tắt lại",
        "cô đọng hơn nhé",
        "bỏ bớt chi tiết",
    ],
)
def test_shorter(words: str) -> None:
    assert changed(START, words) == DraftOptions(brief=True)


@pytest.mark.parametrize("words", ["đầy đủ hơn", "chi tiết hơn", "ngắn quá, viết chi tiết hơn", "cụ thể hơn"])
def test_longer(words: str) -> None:
    assert not changed(DraftOptions(brief=True), words).brief


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("thêm so sánh với năm 2022", "2022"),
        ("so với năm 2021", "2021"),
        ("them so sanh voi 6 thang dau nam 2022", "2022-H1"),
        ("so sánh với cùng kỳ", None),
        ("đối chiếu với năm trước", None),
        ("thay năm 2021 bằng năm 2019 để so sánh", "2019"),
    ],
)
def test_comparison(words: str, period: str | None) -> None:
    assert changed(DraftOptions(compare=False), words) == DraftOptions(compare_with=period)


@pytest.mark.parametrize(
    "words", ["bỏ so sánh", "không so sánh với năm trước nữa", "khong can so sanh", "đừng so với cùng kỳ"]
)
def test_no_comparison(words: str) -> None:
    assert changed(START, words) == DraftOptions(compare=False)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("bỏ phần giáo dục", {"giao-duc"}),
        ("xóa nội dung về y tế đi", {"y-te"}),
        ("không nêu số liệu quốc phòng, an ninh", {"noi-chinh"}),
        ("hãy lược bỏ mục nông thôn mới", {"nong-thon-moi"}),
        ("bo phan giao duc va y te", {"giao-duc", "y-te"}),
        ("đừng nhắc đến giáo dục và đào tạo", {"giao-duc"}),
        ("bỏ hạn chế", {"han-che"}),
        ("bỏ gợi ý", {"goi-y"}),
    ],
)
def test_a_part_goes_and_comes_back(words: str, parts: set[str]) -> None:
    without = changed(START, words)
    assert without == DraftOptions(without=frozenset(parts))


@pytest.mark.parametrize(
    "words", ["thêm lại phần giáo dục", "khôi phục giáo dục", "bổ sung nội dung giáo dục nhé"]
)
def test_a_part_comes_back(words: str) -> None:
    assert changed(DraftOptions(without=frozenset({"giao-duc", "y-te"})), words).without == {"y-te"}


def test_only_some_parts_stay() -> None:
    without = changed(START, "chỉ giữ phần kinh tế và giảm nghèo").without
    assert {"giao-duc", "y-te", "van-hoa"} <= without
    assert not {"kinh-te", "giam-ngheo"} & without
    assert changed(START, "chỉ viết phần khen thưởng").without >= {"ket-qua", "han-che"}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("đừng nói tới y tế", {"y-te"}),
        ("khỏi nêu y tế", {"y-te"}),
        ("phần y tế bỏ đi", {"y-te"}),
        ("y tế thì thôi nhé", {"y-te"}),
        ("giáo dục không cần đâu", {"giao-duc"}),
        ("bỏ phần văn hóa với phần y tế", {"van-hoa", "y-te"}),
        ("bỏ số liệu hộ nghèo", {"tỷ lệ hộ nghèo", "số hộ nghèo"}),
        ("không nêu thu ngân sách", {"thu ngân sách nhà nước"}),
        ("bỏ dòng nói về tai nạn giao thông", {"tai nạn giao thông"}),
        ("không cần nhắc đến an ninh quốc phòng", {"noi-chinh"}),
    ],
)
def test_parts_are_left_out_in_the_words_of_the_office(words: str, parts: set[str]) -> None:
    assert changed(START, words) == DraftOptions(without=frozenset(parts))


@pytest.mark.parametrize("words", ["rút gọn phần kinh tế", "phần kinh tế viết ngắn thôi", "lược bớt kinh tế"])
def test_one_part_alone_becomes_shorter(words: str) -> None:
    assert changed(START, words) == DraftOptions(brief_in=frozenset({"kinh-te"}))


def test_figures_become_lines_and_text_again() -> None:
    listed = changed(START, "chuyển sang gạch đầu dòng")
    assert listed == DraftOptions(listed=True)
    assert changed(listed, "viết lại thành đoạn văn") == START


def test_only_one_figure_stays() -> None:
    without = changed(START, "chỉ giữ số liệu thu ngân sách").without
    assert {"giam-ngheo", "y-te", "thu nhập bình quân đầu người"} <= without
    assert not {"kinh-te", "thu ngân sách nhà nước"} & without


def test_several_requests_in_one_sentence() -> None:
    asked = changed(START, "ngắn hơn, bỏ phần giáo dục và thêm so sánh với năm 2021")
    assert asked == DraftOptions(brief=True, compare_with="2021", without=frozenset({"giao-duc"}))
    assert changed(asked, "làm lại từ đầu") == START


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("tăng số hộ thoát nghèo lên 50", "draft_cannot_invent"),
        ("điền số liệu vào chỗ trống giúp tôi", "draft_cannot_invent"),
        ("viết trang trọng hơn", "draft_cannot_style"),
        ("in đậm tiêu đề", "draft_cannot_layout"),
        ("đưa khen thưởng lên đầu", "draft_cannot_order"),
        ("dịch sang tiếng Anh", "draft_cannot_translate"),
        ("sửa thu nhập bình quân thành 60 triệu", "draft_cannot_invent"),
        ("nhấn mạnh kết quả giảm nghèo", "draft_cannot_style"),
        ("thêm bảng so sánh", "draft_cannot_layout"),
        ("đưa phần khen thưởng lên trước", "draft_cannot_order"),
        ("so sánh 3 năm gần đây", "draft_cannot_many_periods"),
        ("đổi sang năm 2023", "draft_cannot_request"),
        ("so sánh năm 2020 với năm 2021", "draft_cannot_many_periods"),
        ("xóa các chỉ tiêu chưa có số liệu", "draft_cannot_blanks"),
        ("thêm số liệu hộ nghèo", "draft_not_left_out"),
        ("bỏ phần thiên văn học", "draft_unknown_change"),
        ("abc xyz", "draft_unknown_change"),
    ],
)
def test_what_cannot_be_done_is_said(words: str, code: str) -> None:
    with pytest.raises(DraftError) as told:
        changed(START, words)
    assert told.value.key == code
    assert words in told.value.message
