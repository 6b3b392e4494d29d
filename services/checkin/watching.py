"""Live views over SSE: the door, the hub, who is missing, the conflict inbox."""

from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from services.checkin.boards import Boards
from services.checkin.day import EVERYWHERE
from services.checkin.reading import NAMES
from shared.access import Access, Pass
from shared.live import Channel, Item
from shared.parts import Parts

HUB = Access(frozenset({"operator", "venue_head", "moderator", "expert", "hub", "organiser", "ops"}))


def router(parts: Parts, boards: Boards) -> APIRouter:
    """One stream a page. Ids only: names are fetched once, and asked for when a new id appears."""
    routes = APIRouter(prefix="/api/live")
    watcher = Annotated[Pass, Depends(parts.gate.allows(NAMES))]

    def stream(channel: Channel, held: Pass, snapshot: Callable[[], Iterable[Item]]) -> StreamingResponse:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            parts.live.stream(channel, held.id, snapshot), media_type="text/event-stream", headers=headers
        )

    @routes.get("/door", openapi_extra={"x-roles": sorted(NAMES.roles), "x-scope": "venue"})
    async def door(request: Request, held: watcher, venue: Annotated[str, Query()]) -> StreamingResponse:
        """A venue's people, sessions and figures."""
        conference = request.query_params.get("conference", held.conference)
        return stream(("door", conference, venue), held, lambda: boards.door(conference, venue))

    @routes.get("/hub", openapi_extra={"x-roles": sorted(HUB.roles), "x-scope": "conference"})
    async def hub(request: Request, held: Annotated[Pass, Depends(parts.gate.allows(HUB))]) -> StreamingResponse:
        """Every venue's figures: counts, no persons."""
        conference = request.query_params.get("conference", held.conference)
        return stream(("hub", conference), held, lambda: boards.hub(conference))

    @routes.get("/missing", openapi_extra={"x-roles": sorted(NAMES.roles), "x-scope": "venue"})
    async def missing(
        request: Request,
        held: watcher,
        session: Annotated[str, Query()],
        venue: Annotated[str, Query()] = EVERYWHERE,
    ) -> StreamingResponse:
        """Who is expected and was not seen, by unit."""
        conference = request.query_params.get("conference", held.conference)
        return stream(("missing", conference, session, venue), held, lambda: boards.missing(conference, session, venue))

    @routes.get("/conflicts", openapi_extra={"x-roles": sorted(NAMES.roles), "x-scope": "venue"})
    async def conflicts(
        request: Request, held: watcher, venue: Annotated[str, Query()] = EVERYWHERE
    ) -> StreamingResponse:
        """The conflict inbox."""
        conference = request.query_params.get("conference", held.conference)
        return stream(("conflicts", conference, venue), held, lambda: boards.conflicts(conference, venue))

    return routes
