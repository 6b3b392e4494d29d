"""HTTP out: who I am and what day it is, people's names, search."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from services.checkin.day import EVERYWHERE
from shared.access import Access, Pass
from shared.conferences import Known
from shared.events.conference import Role
from shared.parts import Parts
from shared.problems import Problem
from shared.searching import Index, QueryTooShort
from shared.searching import Person as Found

EVERYBODY: frozenset[Role] = frozenset(
    {"operator", "venue_head", "moderator", "expert", "hub", "organiser", "attendee", "participant", "agent", "ops"}
)
ANY_PASS = Access(EVERYBODY)
NAMES = Access(frozenset({"operator", "venue_head", "hub", "organiser"}), "venue")


class Search:
    """An index of people per conference, kept from the rows heard and the names in `people`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._indexes: dict[str, Index] = {}
        self._indexed: dict[str, dict[str, object]] = {}

    def find(self, conference: str, query: str, venue: str | None) -> list[Found]:
        """Raises a 422 problem for fewer than three characters."""
        index = self._fresh(conference)
        try:
            return index.find(query, venue)
        except QueryTooShort:
            raise Problem("query-too-short") from None

    def _fresh(self, conference: str) -> Index:
        index, indexed = self._indexes.setdefault(conference, Index()), self._indexed.setdefault(conference, {})
        for id, person in self._parts.people.of(conference).items():
            if indexed.get(id) is not person:
                indexed[id] = person
                index.put(Found(id, person.name, person.unit, person.title, person.code or "", person.venue or ""))
        return index


def router(parts: Parts) -> APIRouter:
    """Everything that is only read; each read of names is logged with the pass."""
    routes, search = APIRouter(prefix="/api"), Search(parts)

    @routes.get("/me", openapi_extra=_roles(ANY_PASS))
    async def me(request: Request, held: Annotated[Pass, Depends(parts.gate.allows(ANY_PASS))]) -> dict[str, Any]:
        """The pass, the time, and the conference with its venues, sessions and units."""
        conference = request.query_params.get("conference", held.conference)
        known = parts.conferences.get(conference, "conference", conference)
        return {
            "pass": held.model_dump(mode="json"),
            "now": parts.clock.now().isoformat(),
            "clock": parts.clock.kind,
            "conference": _shown(known) if known else None,
            **{
                f"{kind}s": [_shown(thing) for thing in parts.conferences.all(conference, kind)]
                for kind in ("venue", "session", "unit")
            },
        }

    @routes.get("/people", openapi_extra=_roles(NAMES))
    async def people(
        request: Request,
        held: Annotated[Pass, Depends(parts.gate.allows(NAMES))],
        venue: Annotated[str | None, Query()] = None,
        ids: Annotated[str, Query()] = "",
    ) -> dict[str, Any]:
        """{id: {name, title, unit, code}} of a venue's people, or of these ids (comma between)."""
        conference = request.query_params.get("conference", held.conference)
        if ids:
            return await parts.people.look_up(conference, ids.split(",")[:500])
        everybody = parts.people.of(conference)
        return {
            id: person.model_dump(exclude_none=True)
            for id, person in everybody.items()
            if venue in (EVERYWHERE, None, person.venue)
        }

    @routes.get("/search", openapi_extra=_roles(NAMES))
    async def find(
        request: Request,
        held: Annotated[Pass, Depends(parts.gate.allows(NAMES))],
        q: Annotated[str, Query(max_length=100)],
        venue: Annotated[str | None, Query()] = None,
    ) -> dict[str, Any]:
        """Up to 20 people by name (no marks needed, any order) or code."""
        conference = request.query_params.get("conference", held.conference)
        found = search.find(conference, q, None if venue == EVERYWHERE else venue)
        return {
            "people": [
                {"id": p.id, "name": p.name, "title": p.title, "unit": p.unit, "code": p.code, "venue": p.venue}
                for p in found
            ]
        }

    return routes


def _shown(known: Known) -> dict[str, Any]:
    return {"id": known.id, "version": known.version, "revision": known.revision, **known.state.model_dump(mode="json")}


def _roles(access: Access) -> dict[str, Any]:
    return {"x-roles": sorted(access.roles), "x-scope": access.scope}
