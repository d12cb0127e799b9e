"""The tabs "Tổng hợp" and "Hồ sơ khen thưởng" in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.actions import open_tab, page_is_as_wide_as_the_screen
from tests.ui.award_corpus import DISTRICT_LINE, HARM, LATER_LINE, PROVINCE_LINE, write_award_reports
from tests.ui.conftest import App, OpenPage, ingest, serve

pytestmark = pytest.mark.browser

WIDTHS = pytest.mark.parametrize("width", [1280, 390])


@pytest.fixture(scope="module")
def awards_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over two communes' reports that tell of awards."""
    folder = tmp_path_factory.mktemp("award-reports")
    store = tmp_path_factory.mktemp("awards-app") / "store"
    write_award_reports(folder)
    ingest(folder, store)
    yield from serve(store)


def open_matrix(page: Page) -> None:
    open_tab(page, "Tổng hợp")
    page.wait_for_selector(".matrix table:visible")


def open_records(page: Page) -> None:
    open_tab(page, "Hồ sơ khen thưởng")
    page.wait_for_selector("#award-list h2:visible")


def matrix_row(page: Page, unit: str) -> Locator:
    return page.locator(".matrix tbody tr", has_text=unit)


def record(page: Page, *words: str) -> Locator:
    row = page.locator("#award-list tbody tr")
    for word in words:
        row = row.filter(has_text=word)
    return row


@WIDTHS
def test_a_cell_of_the_matrix_opens_its_source(awards_app: App, open_page: OpenPage, width: int) -> None:
    page = open_page(awards_app, width)
    open_matrix(page)
    expect(page.locator("#matrix h2")).to_have_text("Khen thưởng năm 2023")
    row = matrix_row(page, "xã Bình Khê Thượng")
    assert row.locator(".cell").all_inner_texts() == ["2", "5", "11", "24"]
    assert matrix_row(page, "xã Phúc Lũng Hạ").locator(".silent").count() == 2
    expect(page.locator(".group-total .total").first).to_have_text("2")
    assert page_is_as_wide_as_the_screen(page)
    row.locator(".cell").nth(3).click()
    expect(page.locator(".cell-records blockquote:visible")).to_contain_text("24 cá nhân")
    page.click(".cell-records .source-link")
    page.wait_for_selector("#cited:visible")
    assert page.inner_text("#cited:visible") in DISTRICT_LINE
    page.click(".source .back")
    expect(page.locator(".cell-records:visible")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".cell-records")).not_to_be_visible()
    sticky = page.evaluate("getComputedStyle(document.querySelector('.matrix tbody th')).position")
    assert sticky == "sticky"
    assert page_is_as_wide_as_the_screen(page)


def test_the_matrix_is_chosen_by_place_award_and_the_national_list(
    awards_app: App, open_page: OpenPage
) -> None:
    page = open_page(awards_app)
    open_matrix(page)
    page.click("#matrix-awards input")
    page.locator("#matrix-awards [role=option]", has_text="Bằng khen").click()
    expect(matrix_row(page, "xã Bình Khê Thượng").locator(".cell")).to_have_count(2)
    expect(matrix_row(page, "xã Phúc Lũng Hạ").locator(".silent")).to_have_count(2)


