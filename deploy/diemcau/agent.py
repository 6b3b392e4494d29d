"""The agent of a venue PC: tells the hub every five seconds that the line lives, and how good the way there is.

This file and Python 3.11 or newer are all it needs, so nothing is imported but the standard library: deploy/agent/README.md.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import select
import signal
import socket
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

EVERY = 5.0  # seconds between two beats; whatever goes wrong, at most twice that
PATIENCE = 7.0  # seconds for an answer: the hub's gateway itself waits 5 for a service that is being started
LAST_WORD = 1.2  # seconds to say that it stops on purpose
LARGEST = 4_000_000  # bytes that are read of an answer
REFUSED, NOT_POSSIBLE = 1, 2  # exit codes
NO_ANSWER = (OSError, ValueError, http.client.HTTPException)


class End(Exception):
    """(exit code, why in Vietnamese, why in English): there is no use in going on."""


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    told: dict[str, Any]  # its JSON; {} if it is no JSON object
    rtt: float  # ms


def run(hub: str, pass_file: Path | None = None, source: str = "", every: float = EVERY) -> int:
    """Beats until SIGTERM or SIGINT (0), or until the hub refuses the pass (1). 2: it could not begin."""
    try:
        return watch(Agent(checked(hub), secret_in(pass_file), source or source_of_this_machine(), every))
    except End as end:
        code, vietnamese, english = end.args
        say("ended", "error", why=english)
        print(vietnamese, english, sep="\n", file=sys.stderr, flush=True)
        return int(code)


def watch(agent: "Agent") -> int:
    """Its beats have a thread of their own: a signal must not wait for a name server that does not answer."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    worker = threading.Thread(target=agent.live, daemon=True)
    try:
        worker.start()
        while worker.is_alive():
            worker.join(1)
        raise agent.end
    except KeyboardInterrupt:
        agent.leave()
        say("stopped on purpose")
        return 0


class Agent:
    """One source of beats, at the venue of its pass. No beat is sent twice: the next one says more."""

    def __init__(self, hub: str, secret: str, source: str, every: float) -> None:
        self._line, self._last_line = Line(hub, secret, PATIENCE), Line(hub, secret, LAST_WORD)
        self._way, self._every, self._source = Way(), every, source
        self._of: dict[str, Any] = {}  # what each beat says of us, once the hub has told whose pass this is
        self._numbers, self._failures, self._trouble, self._leaving = count(1), 0, "", False
        self.end = End(NOT_POSSIBLE, "Chương trình gặp lỗi nêu trên.", "The agent failed; the error stands above.")

    def live(self) -> None:
        """For ever, or until there is a reason to `end`."""
        try:
            while not self._leaving:
                begun = time.monotonic()
                pause = self._step()
                time.sleep(max(self._every / 10, begun + pause - time.monotonic()))
        except End as end:
            self.end = end

    def leave(self) -> None:
        """The last beat, on a line of its own: the other may be in the middle of something."""
        self._leaving, word = True, threading.Thread(target=self._say_good_bye, daemon=True)
        if self._of:
            word.start()
            word.join(LAST_WORD)

    def _say_good_bye(self) -> None:
        with suppress(*NO_ANSWER):
            self._last_line.ask(self._beat(leaving=True))

    def _step(self) -> float:
        """Asks the hub once. Returns the seconds until the next time, from the beginning of this one."""
        try:
            answer = self._line.ask(self._beat() if self._of else None)
        except NO_ANSWER as error:
            # refused connections are the answer of a machine that is there: the hub is away, the line is not
            self._way.failed(came_through=isinstance(error, ConnectionRefusedError))
            return self._went_wrong("the line is lost", type(error).__name__)
        if not self._of and self._introduced(answer):
            return self._went_well(pause=0)
        if answer.status == 202:
            self._way.measured(answer.rtt)
            return self._went_well(self._every)
        if answer.status in (401, 403) and "code" in answer.told:  # the hub's own word, not that of a portal on the way
            raise End(REFUSED, answer.told.get("detail"), f"The hub refuses this pass: {answer.told['code']}.")
        self._way.failed(came_through=True)
        why = f"status {answer.status} {answer.told.get('code', '')}".strip()
        return self._went_wrong("the hub takes no beats", why, answer.headers["Retry-After"])

    def _introduced(self, answer: Answer) -> bool:
        """Whose pass this is, and when by the hub's clock we began."""
        held, now = answer.told.get("pass"), self._line.clock.now()
        if answer.status != 200 or not isinstance(held, dict) or now is None:
            return False
        if not held.get("venue"):
            raise End(REFUSED, "Thẻ này không thuộc điểm cầu nào.", "This pass is for no venue: use that of an agent.")
        self._of = {"conference": held["conference"], "venue": held["venue"], "boot": round(now * 1000)}
        say("beating", venue=held["venue"], source=self._source)
        return True

    def _beat(self, leaving: bool = False) -> dict[str, Any]:
        moment = datetime.now(UTC).isoformat()
        times = {"device_time": moment, "sent_at": moment, "offset": self._line.clock.offset}
        device = {"id": self._source, **(times if times["offset"] is not None else {})}
        numbers = {"id": str(uuid4()), "number": next(self._numbers), "leaving": leaving, "device": device}
        return {"type": "beat", "kind": "agent", "source": self._source, **self._of, **numbers, **self._way.figures()}

    def _went_well(self, pause: float) -> float:
        if self._trouble:
            say("the line is back", failures=self._failures)
        self._failures, self._trouble = 0, ""
        return pause

    def _went_wrong(self, trouble: str, why: str, retry_after: str | None = None) -> float:
        """Said once, until it goes well again."""
        if trouble != self._trouble:
            say(trouble, "warning", why=why)
        self._failures, self._trouble = self._failures + 1, trouble
        return pause_after(self._failures, self._every, retry_after)


