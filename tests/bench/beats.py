"""A national conference's links: 1,100 venues with two sources each, a beat every five seconds."""

import asyncio
import random
import time
from bisect import bisect_right
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from tests.bench.board import Arrival
from tests.bench.figures import percentiles
from tests.bench.hall import Hall
from tests.bench.lag import Lag
from tests.bench.lines import Lines, lines_to
from tests.bench.links import Board, Source, set_up

VENUES, SOURCES, EVERY = 1_100, 2, 5.0
WARM_UP, SECONDS, BETWEEN_SAMPLES = 20.0, 40.0, 0.5


async def measure(hall: Hall) -> AsyncIterator[dict[str, Any]]:
    """CPU seconds per second by process (`load`: the sources), the group's lag, and how long after its beat a change
    is on the board. Straight to the service."""
    sources, lag = await set_up(hall, "beats", VENUES, SOURCES), Lag(hall.kafka, "venues-decides", "venues.commands.v1")
    await lag.start()
    board = Board(hall, "beats")
    await board.ready()
    accepted: list[bool] = []
    async with lines_to(hall.venues) as lines:
        beating = [asyncio.create_task(_beat(source, lines, accepted)) for source in sources]
        await asyncio.sleep(WARM_UP)
        before, begun, counted, sampled = hall.cpu_seconds(), time.time(), len(accepted), []
        while time.time() < begun + SECONDS:
            sampled.append(await lag.now())
            await asyncio.sleep(BETWEEN_SAMPLES)
        after, seconds, beats = hall.cpu_seconds(), time.time() - begun, len(accepted) - counted
        for task in beating:
            task.cancel()
        await asyncio.gather(*beating, return_exceptions=True)
    await lag.stop()
    yield {
        "bench": "beats",
        "halls": VENUES,
        "sources": VENUES * SOURCES,
        "beats_per_second": round(beats / seconds),
        "refused": accepted.count(False),
        **{name: round((after[name] - before[name]) / seconds, 2) for name in after},
        "lag_p50": sorted(sampled)[len(sampled) // 2],
        "lag_max": max(sampled),
        **_delays(sources, [arrival for arrival in await board.arrivals() if arrival[0] > begun]),
    }


async def _beat(source: Source, lines: Lines, accepted: list[bool]) -> None:
    """Until it is cancelled; each source in a phase of its own."""
    due = time.monotonic() + random.uniform(0, EVERY)
    while True:
        await asyncio.sleep(due - time.monotonic())
        accepted.append(await source.send(lines, "beats"))
        due += EVERY


def _delays(sources: Sequence[Source], arrivals: Sequence[Arrival]) -> dict[str, Any]:
    """From the sending of the beat that a change shows to its arrival."""
    sent: Mapping[str, list[float]] = {source.venue: [] for source in sources}
    for source in sources:
        sent[source.venue].extend(source.sent)
    for moments in sent.values():
        moments.sort()
    delays = [at - _beat_before(sent[venue], seen) for at, venue, _, seen in arrivals if seen]
    return {"changes": len(delays), **percentiles("after_beat_", delays)}


def _beat_before(sent: Sequence[float], seen: str) -> float:
    return sent[bisect_right(sent, datetime.fromisoformat(seen).timestamp()) - 1]
