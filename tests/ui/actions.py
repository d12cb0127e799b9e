"""What a person does on the page."""

from __future__ import annotations

from playwright.sync_api import Page

QUESTION = "Tỷ lệ hộ nghèo của xã Bình Khê Thượng năm 2023 là bao nhiêu?"
FIGURE = "4,72%"
SETTLE_MS = 800  # after a load the tabs are measured before those that fit are shown


def ask(page: Page, question: str) -> str:
    """Ask and wait until the answer is complete; returns its text."""
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".turn:nth-child({before + 1}) .tools")
    return page.inner_text(".turn:last-child .answer-text")


def open_citation(page: Page) -> str:
    """Open the first citation of the last answer; returns the highlighted words."""
    page.click(".turn:last-child .answer-text .mark >> nth=0")
    page.wait_for_selector("#cited:visible")
    return page.inner_text("#cited")


def open_library(page: Page) -> None:
    open_tab(page, "Tài liệu")
    page.wait_for_selector("#documents h2:visible")


def open_document(page: Page, name: str) -> None:
    page.click(f".documents tr:has-text('{name}') .link")
    page.wait_for_selector(f".document:has-text('{name}')")


def page_is_as_wide_as_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def open_tab(page: Page, name: str) -> None:
    """Choose a tab; on a narrow screen it may stand in the menu of further tabs."""
    page.wait_for_selector("[role=tab]:visible")
    page.wait_for_timeout(SETTLE_MS)
    tab = page.locator("[role=tab]:visible", has_text=name)
    if tab.count():
        tab.first.click()
        return
    page.click(".overflow-menu > button")
    page.click(f".overflow-dropdown button:has-text('{name}')")
