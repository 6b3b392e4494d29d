"""What lost property is made of: its door, its one live screen, and what it hears."""

from typing import Annotated, Any

import orjson
from aiokafka import ConsumerRecord
from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from shared.access import DOOR, Access
from shared.command_routes import command_routes
from shared.commanding import Door
from shared.events.base import Command, Stamp
from shared.feed import Heard
from shared.gate import Sight
from shared.parts import Parts
from shared.service import Service
from shared.settings import Settings
from tests.example.lost import ASKED, KINDS, LOST


class Shelf:
    """Everything found at a conference: from the documents, then moved by the feed alone."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._items: dict[str, dict[str, Any]] = {}

    async def load(self) -> None:
        async for document in self._parts.store.find(KINDS["item"].collection):
            self._take(document["_id"], document["version"], document["state"])

    def on_record(self, record: ConsumerRecord) -> None:
        event = orjson.loads(record.value)
        if "/item/" in event["key"] and event["version"] is not None:
            self._take(event["key"], event["version"], event["state"])
        self._parts.waiters.on_event(record)

    def _take(self, key: str, version: int, state: dict[str, Any]) -> None:
        if version > self._items.get(key, {"version": 0})["version"]:
            self._items[key] = {"id": key, "version": version, **state}
            self._parts.live.change([("shelf", key.split("/")[0])], self._items[key])

    def of(self, conference: str) -> list[dict[str, Any]]:
        return [item for key, item in self._items.items() if key.startswith(f"{conference}/")]


def routes(parts: Parts, door: Door, shelf: Shelf) -> APIRouter:
    router = APIRouter()
    router.include_router(command_routes(parts, door, lambda decision: set()))

    @router.get("/api/live/shelf", openapi_extra={"x-roles": sorted(DOOR)})
    async def live(sight: Annotated[Sight, Depends(parts.gate.allows(Access(DOOR)))]) -> StreamingResponse:
        """Everything found at the conference; each venue sees all, so that whoever lost it is told where it is."""
        channel = ("shelf", sight.conference)
        stream = parts.live.stream(channel, sight.holder.id, lambda: shelf.of(sight.conference), sight.holder.expires)
        return StreamingResponse(stream, media_type="text/event-stream")

    return router


async def as_it_is(command: Command, stamp: Stamp) -> Stamp:
    return stamp  # these rules need no facts of other things


def build(settings: Settings) -> Service:
    parts = Parts(settings)
    shelf = Shelf(parts)
    topic_of = dict.fromkeys(KINDS, LOST.commands_topic)
    door = Door(ASKED, topic_of, as_it_is, parts.publisher, parts.waiters, parts.clock, {})
    hears = [Heard(LOST.events_topic, "end", shelf.on_record)]
    return Service("lost", parts, [LOST], hears, shelf.load, [routes(parts, door, shelf)])
