"""HTTP in: commands, passes entering, people typed on the day, the roster."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import Field

from services.checkin.importing import Importer
from services.checkin.store import CHECKIN, CONFERENCE
from shared.access import DOOR, Access, Pass
from shared.command_routes import command_routes
from shared.commanding import Door
from shared.failures import Retry
from shared.parts import Parts
from shared.people import Person
from shared.problems import Problem

DOORS = Access(DOOR | {"ops"}, "venue")
ROSTER = Access(frozenset({"organiser", "ops"}))
AUDITED = "x-roles"


class TypedPerson(Person):
    """A person typed on the day, before the command that names them by id."""

    conference: str = Field(pattern=r"^[a-z0-9-]{1,40}$")


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

    @routes.post("/api/enter", openapi_extra={AUDITED: ["anybody"]})
    async def enter(secret: Annotated[str, Body(embed=True, max_length=2000)], request: Request) -> Response:
        """The page of a pass link posts the secret here and gets it back as a cookie of its own."""
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

    @routes.put("/api/people/{id}", openapi_extra={AUDITED: sorted(DOORS.roles)})
    async def put_person(id: UUID, person: TypedPerson, request: Request) -> Response:
        """Keeps a person typed on the day under the browser's id: 200, also when repeated; 409 for other content."""
        held: Pass = parts.gate.holder(request)
        DOORS.refuse(held, person.conference, held.venue)
        known = Person.model_validate(person.model_dump())
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

    @routes.post("/api/roster", openapi_extra={AUDITED: sorted(ROSTER.roles)})
    async def import_roster(
        request: Request,
        held: Annotated[Pass, Depends(parts.gate.allows(ROSTER))],
        conference: Annotated[str, Query()],
        dry_run: Annotated[bool, Query()] = True,
    ) -> Any:
        """Imports a roster (CSV): all of it, or, with any fault, nothing and the faults by row. Repeating is harmless."""
        data = await request.body()
        if len(data) > parts.settings.body_limit * 5:
            raise Problem("body-too-large")
        return await importer.take(conference, data, request.headers.get("x-filename", "roster.csv"), held.id, dry_run)

    return routes
