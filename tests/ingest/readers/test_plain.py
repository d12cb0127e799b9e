from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.settings import Settings
from ingest.readers import read
from ingest.readers.plain import paged_lines

from .conftest import ReadFile, blocks_of, text_of

SEEDS = Path(__file__).resolve().parents[3].parent / "shared" / "seeds"


def test_every_line_is_a_block_and_nothing_is_changed(read_file: ReadFile) -> None:
    text = "  BÁO CÁO \n\n## Kết quả  thi đua\n- Đạt 95%\t12\n"
    document = read_file("bao-cao.txt", text)
    assert document.text == text
    assert document.format == "txt"
    assert [line for _, line in blocks_of(document)] == text.split("\n")
    assert [block.line_start for block in document.pages[0].blocks] == [1, 2, 3, 4, 5]


def test_line_ends_become_one_kind_and_the_mark_goes(read_file: ReadFile) -> None:
    document = read_file("a.txt", "Một\r\nHai\rBa\n".encode("utf-8-sig"))
    assert document.text == "Một\nHai\nBa\n"


def test_markdown_marks_stay(read_file: ReadFile) -> None:
    document = read_file("a.md", "# Báo cáo\n\n| TT | Chỉ tiêu |\n|---|---|\n| 1 | **Thu** |\n")
    assert document.format == "md"
    assert "| 1 | **Thu** |" in document.text


def test_markdown_that_sets_its_letterhead_in_html_is_no_page(read_file: ReadFile) -> None:
    text = (
        '<div align="center">UBND XÃ TÂN LÀI</div>\n\n## I. Kết quả\n\n| TT | Thu |\n|---|---|\n| 1 | 5 |\n'
    )
    assert read_file("a.md", text).format == "md"
    assert read_file("b.md", "<div><h2>I. Kết quả</h2><p>Thu đạt 5 tỷ đồng.</p></div>").format == "html"


def test_form_feeds_begin_pages(read_file: ReadFile) -> None:
    document = read_file("a.txt", "Trang một\nhết\n\fTrang hai\n\f")
    assert [page.number for page in document.pages] == [1, 2, 3]
    second = document.pages[1]
    assert text_of(document, second.blocks[0]) == "Trang hai"
    assert document.page_at(document.text.index("Trang hai")) == second
    assert second.blocks[0].line_start == document.line_at(second.blocks[0].start) == 3


def test_old_encoding_is_converted_with_a_note(read_file: ReadFile) -> None:
    document = read_file("cu.txt", "B¸o c¸o tæng kÕt phong trµo thi ®ua n¨m 2009".encode("latin-1"))
    assert document.text == "Báo cáo tổng kết phong trào thi đua năm 2009"
    assert any("TCVN3" in note for note in document.notes)


@given(st.text(alphabet="aế \n\f\tƠ1.", max_size=60))
def test_pages_and_lines_cover_the_text(text: str) -> None:
    pages = paged_lines(text)
    assert pages[0].start == 0
    assert pages[-1].end == len(text)
    assert all(one.end == two.start for one, two in itertools.pairwise(pages))
    for page in pages:
        for block in page.blocks:
            assert "\n" not in text[block.start : block.end]
            assert block.line_start == text.count("\n", 0, block.start) + 1


@pytest.mark.seeds
def test_the_real_reports_keep_their_text(without_ocr: Settings) -> None:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        pytest.skip("the real reports are not beside the project")
    for file in files:
        document = read(file, without_ocr)
        assert document.text == file.read_text("utf-8")
        assert document.notes == ()
