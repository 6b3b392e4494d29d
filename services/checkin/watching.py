"""Live views over SSE: the door, the hub, who is missing, the conflict inbox."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from services.checkin.boards import Boards
from services.checkin.day import EVERYWHERE
from services.checkin.reading import NAMES
from shared.access import CENTRE, Access
from shared.gate import Sight
from shared.me import roles
from shared.parts import Parts
from shared.streaming import streamed

HUB = Access(CENTRE | {"moderator", "expert", "ops"})


def router(parts: Parts, boards: Boards) -> APIRouter:
    """One stream a page. Ids only: names are fetched once, and asked for when a new id appears."""
    routes = APIRouter(prefix="/api/live")
    OfVenue = Annotated[Sight, Depends(parts.gate.allows(NAMES))]
    OfConference = Annotated[Sight, Depends(parts.gate.allows(HUB))]

    @routes.get("/door", openapi_extra=roles(NAMES))
    async def door(sight: OfVenue, venue: Annotated[str, Query()]) -> StreamingResponse:
        """A venue's people, sessions and figures."""
        return streamed(parts, ("door", sight.conference, venue), sight, lambda: boards.door(sight.conference, venue))

    @routes.get("/hub", openapi_extra=roles(HUB))
    async def hub(sight: OfConference) -> StreamingResponse:
        """Every venue's figures: counts, no persons."""
        return streamed(parts, ("hub", sight.conference), sight, lambda: boards.hub(sight.conference))

    @routes.get("/missing", openapi_extra=roles(NAMES))
    async def missing(sight: OfVenue, session: Annotated[str, Query()]) -> StreamingResponse:
        """Who is expected and was not seen, by unit; at the pass's own venue, or at all."""
        conference, venue = sight.conference, sight.venue or EVERYWHERE
        return streamed(
            parts, ("missing", conference, session, venue), sight, lambda: boards.missing(conference, session, venue)
        )

    @routes.get("/conflicts", openapi_extra=roles(NAMES))
    async def conflicts(sight: OfVenue) -> StreamingResponse:
        """The conflict inbox; of the pass's own venue, or of all."""
        conference, venue = sight.conference, sight.venue or EVERYWHERE
        return streamed(parts, ("conflicts", conference, venue), sight, lambda: boards.conflicts(conference, venue))

    return routes
