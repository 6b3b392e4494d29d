"""How every service answers: its time in a header, problem documents for whatever goes wrong."""

import logging
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.clock import Clock
from shared.failures import Retry
from shared.problems import Problem, answer_problem

CORRELATION = re.compile(r"^[A-Za-z0-9-]{8,64}$")  # it goes on the log and into logs: an id, no text
log = logging.getLogger(__name__)


class Around:
    """Around every request: 503 until ready, a correlation id for its logs, and `X-Now`, the server's time."""

    def __init__(self, app: ASGIApp, clock: Clock, is_ready: Callable[[], bool]) -> None:
        self._app, self._clock, self._is_ready = app, clock, is_ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif not self._is_ready() and not scope["path"].endswith("/api/ready"):
            await (await answer_problem(Request(scope), Problem("starting")))(scope, receive, send)
        else:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = Headers(scope=scope).get("x-correlation-id", "")
        correlation = given if CORRELATION.match(given) else str(uuid4())
        scope["correlation"] = correlation

        async def send_with_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Now"], headers["X-Correlation-Id"] = self._clock.now().isoformat(), correlation
            await send(message)

        with structlog.contextvars.bound_contextvars(correlation=correlation):
            await self._app(scope, receive, send_with_time)


def answer_problems(app: FastAPI) -> None:
    """Every error of this application becomes a problem document."""
    handlers: dict[Any, Any] = {
        Problem: answer_problem,
        HTTPException: _http,
        RequestValidationError: _invalid,
        Retry: _store_away,
        ClientDisconnect: _gone,
        Exception: _failure,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _http(request: Request, error: HTTPException) -> Response:
    code = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "body-unreadable")
    return await answer_problem(request, Problem(code))


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    faults = [{"field": ".".join(map(str, fault["loc"])), "fault": fault["type"]} for fault in error.errors()]
    return await answer_problem(request, Problem("command-invalid", errors=faults))


async def _store_away(request: Request, error: Retry) -> Response:
    return await answer_problem(request, Problem("store-away"))


async def _gone(request: Request, error: ClientDisconnect) -> Response:
    """Nobody hears this: the line broke while the body came in."""
    return await answer_problem(request, Problem("body-unreadable"))


async def _failure(request: Request, error: Exception) -> Response:
    log.error("request failed", exc_info=error)
    return await answer_problem(request, Problem("internal-error"))
