"""The gate before the page: who is signed in may pass, everybody else sees the sign-in form.

As long as no administrator exists, one person works on this machine alone and there is no
gate; the app then refuses to listen on any other address (``ui.server``).
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from foundation.errors import StoreError
from foundation.wording import say
from knowledge.people import Office
from knowledge.people.accounts import SOLE_USER, Account, AccountError
from ui.html import ASSETS, render

SIGN_IN, SIGN_OUT, HEALTH = "/dang-nhap", "/dang-xuat", "/suc-khoe"
HEALTHZ, METRICS = "/healthz", "/metrics"
# Without an account these can be reached as well: they tell no more than their visitor may know.
OPEN = frozenset({HEALTHZ, f"{HEALTHZ}/live", f"{HEALTHZ}/ready", METRICS})
# Where other programs come in with the tokens of accounts.
API, MCP = "/api/v1", "/mcp"
# What Gradio asks of itself when it has begun to listen; it starts the queue and tells nothing.
STARTING = "/gradio_api/startup-events"
COOKIE = "phien"
# Where the gate leaves the account for the listeners behind it.
ACCOUNT = "account"
_LONGEST_FORM = 4096  # bytes
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """ASGI middleware that lets requests pass with ``scope["state"]["account"]`` set, or answers itself."""

    def __init__(self, app: ASGIApp, office: Office, is_stopping: Callable[[], bool] = lambda: False) -> None:
        self._app = app
        self._office = office
        self._is_stopping = is_stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            answering = await self._answering(Request(scope, receive), scope)
            await answering(scope, receive, send)
        else:  # the page needs no other connections
            await WebSocketClose(1008)(scope, receive, send)

    async def _answering(self, request: Request, scope: Scope) -> ASGIApp:
        """Who answers a request: the gate's own page or refusal, or the program behind it."""
        path = request.url.path
        try:
            account = await run_in_threadpool(self._account, request)
        except StoreError as error:
            # Nobody can be known: the health checks answer, the others may come again.
            return self._app if path in OPEN - {METRICS} else _away(error)
        if account is not None and _is_foreign(request):
            return JSONResponse({"detail": say("ui.sign_in.foreign")}, HTTPStatus.FORBIDDEN)
        if self._is_stopping() and request.method not in _SAFE:
            return _later()
        if path in (SIGN_IN, SIGN_OUT, HEALTH):
            return await self._own_page(request)
        if account is None and path not in (STARTING, *OPEN):
            return _turned_away(request)
        if account is not None:
            scope.setdefault("state", {})[ACCOUNT] = account
        return self._app

    def _account(self, request: Request) -> Account | None:
        given = bearer(request)
        for token in filter(None, (given, request.cookies.get(COOKIE))):
            found = self._office.sign_in.account(token)
            if found is not None:
                return found
        if given and _is_for_programs(request.url.path):
            found = self._office.tokens.account(given)
            if found is not None:
                return found
        return None if self._office.accounts.has_administrator() else SOLE_USER

    async def _own_page(self, request: Request) -> Response:
        if request.url.path == HEALTH:
            return PlainTextResponse("ok")
        if request.url.path == SIGN_OUT and request.method == "POST":
            return self._sign_out(request)
        if request.url.path == SIGN_IN and request.method == "POST":
            return await self._sign_in(request)
        return _form()

    async def _sign_in(self, request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LONGEST_FORM:
                return _form(say("errors.sign_in_wrong"), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        fields = parse_qs(body.decode("utf-8", "replace"))
        name, password = (fields.get(key, [""])[0] for key in ("name", "password"))
        address = request.client.host if request.client else ""
        try:
            token = await run_in_threadpool(self._office.sign_in.sign_in, name, password, address)
        except AccountError as error:
            self._office.audit.note(name[:64], "refused", address)
            return _form(error.message, HTTPStatus.UNAUTHORIZED)
        self._office.audit.note(name[:64], "signed_in", address)
        response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        # Secure follows the request: behind TLS the cookie never travels without it.
        secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
        response.set_cookie(COOKIE, token, httponly=True, secure=secure, samesite="lax", path="/")
        return response

    def _sign_out(self, request: Request) -> Response:
        self._office.sign_in.sign_out(request.cookies.get(COOKIE, ""))
        response = RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)
        response.delete_cookie(COOKIE, path="/")
        return response


def bearer(request: Request) -> str:
    """The bearer token that a request came with, "" without one."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _is_foreign(request: Request) -> bool:
    """Whether another site's page sends a changing request with this person's cookie."""
    origin = request.headers.get("origin")
    if request.method in _SAFE or origin is None:
        return False
    return origin.partition("://")[2] != request.headers.get("host", "")


def _is_for_programs(path: str) -> bool:
    return path.startswith(f"{API}/") or path == MCP or path.startswith(f"{MCP}/")


def _later() -> Response:
    headers = {"retry-after": "10"}
    return JSONResponse({"detail": say("programs.stopping")}, HTTPStatus.SERVICE_UNAVAILABLE, headers)


def _away(error: StoreError) -> Response:
    return JSONResponse({"detail": error.message}, HTTPStatus.SERVICE_UNAVAILABLE, {"retry-after": "10"})


def _turned_away(request: Request) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)
    return JSONResponse({"detail": say("ui.sign_in.needed")}, HTTPStatus.UNAUTHORIZED)


def _form(message: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    style = (ASSETS / "sign_in.css").read_text(encoding="utf-8")
    page = render("sign_in", message=message, action=SIGN_IN, style=style)
    return HTMLResponse(page, status, headers={"cache-control": "no-store"})
