"""In real time: eleven venues, one falls silent; then one flaps; then all lose their links at once."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx

from tests.bench.board import Arrival
from tests.bench.hall import Hall
from tests.bench.lines import Lines, lines_to
from tests.bench.links import Board, Source, set_up

EVERY = 5.0
STORIES = ("silence", "flapping", "all at once")
FLAPS_FOR = 300.0  # seconds, ten on and ten off
SETTLES = 15.0  # seconds: three beats before the silence begins
FALLS = 36.0  # seconds: DOWN comes after 30, and a late board is to be seen as late
LAST_WORDS = 2.0  # seconds: what the last beat moved reaches the board


async def measure(hall: Hall) -> AsyncIterator[dict[str, Any]]:
    """Seconds from the last beat to STALE and to DOWN on a board, and the incidents that each story opened."""
    for story in STORIES:
        conference = f"silence-{story.replace(' ', '-')}"
        sources = await set_up(hall, conference, 11, 1)
        board = Board(hall, conference)
        await board.ready()
        async with lines_to(hall.venues) as lines:
            fallen = await _play(story, conference, sources, lines)
        arrivals = await board.arrivals()
        yield {
            "bench": "silence",
            "story": story,
            "venues": len(sources),
            "fallen": len(fallen),
            "stale_after_s": _after(arrivals, fallen, "stale"),
            "down_after_s": _after(arrivals, fallen, "down"),
            "incidents": await _incidents(hall, conference),
        }


async def _play(story: str, conference: str, sources: Sequence[Source], lines: Lines) -> Sequence[Source]:
    """Those that fell silent for good."""
    fallen = sources if story == "all at once" else sources[:1]
    flapping = story == "flapping"
    beating = {id(it): asyncio.create_task(_beat(it, conference, lines, flapping and it in fallen)) for it in sources}
    await asyncio.sleep(FLAPS_FOR if flapping else SETTLES)
    for source in () if flapping else fallen:
        beating[id(source)].cancel()
    await asyncio.sleep(LAST_WORDS if flapping else FALLS)
    for task in beating.values():
        task.cancel()
    await asyncio.gather(*beating.values(), return_exceptions=True)
    return () if flapping else fallen


async def _beat(source: Source, conference: str, lines: Lines, flaps: bool) -> None:
    begun = time.monotonic()
    while True:
        if not flaps or (time.monotonic() - begun) % 20 < 10:
            await source.send(lines, conference)
        await asyncio.sleep(EVERY)


def _after(arrivals: Sequence[Arrival], fallen: Sequence[Source], observed: str) -> float | None:
    """The longest, of those that fell silent: from the last beat to the board."""
    last = {source.venue: source.sent[-1] for source in fallen}
    waits = [at - last[venue] for at, venue, seen_as, _ in arrivals if venue in last and seen_as == observed]
    return round(max(waits), 1) if waits else None


async def _incidents(hall: Hall, conference: str) -> int:
    """As the board that is opened now shows them."""
    headers = {"Authorization": f"Bearer {hall.secret('hub', conference)}"}
    url = f"http://127.0.0.1:{hall.venues}/venues/api/live/board"
    async with (
        httpx.AsyncClient(headers=headers, timeout=None) as http,
        http.stream("GET", url, params={"conference": conference}) as answer,
    ):
        async for line in answer.aiter_lines():
            if line.startswith("data: "):
                return line.count('"id":"incident/')
    return 0
