"""The letterhead and signature of a committee, a council, a department, a ward without a district."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest

from knowledge.draft import Draft
from knowledge.draft.word import document_bytes


def _cells(issuer: str, unit: str, level: str, period: str = "2023") -> tuple[Any, Any, Any]:
    draft = Draft(unit, period, (), (), (), (), level=level, province="Tây Hải", issuer=issuer)
    document = docx.Document(io.BytesIO(document_bytes(draft, date(int(period[:4]), 12, 12))))
    head, tail = document.tables[0], document.tables[-1]
    return head.cell(0, 0), head.cell(0, 1), tail.cell(0, 1)


def _lines(cell: Any) -> list[tuple[str, bool]]:
    return [(p.text, bool(p.runs and p.runs[0].bold)) for p in cell.paragraphs if p.text]


@pytest.mark.parametrize(
    ("issuer", "unit", "level", "head", "number", "signed"),
    [
        ("", "xã Mây Thượng", "xã", [("ỦY BAN NHÂN DÂN", True), ("XÃ MÂY THƯỢNG", True)],
         "Số: […]/BC-UBND", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        ("UBND phường Bến Triều", "phường Bến Triều", "xã",
         [("ỦY BAN NHÂN DÂN", True), ("PHƯỜNG BẾN TRIỀU", True)],
         "Số: […]/BC-UBND", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        ("Hội đồng Thi đua - Khen thưởng", "huyện Cẩm Sa", "huyện",
         [("ỦY BAN NHÂN DÂN", False), ("HUYỆN CẨM SA", False), ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", True)],
         "Số: […]/BC-HĐTĐKT", ["TM. HỘI ĐỒNG", "CHỦ TỊCH"]),
        ("Phòng Nội vụ huyện Cẩm Sa", "huyện Cẩm Sa", "huyện",
         [("ỦY BAN NHÂN DÂN", False), ("HUYỆN CẨM SA", False), ("PHÒNG NỘI VỤ", True)],
         "Số: […]/BC-[…]", ["[… chức vụ người ký …]"]),
        ("Sở Công Thương", "Tây Hải", "tỉnh",
         [("ỦY BAN NHÂN DÂN", False), ("TỈNH TÂY HẢI", False), ("SỞ CÔNG THƯƠNG", True)],
         "Số: […]/BC-[…]", ["[… chức vụ người ký …]"]),
    ],
)  # fmt: skip
def test_letterhead(
    issuer: str, unit: str, level: str, head: list[tuple[str, bool]], number: str, signed: list[str]
) -> None:
    left, right, signature = _cells(issuer, unit, level)
    *lines, numbered = _lines(left)
    assert lines == head
    assert numbered[0] == number
    assert "w:pBdr" in left._tc.xml
    assert _lines(right)[0][0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert [text for text, _ in _lines(signature)][: len(signed)] == signed


def test_a_ward_after_june_2025_has_no_district_in_its_letterhead() -> None:
    left, _, _ = _cells("UBND phường Bến Triều", "phường Bến Triều", "xã", "2025")
    assert "HUYỆN" not in "".join(text for text, _ in _lines(left))
    assert "QUẬN" not in "".join(text for text, _ in _lines(left))
