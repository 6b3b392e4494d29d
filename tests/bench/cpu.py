"""What a check-in costs each process, with one, eight and sixteen desks that scan as fast as they are answered."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from tests.bench.conference import Conference, Json, set_up
from tests.bench.hall import Hall
from tests.bench.lines import Lines, lines_to

DESKS = (1, 8, 16)


async def measure(hall: Hall) -> AsyncIterator[dict[str, Any]]:
    """CPU seconds per 1,000 check-ins by process (`load`: whoever asks), through the gateway."""
    for desks in DESKS:
        conference = await set_up(hall, f"cpu-{desks}")
        scans = iter([conference.scan(row) for row in conference.rows])
        async with lines_to(hall.ways["gateway"]) as lines:
            before, begun = hall.cpu_seconds(), time.perf_counter()
            done = sum(await asyncio.gather(*(_desk(conference, lines, scans) for _ in range(desks))))
            seconds = time.perf_counter() - begun
        after = hall.cpu_seconds()
        yield {
            "bench": "cpu",
            "desks": desks,
            "check_ins": done,
            "per_second": round(done / seconds),
            **{name: round((after[name] - before[name]) / done * 1000, 2) for name in after},
        }


async def _desk(conference: Conference, lines: Lines, scans: Iterator[Json]) -> int:
    """How many this desk took in."""
    taken = 0
    for scan in scans:
        taken += (await conference.send(lines, scan)).status == 200
    return taken
