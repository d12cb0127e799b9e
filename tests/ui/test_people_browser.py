"""People at the page: who is shown what, conversations, and feedback that becomes a question."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from eval.questions import ValueGold, load_questions
from foundation.collection import EVERYTHING, Collection
from foundation.settings import Settings
from ingest.pipeline import ingest
from knowledge.base import KnowledgeBase
from knowledge.people import Office
from tests.ui.actions import (
    FIGURE,
    QUESTION,
    ask,
    open_document,
    open_library,
    open_tab,
    page_is_as_wide_as_the_screen,
)
from tests.ui.attacker import PASSWORD
from tests.ui.conftest import WAIT_MS, App, serve
from tests.ui.corpus import UPLAND, write_reports

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app with an administrator, an officer and a leader over three reports."""
    reports, store = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("office") / "store"
    write_reports(reports)
    settings = Settings(store_dir=store)
    with KnowledgeBase.open(settings) as base:
        ingest([reports], base, settings)
    with Office(store) as people:
        people.accounts.add("mai", "administrator", EVERYTHING, PASSWORD)
        people.accounts.add("lan", "officer", EVERYTHING, PASSWORD)
        people.accounts.add("hung", "leader", frozenset({Collection.PUBLIC}), PASSWORD)
    yield from serve(store, ready="/suc-khoe")


@pytest.fixture(scope="module")
def as_person(browser: Browser, office: App) -> Iterator[object]:
    contexts = []

    def signed_in(name: str, width: int = 1366) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 820}, accept_downloads=True)
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        page.goto(office.url)
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_selector(".welcome")
        return page

    yield signed_in
    for context in contexts:
        context.close()


def tabs(page: Page) -> set[str]:
    """The tabs that somebody is shown, those in the menu of further tabs included."""
    page.wait_for_selector(".person")
    page.wait_for_timeout(500)
    return {text.strip() for text in page.locator("[role=tab]:visible").all_inner_texts() if text.strip()}


