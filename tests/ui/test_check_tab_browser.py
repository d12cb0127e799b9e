"""The checking tab in a real browser: paste, upload, places, exports, errors; nothing is stored."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.ui.actions import open_library, open_tab, page_is_as_wide_as_the_screen
from tests.ui.conftest import App, OpenPage
from tests.ui.faulty_draft import FAULTY, FRACTION, IMPOSSIBLE_DAY

pytestmark = pytest.mark.browser


def check_pasted(page: Page, words: str = FAULTY) -> None:
    open_tab(page, "Kiểm tra")
    page.fill("#check-text textarea", words)
    page.click("#check-run")
    page.wait_for_selector(".check-result")


def choose_file(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.click("#check-upload")
    chooser.value.set_files(str(file))


@pytest.mark.parametrize("width", [1280, 390])
def test_findings_and_their_places_lead_to_each_other(app: App, open_page: OpenPage, width: int) -> None:
    page = open_page(app, width)
    check_pasted(page)
    finding = page.locator(".finding", has_text=FRACTION).first
    finding.locator("[data-show]").first.click()
    marked = page.locator(".checked-text mark.current")
    expect(marked.first).to_be_in_viewport()
    assert FRACTION in "".join(marked.all_inner_texts())
    page.locator(".checked-text mark", has_text=IMPOSSIBLE_DAY).first.click()
    expect(page.locator(".finding.current")).to_contain_text(IMPOSSIBLE_DAY)
    expect(page.locator(".finding.current")).to_be_in_viewport()
    assert page.evaluate("window.harmed") is None
    assert page_is_as_wide_as_the_screen(page)


def test_an_uploaded_file_is_checked_exported_and_not_stored(
    app: App, open_page: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "du-thao.docx"
    document = docx.Document()
    for line in FAULTY.splitlines():
        document.add_paragraph(line)
    document.save(str(file))
    page = open_page(app)
    open_tab(page, "Kiểm tra")
    choose_file(page, file)
    expect(page.locator("#check-title")).to_contain_text("du-thao.docx")
    with page.expect_download() as download:
        page.click("#check-result [data-event=excel]")
    download.value.save_as(tmp_path / "out.xlsx")
    cells = [str(cell) for row in openpyxl.load_workbook(tmp_path / "out.xlsx").active.values for cell in row]
    assert any(FRACTION in cell for cell in cells)
    with page.expect_download() as download:
        page.click("#check-result [data-event=docx]")
    download.value.save_as(tmp_path / "out.docx")
    tables = docx.Document(str(tmp_path / "out.docx")).tables
    assert any(FRACTION in cell.text for table in tables for row in table.rows for cell in row.cells)
    open_library(page)
    expect(page.locator("#documents")).not_to_contain_text("du-thao.docx")


def test_nothing_and_a_broken_file_are_told_kindly(app: App, open_page: OpenPage, tmp_path: Path) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 not a package")
    page = open_page(app)
    open_tab(page, "Kiểm tra")
    page.click("#check-run")
    expect(page.locator(".toast-body")).to_contain_text("Chưa có nội dung")
    choose_file(page, broken)
    expect(page.locator(".toast-body").last).to_contain_text("hong.docx")
    expect(page.locator(".check-result")).to_have_count(0)
