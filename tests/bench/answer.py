"""How long a desk waits for its answer, at 50 scans a second that come when they come."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from itertools import accumulate
from typing import Any

from tests.bench.conference import Conference, Json, set_up
from tests.bench.figures import percentiles
from tests.bench.hall import Hall
from tests.bench.lines import Lines, lines_to

RATE, SECONDS = 50, 20
WARM_UP = 3  # seconds that do not count


async def measure(hall: Hall) -> AsyncIterator[dict[str, Any]]:
    """p50 and p99 in milliseconds, straight to the service and through the gateway. Nobody waits for somebody else's
    answer before they come; `late_p99_ms`: how late the load itself was."""
    for way, port in hall.ways.items():
        conference = await set_up(hall, f"answer-{way}")
        async with lines_to(port) as lines:
            scans = [conference.scan(row) for row in conference.rows[: RATE * (SECONDS + WARM_UP)]]
            before = hall.cpu_seconds()
            took = await _all(conference, lines, scans)
            load = hall.cpu_seconds()["load"] - before["load"]
        counted = [visit for visit in took if visit.due > WARM_UP]
        yield {
            "bench": "answer",
            "through": way,
            "rate": RATE,
            "answers": len(counted),
            **percentiles("", [visit.seconds for visit in counted]),
            **percentiles("late_", [visit.late for visit in counted]),
            "refused": sum(not visit.taken for visit in took),
            "load": round(load / (SECONDS + WARM_UP), 3),
        }


class _Visit:
    """One scan: when it was due (seconds from the start), how late it was sent, how long its answer took."""

    def __init__(self, due: float) -> None:
        self.due, self.late, self.seconds, self.taken = due, 0.0, 0.0, False

    async def make(self, begun: float, conference: Conference, lines: Lines, scan: Json) -> None:
        await asyncio.sleep(begun + self.due - time.perf_counter())
        sent = time.perf_counter()
        answer = await conference.send(lines, scan)
        self.late, self.seconds = sent - begun - self.due, time.perf_counter() - sent
        self.taken = answer.status == 200 and b'"code":"checked_in"' in answer.body


async def _all(conference: Conference, lines: Lines, scans: Sequence[Json]) -> list[_Visit]:
    chance = random.Random(2023)
    visits = [_Visit(due) for due in accumulate(chance.expovariate(RATE) for _ in scans)]
    begun = time.perf_counter()
    await asyncio.gather(
        *(visit.make(begun, conference, lines, scan) for visit, scan in zip(visits, scans, strict=True))
    )
    return visits
