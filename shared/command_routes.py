"""POST …/api/commands and …/api/commands/batch: the same in every service."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response

from shared.access import Pass
from shared.bodies import read_json
from shared.commanding import Answer, Door
from shared.failures import Retry
from shared.metrics import ANSWER_SECONDS, COMMANDS_TAKEN
from shared.parts import Parts
from shared.problems import Problem, language_of

PeopleIn = Callable[[bytes], set[UUID]]  # the persons that a decision names


def command_routes(parts: Parts, door: Door, people_in: PeopleIn) -> APIRouter:
    """The router. Who may send what stands beside each command's model (`x-roles` in the OpenAPI document)."""
    router, settings = APIRouter(prefix="/api/commands"), parts.settings
    one = command_schema(door)
    many = {"type": "object", "required": ["commands"], "properties": {"commands": _up_to(settings.batch_size, one)}}

    @router.post("", openapi_extra=_described(one))
    async def command(request: Request) -> Response:
        """Takes one command and answers with its decision (200), or that it is accepted and being decided (202)."""
        holder = parts.gate.holder(request)
        with ANSWER_SECONDS.time():
            answer = await door.take(
                await read_json(request, settings.body_limit), holder, settings.answer_within, _correlation(request)
            )
        COMMANDS_TAKEN.labels(answer.status).inc()
        if answer.decision is None:
            return _json({"status": answer.status, "id": answer.id}, 202)
        people = orjson.dumps(await _names(parts, holder, [answer.decision], people_in))
        return Response(
            b'{"decision":' + answer.decision + b',"people":' + people + b"}", media_type="application/json"
        )

    @router.post("/batch", openapi_extra=_described(many))
    async def batch(request: Request) -> Response:
        """Takes up to 500 commands, each answered on its own, in order."""
        holder = parts.gate.holder(request)
        sent = await read_json(request, settings.body_limit)
        commands = sent.get("commands") if isinstance(sent, dict) else None
        if not isinstance(commands, list):
            raise Problem("command-invalid", errors=[{"field": "commands", "fault": "list"}])
        if len(commands) > settings.batch_size:
            raise Problem("batch-too-large")
        each = _Each(door, holder, settings.batch_answer_within, _correlation(request), language_of(request))
        results = await asyncio.gather(*(each.take(raw) for raw in commands))
        people = await _names(
            parts, holder, [answer.decision for answer, _ in results if answer and answer.decision], people_in
        )
        return Response(_batch_body(results, people), media_type="application/json")

    return router


def command_schema(door: Door) -> dict[str, Any]:
    """The union of what may be asked, with `x-roles` and `x-scope` beside each type."""
    return door.asked.json_schema(ref_template="#/components/schemas/{model}")


def _up_to(size: int, schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "maxItems": size, "items": {name: it for name, it in schema.items() if name != "$defs"}}


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    return {"requestBody": body, "x-roles": ["by command"], "x-scope": "by command"}


class _Each:
    """The commands of a batch, each on its own."""

    def __init__(self, door: Door, holder: Pass, within: float, correlation: str, language: int) -> None:
        self._door, self._holder, self._within, self._correlation, self._language = (
            door,
            holder,
            within,
            correlation,
            language,
        )

    async def take(self, raw: Any) -> tuple[Answer | None, dict[str, Any]]:
        """(answer, what is told beside it); a problem is told in its place and stops nobody else."""
        id = raw.get("id") if isinstance(raw, dict) else None
        try:
            answer = await self._door.take(raw, self._holder, self._within, self._correlation)
            return answer, {"id": answer.id, "status": answer.status}
        except Problem as problem:
            status = "unknown" if problem.status == 503 else "invalid"
            return None, {"id": id, "status": status, "problem": problem.document(self._language)}


def _batch_body(results: list[tuple[Answer | None, dict[str, Any]]], people: dict[str, Any]) -> bytes:
    rows = [
        orjson.dumps(told)[:-1] + (b',"decision":' + answer.decision if answer and answer.decision else b"") + b"}"
        for answer, told in results
    ]
    return b'{"results":[' + b",".join(rows) + b'],"people":' + orjson.dumps(people) + b"}"


async def _names(parts: Parts, holder: Pass, decisions: list[bytes], people_in: PeopleIn) -> dict[str, Any]:
    """Names for the ids in these decisions; with the store away, only those that this process knows."""
    ids: dict[str, set[UUID]] = {}
    for decision in decisions:
        conference = orjson.loads(decision)["key"].split("/", 1)[0]
        ids.setdefault(conference, set()).update(people_in(decision))
    names: dict[str, Any] = {}
    for conference, some in ids.items():
        try:
            names |= await parts.people.look_up(conference, some)
        except Retry:
            known = parts.people.of(conference)
            names |= {str(id): known[str(id)].model_dump(exclude_none=True) for id in some if str(id) in known}
    return names


def _correlation(request: Request) -> str:
    return str(request.scope.get("correlation", ""))


def _json(value: Any, status: int) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")
