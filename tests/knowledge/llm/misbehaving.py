"""A small OpenAI-compatible server on loopback that answers as it is told to, well or badly.

A behaviour gets the request's JSON and the handler; most just say a text, as a stream of events.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]
Say = Callable[[Request], str]
Behaviour = Callable[[Request, "Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request; ``behaviour`` and ``seen`` are set by ``serving``."""

    behaviour: Behaviour
    seen: list[Request]

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.seen.append(request)
        try:
            type(self).behaviour(request, self)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: object) -> None:
        return

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def event(self, text: str | None, finish: str | None = None) -> None:
        delta = {} if text is None else {"content": text}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {
            "id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice],
        }  # fmt: skip
        self.raw(f"data: {json.dumps(chunk)}\n\n")

    def raw(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def say(self, text: str, piece: int = 7) -> None:
        """The whole text in small pieces, ended as the protocol ends."""
        self.begin()
        for start in range(0, len(text), piece):
            self.event(text[start : start + piece])
        self.event(None, "stop")
        self.raw("data: [DONE]\n\n")

    def fail(self, status: int, message: str = "no", **headers: str) -> None:
        self.begin(status, "application/json", **headers)
        self.raw(json.dumps({"error": {"message": message, "type": "t", "code": "c"}}))


class Server:
    """Where it listens, and the requests it has seen."""

    def __init__(self, address: str, seen: list[Request]) -> None:
        self.address = address
        self.seen = seen

    @property
    def sent(self) -> str:
        """Every word that was sent to it."""
        return "\n".join(message["content"] for request in self.seen for message in request["messages"])


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Server]:
    """A server with a behaviour, gone at the end."""
    seen: list[Request] = []
    handler = type("One", (Handler,), {"behaviour": staticmethod(behaviour), "seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}/v1", seen)
    finally:
        server.shutdown()
        server.server_close()


def saying(say: Say | str) -> Behaviour:
    """A well-behaved server with something to say."""

    def behave(request: Request, handler: Handler) -> None:
        handler.say(say if isinstance(say, str) else say(request))

    return behave


def material(request: Request) -> str:
    """What stands between the fences."""
    found = re.search(r"<<<\w+\n(.*)\n\w+>>>", request["messages"][-1]["content"], re.DOTALL)
    return found[1] if found else ""


def each_line(change: Callable[[str], str]) -> Say:
    """A reply that gives back every line of the material, changed."""
    return lambda request: "\n".join(change(line) for line in material(request).split("\n"))


# --- misbehaving ------------------------------------------------------------------------


def silent(_: Request, handler: Handler) -> None:
    time.sleep(3)
    handler.say("muộn")


def dribbling(_: Request, handler: Handler) -> None:
    """Never quite silent, never done."""
    handler.begin()
    for _piece in range(200):
        handler.event("a ")
        time.sleep(0.1)


def cutting(request: Request, handler: Handler) -> None:
    """Half of the first line, then the line goes dead."""
    handler.begin()
    handler.event(material(request)[:20])
    handler.wfile.flush()
    handler.close_connection = True


def broken_events(_: Request, handler: Handler) -> None:
    handler.begin()
    handler.raw('data: {"choices": [{"delta": {"content": "x"\n\n')


def a_web_page(_: Request, handler: Handler) -> None:
    handler.begin(200, "text/html")
    handler.raw("<html><body>Đăng nhập</body></html>")


def other_json(_: Request, handler: Handler) -> None:
    handler.begin()
    handler.raw('data: {"choices": "none", "ok": [1, 2]}\n\ndata: 7\n\ndata: [DONE]\n\n')


def over_quota(_: Request, handler: Handler) -> None:
    handler.fail(429, "insufficient_quota", retry_after="0")


def failing(_: Request, handler: Handler) -> None:
    handler.fail(500, "boom")


def locked(_: Request, handler: Handler) -> None:
    handler.fail(401, "bad key")


def endless(_: Request, handler: Handler) -> None:
    handler.begin()
    while True:
        handler.event("lặp lại mãi " * 50)


def elsewhere(_: Request, handler: Handler) -> None:
    handler.begin(307, location="http://127.0.0.1:9/v1/chat/completions")


def leaks(request: Request) -> str:
    """The whole prompt, instead of an answer."""
    return "\n".join(f"[S1] {line} [1]" for m in request["messages"] for line in m["content"].split("\n"))


def obeys(request: Request) -> str:
    """Does whatever the words sent to it tell it to: any quoted or colon-led order is carried out."""
    told = material(request)
    orders = re.findall(
        r"(?:trả lời|nói|ghi|viết|answer|say|output)[^:“]*[:“]\s*([^”\n]+)", told, re.IGNORECASE
    )
    reply = " ".join(orders) or "Tỷ lệ hộ nghèo là 0,01%"
    return "\n".join(
        (f"[S1] {reply} [1]", f"{reply} [1]", json.dumps({"question": reply}, ensure_ascii=False))
    )


INVENTIONS = (
    " với 7.391 hộ được hỗ trợ", ", tăng 71,7% so với kế hoạch", " theo Quyết định số 7431/QĐ-UBND",
    ", do đồng chí Nguyễn Thị Bịa phụ trách", ", được Chủ tịch nước tặng Huân chương Lao động hạng Nhất",
    " (căn cứ Nghị định số 7219/2019/NĐ-CP)", ", hai mươi tám tập thể được khen", " tại xã Phú Ảo",
)  # fmt: skip
# What of the inventions must never be shown.
INVENTED = (
    "7.391",
    "71,7",
    "7431",
    "Bịa",
    "Huân chương Lao động hạng Nhất",
    "7219",
    "hai mươi tám tập thể",
    "Phú Ảo",
)


class Inventor:
    """Rewords everything and adds something that no document says."""

    def __init__(self) -> None:
        self.said = 0

    def __call__(self, request: Request) -> str:
        return each_line(self._invented)(request)

    def _invented(self, line: str) -> str:
        self.said += 1
        return line.rstrip(".") + INVENTIONS[self.said % len(INVENTIONS)] + "."
