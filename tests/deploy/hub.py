"""A hub that is played, for the agent: it answers as it is told to, and remembers each beat and how it came."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self

Json = dict[str, Any]
SECRET = "eyJpZCI6ImFnZW50LUtDIn0.c2lnbmVk"  # of a pass, as far as this hub cares
KIM_CHAN = {"conference": "hy-2023", "role": "agent", "venue": "KC"}
Told = tuple[int, Json, dict[str, str]]  # status, document, headers; status 0: the line is cut in the middle
MINE: Told = (200, {"pass": KIM_CHAN}, {})  # whose pass it is


def taken(number: int) -> Told:
    return 202, {"status": "accepted"}, {}


class Hub:
    """`answer` says what becomes of the n-th beat that comes in."""

    def __init__(self, answer: Callable[[int], Told] = taken, holds: Told = MINE) -> None:
        self.answer, self.holds, self.ahead = answer, holds, timedelta(0)  # of the PC's clock
        self.beats: list[Json] = []
        self.secrets: set[str | None] = set()
        self.lines: Counter[Any] = Counter()  # how many questions came over each connection
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Door", (_Door,), {"hub": self}))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self, beat: Json) -> Told:
        self.beats.append(beat)
        return self.answer(len(self.beats))


class _Door(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._tell(self.hub.holds if self.path.endswith("/venues/api/me") else (404, {}, {}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._tell(self.hub.take(body) if self.path.endswith("/venues/api/commands") else (404, {}, {}))

    def _tell(self, told: Told) -> None:
        status, document, headers = told
        self.hub.secrets.add(self.headers["Authorization"])
        self.hub.lines[self.client_address] += 1
        if status == 0:
            self.close_connection = True
            return
        body = json.dumps(document).encode()
        now = (datetime.now(UTC) + self.hub.ahead).isoformat()
        self.send_response(status)
        for name, value in {"X-Now": now, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""
