"""Places are compared without case, diacritics and the words for kinds of unit."""

from __future__ import annotations

import pytest

from knowledge.store.filters import Filters, place_key, word_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("xã Suối Đá", "suoi da"),
        ("SUỐI ĐÁ", "suoi da"),
        ("Thị trấn  Dương Minh", "duong minh"),
        ("TT. Dương Minh", "duong minh"),
        ("H. Dương Minh", "duong minh"),
        ("thành phố Tân An", "tan an"),
        ("TP Tân An", "tan an"),
        ("Quận 7", "7"),
        ("Xã", "xa"),
        ("Phường Hội", "hoi"),
        ("Tân Thị", "tan thi"),
        (None, ""),
    ],
)
def test_place_key(written: str | None, key: str) -> None:
    assert place_key(written) == key


def test_word_key_keeps_every_word() -> None:
    assert word_key("  Huyện  đạt Chuẩn NTM ") == "huyen dat chuan ntm"


def test_no_filter_is_false() -> None:
    assert not Filters()
    assert Filters(periods=("2023",))
