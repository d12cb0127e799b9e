"""The HTTP API: asking, documents, exports, checking a draft. docs/api.md tells how to use it.

Who asks is settled by the gate before a request comes here; every look-up goes through the desk
of that account, so a program sees what its account would see at the page and nothing else.
"""

from __future__ import annotations

import json
import logging
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from foundation.errors import NotFound, ProjectError
from foundation.events import happened, working
from foundation.wording import say
from ingest.draft import read_draft
from knowledge.check import Finding, check
from knowledge.export import EXPORTS
from knowledge.people.accounts import Account
from ui.gate import ACCOUNT, API
from ui.programs.limits import Pace, Turns, read_body
from ui.programs.shapes import Answered, Documents, DocumentTold, FindingTold, Question, Refusal
from ui.services import Desk, Services

_LONGEST_QUESTION = 1024 * 1024  # bytes, history included
_MOST_DOCUMENTS = 500  # of one page of the list
_REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"model": Refusal} for code in (401, 403, 404, 413, 422, 429, 503)
}

log = logging.getLogger(__name__)

Kind = Literal["documents", "awards", "indicators", "references"]


def _body() -> dict[str, Any]:
    """How OpenAPI is told of a body that is read under a limit of its own."""
    schema = Question.model_json_schema(ref_template="#/components/schemas/{model}")
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": _inlined(schema)}}}}


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose definitions stand in their places."""
    definitions = schema.pop("$defs", {})

    def inline(part: Any) -> Any:
        if isinstance(part, dict):
            if "$ref" in part:
                return inline(definitions[part["$ref"].rpartition("/")[2]])
            return {key: inline(value) for key, value in part.items()}
        return [inline(each) for each in part] if isinstance(part, list) else part

    inlined: dict[str, Any] = inline(schema)
    return inlined


def _file() -> dict[str, Any]:
    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {"requestBody": {"required": True, "content": content}}


def _desk(request: Request) -> Desk:
    """The desk of the account that a program acts for, its request counted."""
    account = request.scope.get("state", {}).get(ACCOUNT)
    if not isinstance(account, Account):  # the second lock; the gate lets no such request pass
        raise HTTPException(401, say("ui.sign_in.needed"))
    services, pace = request.app.state.services, request.app.state.pace
    wait = pace.wait_needed(account.name)
    if wait:
        most = services.settings.api_per_minute
        raise HTTPException(429, say("programs.too_often", most=most), {"retry-after": str(int(wait) + 1)})
    desk: Desk = services.desk_of(account)
    return desk


At = Annotated[Desk, Depends(_desk)]
routes = APIRouter()


def rest_api(services: Services, pace: Pace, turns: Turns) -> FastAPI:
    """The application to be mounted at ``/api/v1``; its description is at ``openapi.json`` there."""
    api = FastAPI(
        title=say("programs.title"), version="1", docs_url=None, redoc_url=None, responses=_REFUSALS,
        root_path_in_servers=False, servers=[{"url": API}],
    )  # fmt: skip
    api.state.services = services
    api.state.pace, api.state.turns = pace, turns
    api.include_router(routes)
    api.middleware("http")(_watched)
    _tell_errors(api)
    return api


@routes.post("/ask", response_model=Answered, openapi_extra=_body())
async def ask_question(request: Request, at: At) -> Response:
    """Ask a question; the answer cites its sources word for word."""
    asked = Question.model_validate_json(await read_body(request, _LONGEST_QUESTION))
    return JSONResponse(await run_in_threadpool(_answer, asked, at, request.app.state.turns))


@routes.get("/documents")
def list_documents(
    at: At,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST_DOCUMENTS)] = 100,
) -> Documents:
    """List the documents that the account may read."""
    every = at.knowledge_base.documents()
    page = [DocumentTold.of(each) for each in every[offset : offset + limit]]
    return Documents(total=len(every), documents=page)


@routes.get("/documents/{document_id}/text", response_class=PlainTextResponse)
def document_text(document_id: str, at: At) -> str:
    """The stored text of a document, which the places of all citations count."""
    return at.knowledge_base.original_text(document_id)


@routes.get("/export/{kind}", response_class=StreamingResponse)
def export(kind: Kind, at: At) -> StreamingResponse:
    """All records of a kind as JSON lines, each with its quote and place."""
    at.note("exported", f"{API}/export/{kind}")
    return StreamingResponse(_lines(kind, at), media_type="application/x-ndjson")


@routes.post("/check", response_model=list[FindingTold], openapi_extra=_file())
async def check_draft(
    request: Request, at: At, name: Annotated[str, Query(max_length=255)] = "draft.txt"
) -> Response:
    """Find the mistakes of a draft, which is the body of the request; nothing of it is stored."""
    if not at.account.drafts:
        raise HTTPException(403, say("people.may_not_draft"))
    content = await read_body(request, at.settings.max_file_mb * 2**20)
    if not content:
        raise HTTPException(422, say("programs.no_file"))
    found = await run_in_threadpool(_findings, content, name, at, request.app.state.turns)
    return JSONResponse([finding.as_json() for finding in found])


async def _watched(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    """Tell how a request went; its route's pattern, never its path, which may hold anything."""
    begun = time.perf_counter()
    # From here on, not from its turn on: a stop waits for requests that wait themselves.
    with working("request"):
        response = await call(request)
    route = getattr(request.scope.get("route"), "path", "")
    seconds = round(time.perf_counter() - begun, 4)
    happened("api_request", route=route, status=response.status_code, seconds=seconds)
    response.headers["cache-control"] = "no-store"
    return response


def _answer(asked: Question, at: Desk, turns: Turns) -> dict[str, Any]:
    with turns.one():
        at.note("asked", f"{API}/ask")
        return at.ask(asked.question, asked.turns(), asked.filters.filters()).as_json()


def _findings(content: bytes, name: str, at: Desk, turns: Turns) -> list[Finding]:
    with turns.one(), working("check"), tempfile.TemporaryDirectory() as folder:
        # Of the name that was sent only the ending is used, and of that only letters and digits.
        ending = "".join(letter for letter in Path(name).suffix[1:9] if letter.isalnum() and letter.isascii())
        file = Path(folder) / f"draft.{ending or 'txt'}"
        file.write_bytes(content)
        return list(check(read_draft(file, at.settings), at.knowledge_base, date.today()))


def _lines(kind: Kind, at: Desk) -> Iterator[str]:
    for row in EXPORTS[kind](at.knowledge_base):
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _tell_errors(api: FastAPI) -> None:
    """Have every error told as ``{"detail": ...}`` in Vietnamese, its cause only to the log."""

    @api.exception_handler(ProjectError)
    def refused(_request: Request, error: ProjectError) -> Response:
        return JSONResponse({"detail": error.message}, 404 if isinstance(error, NotFound) else 422)

    @api.exception_handler(RequestValidationError)
    def unfit(_request: Request, error: RequestValidationError) -> Response:
        return _unfit(error.errors())

    @api.exception_handler(ValidationError)
    def unfit_body(_request: Request, error: ValidationError) -> Response:
        return _unfit(error.errors(include_input=False, include_url=False))

    @api.exception_handler(Exception)
    def failed(_request: Request, error: Exception) -> Response:
        log.error("a request of a program failed", exc_info=error)
        return JSONResponse({"detail": say("programs.failed")}, 500)


def _unfit(errors: Any) -> Response:
    places = [".".join(str(part) for part in each["loc"]) + f" ({each['type']})" for each in errors[:5]]
    return JSONResponse({"detail": say("programs.unfit", detail=", ".join(places))}, 422)
