from __future__ import annotations

from pathlib import Path

import pytest

from foundation.document import (
    MappedText,
    Paragraph,
    SourceDocument,
    Span,
    StructuredDocument,
    TableCell,
    TableRow,
)
from foundation.document import Table as DocumentTable
from foundation.settings import Settings
from ingest.extract.references import extract_references
from ingest.prepare import prepare

SEEDS = Path(__file__).resolve().parents[3] / ".." / "shared" / "seeds"


def mapped(text: str, offset: int) -> MappedText:
    """Normalised text over an original that has one more character in front of each of its own."""
    return MappedText(text, tuple(offset + 2 * index + 1 for index in range(len(text))))


def test_mentions_in_paragraphs_and_cells_keep_their_place() -> None:
    sentence = "Theo Nghị định số 98/2023/NĐ-CP của Chính phủ, xã đã xét."
    cell = "Chỉ thị 34-CT/TW"
    row = TableRow((TableCell(mapped("1", 900)), TableCell(mapped(cell, 1000))), Span(900, 1100))
    document = StructuredDocument(
        SourceDocument("a.txt", "txt", "0", "x" * 2000, ()),
        (
            Paragraph("paragraph", mapped(sentence, 0)),
            DocumentTable(("TT", "Văn bản"), (row,), Span(900, 1100)),
        ),
    )
    decree, directive = extract_references(document)
    assert (decree.kind, decree.number, decree.issuer) == ("nghị định", "98/2023/NĐ-CP", "Chính phủ")
    start, end = sentence.index("Nghị"), sentence.index(", xã")
    assert decree.span == Span(2 * start + 1, 2 * (end - 1) + 2)
    assert (directive.number, directive.span) == ("34-CT/TW", Span(1001, 1000 + 2 * len(cell)))


# What the real reports cite by number, read by hand: number and date as printed.
CITED = {
    "000": [
        ("2067/UBND-NV", "2024-06-21"), ("34-CT/TW", "2014-04-07"), ("91/2017/NĐ-CP", "2017-07-31"),
        ("12/2019/TT-BNV", "2019-11-04"), ("03/VBHN-BNV", "2021-05-06"), ("04-CT/TU", "2021-05-28"),
        ("33/2018/QĐ-UBND", "2018-11-13"), ("41/2022/QĐ-UBND", "2022-09-05"), ("76/KH-UBND", "2024-04-13"),
        ("145", None),
    ],
    "001": [
        ("39/2013/QH13", "2013-11-16"), ("91/2017/NĐ-CP", "2017-07-31"), ("07/CT-TTg", "2014-03-19"),
        ("05-CT/TW", None),
    ],
    "002": [
        ("253/BTĐKT-THHC", "2023-05-31"), ("199/CT-UBND", "2023-02-01"), ("01/CT-UBND", "2023-01-19"),
        ("373/KH-UBND", None), ("65/2018/NQ-HĐND", "2018-07-18"), ("3382/UBND-KH", "2022-11-11"),
        ("213/KH-UBND", "2019-07-09"), ("1686/KH-UBND", "2019-07-16"), ("231/UBND-KH", "2022-01-25"),
        ("68/KH-UBND", "2023-03-15"), ("1321/UBND-KH", "2023-04-26"), ("196/UBND-KH", "2023-05-31"),
        ("1861/UBND-NV", "2023-06-05"),
    ],
    "003": [("91/2017/NĐ-CP", None), ("2648/QĐ-UBND", "2022-06-30"), ("05-CT/TW", None)],
    "004": [],
}  # fmt: skip


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not beside the project")
@pytest.mark.parametrize("seed", CITED)
def test_what_the_real_reports_cite(seed: str) -> None:
    path = next(SEEDS.glob(f"{seed}_*.txt"))
    prepared = prepare(path, Settings())
    found = {(each.number, each.date) for each in prepared.references if each.number is not None}
    assert found == set(CITED[seed])
    for each in prepared.references:
        quote = "".join(prepared.text[each.span.start : each.span.end].split())
        assert (each.number or "luật").lower() in quote.lower()
