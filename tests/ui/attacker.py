"""Events sent to the app past its page, as somebody would who wants more than they are given."""

from __future__ import annotations

import json
import secrets
from typing import Any

import httpx

PASSWORD = "bến nước 1985"


class Visitor:
    """A signed-in person (or, without a name, a stranger) who talks to the server directly."""

    def __init__(self, address: str, name: str = "") -> None:
        self.http = httpx.Client(base_url=address, timeout=60)
        if name:
            answer = self.http.post("/dang-nhap", data={"name": name, "password": PASSWORD})
            assert answer.status_code == 303, answer.text
            self._config = self.http.get("/config").json()

    def event(self, panel: str, event: str, inputs: list[Any], **sent: str) -> Any:
        """What the listener of a panel's event gives for these inputs, or its error as text."""
        return self._run(self._number(panel, event), inputs, sent)

    def load(self, listener: str, inputs: list[Any]) -> Any:
        """What a listener gives that runs when the page is opened."""
        number = next(d["id"] for d in self._config["dependencies"] if d["api_name"] == listener)
        return self._run(number, inputs, {})

    def call(self, endpoint: str, *arguments: Any) -> str:
        """The events that the program's own endpoint answers with."""
        begun = self.http.post(f"/gradio_api/call/{endpoint}", json={"data": list(arguments)})
        if begun.status_code != 200:
            return f"{begun.status_code}"
        return self.http.get(f"/gradio_api/call/{endpoint}/{begun.json()['event_id']}").text

    def _number(self, panel: str, event: str) -> int:
        of = {
            component["id"]
            for component in self._config["components"]
            if component["props"].get("elem_id") == panel
        }
        for dependency in self._config["dependencies"]:
            if any(target[0] in of and target[1] == event for target in dependency["targets"]):
                return int(dependency["id"])
        raise LookupError(f"{panel} has no event {event}")

    def _run(self, number: int, inputs: list[Any], sent: dict[str, str]) -> Any:
        session = secrets.token_hex(6)
        joined = self.http.post(
            "/gradio_api/queue/join",
            json={"data": inputs, "fn_index": number, "session_hash": session, "event_data": sent},
        )
        assert joined.status_code == 200, joined.text
        last: Any = None
        with self.http.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
            for line in stream.iter_lines():
                if not line.startswith("data: "):
                    continue
                told = json.loads(line[6:])
                if told["msg"] == "process_completed":
                    output = told["output"]
                    return output.get("data", last) if told["success"] else str(output.get("error"))
                if told["msg"] == "process_generating" and told["success"]:
                    last = told["output"]["data"]
        return last
