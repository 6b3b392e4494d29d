"""Live views over SSE: the board of the hub, and a desk's part of it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from services.venue_status.boards import Boards
from shared.access import CENTRE, DOOR, Access
from shared.gate import Sight
from shared.me import roles
from shared.parts import Parts
from shared.streaming import streamed

BOARD = Access(CENTRE | {"moderator", "expert", "ops"})
DESK = Access(DOOR, "venue")


def router(parts: Parts, boards: Boards) -> APIRouter:
    """One stream a page. Ids and counts only."""
    routes = APIRouter(prefix="/api/live")
    OfVenue = Annotated[Sight, Depends(parts.gate.allows(DESK))]
    OfConference = Annotated[Sight, Depends(parts.gate.allows(BOARD))]

    @routes.get("/board", openapi_extra=roles(BOARD))
    async def board(sight: OfConference) -> StreamingResponse:
        """Every venue: link, people, incidents, line checks, announcements, notices."""
        return streamed(parts, ("board", sight.conference), sight, lambda: boards.board(sight.conference))

    @routes.get("/desk", openapi_extra=roles(DESK))
    async def desk(sight: OfVenue, venue: Annotated[str, Query()]) -> StreamingResponse:
        """One venue: its link, its incidents, its line checks, what the hub says to it."""
        return streamed(parts, ("desk", sight.conference, venue), sight, lambda: boards.desk(sight.conference, venue))

    return routes
