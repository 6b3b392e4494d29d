"""Who may do what, where: what the walks over every route and command type of a service have in common."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, get_args

import httpx

from shared.events.conference import Role
from tests.clients import Client, Json

DOOR = {"operator", "venue_head", "hub", "organiser"}
CENTRE = {"hub", "organiser"}
ALL: set[str] = set(get_args(Role))
AT_ONE_VENUE = {"operator", "venue_head", "attendee", "participant", "agent"}  # the tests' passes of these roles
OWN, OTHER, STRANGE = "own venue", "other venue", "other conference"
BODIES = (None, b"{", b'{"type": "check_in"}')


class May(NamedTuple):
    roles: set[str]
    scope: str = "conference"


def expected(role: str, where: str, may: May) -> tuple[int, str]:
    """The problem that must come back; (200, "") where there must be none."""
    if where == STRANGE:
        return 403, "other-conference"
    if role not in may.roles:
        return 403, "role-not-allowed"
    if where == OTHER and may.scope == "venue" and role in AT_ONE_VENUE:
        return 403, "other-venue"
    return 200, ""


async def document_at(url: str) -> Json:
    """The OpenAPI document of the service whose API is there."""
    async with httpx.AsyncClient(base_url=url) as http:
        return (await http.get("/openapi.json")).json()  # type: ignore[no-any-return]


def check_routes(document: Json, own: Mapping[str, May], by_command: set[str], for_anybody: set[str]) -> None:
    """Each route stands in one table, and the document says of it what the table says."""
    said = operations(document)
    assert set(said) == {*own, *by_command, *for_anybody}
    for route, may in own.items():
        assert told(said[route]) == may, route
    assert all(said[route]["x-roles"] == ["anybody"] for route in for_anybody)
    assert all(said[route]["x-roles"] == ["by command"] for route in by_command)


def check_types(document: Json, commands: Mapping[str, May]) -> None:
    assert {type: told(schema) for type, schema in types(document).items()} == commands


def check_references(document: Json) -> None:
    for reference in references(document):
        assert resolved(document, reference), reference


def operations(document: Json) -> dict[str, Json]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def types(document: Json) -> dict[str, Json]:
    """Each command type that may be posted, with its schema."""
    (post,) = (it for route, it in operations(document).items() if route.endswith("/api/commands"))
    mapping = post["requestBody"]["content"]["application/json"]["schema"]["discriminator"]["mapping"]
    return {type: resolved(document, ref) for type, ref in mapping.items()}


def told(described: Json) -> May:
    """What the document says of a route or a command type."""
    return May(set(described["x-roles"]), described.get("x-scope", ""))


def references(node: Any) -> Iterable[str]:
    """Every reference of a document; none of its parts may be hidden where no reference reaches."""
    if isinstance(node, dict):
        assert "$defs" not in node
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from references(inner)


def resolved(document: Json, ref: str) -> Json:
    node = document
    for part in ref.removeprefix("#/").split("/"):
        node = node[part]
    return node


async def answers(client: Client, method: str, paths: Iterable[str], queries: Iterable[Json]) -> list[httpx.Response]:
    """To everything that one could try without knowing: known and unknown places, good and bad bodies."""
    some = list(queries)
    return [
        await client.http.request(method, path, params=query, content=body)
        for path in paths
        for query in some
        for body in BODIES
    ]
