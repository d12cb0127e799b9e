"""Who holds an office, by the title in a report's signature: one who signs for another does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_HEAD = """UBND HUYỆN VĂN CHẤN
UBND XÃ {shouted}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 96/BC-UBND
{name}, ngày 02 tháng 12 năm 2023
BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2023
I. KẾT QUẢ
Xã có 19 thôn, 2.310 hộ. Chủ tịch UBND xã tặng Giấy khen cho 12 cá nhân.

"""
# The commune, its report's signature, and whether the signer is the chairman or a deputy.
_SIGNATURES = {
    "Đại Lịch": ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nHà Văn Tuấn\n", "Phó Chủ tịch"),
    "Nghĩa Tâm": (
        "**TM. ỦY BAN NHÂN DÂN**\n\n**KT. CHỦ TỊCH**\n\n**PHÓ CHỦ TỊCH**\n\n**Lò Thị Mai**\n",
        "Phó Chủ tịch",
    ),
    "Minh An": (
        "Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\nTM. UBND XÃ\nKT CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\n"
        "Hoàng Đình Kha\n",
        "Phó Chủ tịch",
    ),
    "Cát Thịnh": (
        "| Nơi nhận: | TM. ỦY BAN NHÂN DÂN |\n| - UBND huyện | KT. CHỦ TỊCH |\n| - Lưu VT | PHÓ CHỦ TỊCH |\n"
        "| | Lê Văn Bốn |\n",
        "Phó Chủ tịch",
    ),
    "Bình Thuận": ("TM. ỦY BAN NHÂN DÂN\nK/T CHỦ TỊCH\nP. CHỦ TỊCH\n\nVũ Văn Sơn\n", "Phó Chủ tịch"),
    "Gia Hội": ("<html>", "Phó Chủ tịch"),
    "Sùng Đô": ("TUQ. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nBàn Tiến Phúc\n", "Chánh Văn phòng"),
    "Suối Giàng": ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nGiàng A Sử\n", "Chủ tịch"),
}
_IN_HTML = (
    "<table><tr><td>Nơi nhận:<br/>- UBND huyện;</td><td><p><b>TM. ỦY BAN NHÂN DÂN</b></p>"
    "<p><b>KT. CHỦ TỊCH</b><br/><b>PHÓ CHỦ TỊCH</b></p><p>&nbsp;</p>"
    "<p><b>Nông Văn Lực</b></p></td></tr></table>"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    texts = {}
    for number, (name, (signature, _)) in enumerate(_SIGNATURES.items()):
        head = _HEAD.format(shouted=name.upper(), name=name)
        if signature == "<html>":
            lines = "".join(f"<p style='text-align:center'>{line}</p>" for line in head.splitlines() if line)
            texts[f"{number}.html"] = f"<html><body>{lines}{_IN_HTML}</body></html>"
        else:
            texts[f"{number}.{'md' if '*' in signature else 'txt'}"] = head + signature
    with store_of_texts(tmp_path_factory.mktemp("signed"), texts) as base:
        yield base


@pytest.mark.parametrize("commune", _SIGNATURES)
def test_only_who_signs_as_chairman_is_the_chairman(store: KnowledgeBase, commune: str) -> None:
    answer = ask(f"Chủ tịch UBND xã {commune} là ai?", store, today=date(2025, 1, 6))
    assert answer.abstained == (_SIGNATURES[commune][1] != "Chủ tịch"), answer.text


@pytest.mark.parametrize("commune", [c for c, (_, title) in _SIGNATURES.items() if title == "Phó Chủ tịch"])
def test_the_deputy_is_found(store: KnowledgeBase, commune: str) -> None:
    answer = ask(f"Phó Chủ tịch UBND xã {commune} là ai?", store, today=date(2025, 1, 6))
    assert answer.value is not None, answer.text


def test_it_is_said_who_signed_as_what(store: KnowledgeBase) -> None:
    answer = ask("Ai là chủ tịch xã Nghĩa Tâm?", store, today=date(2025, 1, 6))
    assert answer.abstained
    assert "Lò Thị Mai ký với chức danh PHÓ CHỦ TỊCH" in answer.text
    assert answer.citations


def test_the_office_in_brackets_under_the_name_of_a_councils_chair(tmp_path: Path) -> None:
    head = _HEAD.format(shouted="NẬM BÚNG\nHỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", name="Nậm Búng")
    signature = "TM. HỘI ĐỒNG\nCHỦ TỊCH\n\nLý Văn Thảo\n(Chủ tịch UBND xã)\n"
    with store_of_texts(tmp_path, {"nam-bung.txt": head + signature}) as base:
        answer = ask("Chủ tịch UBND xã Nậm Búng là ai?", base, today=date(2025, 1, 6))
    assert answer.value is not None, answer.text
    assert answer.value.number == "Lý Văn Thảo"
