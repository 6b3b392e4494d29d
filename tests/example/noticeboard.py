"""The notice board: a hall puts a line up, and every page of the conference shows it. A line once up is not changed."""

from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

import orjson
from aiokafka import ConsumerRecord
from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import Field, TypeAdapter

from shared.access import DOOR, Access
from shared.command_routes import command_routes
from shared.commanding import Door
from shared.dockets import Docket, Kind
from shared.events.base import Command, Event, Stamp, State
from shared.feed import Heard
from shared.gate import Sight
from shared.parts import Parts
from shared.records import Order
from shared.screens import screen_routes
from shared.service import Service
from shared.settings import Settings


class Notice(State):
    text: str = ""
    venue: str = ""


class NoticeDecided(Event):
    type: Literal["vn.diemcau.notices.notice-decided.v1"] = "vn.diemcau.notices.notice-decided.v1"
    code: Literal["put_up", "already_there"]  # a refusal is an event too
    state: Notice = Notice()


class PutUp(Command):
    access: ClassVar[Access] = Access(DOOR, "venue")  # who: desks and the centre; a desk for its own venue alone
    type: Literal["put_up"] = "put_up"
    venue: str = Field(pattern=r"^[A-Z0-9]{1,10}$")
    notice: UUID
    text: str = Field(min_length=1, max_length=200)

    def key(self) -> str:
        return f"{self.conference}/notice/{self.notice}"


def decide(notice: Notice, command: PutUp, stamp: Stamp, revision: int) -> NoticeDecided:
    if notice.text:
        return NoticeDecided(at=stamp.at, code="already_there", state=notice)
    return NoticeDecided(at=stamp.at, code="put_up", state=Notice(text=command.text, venue=command.venue))


KINDS = {"notice": Kind(Notice, decide, lambda notice, event: event.state, "notices")}
NOTICES = Docket("notices", KINDS, TypeAdapter(Order[PutUp, Stamp]), TypeAdapter(NoticeDecided))


class Board:
    """What hangs where: from the documents, then moved by the feed alone."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.of: defaultdict[str, dict[str, Any]] = defaultdict(dict)

    async def load(self) -> None:
        async for document in self._parts.store.find("notices"):
            self._take(document["_id"], document["version"], document["state"])

    def on_record(self, record: ConsumerRecord) -> None:
        event = orjson.loads(record.value)
        if event["version"] is not None:
            self._take(event["key"], event["version"], event["state"])
        self._parts.waiters.on_event(record)

    def _take(self, key: str, version: int, state: dict[str, Any]) -> None:
        conference, id = key.split("/", 1)
        if version > self.of[conference].get(id, {"version": 0})["version"]:
            self.of[conference][id] = {"id": id, "version": version, **state}
            self._parts.live.change([("board", conference)], self.of[conference][id])


async def no_facts(command: Command, stamp: Stamp) -> Stamp:
    return stamp  # the rule needs to know of nothing else


def build(settings: Settings) -> Service:
    parts, live = Parts(settings), APIRouter(prefix="/api/live")
    board, allowed = Board(parts), parts.gate.allows(Access(DOOR))
    door = Door(TypeAdapter(PutUp), {"notice": NOTICES.commands_topic}, no_facts, parts.publisher, parts.waiters,
                parts.clock, {})  # fmt: skip

    @live.get("/board", openapi_extra={"x-roles": sorted(DOOR)})
    async def watch(sight: Annotated[Sight, Depends(allowed)]) -> StreamingResponse:
        """All notices of the conference."""
        there = parts.live.stream(("board", sight.conference), sight.holder.id, board.of[sight.conference].values)
        return StreamingResponse(there, media_type="text/event-stream")

    screen = screen_routes(Path(__file__).parent / "screen", {"/": "board.html"})
    routers = [command_routes(parts, door, lambda decision: set()), live, screen]
    hears = [Heard(NOTICES.events_topic, "end", board.on_record)]
    return Service("notices", parts, [NOTICES], hears, board.load, routers)
