"""The chat in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from knowledge.people.conversations import Conversations
from tests.ui.actions import FIGURE, QUESTION, ask, open_citation, page_is_as_wide_as_the_screen
from tests.ui.conftest import App, OpenPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
def test_an_answer_opens_its_source_at_the_very_words(app: App, open_page: OpenPage, width: int) -> None:
    page = open_page(app, width)
    assert FIGURE in ask(page, QUESTION)
    assert FIGURE in open_citation(page)
    panel = page.locator(".source")
    expect(panel).to_be_in_viewport()
    expect(panel).to_contain_text("binh-khe-thuong-2023.txt")
    expect(panel).to_contain_text("Giảm nghèo")
    expect(page.locator("#cited")).to_be_in_viewport()
    assert page_is_as_wide_as_the_screen(page)
    page.click(".source .close")
    expect(panel).to_be_hidden()


def test_a_pdf_source_shows_its_page(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    ask(page, "Thu ngân sách của thị trấn Hà Trung năm 2023 là bao nhiêu?")
    open_citation(page)
    image = page.locator(".page-image img")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.complete && image.naturalWidth") > 300


def test_the_keyboard_reaches_the_source_and_comes_back(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    ask(page, QUESTION)
    mark = page.locator(".answer-text .mark").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#cited:visible")
    expect(page.locator(".source")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".source")).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_reload_keeps_the_conversation_and_its_citations(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    ask(page, QUESTION)
    page.reload()
    expect(page.locator(".answer-text")).to_contain_text(FIGURE)
    assert FIGURE in open_citation(page)


def test_feedback_is_stored_with_question_and_citations(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    ask(page, QUESTION)
    page.click("[data-event=feedback][data-value=down]")
    page.click("dialog button.primary")
    expect(page.locator(".judged")).to_contain_text("Đã gửi")
    with Conversations(app.store) as conversations:
        judged = conversations.review().judgements()[-1]
    assert (judged.vote, judged.question) == ("down", QUESTION)
    assert any(FIGURE in citation["quote"] for citation in judged.citations)


def test_conversations_are_renamed_switched_and_deleted(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    ask(page, QUESTION)
    page.click(".conversations li.current [data-event=rename]")
    page.fill("dialog input", "Hộ nghèo <b>2023</b>")
    page.keyboard.press("Enter")
    entry = page.locator(".conversations .open", has_text="Hộ nghèo <b>2023</b>")
    expect(entry).to_be_visible()
    page.click(".conversations [data-event=new]")
    page.wait_for_selector(".welcome")
    entry.click()
    expect(page.locator(".answer-text")).to_contain_text(FIGURE)
    page.click(".conversations li.current [data-event=delete]")
    page.click("dialog button.primary")
    page.wait_for_selector(".welcome")
    expect(entry).to_have_count(0)


def test_a_follow_up_and_a_suggestion_continue_the_talk(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    ask(page, QUESTION)
    assert "2,18%" in ask(page, "Còn xã Phúc Lũng Hạ thì sao?")
    page.click(".suggestions .chip >> nth=0")
    expect(page.locator(".turn")).to_have_count(3)
    page.wait_for_selector(".turn:nth-child(3) .tools")


def test_a_filter_narrows_what_is_asked(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    page.click("#filter-unit input")
    page.locator("#filter-unit [role=option]", has_text="Phúc Lũng Hạ").click()
    page.keyboard.press("Escape")
    answer = ask(page, "Tỷ lệ hộ nghèo là bao nhiêu?")
    assert "2,18%" in answer
    assert FIGURE not in answer


def test_copy_takes_answer_and_sources_as_plain_text(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.click(".tool[data-copy]")
    expect(page.locator(".tool[data-copy]")).to_contain_text("Đã chép")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert QUESTION in copied
    assert re.search(r"\[1\] binh-khe-thuong-2023\.txt, dòng \d+", copied)
    assert "**" not in copied


def test_dark_and_light_can_be_told_apart_and_are_kept(app: App, open_page: OpenPage) -> None:
    page = open_page(app, dark=True)
    ink = "getComputedStyle(document.querySelector('.welcome h2')).color"
    dark = page.evaluate(ink)
    page.click("[data-toggle=theme]")
    assert page.evaluate(ink) != dark
    page.reload()
    page.wait_for_selector(".welcome")
    page.wait_for_function("!document.body.classList.contains('dark')")


def test_the_page_says_its_language_and_name(app: App, open_page: OpenPage) -> None:
    page = open_page(app)
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.title() == "Trợ lý Thi đua – Khen thưởng"


def test_the_phone_opens_conversations_over_the_talk(app: App, open_page: OpenPage) -> None:
    page = open_page(app, 390)
    expect(page.locator("#rail")).to_be_hidden()
    page.click(".rail-toggle")
    expect(page.locator("#rail")).to_be_visible()
    page.click(".conversations [data-event=new]")
    expect(page.locator("#rail")).to_be_hidden()


def test_an_empty_store_shows_the_first_steps(empty_app: App, open_page: OpenPage) -> None:
    page = open_page(empty_app, 390)
    expect(page.locator(".welcome .steps li")).to_have_count(3)
    page.click(".welcome .primary")
    expect(page.locator("#upload-button")).to_be_visible()
    assert page_is_as_wide_as_the_screen(page)
