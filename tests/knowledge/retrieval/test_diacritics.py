"""Diacritics come back as the corpus writes them, and only where that is sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.diacritics import Diacritics
from language.text import fold, nfc

CORPUS = [
    "Tỷ lệ hộ nghèo của xã giảm còn 3,1 %.",
    "Hỗ trợ hộ nghèo sửa nhà ở, tặng bò giống.",
    "Xã Bàu Năng đạt chuẩn nông thôn mới nâng cao.",
    "Năm qua, xã tặng Giấy khen cho nhiều tập thể có thành tích.",
    "Tặng quà các gia đình chính sách nhân dịp năm mới.",
    "Các tổ tự quản giữ vững an ninh trật tự.",
] * 3


@pytest.fixture(scope="module")
def diacritics() -> Diacritics:
    return Diacritics(CORPUS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ty le ho ngheo", "tỷ lệ hộ nghèo"),
        ("ho tro ho ngheo", "hỗ trợ hộ nghèo"),
        ("xa Bau Nang dat chuan gi?", "xã Bàu Năng đạt chuẩn gi?"),
        ("TY LE HO NGHEO", "TỶ LỆ HỘ NGHÈO"),
        ("nông thon moi", "nông thôn mới"),
    ],
)
def test_restores(diacritics: Diacritics, typed: str, meant: str) -> None:
    restored = diacritics.restore(typed)
    assert restored.text == meant
    assert restored.is_sure


def test_a_pair_decides_between_forms(diacritics: Diacritics) -> None:
    assert diacritics.restore("nam moi").text == "năm mới"
    assert diacritics.restore("bau nang").text == "bàu năng"


def test_english_is_not_taken_for_vietnamese(diacritics: Diacritics) -> None:
    assert not diacritics.restore("number of poor households").is_vietnamese


def test_an_undecided_syllable_is_not_sure() -> None:
    undecided = Diacritics(["cấp", "cặp", "cập", "cáp"])
    restored = undecided.restore("cap")
    assert restored.is_vietnamese
    assert not restored.is_sure


def test_an_empty_corpus_knows_nothing() -> None:
    assert not Diacritics([]).restore("ho ngheo").is_vietnamese


@given(st.text(max_size=60))
def test_only_marks_change(text: str) -> None:
    restored = Diacritics(CORPUS).restore(text).text
    assert fold(restored) == fold(nfc(text))


def test_a_word_written_once_is_known_a_slip_written_once_is_not() -> None:
    model = Diacritics(["Diện tích cây chanh tăng.", "Hộ nghhèo còn 3 hộ."])
    assert "chanh" in model.vocabulary()
    assert "nghheo" not in model.vocabulary()


def test_the_only_known_form_of_a_word_is_a_guess() -> None:
    corpus = Diacritics(
        ["Năm nay thời tiết thuận lợi.", "Mỗi thôn có một hòm thư góp ý.", "Việc này đã xong."]
    )
    assert corpus.restore("thoi tiet thuan loi").attested
    assert not corpus.restore("thoi tiet hom nay").attested
