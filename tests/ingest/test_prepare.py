"""What one file becomes: the places of its lines and cells on the pages."""

from pathlib import Path

from docx import Document

from foundation.document import Block, Box, Cell, Page, SourceDocument
from foundation.settings import Settings
from ingest.prepare import line_places, prepare


def test_a_table_is_pointed_to_by_its_cells() -> None:
    cells = (
        Cell(0, 0, 0, 6, box=Box(10, 10, 60, 20)),
        Cell(0, 1, 7, 9, box=Box(60, 10, 90, 20)),
        Cell(0, 2, 9, 9, box=Box(90, 10, 99, 20)),
    )
    table = Block("table", 0, 9, 1, 1, cells=cells, box=Box(10, 10, 99, 20))
    line = Block("line", 10, 14, 2, 2, box=Box(10, 30, 50, 40))
    page = Page(1, 0, 14, (table, line), 595, 842)
    places = line_places(SourceDocument("a.pdf", "pdf", "0" * 64, "Bản Mo\t12\nHết.", (page,)))
    assert [(place.span.start, place.box) for place in places] == [
        (0, (10, 10, 60, 20)), (7, (60, 10, 90, 20)), (10, (10, 30, 50, 40)),
    ]  # fmt: skip


def test_a_merged_cell_speaks_for_each_row_beside_it(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("BÁO CÁO")
    table = document.add_table(rows=4, cols=4)
    rows = [
        ("Đơn vị", "Hình thức", "Số lượng", "Căn cứ"),
        ("Công an xã", "Giấy khen", "3", "Quyết định số 31/QĐ-UBND"),
        ("", "Bằng khen", "1", ""),
        ("Trạm Y tế", "Giấy khen", "4", ""),
    ]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 3).merge(table.cell(3, 3))
    path = tmp_path / "khen.docx"
    document.save(str(path))
    prepared = prepare(path, Settings())
    told = "\n".join(passage.text for passage in prepared.passages)
    assert "Công an xã — Hình thức: Bằng khen; Số lượng: 1" in told
    assert "Trạm Y tế — Hình thức: Giấy khen; Số lượng: 4; Căn cứ: Quyết định số 31/QĐ-UBND" in told
    assert [reference.number for reference in prepared.references] == ["31/QĐ-UBND"]
