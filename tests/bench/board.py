"""One open board in a process of its own: `python -m tests.bench.board PORT SECRET CONFERENCE`.

Says `ready` when it has its snapshot. When its input is closed it says in one JSON line each change of a link that
arrived: [seconds of the wall clock, venue, observed, last_seen].
"""

import sys
import time
from threading import Thread
from typing import Any

import httpx
import orjson

Arrival = tuple[float, str, str, str | None]


def read(port: str, secret: str, conference: str, arrivals: list[Arrival]) -> None:
    headers = {"Authorization": f"Bearer {secret}"}
    url = f"http://127.0.0.1:{port}/venues/api/live/board"
    event = ""
    with httpx.stream("GET", url, params={"conference": conference}, headers=headers, timeout=None) as answer:
        for line in answer.iter_lines():
            if line.startswith("event: "):
                event = line[7:]
            elif line.startswith("data: ") and event == "snapshot":
                print("ready", flush=True)
            elif line.startswith("data: ") and event == "change":
                now, items = time.time(), orjson.loads(line[6:])["items"]
                arrivals += [_arrival(now, item) for item in items if item["id"].startswith("link/")]


def _arrival(now: float, item: dict[str, Any]) -> Arrival:
    return now, item["id"].removeprefix("link/"), item["observed"], item["last_seen"]


if __name__ == "__main__":
    arrivals: list[Arrival] = []
    Thread(target=read, args=(*sys.argv[1:4], arrivals), daemon=True).start()
    sys.stdin.read()
    print(orjson.dumps(arrivals).decode(), flush=True)
