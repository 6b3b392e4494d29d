"""Eleven desks come back on line at once, with 1,703 scans that they took while the line was down."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from shared.mongo import Store
from tests.bench.conference import Conference, Json, set_up
from tests.bench.hall import Hall
from tests.bench.lines import Lines, lines_to

BATCHES = range(100, 501)  # scans that a desk sends at once
Decisions = dict[str, set[str]]  # what was told for each command: one event id, if all is well


async def measure(hall: Hall) -> AsyncIterator[dict[str, Any]]:
    """Seconds until every scan has its decision. Lost: scans without one in the store; double: with two, told or
    stored, or persons with two open presences."""
    conference = await set_up(hall, "queues")
    queues = {venue: list(_queue(conference, venue)) for venue in conference.secrets}
    told: Decisions = {}
    async with lines_to(hall.ways["gateway"]) as lines:
        before, begun = hall.cpu_seconds(), time.perf_counter()
        await asyncio.gather(*(_desk(conference, lines, venue, queue, told) for venue, queue in queues.items()))
        seconds = time.perf_counter() - begun
    after = hall.cpu_seconds()
    ids = [scan["id"] for queue in queues.values() for scan in queue]
    yield {
        "bench": "queues",
        "desks": len(queues),
        "scans": len(ids),
        "seconds": round(seconds, 2),
        "per_second": round(len(ids) / seconds),
        **await _lost_and_double(hall, conference, ids, told),
        **{name: round(after[name] - before[name], 2) for name in after},
    }


def _queue(conference: Conference, venue: str) -> Iterator[Json]:
    """What the desk of this venue took, one scan every two seconds, and what it told the people."""
    now = datetime.now(UTC)
    rows = [row for row in conference.rows if row.venue == venue]
    for age, row in enumerate(reversed(rows), start=1):
        done = now - timedelta(seconds=2 * age)
        device = {"id": f"ban-{venue}", "device_time": done.isoformat(), "sent_at": now.isoformat(), "offset": 0.0}
        yield conference.scan(row, told="checked_in", device=device)


async def _desk(conference: Conference, lines: Lines, venue: str, queue: list[Json], told: Decisions) -> None:
    """Batch by batch; what has no decision yet is sent again with its id."""
    chance, left = random.Random(venue), list(queue)
    while left:
        batch = left[: chance.choice(BATCHES)]
        answer = await lines.post("commands/batch", conference.secrets[venue], orjson.dumps({"commands": batch}))
        for one in answer.json()["results"] if answer.status == 200 else ():
            if one["status"] == "decided":
                told.setdefault(one["id"], set()).add(orjson.dumps(one["decision"]).decode())
        left = [scan for scan in left if scan["id"] not in told]


async def _lost_and_double(hall: Hall, conference: Conference, ids: list[str], told: Decisions) -> dict[str, int]:
    decided, doubled = Counter[str](), 0
    store = Store(hall.mongo, "diemcau")
    async for document in store.find("attendees", conference=conference.id):
        decided.update(document["decisions"].keys())
        doubled += sum(stay["end"] is None for stay in document["state"]["presences"]) > 1
    store.close()
    doubled += sum(len(decisions) > 1 for decisions in told.values()) + sum(count > 1 for count in decided.values())
    return {"lost": sum(id not in decided for id in ids), "double": doubled}
