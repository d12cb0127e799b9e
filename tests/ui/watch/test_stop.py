"""A real process is told to stop while questions are on their way."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from tests.ui.conftest import ROOT, environment, free_port

pytestmark = pytest.mark.slow

START_S = 180.0


def test_running_questions_are_answered_and_the_process_ends_well(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with KnowledgeBase.open(Settings(store_dir=store)):
        (store / "samples-were-read").touch()
    port = free_port()
    given = environment(store, port) | {"STOP_SECONDS": "60", "LOG_FORMAT": "json"}
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=given, stdout=out, stderr=out)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process, log)
        with ThreadPoolExecutor(6) as people:
            asked = [
                people.submit(httpx.post, f"{address}/api/v1/ask", json={"question": "hộ nghèo?"}, timeout=90)
                for _ in range(6)
            ]
            _wait_until_taken(address, asked)
            process.send_signal(signal.SIGTERM)
            codes = [one.result().status_code for one in asked]
        assert process.wait(90) == 0, log.read_text()
    finally:
        process.kill()
    assert set(codes) == {200}
    assert "Traceback" not in log.read_text()


def _wait_until_taken(address: str, asked: list[Future[httpx.Response]]) -> None:
    """Wait until every question is being worked on or answered, as the counters tell."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        # Counted before looking: what ends in between would be counted as done and as running.
        done = sum(one.done() for one in asked)
        told = httpx.get(f"{address}/metrics", timeout=20).text
        running = re.search(r'^tdkt_running\{kind="request"\} (\d+)', told, re.MULTILINE)
        if done + int(running[1] if running else 0) >= len(asked):
            return
        time.sleep(0.05)
    pytest.fail("the questions were not taken")


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/healthz/ready", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    pytest.fail("the app did not start:\n" + log.read_text())
