"""Since when we have been watching: silence before that may have been ours, and is no venue's fault."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from time import time_ns

from shared.clock import Clock, SimulatedClock
from shared.failures import Retry
from shared.mongo import Store

GAP = timedelta(seconds=5)  # a shorter one, a quick restart, hides no beat: they come every 5 s
EVERY = 1.0  # real seconds between two looks; in simulated time each tick is one too
COLLECTION = "watches"


class Watch:
    """Kept by each process of a service, and in the store, so that the next process knows how long nobody watched.

    Gaps are measured on the clock that beats are stamped by: where simulated time stands still, nothing is missed.
    """

    def __init__(self, store: Store, clock: Clock, service: str, process: str, feed_age: Callable[[], float]) -> None:
        self._store, self._clock, self._feed_age = store, clock, feed_age
        self._service, self._process = service, process
        self.since = self._until = clock.now()

    async def start(self) -> None:
        """Goes on where the newest watch of this service stood, unless that is too long ago. Raises `Retry`."""
        self.since = self._until = self._clock.now()
        watches = [found async for found in self._store.find(COLLECTION, service=self._service)]
        newest = max(watches, key=lambda watch: watch["version"], default=None)
        if newest and timedelta(0) <= self._until - self._seen(newest["until"]) <= GAP:
            self.since = newest["since"]

    async def keep(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(EVERY)
            await self.look()
            await self._note()

    async def look(self) -> bool:
        """Whether we hear now. Gaps are between what was heard, not between looks: Kafka's, or a pause of this process.

        Two looks after one answer of Kafka differ by what lies between two readings of the clock: a step back is no gap.
        """
        heard = self._heard()
        goes_on = abs(heard - self._until) <= GAP
        self._until = max(heard, self._until) if goes_on else heard
        if not goes_on:
            self.since = self._clock.now()
            await self._note()
        return self._feed_age() <= GAP.total_seconds()

    def _heard(self) -> datetime:
        """Until when. Simulated time stands still while Kafka is away."""
        now = self._clock.now()
        return now if isinstance(self._clock, SimulatedClock) else now - timedelta(seconds=self._feed_age())

    def _seen(self, noted: datetime) -> datetime:
        """Simulated time may have gone far since the last note; the log has each answer to it."""
        answered = self._clock.answered if isinstance(self._clock, SimulatedClock) else {}
        return max(noted, answered.get(self._process, noted))

    async def _note(self) -> None:
        """A store that is away makes the next gap look longer than it was: the safe side."""
        id, times = f"{self._service}/{self._process}", {"since": self.since, "until": self._until}
        watch = {"_id": id, "version": time_ns(), "service": self._service, **times}
        with suppress(Retry):
            await self._store.replace_if_newer(COLLECTION, [watch])
