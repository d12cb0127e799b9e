"""Many people asking at once: ``python -m benchmarks.load [--people 50] [--questions 4]``.

Starts the app over the sample corpus and asks it through its HTTP endpoint, as programs and
the page do; every person asks the next question as soon as the last one is answered.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_S = 180.0
QUESTIONS = (
    "Những xã nào được Bằng khen của Chủ tịch UBND tỉnh?",
    "Nghị định 91/2017/NĐ-CP còn hiệu lực không?",
    "So sánh tỷ lệ hộ nghèo của các xã",
    "ai co tham quyen tang giay khen",
    "Có bao nhiêu cá nhân được tặng Giấy khen?",
    "Các xã nêu những hạn chế nào trong công tác khen thưởng?",
)


def ask(address: str, question: str, page: str) -> float:
    """Ask one question from an open page; returns the seconds until its answer was there.

    Raises:
        RuntimeError: the endpoint gave an error instead of an answer.
    """
    began = time.perf_counter()
    body = json.dumps({"data": [question, None, None], "session_hash": page}).encode()
    call = urllib.request.Request(
        f"{address}/gradio_api/call/ask", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(call, timeout=60) as reply:
        event = json.load(reply)["event_id"]
    with urllib.request.urlopen(f"{address}/gradio_api/call/ask/{event}", timeout=60) as stream:
        told = stream.read().decode()
    if "event: complete" not in told or '"answer"' not in told:
        raise RuntimeError(told[:200])
    return time.perf_counter() - began


def measure(address: str, people: int, questions: int) -> tuple[list[float], list[str]]:
    """The seconds of every answer, and what went wrong, when ``people`` ask at the same time."""
    taken: list[float] = []
    wrong: list[str] = []
    start = threading.Barrier(people)

    def person(number: int) -> None:
        page = f"page-{number}"
        ask(address, QUESTIONS[0], page)  # opens the page: the app makes its state with the first event
        start.wait()
        for turn in range(questions):
            try:
                taken.append(ask(address, QUESTIONS[(number + turn) % len(QUESTIONS)], page))
            except (RuntimeError, OSError) as error:
                wrong.append(repr(error))

    threads = [threading.Thread(target=person, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, wrong


def main() -> None:
    """Start the app, measure, print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--questions", type=int, default=4, help="questions of each person")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as store, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {"STORE_DIR": store, "PORT": str(port), "HOST": "127.0.0.1"}
        app = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_answered(address)
            taken, wrong = measure(address, wanted.people, wanted.questions)
        finally:
            app.terminate()
            app.wait(30)
    taken.sort()
    told = {"people": wanted.people, "questions": len(taken) + len(wrong), "errors": len(wrong)}
    if taken:
        at_95 = taken[int(len(taken) * 0.95)]
        told |= {"p50_s": statistics.median(taken), "p95_s": at_95, "longest_s": taken[-1]}
    for error in sorted(set(wrong)):
        print(f"error: {error}", file=sys.stderr)
    print(json.dumps(told))


def wait_until_answered(address: str) -> None:
    """Wait until the app has loaded its models, then have it answer each question once.

    Raises:
        TimeoutError: it does not in ``START_S`` seconds.
    """
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz/ready", timeout=10):
                break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    else:
        raise TimeoutError(address)
    for question in QUESTIONS:
        ask(address, question, "first")


if __name__ == "__main__":
    main()
