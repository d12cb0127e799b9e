"""Take the pictures in ``docs/screenshots`` anew: ``python docs/screenshots.py``.

Starts the app over a fresh store with the sample corpus and photographs it in Chromium.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
QUESTION = "Thu ngân sách của thị trấn Hà Trung năm 2023 là bao nhiêu?"
FAULTY = """ỦY BAN NHÂN DÂN
XÃ ĐỒNG KHỞI NAM
Số: 21/BC-UBND

Đồng Khởi Nam, ngày 18 tháng 12 năm 2024

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2024

Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ;

I. KẾT QUẢ
Có 45/90 hộ đạt chuẩn, đạt tỷ lệ 60%.
Ngày 31/02/2024 xã phát động đợt thi đua cao điểm.
"""
START_S = 300.0
SETTLE_S = 0.8


@contextmanager
def running_app() -> Iterator[str]:
    """The address of the app over a fresh store that holds the samples."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as store:
        environment = os.environ | {"STORE_DIR": store, "PORT": str(port)}
        app = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment)
        try:
            _wait_for(address, app)
            yield address
        finally:
            app.terminate()
            app.wait()


def _wait_for(address: str, app: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and app.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/config", timeout=2).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the app did not start")


def _page(browser: Browser, address: str, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(address)
    page.wait_for_selector(".welcome")
    return page


def _picture(page: Page, name: str) -> None:
    time.sleep(SETTLE_S)
    page.screenshot(path=PICTURES / f"{name}.png")


def _ask_and_open_source(page: Page) -> None:
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .tools")
    page.click(".answer-text .mark >> nth=0")
    page.wait_for_selector("#cited:visible")


def _award_tabs(page: Page) -> None:
    """The summary with an open cell, and the records with one of them open to be corrected."""
    page.click("[role=tab]:has-text('Tổng hợp')")
    page.click(".matrix .counted .cell >> nth=1")
    page.wait_for_selector(".cell-records")
    _picture(page, "summary-wide")
    page.keyboard.press("Escape")
    page.click("[role=tab]:has-text('Hồ sơ khen thưởng')")
    page.wait_for_selector("#award-list h2")
    _picture(page, "records-wide")
    page.click("#award-list [data-event=edit] >> nth=1")
    page.wait_for_selector(".award-work:visible")
    _picture(page, "record-wide")


def _law_tab(page: Page) -> None:
    """The registry of today with the reports that cite a decree at its side."""
    page.click("[role=tab]:has-text('Văn bản')")
    page.wait_for_selector(".laws:visible")
    page.click(".laws [data-event=cell] >> nth=0")
    page.wait_for_selector(".citing li")
    _picture(page, "law-wide")
    page.keyboard.press("Escape")
    page.locator("#law-timeline").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#law-timeline').scrollIntoView()")
    _picture(page, "law-timeline-wide")


def _drafting_tab(page: Page) -> None:
    """A draft of a commune from its own figures."""
    page.click("[role=tab]:has-text('Soạn thảo')")
    for field, chosen in (("unit", "Khánh Cư"), ("period", "năm 2023")):
        page.click(f"#draft-{field} input")
        page.click(f"[role=option]:visible:has-text('{chosen}') >> nth=0")
    page.click("#draft-compose")
    page.wait_for_selector("#draft-text")
    _picture(page, "draft-wide")


def _checking_tab(page: Page) -> None:
    """A draft with mistakes, one of them chosen."""
    page.click("[role=tab]:has-text('Kiểm tra')")
    page.fill("#check-text textarea", FAULTY)
    page.click("#check-run")
    page.wait_for_selector(".check-result")
    page.click(".finding [data-show] >> nth=0")
    page.evaluate("document.querySelector('.check-result').scrollIntoView()")
    _picture(page, "check-wide")


def main() -> None:
    """All pictures: welcome, a citation, then one or two of each tab, wide and narrow."""
    PICTURES.mkdir(exist_ok=True)
    with running_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        wide = _page(browser, address, 1280, 860)
        _picture(wide, "welcome-wide")
        _ask_and_open_source(wide)
        _picture(wide, "citation-wide")
        wide.keyboard.press("Escape")
        _award_tabs(wide)
        _law_tab(wide)
        _drafting_tab(wide)
        _checking_tab(wide)
        wide.click("[role=tab]:has-text('Tài liệu')")
        _picture(wide, "library-wide")
        wide.click(".documents tr:has-text('ha-trung') .link")
        wide.wait_for_selector(".document:visible")
        _picture(wide, "document-wide")
        narrow = _page(browser, address, 390, 844)
        _ask_and_open_source(narrow)
        _picture(narrow, "citation-narrow")
        narrow.reload()
        narrow.click("[role=tab]:visible:has-text('Tổng hợp')")
        narrow.wait_for_selector(".matrix table")
        _picture(narrow, "summary-narrow")
        browser.close()


if __name__ == "__main__":
    main()
