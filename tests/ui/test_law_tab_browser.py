"""The law tab in a real browser: days, filters, who cites what, expired citations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.ui.actions import open_tab, page_is_as_wide_as_the_screen
from tests.ui.conftest import App, OpenPage, ingest, serve
from tests.ui.law_corpus import DECREE, OLD_LAW_NAME, PLAN, write_law_reports

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def law_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over the two reports that cite law."""
    folder = tmp_path_factory.mktemp("law-reports")
    store = tmp_path_factory.mktemp("law-app") / "store"
    write_law_reports(folder)
    ingest(folder, store)
    yield from serve(store)


def open_laws(page: Page) -> None:
    open_tab(page, "Văn bản")
    page.wait_for_selector(".laws:visible")


@pytest.mark.parametrize("width", [1280, 390])
def test_from_an_instrument_to_the_words_that_cite_it_and_back(
    law_app: App, open_page: OpenPage, width: int
) -> None:
    page = open_page(law_app, width)
    open_laws(page)
    page.click(f".laws tr:has-text('{DECREE}') [data-event=cell][data-number='{DECREE}']")
    expect(page.locator(".citing li")).to_have_count(2)
    page.click(f".citing li:has-text('{OLD_LAW_NAME}') [data-event=cite]")
    expect(page.locator("#cited:visible")).to_contain_text(DECREE)
    page.click(".source .back")
    expect(page.locator(".citing li")).to_have_count(2)
    page.keyboard.press("Escape")
    assert page_is_as_wide_as_the_screen(page)


def test_an_instrument_that_the_registry_does_not_know_opens_its_citations(
    law_app: App, open_page: OpenPage
) -> None:
    page = open_page(law_app)
    open_laws(page)
    row = page.locator(".laws tr", has=page.locator("strong", has_text=PLAN))
    expect(row).to_contain_text("Chưa có trong danh mục")
    row.locator("[data-event=cell]").click()
    expect(page.locator(".citing li")).to_have_count(1)
    page.click(".citing [data-event=cite]")
    expect(page.locator("#cited:visible")).to_contain_text(PLAN)


def test_the_day_and_the_filters_decide_what_is_listed(law_app: App, open_page: OpenPage) -> None:
    page = open_page(law_app)
    open_laws(page)
    row = page.locator(".laws tr", has=page.locator("strong", has_text=DECREE))
    expect(row).to_contain_text("Hết hiệu lực")
    page.fill("#laws-day input, #laws-day textarea", "31/12/2023")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Còn hiệu lực")
    page.click("#laws-status input")
    page.click("[role=option]:has-text('Chưa có hiệu lực')")
    expect(page.locator(".laws .badge.law-in_force")).to_have_count(0)
    expect(page.locator(".laws tr", has_text="98/2023/NĐ-CP").first).to_be_visible()
    page.fill("#laws-day input, #laws-day textarea", "cuối năm")
    page.keyboard.press("Enter")
    expect(page.locator(".toast-body").first).to_contain_text("ngày/tháng/năm")


def test_only_the_report_of_after_the_end_is_named(law_app: App, open_page: OpenPage) -> None:
    page = open_page(law_app)
    open_laws(page)
    rows = page.locator(".expired tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(OLD_LAW_NAME)
    expect(rows).to_contain_text("98/2023/NĐ-CP")
    rows.locator("[data-event=cite]").click()
    expect(page.locator("#cited:visible")).to_contain_text(DECREE)
