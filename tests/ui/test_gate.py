"""The gate, as a browser and as an attacker meet it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from foundation.collection import Collection
from foundation.errors import StoreError
from knowledge.people import Office
from ui.gate import ACCOUNT, COOKIE, HEALTH, SIGN_IN, SIGN_OUT, Gate

PASSWORD = "bến nước 1985"
BROWSER = {"accept": "text/html"}


async def behind(request: Request) -> PlainTextResponse:
    account = request.scope["state"][ACCOUNT]
    return PlainTextResponse(f"{account.name}/{account.role}")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    routes = [Route("/{rest:path}", behind, methods=["GET", "POST"])]
    app = Starlette(routes=routes, middleware=[Middleware(Gate, office=office)])
    with TestClient(app, base_url="http://may-huyen", follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def closed(office: Office) -> None:
    office.accounts.add("mai", "administrator", frozenset(Collection), PASSWORD)
    office.accounts.add("hung", "leader", frozenset({Collection.PUBLIC}), PASSWORD)


def signed_in(client: TestClient, name: str = "hung") -> None:
    answer = client.post(SIGN_IN, data={"name": name, "password": PASSWORD})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


def test_while_accounts_cannot_be_read_nobody_passes_and_a_message_says_why(
    office: Office, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> bool:
        raise StoreError("database_away", place="10.0.0.4/kho")

    monkeypatch.setattr(office.accounts, "has_administrator", away)
    answer = client.get("/", headers=BROWSER)
    assert answer.status_code == 503
    assert "10.0.0.4/kho" in answer.json()["detail"]
    assert client.get("/gradio_api/call/ask").status_code == 503


def test_other_connections_are_closed(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/"):
        pass
    assert closed.value.code == 1008


def test_one_person_needs_no_account(client: TestClient) -> None:
    assert client.get("/").text == "/administrator"


@pytest.mark.usefixtures("closed")
def test_strangers_see_the_form_or_a_refusal(client: TestClient) -> None:
    page = client.get("/", headers=BROWSER)
    assert (page.status_code, page.headers["location"]) == (303, SIGN_IN)
    assert client.get("/config").status_code == 401
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    assert client.get("/gradio_api/file=/etc/passwd").status_code == 401
    assert client.get(HEALTH).text == "ok"
    assert "Đăng nhập" in client.get(SIGN_IN).text


@pytest.mark.usefixtures("closed")
def test_the_gate_closes_as_soon_as_there_is_an_administrator(client: TestClient, office: Office) -> None:
    office.accounts.remove("mai")
    assert client.get("/").status_code == 200
    office.accounts.add("lan", "administrator", frozenset(Collection), PASSWORD)
    assert client.get("/").status_code == 401


@pytest.mark.usefixtures("closed")
def test_a_session_passes_and_ends(client: TestClient, office: Office) -> None:
    signed_in(client)
    assert client.get("/any").text == "hung/leader"
    token = client.cookies[COOKIE]
    assert client.post(SIGN_OUT).status_code == 303
    assert client.get("/any", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401
    assert [entry.action for entry in office.audit.all()] == ["signed_in"]


@pytest.mark.usefixtures("closed")
def test_the_cookie_is_kept_from_scripts(client: TestClient) -> None:
    answer = client.post(SIGN_IN, data={"name": "hung", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    behind_tls = {"x-forwarded-proto": "https"}
    answer = client.post(SIGN_IN, data={"name": "hung", "password": PASSWORD}, headers=behind_tls)
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.usefixtures("closed")
def test_wrong_guesses_are_told_and_noted(client: TestClient, office: Office) -> None:
    answer = client.post(SIGN_IN, data={"name": "<b>hung</b>", "password": "sai"})
    assert answer.status_code == 401
    assert "không đúng" in answer.text
    assert "<b>hung" not in answer.text
    assert [(entry.action, entry.who) for entry in office.audit.all()] == [("refused", "<b>hung</b>")]
    for _ in range(6):
        answer = client.post(SIGN_IN, data={"name": "hung", "password": "sai"})
    assert "15 phút" in answer.text


@pytest.mark.usefixtures("closed")
def test_made_up_sessions(client: TestClient) -> None:
    for token in ("", "x" * 5000, "' OR ''='", "../../people.sqlite"):
        assert client.get("/any", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401
        assert client.get("/any", headers={"authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.usefixtures("closed")
def test_another_sites_page_cannot_use_the_session(client: TestClient) -> None:
    signed_in(client)
    assert client.post("/any", headers={"origin": "http://trang-khac"}).status_code == 403
    assert client.post(SIGN_OUT, headers={"origin": "http://trang-khac"}).status_code == 403
    assert client.post("/any", headers={"origin": "http://may-huyen"}).status_code == 200


@pytest.mark.usefixtures("closed")
def test_an_endless_form_is_cut(client: TestClient) -> None:
    assert client.post(SIGN_IN, content=b"name=" + b"x" * 100_000).status_code == 413


@pytest.mark.usefixtures("closed")
def test_a_program_passes_with_its_token(client: TestClient, office: Office) -> None:
    token = office.sign_in.sign_in("hung", PASSWORD, "x")
    assert client.get("/any", headers={"authorization": f"Bearer {token}"}).text == "hung/leader"
