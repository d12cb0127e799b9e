"""Slips of the keyboard that are found, and right writing that is let alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.spelling import slips
from language.tones import misplaced_tone


@pytest.mark.parametrize(
    ("text", "printed", "right"),
    [
        ("cán bộ đã tập chung chỉ đạo", "tập chung", "tập trung"),
        ("các phòng trào thi đua", "phòng trào", "phong trào"),
        ("hoàn thanh nhiệm vụ", "hoàn thanh", "hoàn thành"),
        ("nòng cốt là lòng cốt", "lòng cốt", "nòng cốt"),
        ("thực hiện tiêu trí mới", "tiêu trí", "tiêu chí"),
        ("đạt và vựơt chỉ tiêu", "vựơt", "vượt"),
        ("hội đồng nhân xã thông qua", "hội đồng nhân", "hội đồng nhân dân"),
        ("phối hợp với với các ngành", "với với", "với"),
        ("ghi nhận, đề nghị đề nghị huyện", "đề nghị đề nghị", "đề nghị"),
        ("CÔNG TÁC KHENTHƯỞNG của xã", "KHENTHƯỞNG", "KHEN THƯỞNG"),
    ],
)
def test_a_slip_is_found_with_its_repair(text: str, printed: str, right: str) -> None:
    assert [(text[s.start : s.end], s.right) for s in slips(text)] == [(printed, right)]


@pytest.mark.parametrize(
    "text",
    [
        "tham dự hội thi trường học xanh",
        "đã bắt đầu từ tháng 3 với 5 tỷ trong năm",
        "luôn luôn quan tâm, ngày ngày rèn luyện, từng bước từng bước đổi mới",
        "mỗi trường có một thư viện, giải quyết công ăn việc làm",
        "xã nông thôn mới, nông thôn mới nâng cao",
        "bà Ba Ba và ông Lò Lò ở bản Nà Nà",
        "hoà giải, hòa giải, khoẻ mạnh, thuý, quý, giữ gìn, nghĩa vụ",
        "tỉ lệ, kĩ thuật, chiến sỹ, chiến sĩ, quản lí",
    ],
)
def test_right_writing_is_let_alone(text: str) -> None:
    assert [text[s.start : s.end] for s in slips(text)] == []


def test_text_without_diacritics_is_not_judged() -> None:
    assert slips("cac phong trao thi dua thi dua") == []


@pytest.mark.parametrize(
    ("word", "right"),
    [("họat", "hoạt"), ("thụât", "thuật"), ("gía", "giá"), ("TÒAN", "TOÀN"), ("hoà", None), ("của", None)],
)
def test_where_the_tone_stands(word: str, right: str | None) -> None:
    assert misplaced_tone(word) == right


@given(st.text(alphabet="abcđêươạếữ ,.;\n%12", max_size=60))
def test_slips_lie_in_the_text_in_order(text: str) -> None:
    found = slips(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
