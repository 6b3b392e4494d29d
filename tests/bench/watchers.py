"""Many open screens in a process of their own: `python -m tests.bench.watchers PORT SECRET COUNT PATH`.

Says `ready` when each has its snapshot. When its input is closed it says in one JSON line when each person's change
arrived at each screen (monotonic seconds, the same clock for all processes), and the CPU it took.
"""

import asyncio
import re
import sys
import time
from typing import cast

import orjson
import uvloop

PERSON = re.compile(rb'"id":"attendee/([0-9a-f-]{36})"')
LONGEST = 64  # bytes of a match that may come in two pieces


class Screen(asyncio.Protocol):
    """One stream. It notes arrivals and parses nothing: 10,000 messages a second must not be its bottleneck."""

    def __init__(self, arrivals: dict[str, list[float]], request: bytes) -> None:
        self._arrivals, self._request, self._rest = arrivals, request, b""
        self.filled = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast(asyncio.WriteTransport, transport).write(self._request)

    def data_received(self, data: bytes) -> None:
        now, text, end = time.monotonic(), self._rest + data, 0
        for match in PERSON.finditer(text):
            self._arrivals.setdefault(match[1].decode(), []).append(now)
            end = match.end()
        self._rest = text[max(end, len(text) - LONGEST) :]
        if not self.filled.done() and b"event: snapshot" in text:
            self.filled.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.filled.done():
            self.filled.set_exception(exc or ConnectionError("closed before the snapshot"))


async def watch(port: int, secret: str, count: int, path: str) -> None:
    arrivals: dict[str, list[float]] = {}
    head = f"GET /checkin/api/live/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {secret}\r\n\r\n"
    loop = asyncio.get_running_loop()
    for _ in range(count):
        _, screen = await loop.create_connection(lambda: Screen(arrivals, head.encode()), "127.0.0.1", port)
        await screen.filled
    print("ready", flush=True)
    used = time.process_time()
    await loop.run_in_executor(None, sys.stdin.read)
    print(orjson.dumps({"arrivals": arrivals, "cpu_seconds": time.process_time() - used}).decode(), flush=True)


if __name__ == "__main__":
    port, secret, count, path = sys.argv[1:]
    uvloop.run(watch(int(port), secret, int(count), path))
