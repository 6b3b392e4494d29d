"""The conference whose links are measured: so many venues, each with sources that beat; and the board that is watched."""

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from subprocess import PIPE, Popen
from typing import Any
from uuid import uuid4

import orjson

from tests.bench.board import Arrival
from tests.bench.hall import Hall
from tests.bench.lines import Lines, lines_to

BATCH = 500
Json = dict[str, Any]


@dataclass
class Source:
    """An agent or a desk: it numbers its beats and remembers when it sent them (wall clock)."""

    venue: str
    name: str
    secret: str
    boot: int = field(default_factory=lambda: int(time.time() * 1000))
    sent: list[float] = field(default_factory=list)

    def beat(self, conference: str) -> bytes:
        self.sent.append(time.time())
        numbers = {"source": self.name, "kind": "agent", "boot": self.boot, "number": len(self.sent)}
        measured = {"rtt": 21.5, "jitter": 1.5, "loss": 0.0, "waiting": 0}
        command = {"id": str(uuid4()), "type": "beat", "conference": conference, "venue": self.venue}
        return orjson.dumps({**command, **numbers, **measured})

    async def send(self, lines: Lines, conference: str) -> bool:
        """Whether it was accepted."""
        return (await lines.post("/venues/api/commands", self.secret, self.beat(conference))).status == 202


async def set_up(hall: Hall, id: str, venues: int, sources: int) -> list[Source]:
    """A conference with so many venues, all sources of all of them."""
    names, root = [f"V{number:04}" for number in range(1, venues + 1)], hall.secret("ops", "*")
    async with lines_to(hall.ways["service"]) as lines:
        for some in _chunks(list(_plan(id, names))):
            answer = await lines.post("commands/batch", root, orjson.dumps({"commands": some}))
            if any(one["status"] != "decided" for one in answer.json()["results"]):
                raise RuntimeError(f"the conference could not be set up: {answer}")
    secrets = {venue: hall.secret("agent", id, venue) for venue in names}
    return [Source(venue, f"agent-{n}", secrets[venue]) for venue in names for n in range(sources)]


def _plan(id: str, names: Sequence[str]) -> Iterator[Json]:
    common = {"conference": id}
    yield {**common, "id": str(uuid4()), "type": "create_conference", "name": "Hội nghị thử", "day": "2023-06-03"}
    starts = datetime.now(UTC) + timedelta(hours=1)
    plan = {"opens": starts - timedelta(hours=2), "starts": starts, "closes": starts + timedelta(hours=3)}
    times = {name: at.isoformat() for name, at in plan.items()}
    yield {**common, "id": str(uuid4()), "type": "define_session", "session": "sang", "name": "Buổi sáng", **times}
    for name in names:
        yield {**common, "id": str(uuid4()), "type": "define_venue", "venue": name, "name": f"Điểm cầu {name}"}


def _chunks(commands: list[Json]) -> Iterator[list[Json]]:
    for start in range(0, len(commands), BATCH):
        yield commands[start : start + BATCH]


class Board:
    """A board in a process of its own, from its snapshot on."""

    def __init__(self, hall: Hall, conference: str) -> None:
        command = [
            sys.executable,
            "-m",
            "tests.bench.board",
            str(hall.venues),
            hall.secret("hub", conference),
            conference,
        ]
        self._process: Popen[bytes] = Popen(command, stdin=PIPE, stdout=PIPE)

    async def ready(self) -> None:
        assert self._process.stdout is not None
        if await asyncio.to_thread(self._process.stdout.readline) != b"ready\n":
            raise RuntimeError("the board did not open")

    async def arrivals(self) -> list[Arrival]:
        """All of them; the board is closed."""
        told, _ = await asyncio.to_thread(self._process.communicate)
        return [tuple(arrival) for arrival in orjson.loads(told)]
