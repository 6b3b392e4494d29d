"""HTTP out: people's names, search."""

import logging
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field

from services.checkin.boards import Boards
from shared.access import Access
from shared.bodies import body_of, read_as
from shared.events.base import Fact
from shared.gate import Sight
from shared.me import roles
from shared.parts import Parts
from shared.problems import Problem
from shared.searching import Index, QueryTooShort
from shared.searching import Person as Found

MOST_FOUND = 20
NAMES = Access(frozenset({"operator", "venue_head", "hub", "organiser"}), "venue")
log = logging.getLogger(__name__)


class Sought(Fact):
    """What was typed. It may be a name, so it comes in a body: addresses stand in logs and histories."""

    q: str = Field(max_length=100)


class Search:
    """An index of people per conference, kept from the rows heard and the names in `people`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._indexes: dict[str, Index] = {}
        self._indexed: dict[str, dict[str, object]] = {}

    def find(self, conference: str, query: str) -> list[Found]:
        """Everybody of the conference who answers to it. Raises a 422 problem for fewer than three characters."""
        index = self._fresh(conference)
        try:
            return index.find(query, limit=len(index))
        except QueryTooShort:
            raise Problem("query-too-short") from None

    def _fresh(self, conference: str) -> Index:
        index, indexed = self._indexes.setdefault(conference, Index()), self._indexed.setdefault(conference, {})
        for id, person in self._parts.people.of(conference).items():
            if indexed.get(id) is not person:
                indexed[id] = person
                index.put(Found(id, person.name, person.unit, person.title, person.code or "", person.venue or ""))
        return index


def router(parts: Parts, boards: Boards) -> APIRouter:
    """Everything that is only read; each read of names is logged with the pass."""
    routes, search = APIRouter(prefix="/api"), Search(parts)
    OfVenue = Annotated[Sight, Depends(parts.gate.allows(NAMES))]

    @routes.get("/people", openapi_extra=roles(NAMES))
    async def people(sight: OfVenue, ids: Annotated[str, Query()] = "") -> dict[str, Any]:
        """{id: {name, title, unit, code}} of a venue's people, or of those of these ids that concern the venue."""
        here = boards.people_at(sight.conference, sight.venue) if sight.venue else None
        if ids:
            wanted = [id for id in ids.split(",")[:500] if here is None or id in here]
            named = await parts.people.look_up(sight.conference, wanted)
        else:
            everybody = parts.people.of(sight.conference)
            named = {id: everybody[id].model_dump(exclude_none=True) for id in everybody if here is None or id in here}
        _audited(sight, "people", len(named))
        return named

    @routes.post("/search", openapi_extra={**roles(NAMES), **body_of(Sought)})
    async def find(sight: OfVenue, request: Request) -> dict[str, Any]:
        """Up to 20 people by name (no marks needed, any order) or code: of those whom the venue expects or has seen."""
        q = (await read_as(Sought, request)).q
        here = boards.people_at(sight.conference, sight.venue) if sight.venue else None
        found = [person for person in search.find(sight.conference, q) if here is None or person.id in here][
            :MOST_FOUND
        ]
        _audited(sight, "search", len(found))
        return {
            "people": [
                {"id": p.id, "name": p.name, "title": p.title, "unit": p.unit, "code": p.code, "venue": p.venue}
                for p in found
            ]
        }

    return routes


def _audited(sight: Sight, what: str, count: int) -> None:
    facts = {"pass_id": sight.holder.id, "conference": sight.conference, "venue": sight.venue, "count": count}
    log.info("names read", extra={"what": what, **facts})
