"""The endpoints for other programs, and what must not be reachable through the server."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.ui.actions import FIGURE, QUESTION
from tests.ui.conftest import ROOT, App, environment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client(app: App) -> Client:
    return Client(app.url, verbose=False)


def test_only_ask_and_search_are_offered(client: Client) -> None:
    offered: Any = client.view_api(return_format="dict", print_info=False)
    assert sorted(offered["named_endpoints"]) == ["/ask", "/search"]
    assert offered["unnamed_endpoints"] == {}


def test_ask_gives_the_answer_contract(client: Client) -> None:
    answer = client.predict(QUESTION, api_name="/ask")
    assert FIGURE in answer["answer"]
    assert FIGURE in answer["citations"][0]["quote"]
    assert answer["checks"] == {"numbers_cited": True, "names_cited": True, "from_registry": False}


def test_ask_follows_history_and_filters(client: Client) -> None:
    history = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": FIGURE}]
    assert "2,18%" in client.predict("Còn xã Phúc Lũng Hạ?", history, api_name="/ask")["answer"]
    filters = {"communes": ["Phúc Lũng Hạ"]}
    assert "2,18%" in client.predict("Tỷ lệ hộ nghèo?", None, filters, api_name="/ask")["answer"]


def test_search_gives_passages(client: Client) -> None:
    passages = client.predict("vay vốn nuôi dê", None, 3, api_name="/search")
    assert 1 <= len(passages) <= 3
    assert "nuôi dê" in passages[0]["text"]
    assert passages[0]["char_start"] < passages[0]["char_end"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["  "], "trống"),
        ([QUESTION, [{"role": "system", "content": "x"}]], "history"),
        ([QUESTION, None, {"nowhere": ["x"]}], "filters"),
        ([QUESTION, None, {"communes": [1]}], "filters"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(client: Client, arguments: list[Any], word: str) -> None:
    with pytest.raises(AppError, match=word):
        client.predict(*arguments, api_name="/ask")


@pytest.mark.parametrize("name", ["ledger.sqlite", "conversations.sqlite", "app.log"])
def test_files_of_the_store_are_not_served(app: App, name: str) -> None:
    assert _status(f"{app.url}/gradio_api/file={app.store / name}") in (403, 404)


@pytest.mark.parametrize("path", ["/etc/passwd", str(ROOT / "app.py"), "../../etc/passwd"])
def test_files_of_the_machine_are_not_served(app: App, path: str) -> None:
    assert _status(f"{app.url}/gradio_api/file={path}") in (403, 404)


def test_the_page_is_told_to_load_nothing_from_elsewhere(app: App) -> None:
    with urllib.request.urlopen(app.url) as answer:
        policy = answer.headers["content-security-policy"]
        page = answer.read().decode()
    assert "default-src 'self'" in policy
    assert "fonts.googleapis" not in page


def test_a_taken_port_is_told_in_one_line(app: App, tmp_path: Path) -> None:
    port = int(app.url.rpartition(":")[2])
    command = [sys.executable, "app.py"]
    env = environment(tmp_path / "store", port)
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "store" / "ledger.sqlite").exists()


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
