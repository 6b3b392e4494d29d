"""POST …/api/commands and …/api/commands/batch: the same in every service."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response

from shared.access import Pass
from shared.bodies import read_json
from shared.commanding import Answer, Door, Ready
from shared.metrics import ANSWER_SECONDS, COMMANDS_TAKEN
from shared.parts import Parts
from shared.problems import Problem, language_of

log = logging.getLogger(__name__)
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
        results = await _Each(door, holder, request).take(commands, settings.batch_answer_within)
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
    """The commands of a batch, each on its own: what is wrong with one is told in its place and stops nobody else."""

    def __init__(self, door: Door, holder: Pass, request: Request) -> None:
        self._door, self._holder = door, holder
        self._correlation, self._language = _correlation(request), language_of(request)

    async def take(self, commands: Sequence[Any], within: float) -> list[tuple[Answer | None, dict[str, Any]]]:
        """(answer, what is told beside it) of each. They go to Kafka in the order in which the desk did them."""
        prepared = await asyncio.gather(*(self._prepare(raw) for raw in commands))
        ready = [one for one in prepared if isinstance(one, Ready)]
        outcomes = iter(await self._door.send(ready, within) if ready else [])
        return [
            self._told(raw, next(outcomes) if isinstance(one, Ready) else one)
            for raw, one in zip(commands, prepared, strict=True)
        ]

    async def _prepare(self, raw: Any) -> Ready | Problem:
        try:
            return await self._door.prepare(raw, self._holder, self._correlation)
        except Problem as problem:
            return problem
        except Exception:
            log.exception("a command of a batch could not be prepared")
            return Problem("internal-error")

    def _told(self, raw: Any, outcome: Answer | Problem) -> tuple[Answer | None, dict[str, Any]]:
        if isinstance(outcome, Answer):
            return outcome, {"id": outcome.id, "status": outcome.status}
        id = raw.get("id") if isinstance(raw, dict) else None
        status = "unknown" if outcome.status >= 500 else "invalid"
        return None, {"id": id, "status": status, "problem": outcome.document(self._language)}


def _batch_body(results: list[tuple[Answer | None, dict[str, Any]]], people: dict[str, Any]) -> bytes:
    rows = [
        orjson.dumps(told)[:-1] + (b',"decision":' + answer.decision if answer and answer.decision else b"") + b"}"
        for answer, told in results
    ]
    return b'{"results":[' + b",".join(rows) + b'],"people":' + orjson.dumps(people) + b"}"


async def _names(parts: Parts, holder: Pass, decisions: list[bytes], people_in: PeopleIn) -> dict[str, Any]:
    """Names for the ids in these decisions; with the store away, only those that this process knows. A person with a
    link of their own is told nobody else's."""
    ids: dict[str, set[str]] = {}
    for decision in decisions:
        conference = orjson.loads(decision)["key"].split("/", 1)[0]
        ids.setdefault(conference, set()).update(map(str, people_in(decision)))
    names: dict[str, Any] = {}
    for conference, some in ids.items():
        wanted = some & {str(holder.person)} if holder.person else some
        names |= await parts.people.told(conference, wanted, parts.conferences.contacts(conference))
    return names


def _correlation(request: Request) -> str:
    return str(request.scope.get("correlation", ""))


def _json(value: Any, status: int) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")
