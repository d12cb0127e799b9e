"""A running app over a small store, and a browser that watches what the page does."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.ui.corpus import write_reports

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
START_S = 240.0  # a machine may be busy with other tests
# What Gradio logs when a page is left or reloaded while its event stream is open.
LEAVING = (
    "AbortError: signal is aborted",
    "Connection errored out",
    "Error: Connection errored out",
    "Unexpected error Connection errored out",
    "Unexpected error 404: Not Found",
    "Unexpected error network error",
    "TypeError: network error",
    "network error",
)
WAIT_MS = 60_000  # no measure of speed: the first upload loads the model, on a busy machine slowly


@dataclass(frozen=True)
class App:
    """A running app: its address and the folder of its store."""

    url: str
    store: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(store: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "STORE_DIR": str(store),
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "OMP_NUM_THREADS": "1",
    }


def ingest(folder: Path, store: Path) -> None:
    """Read the reports of a folder into a store, as a person does."""
    command = [sys.executable, "-m", "ingest", str(folder), "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, env=environment(store, 1), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def serve(store: Path, ready: str = "/config") -> Iterator[App]:
    """The app as a person starts it, in a process of its own, without the samples."""
    store.mkdir(parents=True, exist_ok=True)
    (store / "samples-were-read").touch()
    port = free_port()
    with (store / "app.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=environment(store, port), stdout=log, stderr=log
        )
    app = App(f"http://127.0.0.1:{port}", store)
    try:
        _wait_until_served(app, process, ready)
        yield app
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_until_served(app: App, process: subprocess.Popen[bytes], ready: str) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{app.url}{ready}", timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail("the app did not start:\n" + (app.store / "app.log").read_text())


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over the two reports, the hostile one and a PDF of the sample corpus."""
    folder = tmp_path_factory.mktemp("reports")
    store = tmp_path_factory.mktemp("app") / "store"
    write_reports(folder)
    for pdf in sorted((ROOT / "samples" / "reports").glob("*.pdf"))[:1]:
        shutil.copy(pdf, folder)
    ingest(folder, store)
    yield from serve(store)


@pytest.fixture(scope="session")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over an empty store."""
    yield from serve(tmp_path_factory.mktemp("empty-app") / "store")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed on this machine")
    expect.set_options(timeout=WAIT_MS)  # its own default of 5 s is short on a busy machine
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did that it must not do: errors, and requests to other places."""

    address: str
    troubles: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.lstrip().startswith(LEAVING):
            self.troubles.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.troubles.append(f"request: {request.url}")


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages of a given width; at the end none of them may have had troubles."""
    watches: list[Watch] = []
    contexts = []

    def open_one(app: App, width: int = 1280, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 820}, color_scheme="dark" if dark else "light"
        )
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        watch = Watch(app.url)
        watches.append(watch)
        page = context.new_page()
        page.on("console", watch.console)
        page.on("pageerror", lambda error: watch.troubles.append(f"page error: {error}"))
        page.on("request", watch.request)
        page.goto(app.url)
        page.wait_for_selector(".welcome")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [trouble for watch in watches for trouble in watch.troubles] == []
