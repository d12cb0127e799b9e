"""The MCP server: a language model's program asks the same questions with the same rights.

Every call comes through the gate with its own token, so there is no session that could be
another account's; Gradio's own MCP server is not used, as it would offer the page's listeners.
Needs the package ``mcp`` (requirements-mcp.txt).
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from fastapi import HTTPException
from mcp.server.fastmcp import Context, FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute

from foundation.errors import ProjectError
from foundation.wording import say
from knowledge.people.accounts import Account
from ui.api import passage_told
from ui.asking import MAX_QUESTION
from ui.gate import ACCOUNT, MCP
from ui.programs.limits import Pace, Turns
from ui.programs.shapes import DocumentTold
from ui.server import Lifespan
from ui.services import Desk, Services

_MOST_PASSAGES, _MOST_DOCUMENTS = 30, 500

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")
AnyContext = Context[Any, Any, Any]


def mcp_server(services: Services, pace: Pace, turns: Turns) -> tuple[list[BaseRoute], Lifespan]:
    """The routes of the server at ``/mcp`` and the lifespan that it needs."""
    server = FastMCP(
        "tro-ly-tdkt",
        instructions=say("programs.mcp.instructions"),
        streamable_http_path=MCP,
        stateless_http=True,
        json_response=True,
        # Without accounts the host is all that keeps other sites' pages out; with them tokens do.
        transport_security=None if not services.is_guarded else _ANY_HOST,
        host=services.settings.host,
    )

    async def answered(context: AnyContext, text: str, work: Callable[[Desk], _Result]) -> _Result:
        if not text.strip() or len(text) > MAX_QUESTION:
            raise ToolError(say("ui.api.too_long", most=MAX_QUESTION))
        return await run_in_threadpool(_told, services, pace, turns, context, work)

    @server.tool(name="ask", description=say("programs.mcp.ask"))
    async def ask_tool(question: str, context: AnyContext) -> dict[str, Any]:
        def work(desk: Desk) -> dict[str, Any]:
            desk.note("asked", f"{MCP} ask")
            return desk.ask(question).as_json()

        return await answered(context, question, work)

    @server.tool(name="search", description=say("programs.mcp.search"))
    async def search_tool(text: str, context: AnyContext, k: int = 8) -> dict[str, Any]:
        def work(desk: Desk) -> dict[str, Any]:
            desk.note("asked", f"{MCP} search")
            found = desk.knowledge_base.search(text, k=min(max(k, 1), _MOST_PASSAGES))
            return {"passages": [passage_told(each) for each in found]}

        return await answered(context, text, work)

    @server.tool(name="documents", description=say("programs.mcp.documents"))
    async def documents_tool(context: AnyContext) -> dict[str, Any]:
        def work(desk: Desk) -> dict[str, Any]:
            every = desk.knowledge_base.documents()
            told = [DocumentTold.of(each).model_dump() for each in every[:_MOST_DOCUMENTS]]
            return {"total": len(every), "documents": told}

        return await answered(context, "documents", work)

    routes = list(server.streamable_http_app().routes)

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield

    return routes, lifespan


def _told(
    services: Services, pace: Pace, turns: Turns, context: AnyContext, work: Callable[[Desk], _Result]
) -> _Result:
    """What ``work`` gives at the desk of the account that calls; what is wrong is told in Vietnamese."""
    request = context.request_context.request
    account = None if request is None else request.scope.get("state", {}).get(ACCOUNT)
    if not isinstance(account, Account):  # the second lock; the gate lets no such request pass
        raise ToolError(say("ui.sign_in.needed"))
    if pace.wait_needed(account.name):
        raise ToolError(say("programs.too_often", most=services.settings.api_per_minute))
    try:
        with turns.one():
            return work(services.desk_of(account))
    except ProjectError as error:
        raise ToolError(error.message) from error
    except HTTPException as error:
        raise ToolError(str(error.detail)) from error
    except Exception as error:
        log.exception("a call of a program failed")
        raise ToolError(say("programs.failed")) from error


_ANY_HOST = TransportSecuritySettings(enable_dns_rebinding_protection=False)
