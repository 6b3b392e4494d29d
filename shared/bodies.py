"""Bodies of requests: read after the pass was looked at, up to a limit and no further; what is wrong is said by field."""

from typing import Any, TypeVar

import orjson
from fastapi import Request
from pydantic import BaseModel, ValidationError

from shared.problems import PROBLEMS, Problem

Model = TypeVar("Model", bound=BaseModel)
SMALL = 20_000  # bytes; a person or a secret is about 500


async def read_bytes(request: Request, limit: int) -> bytes:
    """Raises 413 above `limit` bytes, reading no further."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise Problem("body-too-large")
    return bytes(body)


async def read_json(request: Request, limit: int) -> Any:
    """The body as JSON. Raises 413 above `limit` bytes, and 400 for what is no JSON."""
    try:
        return orjson.loads(await read_bytes(request, limit))
    except orjson.JSONDecodeError as error:
        raise Problem("body-unreadable") from error


async def read_as(model: type[Model], request: Request, limit: int = SMALL) -> Model:
    """The body as this model. Raises 413, 400 or 422 problems."""
    try:
        return model.model_validate(await read_json(request, limit))
    except ValidationError as error:
        raise invalid(error) from error


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """For `openapi_extra` of a route that reads its body itself."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def invalid(error: ValidationError) -> Problem:
    """A 422 problem with `errors` by field, which never repeats the input: it may hold people's words."""
    faults = error.errors(include_url=False, include_input=False, include_context=True)
    for fault in faults:
        reason = str(fault.get("ctx", {}).get("error", ""))
        if reason in PROBLEMS:  # a validator of ours named its own problem
            return Problem(reason)
    return Problem(
        "command-invalid",
        errors=[{"field": ".".join(map(str, f["loc"])), "fault": f["type"], "says": f["msg"]} for f in faults],
    )
