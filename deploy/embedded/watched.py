"""One watched process: when it ended, and when it is started again."""

import signal
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from deploy.embedded.process import Process
from deploy.embedded.trouble import Trouble

FIRST_PAUSE = 0.2  # seconds before the first start again; doubled each time: 0.2, 0.4, 0.8, 1.6
TOO_OFTEN = 5  # ends
WITHIN = 60.0  # seconds; one that ended too often is tried again once in this time, since its cause may be mended
GOES_ON = (
    "Phần còn lại vẫn chạy; phần đã dừng được thử lại mỗi phút.",
    "The rest goes on; what ended is tried again every minute.",
)


class Watched:
    """`look` is called again and again with the monotonic time, and does what is due."""

    def __init__(self, process: Process, say: Callable[[str], None]) -> None:
        self.process = process
        self.wanted = True
        self.failing = False
        self.restarts = 0
        self._was_ready = False
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

    def _look_ready(self) -> None:
        if not self.process.ready and self.process.check_ready():
            self.failing, self._was_ready = False, True
            took = (datetime.now(UTC) - (self.process.started or datetime.now(UTC))).total_seconds()
            self._say(f"{self.process.name} sẵn sàng · is ready ({took:.1f} s)")

    def _ended(self, now: float) -> None:
        self.process.ready = False
        self._ends.append(now)
        recent = sum(1 for end in self._ends if now - end < WITHIN)
        if self.failing or recent >= TOO_OFTEN:
            self._give_up_until(now + WITHIN)
        else:
            self._start_soon(now, FIRST_PAUSE * 2 ** (recent - 1))

    def _give_up_until(self, then: float) -> None:
        """It counts as failing until it is ready once; that is said only the first time."""
        self._start_at = then
        if not self.failing:
            self.failing = True
            self._say(self._too_often())

    def _start_soon(self, now: float, pause: float) -> None:
        self._start_at = now + pause
        how, name = _how_it_ended(self.process.returncode), self.process.name
        self._say(f"{name} đã dừng ({how}), chạy lại sau · ended ({how}), starting again in {pause:.1f} s")

    def _start_again(self) -> None:
        self._start_at = None
        self.restarts += 1
        try:
            self.process.start()
        except (OSError, Trouble) as error:  # a full disk, say: counted as one more end
            self._say(f"{self.process.name}: {error}")

    def _too_often(self) -> str:
        """Of one that never was ready only its starter knows whether the rest goes on without it."""
        name, log = self.process.name, self.process.log
        on, on_english = (f" {sentence}" if self._was_ready else "" for sentence in GOES_ON)
        return (
            f"{name} đã dừng {TOO_OFTEN} lần trong một phút; lý do ở cuối tệp {log}.{on}\n"
            f"{name} ended {TOO_OFTEN} times within a minute; the reason is at the end of {log}.{on_english}"
        )


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"code {code}"
