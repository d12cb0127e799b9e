"""What the unit's other reports in the store say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from foundation.document import Span
from foundation.settings import Settings
from ingest.draft import read_draft
from knowledge.base import KnowledgeBase
from knowledge.check import Finding, check
from tests.knowledge.check.reports import TODAY
from tests.knowledge.factories import award, indicator, report
from tests.knowledge.hashed_embedding import HashedEmbedding

DRAFT = """
ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SUỐI ĐÁ                          Độc lập - Tự do - Hạnh phúc

Số: 20/BC-UBND                 Suối Đá, ngày 20 tháng 12 năm 2023

BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2023

I. KẾT QUẢ NĂM 2023
Thu nhập bình quân đầu người đạt {income} triệu đồng.
Chủ tịch UBND huyện Dương Minh tặng Giấy khen cho {groups} tập thể.

Nơi nhận:                                   TM. ỦY BAN NHÂN DÂN
- Lưu: VT.                                      CHỦ TỊCH
                                               Lâm Văn Đạt
"""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    earlier = indicator(
        indicator="thu nhập bình quân đầu người", value=Decimal(48), value_text="48",
        unit_of_measure="triệu đồng", period="2022",
    )  # fmt: skip
    told = award(award="Giấy khen của Chủ tịch UBND cấp huyện", count=7, span=Span(0, 10))
    with KnowledgeBase.open(Settings(store_dir=tmp_path / "store"), HashedEmbedding()) as store:
        store.put(report("nam-2022.txt", "Thu nhập 48 triệu đồng.", period="2022", indicators=(earlier,)))
        store.put(report("nam-2023.txt", "Có 07 tập thể được khen.", period="2023", awards=(told,)))
        yield store


def _findings(base: KnowledgeBase, folder: Path, income: str, groups: str) -> list[Finding]:
    path = folder / "du-thao.txt"
    path.write_text(DRAFT.format(income=income, groups=groups), encoding="utf-8")
    return [finding for finding in check(read_draft(path, Settings()), base, TODAY) if finding.sure]


def test_a_draft_that_agrees_with_the_store_raises_nothing(base: KnowledgeBase, tmp_path: Path) -> None:
    assert [f.message for f in _findings(base, tmp_path, "52", "07")] == []


def test_a_jump_from_the_earlier_report_is_told(base: KnowledgeBase, tmp_path: Path) -> None:
    (finding,) = _findings(base, tmp_path, "520", "07")
    assert finding.category == "arithmetic"
    assert "48" in finding.message
    assert finding.quotes[0].text == "520"


def test_another_count_of_an_award_is_told(base: KnowledgeBase, tmp_path: Path) -> None:
    (finding,) = _findings(base, tmp_path, "52", "09")
    assert finding.category == "awards"
    assert "nam-2023.txt" in finding.message
