"""Half a heading of state, and the letters of another kind of document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.check.reports import findings_of

HEAD = """ỦY BAN NHÂN DÂN                {country}
XÃ SUỐI NGỌC                              {motto}

Số: 41/{code}                             Suối Ngọc, ngày 14 tháng 12 năm 2023

BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2023

Công tác thi đua, khen thưởng của xã được triển khai kịp thời.

Nơi nhận:                                 TM. ỦY BAN NHÂN DÂN
- Lưu: VT.                                      CHỦ TỊCH

                                              Lường Văn Pản
"""
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def form_of(country: str, motto: str, code: str, folder: Path) -> list[str]:
    _, findings = findings_of("b.txt", HEAD.format(country=country, motto=motto, code=code), folder)
    return [finding.message for finding in findings if finding.category == "form"]


@pytest.mark.parametrize(
    ("country", "motto", "code", "word"),
    [
        ("", MOTTO, "BC-UBND", "quốc hiệu"),
        (COUNTRY, "", "BC-UBND", "tiêu ngữ"),
        (COUNTRY, MOTTO, "KH-UBND", "kế hoạch"),
        (COUNTRY, MOTTO, "QĐ-UBND", "quyết định"),
    ],
)
def test_what_the_head_lacks_or_mistakes(
    country: str, motto: str, code: str, word: str, tmp_path: Path
) -> None:
    assert any(word in message for message in form_of(country, motto, code, tmp_path))


@pytest.mark.parametrize(
    ("country", "motto", "code"),
    [
        (COUNTRY, MOTTO, "BC-UBND"),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "BC-UBND"),
        (COUNTRY, MOTTO, "BCTK-HĐTĐKT"),
    ],
)
def test_a_whole_head_is_let_alone(country: str, motto: str, code: str, tmp_path: Path) -> None:
    assert form_of(country, motto, code, tmp_path) == []
