"""The library tab in a real browser, and documents that mean harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.actions import ask, open_citation, open_document, open_library, page_is_as_wide_as_the_screen
from tests.ui.conftest import App, OpenPage
from tests.ui.corpus import HOSTILE_NAME, HOSTILE_WORDS, LOWLAND, UPLAND

pytestmark = pytest.mark.browser


def upload(page: Page, *files: Path) -> None:
    page.set_input_files("#upload input[type=file]", [str(file) for file in files])
    page.wait_for_selector(f".upload-progress:has-text('Đã xử lý {len(files)} tệp')")


def test_good_bad_and_known_files_are_each_told_apart(app: App, open_page: OpenPage, tmp_path: Path) -> None:
    good, bad, known = tmp_path / "moi.txt", tmp_path / "hong.docx", tmp_path / "ban-sao.txt"
    good.write_text(UPLAND.replace("2023", "2021").replace("8,412", "6,105"), encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 this is no document")
    known.write_text(LOWLAND, encoding="utf-8")
    page = open_page(app)
    open_library(page)
    upload(page, good, bad, known)
    outcome = page.locator(".upload-progress li")
    expect(outcome.filter(has_text="moi.txt")).to_contain_text("Đã thêm")
    expect(outcome.filter(has_text="hong.docx")).to_contain_text("Không đọc được")
    expect(outcome.filter(has_text="hong.docx").locator("p")).not_to_be_empty()
    expect(outcome.filter(has_text="ban-sao.txt")).to_contain_text("phuc-lung-ha-2023.txt")
    expect(page.locator(".documents tr", has_text="moi.txt")).to_be_visible()


def test_a_namesake_with_other_content_replaces_nothing(
    app: App, open_page: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "phuc-lung-ha-2023.txt"
    file.write_text(UPLAND.replace("Bình Khê Thượng", "Vân Hội Trung"), encoding="utf-8")
    page = open_page(app)
    open_library(page)
    upload(page, file)
    expect(page.locator(".documents .file").get_by_text("phuc-lung-ha-2023.txt", exact=True)).to_be_visible()
    expect(page.locator(".documents .file").get_by_text("phuc-lung-ha-2023 (2).txt")).to_be_visible()


def test_a_document_is_deleted_after_a_question(app: App, open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "se-xoa.txt"
    file.write_text(LOWLAND.replace("Phúc Lũng Hạ", "Tà Sùng"), encoding="utf-8")
    page = open_page(app)
    open_library(page)
    upload(page, file)
    row = page.locator(".documents tr", has_text="se-xoa.txt")
    row.locator("[data-event=remove]").click()
    page.click("dialog button:not(.primary)")
    expect(row).to_be_visible()
    row.locator("[data-event=remove]").click()
    page.click("dialog button.primary")
    expect(row).to_have_count(0)


def test_a_corrected_field_persists(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    open_library(page)
    open_document(page, "binh-khe-thuong-2023.txt")
    page.fill("#identity-signer", "Giàng A Sửa")
    page.click("#save-signer")
    expect(page.locator(".field", has_text="Người ký")).to_contain_text("Do người dùng sửa")
    page.reload()
    open_library(page)
    open_document(page, "binh-khe-thuong-2023.txt")
    expect(page.locator("#identity-signer")).to_have_value("Giàng A Sửa")
    page.click(".document [data-event=reread]")
    page.wait_for_selector(".upload-progress:has-text('Đã thay bản cũ')")
    open_document(page, "binh-khe-thuong-2023.txt")
    expect(page.locator("#identity-signer")).to_have_value("Giàng A Sửa")


def test_opening_another_document_forgets_what_was_typed(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    open_library(page)
    open_document(page, "binh-khe-thuong-2023.txt")
    page.fill("#identity-issuer", "gõ dở")
    open_document(page, "phuc-lung-ha-2023.txt")
    expect(page.locator("#identity-issuer")).not_to_have_value("gõ dở")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_hostile_document_is_shown_as_text(app: App, open_page: OpenPage, width: int) -> None:
    page = open_page(app, width)
    ask(page, "Tỷ lệ hộ nghèo của xã Đồng Mác năm 2022 là bao nhiêu?")
    open_citation(page)
    expect(page.locator(".source .excerpt")).to_contain_text(HOSTILE_WORDS)
    expect(page.locator(".source .excerpt")).to_contain_text("[tại đây](http://harm.invalid/a)")
    ask(page, "Thu ngân sách của xã Đồng Mác năm 2022 là bao nhiêu?")
    page.keyboard.press("Escape")
    open_library(page)
    open_document(page, HOSTILE_NAME)
    expect(page.locator(".document .text .excerpt")).to_contain_text("$x^2$")
    assert page.evaluate("window.harmed") is None
    assert page.locator("img[onerror], a[href*='harm.invalid'], img[src*='harm.invalid']").count() == 0
    assert page_is_as_wide_as_the_screen(page)
