"""Keeps processes running: one that ends is started again, later each time; says so, and lists what runs in a file."""

import json
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from deploy.embedded.alone import process_list
from deploy.embedded.process import Process
from deploy.embedded.trouble import Trouble

LOOK_EVERY = 0.1  # seconds
FIRST_PAUSE = 0.2  # seconds before the first start again; doubled each time: 0.2, 0.4, 0.8, 1.6
TOO_OFTEN = 5  # ends
WITHIN = 60.0  # seconds; one that ended too often is tried again once in this time, since its cause may be mended


class Supervisor:
    """Starts and watches processes from a thread of its own, until `close`.

    `state`/run/processes.json always holds what runs: `name`, `pid`, `port`, `started` (ISO, UTC), `ready`, `restarts`,
    `log`, `ready_url`. `ready` is true from the first good answer until the process ends, so also while it is paused;
    one that ended stays on the list with `ready` false and `pid` null. `say` is told each change, in one line.
    """

    def __init__(self, state: Path, say: Callable[[str], None] = print) -> None:
        self.list_file = process_list(state.absolute())
        self.list_file.parent.mkdir(parents=True, exist_ok=True)
        self._say = say
        self._watched: dict[str, _Watched] = {}
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._listed = ""
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, process: Process) -> None:
        """Start it, and again whenever it ends. Trouble if it cannot even be started."""
        with self._lock:
            process.start()
            self._watched[process.name] = _Watched(process, self._say)
            self._write_list()

    def wait_ready(self, *names: str, seconds: float = 60) -> None:
        """Until all of these are ready, and listed so. Trouble after that time, or on one that keeps ending."""
        end = time.monotonic() + seconds
        for name in names:
            while not self.is_ready(name):
                if self._watched[name].failing or time.monotonic() > end:
                    raise self._watched[name].trouble(seconds)
                time.sleep(0.02)
        with self._lock:
            self._write_list()

    def is_ready(self, name: str) -> bool:
        process = self._watched[name].process
        return process.ready and process.running

    def process(self, name: str) -> Process:
        return self._watched[name].process

    def kill(self, name: str) -> None:
        """SIGKILL; it is started again like any that ends."""
        with self._lock:
            self.process(name).kill()
            self._write_list()

    def pause(self, name: str) -> None:
        self.process(name).pause()

    def resume(self, name: str) -> None:
        self.process(name).resume()

    def stop(self, name: str) -> None:
        """End it, and leave it so until `start`."""
        with self._lock:
            self._watched[name].wanted = False
        self.process(name).stop()
        with self._lock:
            self._write_list()

    def start(self, name: str) -> None:
        with self._lock:
            self._watched[name].wanted = True
            if not self.process(name).running:
                self.process(name).start()
            self._write_list()

    @property
    def failing(self) -> list[str]:
        """Those that ended too often and are waiting for their next try."""
        return [name for name, watched in self._watched.items() if watched.failing]

    def close(self) -> None:
        """Stop everything, the last added first, and take the list away."""
        self._closing.set()
        self._thread.join()
        for watched in reversed(self._watched.values()):
            watched.process.stop()
        self.list_file.unlink(missing_ok=True)

    def _watch(self) -> None:
        while not self._closing.wait(LOOK_EVERY):
            with self._lock:
                for watched in self._watched.values():
                    watched.look(time.monotonic())
                self._write_list()

    def _write_list(self) -> None:
        listed = json.dumps([watched.entry() for watched in self._watched.values()], indent=1)
        if listed != self._listed:
            beside = self.list_file.with_suffix(".new")
            beside.write_text(listed)
            beside.replace(self.list_file)  # a reader sees the old list or the new one, never half
            self._listed = listed


class _Watched:
    """One process, and when it ended."""

    def __init__(self, process: Process, say: Callable[[str], None]) -> None:
        self.process = process
        self.wanted = True
        self.failing = False
        self.restarts = 0
        self._say = say
        self._ends: deque[float] = deque(maxlen=TOO_OFTEN)
        self._start_at: float | None = None

    def look(self, now: float) -> None:
        if not self.wanted:
            self._start_at = None
        elif self.process.running:
            self._look_ready()
        elif self._start_at is None:
            self._ended(now)
        elif now >= self._start_at:
            self._start_again()

    def entry(self) -> dict[str, Any]:
        process = self.process
        return {
            "name": process.name,
            "pid": process.pid,
            "port": process.port,
            "started": process.started.isoformat(timespec="milliseconds") if process.started else None,
            "ready": process.ready and process.running,
            "restarts": self.restarts,
            "log": str(process.log),
            "ready_url": process.ready_url,
        }

    def trouble(self, seconds: float) -> Trouble:
        if self.failing:
            return Trouble(*self._too_often())
        return self.process.not_ready(seconds)

    def _look_ready(self) -> None:
        if not self.process.ready and self.process.check_ready():
            self.failing = False
            took = (datetime.now(UTC) - (self.process.started or datetime.now(UTC))).total_seconds()
            self._say(f"{self.process.name} sẵn sàng · is ready ({took:.1f} s)")

    def _ended(self, now: float) -> None:
        self.process.ready = False
        self._ends.append(now)
        recent = sum(1 for end in self._ends if now - end < WITHIN)
        pause = WITHIN if recent >= TOO_OFTEN else FIRST_PAUSE * 2 ** (recent - 1)
        self._start_at = now + pause
        how = _how_it_ended(self.process.returncode)
        if recent < TOO_OFTEN:
            name = self.process.name
            self._say(f"{name} đã dừng ({how}), chạy lại sau · ended ({how}), starting again in {pause:.1f} s")
        else:
            self.failing = True
            self._say("\n".join(self._too_often()))

    def _start_again(self) -> None:
        self._start_at = None
        self.restarts += 1
        try:
            self.process.start()
        except (OSError, Trouble) as error:  # a full disk, say: counted as one more end
            self._say(f"{self.process.name}: {error}")

    def _too_often(self) -> Iterable[str]:
        name, log = self.process.name, self.process.log
        return (
            f"{name} đã dừng {TOO_OFTEN} lần trong một phút. Phần còn lại vẫn chạy, {name} được thử lại mỗi phút; "
            f"lý do ở cuối tệp {log}.",
            f"{name} ended {TOO_OFTEN} times within a minute. The rest goes on and {name} is tried again every minute; "
            f"the reason is at the end of {log}.",
        )


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"code {code}"
