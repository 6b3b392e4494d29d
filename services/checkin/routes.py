"""HTTP in: commands, passes entering, people typed on the day, the roster."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.checkin.importing import Importer
from services.checkin.store import CHECKIN, CONFERENCE
from shared.access import DOOR, Access
from shared.bodies import body_of, read_as, read_bytes
from shared.command_routes import command_routes
from shared.commanding import Door
from shared.events.base import Fact
from shared.failures import Retry
from shared.gate import Sight
from shared.me import roles
from shared.parts import Parts
from shared.people import Person
from shared.problems import Problem

DOORS = Access(DOOR | {"ops"})
ROSTER = Access(frozenset({"organiser", "ops"}))
LIST = {"requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}}


class Entering(Fact):
    """The secret of a pass link."""

    secret: str = Field(min_length=1, max_length=2000)


class TypedPerson(Fact):
    """A person typed on the day, before the command that names them by id. Code and venue are the roster's alone."""

    conference: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: str = Field(min_length=1, max_length=120)
    title: str = Field(default="", max_length=200)
    unit: str = Field(default="", max_length=200)
    phone: str | None = Field(default=None, pattern=r"^0\d{9}$")


def router(parts: Parts, door: Door, importer: Importer) -> APIRouter:
    """Everything that changes something."""
    routes = APIRouter()
    routes.include_router(command_routes(parts, door, people_in))
    routes.include_router(_entering(parts))
    routes.include_router(_people(parts))
    routes.include_router(_roster(parts, importer))
    return routes


def people_in(decision: bytes) -> set[UUID]:
    """The persons that a decision of check-in names."""
    type = orjson.loads(decision)["type"]
    events = CONFERENCE.events if type.startswith("vn.diemcau.conference.") else CHECKIN.events
    named: set[UUID] = events.validate_json(decision).people()
    return named


def _entering(parts: Parts) -> APIRouter:
    routes = APIRouter()

    @routes.post("/api/enter", openapi_extra={"x-roles": ["anybody"], **body_of(Entering)})
    async def enter(request: Request) -> Response:
        """The page of a pass link posts the secret here and gets it back as a cookie of its own."""
        secret = (await read_as(Entering, request)).secret
        held = parts.gate.read(secret)
        answer = Response(orjson.dumps({"pass": held.model_dump(mode="json")}), media_type="application/json")
        left = int((held.expires - datetime.now(UTC)).total_seconds()) if held.expires else 30 * 86_400
        answer.set_cookie(
            f"pass-{held.id}",
            secret,
            max_age=left,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
            path="/",
        )
        return answer

    return routes


def _people(parts: Parts) -> APIRouter:
    routes = APIRouter()
    OfAnyDoor = Annotated[Sight, Depends(parts.gate.allows(DOORS))]

    @routes.put("/api/people/{id}", openapi_extra={**roles(DOORS), **body_of(TypedPerson)})
    async def put_person(id: UUID, sight: OfAnyDoor, request: Request) -> Response:
        """Keeps a person typed on the day under the browser's id: 200, also when repeated; 409 for other content."""
        person = await read_as(TypedPerson, request)
        DOORS.refuse(sight.holder, person.conference)
        known = Person(name=person.name, title=person.title, unit=person.unit, phone=person.phone)
        try:
            kept = await parts.people.put(person.conference, id, known)
        except Retry as error:
            raise Problem("store-away", id=str(id)) from error
        if not kept:
            raise Problem("person-differs", id=str(id))
        return Response(orjson.dumps({"id": str(id)}), media_type="application/json")

    return routes


def _roster(parts: Parts, importer: Importer) -> APIRouter:
    routes = APIRouter()
    OfRosters = Annotated[Sight, Depends(parts.gate.allows(ROSTER))]

    @routes.post("/api/roster", openapi_extra={**roles(ROSTER), **LIST})
    async def import_roster(
        request: Request, sight: OfRosters, dry_run: Annotated[bool, Query()] = True
    ) -> dict[str, Any]:
        """Imports a roster (CSV): all of it, or, with any fault, nothing and the faults by row. Repeating is harmless."""
        data = await read_bytes(request, parts.settings.body_limit * 5)
        filename = request.headers.get("x-filename", "roster.csv")
        return await importer.take(sight.conference, data, filename, sight.holder.id, dry_run)

    return routes
