"""The drafting tab in a real browser: draft, sources, edits, changes, phrases, export."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.ui.actions import open_tab, page_is_as_wide_as_the_screen
from tests.ui.conftest import App, OpenPage

pytestmark = pytest.mark.browser

# The first search of a process loads the models.
FIRST_MS = 60_000
UNIT = "xã Bình Khê Thượng, huyện Lạc Phong"


def open_drafting(page: Page) -> None:
    open_tab(page, "Soạn thảo")
    page.wait_for_selector(".welcome-draft:visible")


def compose(page: Page, unit: str = UNIT, period: str = "2023") -> None:
    page.fill("#draft-unit input", unit)
    page.keyboard.press("Enter")
    page.fill("#draft-period input", period)
    page.keyboard.press("Enter")
    page.click("#draft-compose")
    page.wait_for_selector("#draft-text", timeout=FIRST_MS)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_draft_shows_its_sources_and_its_blanks(app: App, open_page: OpenPage, width: int) -> None:
    page = open_page(app, width)
    open_drafting(page)
    compose(page)
    figure = page.locator(".draft-paragraph", has_text="46,5 triệu đồng").first
    expect(figure).to_be_visible()
    assert page.locator("#draft-text .blank").count() > 3
    figure.locator(".mark").first.click()
    expect(page.locator("#cited:visible")).to_contain_text("46,5 triệu đồng")
    page.keyboard.press("Escape")
    assert page_is_as_wide_as_the_screen(page)


def test_an_edit_survives_a_change_and_is_exported(app: App, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(app)
    open_drafting(page)
    compose(page)
    edited = page.locator("[data-paragraph='giai-phap/chung-0']")
    edited.fill("Câu do người soạn viết <b>lại</b>.")
    page.fill("#draft-change", "bỏ phần giáo dục")
    page.click("#draft-apply")
    expect(page.locator(".draft-paragraph", has_text="Giáo dục")).to_have_count(0)
    expect(page.locator("[data-paragraph='giai-phap/chung-0']")).to_have_text(
        "Câu do người soạn viết <b>lại</b>."
    )
    expect(page.locator(".draft-paragraph.edited small")).to_have_text(["đã sửa"])
    with page.expect_download() as download:
        page.click("#drafting [data-event=docx]")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "du-thao-xa-binh-khe-thuong-2023.docx"
    text = "\n".join(p.text for p in docx.Document(str(file)).paragraphs)
    assert "Câu do người soạn viết <b>lại</b>." in text
    assert "Giáo dục" not in text


def test_a_period_is_chosen_or_written_in_words(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    open_drafting(page)
    page.click("#draft-period input")
    assert page.locator("[role=option]:visible").first.inner_text().strip().startswith("năm ")
    compose(page, period="6 tháng đầu năm 2031")
    expect(page.locator("#draft-text-panel h2")).to_contain_text("6 tháng đầu năm 2031")


def test_shorter_is_shorter_and_back(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    open_drafting(page)
    compose(page)
    whole = len(page.inner_text("#draft-text"))
    button = page.locator("[data-toggle-option=brief]")
    button.click()
    expect(page.locator("[data-toggle-option=brief][aria-pressed=true]")).to_be_visible()
    assert len(page.inner_text("#draft-text")) < whole
    button.click()
    expect(page.locator("[data-toggle-option=brief][aria-pressed=false]")).to_be_visible()
    assert len(page.inner_text("#draft-text")) == whole


def test_figures_of_a_workbook_are_used_and_named(app: App, open_page: OpenPage, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024"],
        [1, "Thu nhập bình quân đầu người", "triệu đồng/người/năm", "49,2"],
        [2, "Tỷ lệ hộ nghèo", "%", "3,95"],
    ):
        workbook.active.append(row)
    file = tmp_path / "so-lieu-2024.xlsx"
    workbook.save(file)
    page = open_page(app)
    open_drafting(page)
    page.click("#draft-own > button")
    page.set_input_files("#draft-upload input[type=file], input[type=file][accept*='.xlsx']", str(file))
    expect(page.locator("#draft-upload-told")).to_contain_text("Đã đọc 2 số liệu")
    compose(page, period="2024")
    line = page.locator(".draft-paragraph", has_text="49,2 triệu đồng/người/năm").first
    expect(line).to_contain_text("số liệu từ tệp so-lieu-2024.xlsx")


def test_phrases_are_found_with_their_source(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    open_drafting(page)
    page.fill("#phrase-text", "giúp hộ vay vốn nuôi dê, trồng quế")
    page.click("#phrase-find")
    found = page.locator(".phrases li").first
    expect(found).to_contain_text("vay vốn")
    found.locator("[data-event=cite]").click()
    expect(page.locator("#cited:visible")).to_contain_text("vay vốn")


def test_nothing_chosen_and_nonsense_are_told_kindly(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    open_drafting(page)
    page.click("#draft-compose")
    expect(page.locator(".toast-body")).to_contain_text("Hãy chọn hoặc nhập đơn vị")
    compose(page)
    page.fill("#draft-change", "bịa thêm số liệu")
    page.click("#draft-apply")
    expect(page.locator(".toast-body").last).to_contain_text("không tự đặt")
