"""500 open screens while 20 people a second come in."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from subprocess import PIPE, Popen
from typing import Any

import orjson

from tests.bench.conference import Conference, set_up
from tests.bench.figures import percentiles
from tests.bench.hall import Hall
from tests.bench.lines import lines_to

WATCHERS, RATE, SECONDS = 500, 20, 15
LAST_COUNTERS = 1.0  # seconds: counters go out twice a second
Times = dict[str, float]  # monotonic seconds, by attendee


async def measure(hall: Hall) -> AsyncIterator[dict[str, Any]]:
    """The door's screens get each person, the hub's get the figures. CPU as a share of one core, of service, gateway
    and watchers. Milliseconds from the desk's answer to each screen; negative: the screen knew before the desk."""
    for view in ("door", "hub"):
        for way, port in hall.ways.items():
            conference = await set_up(hall, f"sse-{view}-{way}")
            venue = _largest(conference)
            path = f"{view}?conference={conference.id}&venue={venue}"
            watchers = await asyncio.to_thread(_watching, port, hall.secret("hub", conference.id), path)
            before, begun = hall.cpu_seconds(), time.monotonic()
            sent, answered = await _people_come(hall, conference, venue)
            await asyncio.sleep(LAST_COUNTERS)
            after, seconds = hall.cpu_seconds(), time.monotonic() - begun
            told, _ = await asyncio.to_thread(watchers.communicate)
            seen = orjson.loads(told)
            yield {
                "bench": "sse",
                "view": view,
                "through": way,
                "watchers": WATCHERS,
                "rate": RATE,
                **{part: round((after[part] - before[part]) / seconds, 2) for part in ("checkin", "gateway")},
                "load": round(seen["cpu_seconds"] / seconds, 2),
                **(_delays(seen["arrivals"], sent, answered) if view == "door" else {}),
            }


def _delays(arrivals: Mapping[str, Sequence[float]], sent: Times, answered: Times) -> dict[str, float]:
    after_answer = [at - answered[person] for person in answered for at in arrivals.get(person, ())]
    after_scan = [at - sent[person] for person in answered for at in arrivals.get(person, ())]
    missed = WATCHERS * len(answered) - len(after_answer)
    return {
        **percentiles("after_answer_", after_answer),
        **percentiles("after_scan_", after_scan),
        "messages": len(after_answer),
        "missed": missed,
    }


def _largest(conference: Conference) -> str:
    """The venue that expects the most people."""
    return max(conference.secrets, key=lambda venue: sum(row.venue == venue for row in conference.rows))


def _watching(port: int, secret: str, path: str) -> Popen[bytes]:
    """Comes back when every screen has its snapshot."""
    command = [sys.executable, "-m", "tests.bench.watchers", str(port), secret, str(WATCHERS), path]
    watchers = Popen(command, stdin=PIPE, stdout=PIPE)
    assert watchers.stdout is not None
    if watchers.stdout.readline() != b"ready\n":
        raise RuntimeError("the watchers did not start")
    return watchers


async def _people_come(hall: Hall, conference: Conference, venue: str) -> tuple[Times, Times]:
    """(when each person's scan was sent, when it was answered)."""
    rows = [row for row in conference.rows if row.venue == venue][: RATE * SECONDS]
    sent, answered, begun = Times(), Times(), time.monotonic()
    async with lines_to(hall.ways["service"]) as lines:

        async def come(turn: int, scan: dict[str, Any]) -> None:
            await asyncio.sleep(begun + turn / RATE - time.monotonic())
            at = time.monotonic()
            decision = (await conference.send(lines, scan)).json()["decision"]
            sent[decision["attendee"]], answered[decision["attendee"]] = at, time.monotonic()

        await asyncio.gather(*(come(turn, conference.scan(row)) for turn, row in enumerate(rows)))
    return sent, answered
