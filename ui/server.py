"""Serving the page: on one address, to this machine's browser, with nothing loaded from elsewhere."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foundation.errors import SettingsError
from foundation.settings import Settings
from knowledge.people import Office
from ui.gate import Gate
from ui.html import ASSETS, asset
from ui.theme import theme

# The page may load only from here. Gradio's own scripts are partly inline and compile their
# templates at run time, hence the two "unsafe" sources; "data:" is for page images.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_HEADERS = {
    b"content-security-policy": _POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    # Nothing to other sites; to its own, because a form sent without it has the origin "null".
    b"referrer-policy": b"same-origin",
}


Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is served beside the page: routes, and what they need while the server runs."""

    routes: Sequence[BaseRoute] = ()
    lifespan: Lifespan | None = None
    is_stopping: Callable[[], bool] = lambda: False


_NOTHING = Beside()


class ClosedPage:
    """ASGI middleware that adds the headers which keep the page to itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; of an HTTP answer, add the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in _HEADERS]
                message["headers"] = [*kept, *_HEADERS.items()]
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def check_port(host: str, port: int) -> None:
    """Whether the address can be listened on.

    Raises:
        SettingsError: another program holds the port, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingsError("port_taken", str(error), host=host, port=port) from error


@contextmanager
def kept_to_itself() -> Iterator[None]:
    """Set what Gradio reads from the environment: no reports home, uploads in a folder of our own.

    The folder is private to this process and gone with it; an upload leaves it as soon as it
    is read into the store.
    """
    with tempfile.TemporaryDirectory(prefix="uploads-") as folder:
        os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
        os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
        os.environ["GRADIO_TEMP_DIR"] = folder
        yield


def launch_options(settings: Settings, office: Office, beside: Beside) -> dict[str, Any]:
    """The arguments of ``Blocks.launch``."""
    styles = "".join(asset(f"{name}.css") for name in ("style", "drafting", "law", "check", "review"))
    return {
        "server_name": settings.host,
        "server_port": settings.port,
        "share": False,
        "quiet": True,
        "show_error": False,  # of unexpected errors; refusals are shown all the same
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "enable_monitoring": False,
        "footer_links": [],
        "allowed_paths": [],
        "blocked_paths": [str(Path.cwd()), str(settings.store_dir.resolve())],
        "max_file_size": settings.max_file_mb * 2**20,
        "favicon_path": ASSETS / "favicon.svg",
        "theme": theme(),
        # Not through "css": Gradio would put its own container before every selector.
        "head": f"<style>{styles}</style><script>{asset('page.js')}</script>",
        "app_kwargs": {
            "middleware": [
                Middleware(ClosedPage),
                Middleware(Gate, office=office, is_stopping=beside.is_stopping),
            ],
            "routes": list(beside.routes),
            "lifespan": beside.lifespan,
        },
        "prevent_thread_lock": True,
    }


def check_closed(host: str, office: Office) -> None:
    """Whether strangers are kept out: other machines may reach the page only when people sign in.

    Raises:
        SettingsError: the address is not this machine's own and there is no administrator yet.
    """
    if not _is_loopback(host) and not office.accounts.has_administrator():
        raise SettingsError("people_need_administrator", host=host)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def serve(blocks: gr.Blocks, settings: Settings, office: Office, beside: Beside = _NOTHING) -> str:
    """Start serving in the background; returns the address to open.

    Raises:
        SettingsError: the address cannot be listened on, or anybody could come in there.
    """
    check_closed(settings.host, office)
    check_port(settings.host, settings.port)
    _, address, _ = blocks.queue(max_size=64).launch(**launch_options(settings, office, beside))
    return str(address)
