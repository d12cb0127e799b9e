"""The addresses of health and counters, and who may read the counters."""

from __future__ import annotations

import secrets
from ipaddress import ip_address

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foundation.settings import Settings
from foundation.wording import say
from knowledge.people.accounts import Account
from ui.gate import ACCOUNT, HEALTHZ, METRICS, bearer
from ui.watch.health import Health, overall
from ui.watch.metrics import Metrics

# A proxy on this machine makes everybody look as if they were here; it tells by these.
_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip", "via")
_FRESH = {"cache-control": "no-store"}


def watch_routes(health: Health, metrics: Metrics, settings: Settings) -> list[Route]:
    """``/healthz``, ``/healthz/live``, ``/healthz/ready`` and ``/metrics``."""

    async def live(_request: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers=_FRESH)

    async def ready(_request: Request) -> Response:
        parts = await run_in_threadpool(health.parts)
        status = overall(parts)
        code = 503 if status == "unavailable" else 200
        return JSONResponse({"status": status, "parts": parts}, code, headers=_FRESH)

    async def counters(request: Request) -> Response:
        if not _may_count(request, settings.metrics_token):
            return JSONResponse({"detail": say("people.may_not_administer")}, 403)
        text = await run_in_threadpool(metrics.text)
        return Response(text, headers=_FRESH, media_type=CONTENT_TYPE_LATEST)

    return [
        Route(HEALTHZ, ready),
        Route(f"{HEALTHZ}/ready", ready),
        Route(f"{HEALTHZ}/live", live),
        Route(METRICS, counters),
    ]


def _may_count(request: Request, token: str) -> bool:
    """An administrator, who has the token of the settings, or, where there is none, this machine."""
    account = request.scope.get("state", {}).get(ACCOUNT)
    if isinstance(account, Account) and account.administers:
        return True
    if token:
        return secrets.compare_digest(bearer(request).encode(), token.encode())
    return _is_here(request)


def _is_here(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