def pause_after(failures: int, every: float, retry_after: str | None = None) -> float:
    """Later than usual and not with all the others, but never so late that the hub's own outage looks like ours."""
    longest = 2 * every
    asked = float(retry_after) if retry_after and retry_after.isdecimal() else 0.0
    bound = min(every * failures, longest)
    return max(random.uniform(bound / 2, bound), min(asked, longest))


class Line:
    """One connection to the hub, kept alive, and the time at its other end. What goes wrong is one of NO_ANSWER."""

    def __init__(self, hub: str, secret: str, patience: float) -> None:
        parts = urlsplit(hub)
        make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._http, self._path = make(parts.netloc, timeout=patience), parts.path.rstrip("/") + "/venues/api/"
        self._headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        self.clock = ServerTime()

    def ask(self, beat: dict[str, Any] | None) -> Answer:
        """Sends a beat; None: asks whose pass this is. What a new connection costs is not measured."""
        if self._http.sock and select.select([self._http.sock], [], [], 0)[0]:
            self._http.close()  # anything to read before we asked is the other side's good-bye
        try:
            if not self._http.sock:
                self._http.connect()
            return self._ask(*(("POST", "commands", json.dumps(beat)) if beat else ("GET", "me", None)))
        except BaseException:
            self._http.close()
            raise

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        sent, begun = time.time(), time.perf_counter()
        self._http.request(method, self._path + path, body, self._headers)
        answer = self._http.getresponse()
        self.clock.hear(answer.headers["X-Now"], sent, time.time())
        rtt, told = (time.perf_counter() - begun) * 1000, answer.read(LARGEST)
        with suppress(ValueError):
            if isinstance(read := json.loads(told), dict):
                return Answer(answer.status, answer.headers, read, rtt)
        return Answer(answer.status, answer.headers, {}, rtt)


