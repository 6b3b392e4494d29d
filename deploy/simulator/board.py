"""What the hub sees on its board when it looks up: the live view's snapshot, as a page begins with."""

import json
from typing import Any

import httpx

BOARD = "/venues/api/live/board"
Json = dict[str, Any]


async def open_incident(http: httpx.AsyncClient, headers: dict[str, str], conference: str, venue: str) -> Json | None:
    """This hall's incident that is not closed; None: none is there yet, or the board is away. Raises TransportError."""
    async with http.stream("GET", BOARD, params={"conference": conference}, headers=headers) as answer:
        async for line in answer.aiter_lines():
            if answer.status_code == 200 and line.startswith("data: "):
                return next((it for it in json.loads(line[6:])["items"] if _is_open_at(venue, it)), None)
    return None


def _is_open_at(venue: str, item: Json) -> bool:
    return item["id"].startswith("incident/") and venue in item["venues"] and not item["closed_at"]