def test_signing_in_and_out(office: App, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(office.url)
    page.fill("[name=name]", "lan")
    page.fill("[name=password]", "không phải mật khẩu")
    page.click("button[type=submit]")
    expect(page.locator("body")).to_contain_text("không đúng")
    page.fill("[name=name]", "lan")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    expect(page.locator(".person")).to_contain_text("lan")
    page.click(".sign-out")
    page.wait_for_selector("[name=password]")
    page.goto(office.url)
    expect(page.locator("[name=password]")).to_be_visible()
    page.context.close()


def test_an_officer_uploads_into_a_chosen_collection(office: App, as_person, tmp_path: Path) -> None:
    file = tmp_path / "noi-bo.txt"
    file.write_text(UPLAND.replace("Bình Khê Thượng", "Nà Phặc").replace("4,72%", "8,15%"), encoding="utf-8")
    page = as_person("lan")
    open_library(page)
    page.click("#upload-into input")
    page.locator("#upload-into [role=option]", has_text="Nội bộ xã").click()
    page.set_input_files("#upload input[type=file]", str(file))
    page.wait_for_selector(".upload-progress:has-text('Đã xử lý 1 tệp')")
    with KnowledgeBase.open(Settings(store_dir=office.store)) as base:
        (kept,) = [each for each in base.documents() if each.name == "noi-bo.txt"]
    assert kept.collection == Collection.COMMUNE
    open_document(page, "noi-bo.txt")
    expect(page.locator(".document [data-event=correct]")).to_have_count(0)
    expect(page.locator(".document [data-event=remove]")).to_have_count(0)
    expect(page.locator(".document [data-event=reread]")).to_have_count(1)
    assert tabs(page) >= {"Soạn thảo", "Kiểm tra"}
    assert not tabs(page) & {"Phản hồi", "Nhật ký"}


def test_a_leader_is_shown_nothing_to_upload_correct_or_delete(as_person) -> None:
    page = as_person("hung")
    assert not tabs(page) & {"Soạn thảo", "Kiểm tra", "Phản hồi", "Nhật ký"}
    open_library(page)
    expect(page.locator("#upload-button, #upload-into")).to_have_count(0)
    open_document(page, "binh-khe-thuong-2023.txt")
    for event in ("correct", "remove", "reread"):
        expect(page.locator(f"[data-event={event}]")).to_have_count(0)
    open_tab(page, "Hồ sơ khen thưởng")
    page.wait_for_selector("#award-list h2:visible, #award-list .none:visible")
    expect(page.locator("[data-event=compose], [data-event=edit], [data-event=history]")).to_have_count(0)


@pytest.mark.parametrize("width", [1366, 390])
def test_a_conversation_is_searched_renamed_filed_and_deleted(as_person, width: int) -> None:
    page = as_person("hung", width)
    assert FIGURE in ask(page, QUESTION)
    if width < 760:
        page.click(".rail-toggle")
    page.click(".conversations li.current [data-event=rename]")
    page.fill("dialog input", f"Giảm nghèo vùng cao {width}")
    page.keyboard.press("Enter")
    entry = page.locator("#conversations .open", has_text=f"Giảm nghèo vùng cao {width}")
    expect(entry).to_be_visible()
    for words, n in (("vung cao", 1), ("hộ nghèo", 1), ("không hề nói", 0)):
        page.fill("#search-conversations input", words)
        expect(page.locator(".found [role=status]")).to_contain_text(words)
        expect(page.locator(".found .open")).to_have_count(n)
        expect(entry).to_be_hidden()
    page.fill("#search-conversations input", "4,72")
    expect(page.locator(".found mark")).to_contain_text("4,72")
    page.click(".found .open")
    expect(page.locator(".answer-text")).to_contain_text(FIGURE)
    if width < 760:
        page.click(".rail-toggle")
    page.fill("#search-conversations input", "")
    expect(entry).to_be_visible()
    with page.expect_download() as download:
        page.click(".conversations li.current [data-event=docx]")
    assert download.value.suggested_filename == f"hoi-dap-giam-ngheo-vung-cao-{width}.docx"
    filed = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    told = "\n".join(paragraph.text for paragraph in filed.paragraphs)
    assert QUESTION in told
    assert re.search(r"\[1\] .+\(tệp binh-khe-thuong-2023\.txt\), dòng \d+.*“.*4,72%", told)
    assert page_is_as_wide_as_the_screen(page)
    page.click(".conversations li.current [data-event=delete]")
    page.click("dialog button.primary")
    expect(entry).to_have_count(0)


def test_feedback_is_reviewed_and_becomes_an_evaluation_question(office: App, as_person) -> None:
    officer = as_person("lan")
    ask(officer, "Xã Bình Khê Thượng giúp bao nhiêu hộ vay vốn năm 2023?")
    ask(officer, QUESTION)
    officer.click(".turn:last-child [data-event=feedback][data-value=down]")
    officer.check("dialog [value=wrong]")
    officer.fill("dialog textarea", "Đúng ra là 4,27 %")
    officer.click("dialog button.primary")
    expect(officer.locator(".judged")).to_contain_text("Đã gửi")
    page = as_person("mai")
    open_tab(page, "Phản hồi")
    judgement = page.locator(".judgement")
    expect(judgement).to_have_count(1)
    expect(judgement).to_contain_text(QUESTION)
    expect(judgement).to_contain_text("Đúng ra là 4,27 %")
    expect(judgement).to_contain_text("Sai số liệu")
    expect(page.locator("#review-list")).not_to_contain_text("vay vốn")
    judgement.locator("[data-event=question]").click()
    expect(page.locator("#eval-question")).to_have_value(QUESTION)
    page.select_option("#eval-gold", "value")
    page.fill("#eval-value", "4,27 | 4,270")
    page.fill("#eval-unit", "%")
    page.fill("#eval-document", "binh-khe-thuong-2023.txt")
    page.fill("#eval-quote", "không có câu này")
    page.click("#review-work [data-event=keep]")
    expect(page.locator(".toast-body")).to_contain_text("Câu trích không có")
    page.fill("#eval-quote", "Tỷ lệ hộ nghèo của xã còn 4,72%")
    page.click("#review-work [data-event=keep]")
    expect(page.locator(".questions")).to_contain_text(QUESTION)
    (question,) = load_questions(office.store / "eval-questions.jsonl")
    assert question.question == QUESTION
    assert question.gold == ValueGold(("4,27", "4,270"), "%")
    page.click(".states [data-state=looking]")
    judgement.locator("[data-event=settle][data-state=done]").click()
    expect(page.locator(".states [data-state=done]")).to_contain_text("(1)")
    open_tab(page, "Nhật ký")
    expect(page.locator(".trail")).to_contain_text("câu hỏi kiểm tra")
    officer.click(".judged [data-value=none]")
    expect(officer.locator(".judged")).to_have_count(0)
