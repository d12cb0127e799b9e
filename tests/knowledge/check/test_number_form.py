"""How the numbers of cited instruments are written, and reports whose head follows other rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.check.reports import findings_of, told


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (
            "Căn cứ Nghị định số 30/2020/NĐ/CP ngày 05/3/2020 của Chính phủ về công tác văn thư.",
            "30/2020/NĐ/CP",
        ),
        ("Thực hiện Kế hoạch số 45/UBND-KH ngày 12/3/2022 của UBND huyện.", "45/UBND-KH"),
        ("Theo Quyết định số 118/QĐ/UBND ngày 12/3/2022 của UBND xã.", "118/QĐ/UBND"),
    ],
)
def test_a_number_of_another_form_is_told(sentence: str, quote: str, tmp_path: Path) -> None:
    assert any(kind == "form" and quote in words for kind, words in told(tmp_path, sentence, 2022))


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Kế hoạch số 45/KH-UBND ngày 12/3/2022 của UBND huyện.",
        "Quán triệt Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị.",
        "Học tập Chỉ thị số 18/CT/TU của Ban Thường vụ Tỉnh ủy.",
    ],
)
def test_right_numbers_and_those_of_the_party_are_let_alone(sentence: str, tmp_path: Path) -> None:
    assert not [words for kind, words in told(tmp_path, sentence, 2022) if kind == "form"]


def test_the_youth_union_has_a_name_in_the_place_of_the_motto(tmp_path: Path) -> None:
    text = (
        "BCH ĐOÀN HUYỆN SUỐI MƠ                    ĐOÀN TNCS HỒ CHÍ MINH\n"
        "        ***\nSố: 21-BC/ĐTN                Suối Mơ, ngày 20 tháng 12 năm 2022\n\nBÁO CÁO\n"
        "Công tác thi đua, khen thưởng năm 2022\n\nHuyện đoàn phát động nhiều đợt thi đua.\n\n"
        "Nơi nhận:                    TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN\n- Lưu: VP.                    BÍ THƯ\n\n"
        "                    Lê Thị Mận\n"
    )
    _, findings = findings_of("doan.txt", text, tmp_path)
    assert not [finding.message for finding in findings if finding.category == "form"]