class ServerTime:
    """Server time - this PC's time, in seconds, from the answers: the quickest of the last eight counts."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque(maxlen=8)  # (there and back, offset)

    def hear(self, said: str | None, sent: float, received: float) -> None:
        with suppress(ValueError):  # no answer of the hub's
            trip, offset = received - sent, datetime.fromisoformat(said or "").timestamp() - (sent + received) / 2
            if self.offset is not None and abs(offset - self.offset) > 1 + abs(trip):
                self._samples.clear()  # a clock was set, or this PC has slept
            self._samples.append((abs(trip), offset))

    @property
    def offset(self) -> float | None:
        return min(self._samples)[1] if self._samples else None

    def now(self) -> float | None:
        return None if self.offset is None else time.time() + self.offset


class Way:
    """Of the way to the hub: rtt and jitter in ms (RFC 3550, of successive rtts), loss of the last 12 beats."""

    def __init__(self) -> None:
        self._rtt: float | None = None
        self._jitter: float | None = None
        self._came: deque[bool] = deque(maxlen=12)

    def measured(self, rtt: float) -> None:
        if self._rtt is not None:
            before = self._jitter or 0.0
            self._jitter = before + (abs(rtt - self._rtt) - before) / 16
        self._rtt = rtt
        self._came.append(True)

    def failed(self, came_through: bool) -> None:
        """`came_through`: it was answered, with no: nothing was lost on the way, and nothing measured."""
        self._rtt = None
        self._came.append(came_through)

    def figures(self) -> dict[str, float | None]:
        loss = self._came.count(False) / len(self._came) if self._came else None
        return {"rtt": self._rtt, "jitter": self._jitter, "loss": loss}


def say(event: str, level: str = "info", **facts: object) -> None:
    """One line of JSON, without secrets."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with suppress(OSError):  # a full disk is no reason to be silent towards the hub
        print(json.dumps({"timestamp": now, "level": level, "process": "agent", "event": event, **facts}), flush=True)


def checked(hub: str) -> str:
    with suppress(ValueError):
        parts = urlsplit(hub)
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return hub
    raise End(NOT_POSSIBLE, "Địa chỉ trung tâm có dạng https://máy:cổng.", "The hub's address is as https://host:port.")


def secret_in(file: Path | None) -> str:
    """A pass as it is, or the link that `diemcau passes` shows: what stands behind the #."""
    with suppress(OSError, UnicodeError):
        text = file.read_text("utf-8-sig") if file else os.environ.get("DIEMCAU_PASS", "")
        secret = text.strip().rpartition("#")[2]
        if secret.isascii() and secret.isprintable() and secret:
            return secret
    raise End(
        NOT_POSSIBLE, "Không có thẻ trong --pass-file hay DIEMCAU_PASS.", "No pass in --pass-file or DIEMCAU_PASS."
    )


def source_of_this_machine() -> str:
    """The same after each start, and nothing can be read from it."""
    known = socket.gethostname()
    with suppress(OSError):  # Linux has one; clones of a disk should not share a name alone
        known += Path("/etc/machine-id").read_text()
    return "pc-" + hashlib.sha256(f"diemcau {known}".encode()).hexdigest()[:12]


def main() -> int:
    parser = argparse.ArgumentParser(prog="agent.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hub", required=True, help="Its address, as https://hoinghi.example.vn")
    parser.add_argument("--pass-file", type=Path, help="Holds the pass or its link; else DIEMCAU_PASS does.")
    parser.add_argument("--source", default="", help="What the hub calls this PC; else derived from the machine.")
    parser.add_argument("--every", type=float, default=EVERY, help="Seconds between two beats; the hub expects 5.")
    parser.add_argument("--log", type=Path, help="A file for the log, where nothing can be printed (pythonw).")
    given = parser.parse_args()
    if given.log:
        sys.stdout = given.log.open("a", encoding="utf-8")
    return run(given.hub, given.pass_file, given.source, given.every)


if __name__ == "__main__":
    sys.exit(main())
