"""For other programs: the HTTP API with tokens, and the MCP server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.routing import BaseRoute, Mount

from foundation.errors import SettingsError
from ui.gate import API
from ui.programs.limits import Pace, Turns
from ui.programs.rest import rest_api
from ui.server import Lifespan
from ui.services import Services

__all__ = ["for_programs"]


def for_programs(services: Services) -> tuple[list[BaseRoute], Lifespan]:
    """The routes of the HTTP API and, where the settings ask for it, of the MCP server.

    The lifespan has to be entered while they are served.

    Raises:
        SettingsError: the MCP server is wanted and its package is not installed.
    """
    pace, turns = Pace(services.settings.api_per_minute), Turns()
    mounted: list[BaseRoute] = [Mount(API, rest_api(services, pace, turns))]
    if not services.settings.mcp_server:
        return mounted, _nothing
    try:
        from ui.programs.mcp_server import mcp_server
    except ImportError as error:
        raise SettingsError("mcp_missing", str(error)) from error
    routes, lifespan = mcp_server(services, pace, turns)
    return [*mounted, *routes], lifespan


@asynccontextmanager
async def _nothing(_app: Any) -> AsyncIterator[None]:
    yield