def test_the_matrix_comes_as_excel_with_its_sources(
    awards_app: App, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(awards_app)
    open_matrix(page)
    with page.expect_download() as download:
        page.click("#matrix [data-event=excel]")
    file = tmp_path / "tong-hop.xlsx"
    download.value.save_as(file)
    assert download.value.suggested_filename == "tong-hop-khen-thuong.xlsx"
    book = openpyxl.load_workbook(file)
    table, sources = book["Tổng hợp"], book["Nguồn"]
    rows = {row[0]: row for row in table.iter_rows(min_row=3, values_only=True)}
    assert rows["xã Bình Khê Thượng"][3:7] == (2, 5, 11, 24)
    assert rows["xã Phúc Lũng Hạ"][3:5] == ("không nêu", "không nêu")
    named = next(row for row in sources.iter_rows(min_row=3, values_only=True) if row[5] == 5)
    assert named[8:10] == ("binh-khe-2023.txt", None)
    assert named[11] in PROVINCE_LINE


@WIDTHS
def test_a_record_is_corrected_shown_as_such_counted_and_restored(
    awards_app: App, open_page: OpenPage, width: int
) -> None:
    page = open_page(awards_app, width)
    open_records(page)
    mine = record(page, "13 cá nhân")
    mine.locator("[data-event=cite]").click()
    page.wait_for_selector("#cited:visible")
    assert page.inner_text("#cited:visible") in LATER_LINE
    page.keyboard.press("Escape")
    mine.locator("[data-event=edit]").click()
    page.wait_for_selector(".award-work:visible")
    page.fill("#award-count", "mười")
    page.click(".award-work [data-event=save]")
    expect(page.locator(".toast-body")).to_contain_text("Số lượng")
    page.fill("#award-count", "31")
    page.click(".award-work [data-event=save]")
    expect(mine).to_contain_text("Đã sửa")
    expect(mine).to_contain_text("Máy đọc: Số lượng 13")
    assert page_is_as_wide_as_the_screen(page)
    open_matrix(page)
    expect(matrix_row(page, "xã Phúc Lũng Hạ").locator(".cell", has_text="31")).to_be_visible()
    open_records(page)
    page.click("#award-list [data-event=history]")
    expect(page.locator(".history tbody tr")).to_contain_text("Số lượng: 13 → 31")
    page.click(".history [data-event=undo]")
    expect(record(page, "13 cá nhân")).not_to_contain_text("Đã sửa")
    open_matrix(page)
    expect(matrix_row(page, "xã Phúc Lũng Hạ").locator(".cell", has_text="13")).to_be_visible()


def test_a_rejected_record_is_gone_until_it_is_taken_back(awards_app: App, open_page: OpenPage) -> None:
    page = open_page(awards_app)
    open_records(page)
    record(page, "02 tập thể").locator("[data-event=edit]").click()
    page.click(".award-work [data-event=reject]")
    page.click("dialog button.primary")
    expect(record(page, "02 tập thể")).to_have_count(0)
    page.click("#award-list [data-event=history]")
    page.click(".history [data-event=undo]")
    expect(record(page, "02 tập thể")).to_have_count(1)


@WIDTHS
def test_a_record_is_added_with_a_quote_or_by_hand(awards_app: App, open_page: OpenPage, width: int) -> None:
    page = open_page(awards_app, width)
    open_records(page)
    page.click("#award-list [data-event=compose]")
    page.wait_for_selector(".award-work:visible")
    values = {"unit": "xã Bình Khê Thượng", "recipient": f"đội văn nghệ {width}", "count": "1",
              "award": "Giấy khen đột xuất", "period": "2023", "document": "binh-khe-2023.txt"}  # fmt: skip
    for name, value in values.items():
        page.fill(f"#award-{name}", value)
    page.select_option("#award-recipient_kind", "tập thể")
    page.select_option("#award-authority_level", "xã")
    page.fill("#award-quote", "một câu không có trong văn bản")
    page.click(".award-work [data-event=append]")
    expect(page.locator(".toast-body")).to_contain_text("Không tìm thấy đúng câu trích")
    page.fill("#award-quote", "phong trào thi đua xây dựng nông thôn mới")
    page.click(".award-work [data-event=append]")
    added = record(page, f"đội văn nghệ {width}")
    expect(added).to_contain_text("Thêm theo nguồn")
    added.locator("[data-event=edit]").click()
    page.click(".award-work [data-event=undo]")
    expect(added).to_have_count(0)
    page.click("#award-list [data-event=compose]")
    page.fill("#award-unit", "xã Tân Hương Lũng")
    page.fill("#award-award", "Giấy khen")
    page.select_option("#award-recipient_kind", "cá nhân")
    page.select_option("#award-authority_level", "xã")
    page.check(".award-form [name=manual]")
    page.click(".award-work [data-event=append]")
    typed = record(page, "xã Tân Hương Lũng")
    expect(typed).to_contain_text("Nhập tay")
    expect(typed).to_contain_text("không có nguồn")
    typed.locator("[data-event=undo]").click()
    page.click("dialog button.primary")
    expect(typed).to_have_count(0)


@WIDTHS
def test_records_are_filtered_and_harmful_words_stay_text(
    awards_app: App, open_page: OpenPage, width: int
) -> None:
    page = open_page(awards_app, width)
    open_records(page)
    page.fill("#awards-text input", "hop tac xa")
    page.keyboard.press("Enter")
    expect(page.locator("#award-list h2")).to_have_text("Hồ sơ khen thưởng (1)")
    expect(record(page, HARM)).to_have_count(1)
    record(page, HARM).locator("[data-event=edit]").click()
    expect(page.locator("#award-recipient")).to_have_value(f"Hợp tác xã {HARM}")
    open_matrix(page)
    matrix_row(page, "xã Phúc Lũng Hạ").locator(".cell").first.click()
    expect(page.locator(".cell-records:visible")).to_contain_text(HARM)
    assert page.evaluate("window.harmed") is None
    assert page.locator("img[onerror]").count() == 0
    assert page_is_as_wide_as_the_screen(page)
