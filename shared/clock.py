"""What time it is: real, or moved by records on `clock.v1` (demo and tests). Services ask nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

import orjson
from aiokafka import ConsumerRecord

CLOCK_TOPIC = "clock.v1"


class Clock(Protocol):
    """Now, in UTC. Time-outs, back-off and pass expiry use real time whatever this says."""

    kind: Literal["real", "simulated"]

    def now(self) -> datetime: ...


class RealClock:
    kind: Literal["real", "simulated"] = "real"

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """For tests: stands still until it is moved."""

    kind: Literal["real", "simulated"] = "real"

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by


class SimulatedClock:
    """Stands at the newest tick heard; before the first one, at the real time of its start.

    `on_tick` is called for each new tick after the time has moved: it answers the driver, who waits for it.
    """

    kind: Literal["real", "simulated"] = "simulated"

    def __init__(self, on_tick: Callable[[int], None] = lambda tick: None) -> None:
        self._now, self.on_tick = datetime.now(UTC), on_tick
        self.answered: dict[str, datetime] = {}  # by process: where time stood when it last answered

    def now(self) -> datetime:
        return self._now

    def on_record(self, record: ConsumerRecord) -> None:
        """A record of `clock.v1`. The log's order counts: a later driver may count its ticks from 0 again."""
        said = orjson.loads(record.value)
        if said["kind"] == "tick":
            self._now = datetime.fromisoformat(said["now"])
            self.on_tick(said["tick"])
        elif said["kind"] == "done":
            self.answered[said["process"]] = self._now
