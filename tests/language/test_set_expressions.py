"""Set expressions with a wrong word inside, and compounds beside which others are right by chance."""

from __future__ import annotations

import pytest

from language.spelling import slips


@pytest.mark.parametrize(
    ("text", "printed", "right"),
    [
        ("hỗ trợ xóa nhà tạp cho 12 hộ", "xóa nhà tạp", "xóa nhà tạm"),
        ("phấn đấu hiến đất làn đường", "hiến đất làn đường", "hiến đất làm đường"),
        ("đời sống vật chất vả tinh thần", "vật chất vả tinh thần", "vật chất và tinh thần"),
        ("bản Nà Lốc được công nhận làn văn hóa", "làn văn hóa", "làng văn hóa"),
    ],
)
def test_a_word_that_does_not_belong_to_its_expression_is_found(text: str, printed: str, right: str) -> None:
    assert [(text[slip.start : slip.end], slip.right) for slip in slips(text)] == [(printed, right)]


@pytest.mark.parametrize(
    "text",
    [
        "hội thi đấu bóng chuyền và phong trào thi đấu thể thao",
        "cho vùng nông thôn mỗi năm một khác",
        "kinh tế - xã hội của xã, thi đua - khen thưởng, thi đua, khen thưởng",
        "cán bộ, công chức, viên chức, người lao động",
    ],
)
def test_an_expression_with_another_right_word_is_let_alone(text: str) -> None:
    assert [text[slip.start : slip.end] for slip in slips(text)] == []


@pytest.mark.parametrize(
    ("text", "printed", "right"),
    [
        ("chưa đáp ứng yêu cầu, còn vướng mắt", "vướng mắt", "vướng mắc"),
        ("xã chấp thuậng đề nghị", "chấp thuậng", "chấp thuận"),
        ("giữ vửng danh hiệu, chi phi tăng", "chi phi", "chi phí"),
        ("bệnh viện chuẩn đoán và điều trị", "chuẩn đoán", "chẩn đoán"),
        ("Tuy nhiện, kết quả chưa cao", "Tuy nhiện", "tuy nhiên"),
        ("thông qua tại cuộc hợp", "cuộc hợp", "cuộc họp"),
    ],
)
def test_a_compound_is_known_by_its_other_half(text: str, printed: str, right: str) -> None:
    assert (printed, right) in [(text[slip.start : slip.end], slip.right) for slip in slips(text)]


@pytest.mark.parametrize(
    "text",
    [
        "xã có khả năng cao về đích, hệ thống kế toán vẫn chuyển tiếp",
        "đồ thị phân bố, khóa học dài hạn, người đàn ông đứng đắn",
        "các tình huống có thể xảy ra, vì thế phải miễn nhiễm",
        "người Việt làm chủ, giá tăng cao",
    ],
)
def test_neighbours_that_are_right_by_chance_are_let_alone(text: str) -> None:
    assert [text[slip.start : slip.end] for slip in slips(text)] == []
