"""The MCP server with a real client over loopback, and with requests that a client would not send."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import httpx
import pytest
import uvicorn

from tests.ui.programs.conftest import HIDDEN, MakePlace, Place

pytest.importorskip("mcp", reason="the package mcp is not installed (requirements-mcp.txt)")

from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client


@contextmanager
def served(place: Place) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(place.app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        server.should_exit = True
        thread.join(10)


def called(address: str, token: str, *calls: tuple[str, dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The names of the tools, and what each call gives as text."""

    async def talk() -> tuple[list[str], list[str]]:
        headers = {"authorization": f"Bearer {token}"}
        async with (
            streamablehttp_client(address, headers=headers) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = [tool.name for tool in (await session.list_tools()).tools]
            told = [str((await session.call_tool(name, given)).content) for name, given in calls]
            return tools, told

    return anyio.run(talk)


def test_a_client_sees_what_its_account_sees(make_place: MakePlace) -> None:
    place = make_place(mcp_server=True)
    calls = (
        ("ask", {"question": "Tỷ lệ hộ nghèo của xã Kín Đáo năm 2023 là bao nhiêu?"}),
        ("search", {"text": "tỷ lệ hộ nghèo"}),
        ("documents", {}),
        ("ask", {"question": "a" * 5000}),
    )
    with served(place) as address:
        tools, (answer, found, listed, refused) = called(address, place.tokens["mai"], *calls)
        assert sorted(tools) == ["ask", "documents", "search"]
        assert "9,31" in answer
        assert "9,31" in found
        assert "kin-dao.txt" in listed
        assert "2000" in refused
        _, (answer, found, listed, _) = called(address, place.tokens["hung"], *calls)
        assert "9,31" not in answer  # the question's own words come back in the answer
        assert "4,72" in found
        assert not any(word in found + listed for word in HIDDEN)
        begin = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        accepts = {"accept": "application/json, text/event-stream"}
        for headers in ({}, {"authorization": "Bearer tdkt_" + "x" * 43}):
            assert httpx.post(address, json=begin, headers=accepts | headers).status_code == 401
        token = {"authorization": f"Bearer {place.tokens['hung']}"}
        assert httpx.post(address, json=begin, headers=accepts | token).status_code == 200
    noted = {(entry.who, entry.what) for entry in place.office.audit.all()}
    assert {("mai", "/mcp ask"), ("hung", "/mcp search")} <= noted


def test_it_is_off_unless_the_settings_ask_for_it(place: Place) -> None:
    assert place.client("mai").post("/mcp", json={}).status_code in (404, 405)
