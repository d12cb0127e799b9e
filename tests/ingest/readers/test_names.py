from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import safe_name


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Báo cáo xã Tân Lập.docx", "Báo cáo xã Tân Lập.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\bao-cao.pdf", "bao-cao.pdf"),
        ("C:\\Users\\a\\bc.txt", "bc.txt"),
        ("..", "tai-lieu"),
        ("", "tai-lieu"),
        ("a\x00b\nc\u202etxt.exe", "abctxt.exe"),
        (".env", "env"),
        ("con.txt", "_con.txt"),
        ('bc "2023"?.md', "bc _2023__.md"),
        ("  bc   2023 .txt ", "bc 2023 .txt"),
    ],
)
def test_known_cases(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


def test_long_names_keep_their_extension() -> None:
    name = safe_name("Báo cáo " * 60 + ".docx")
    assert name.endswith(".docx")
    assert len(name.encode()) <= 200


@given(st.text(max_size=300))
def test_never_leaves_its_folder(name: str) -> None:
    safe = safe_name(name)
    folder = Path("/kho/tep")
    assert safe
    assert (folder / safe).resolve().parent == folder.resolve()
    assert len(safe.encode()) <= 255
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in safe)
    assert safe_name(safe) == safe
