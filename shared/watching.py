"""Since when we have been watching: silence before that may have been ours, and is no venue's fault."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from shared.clock import Clock
from shared.failures import Retry
from shared.mongo import Store

GAP = timedelta(seconds=5)  # a shorter one, a quick restart, hides no beat: they come every 5 s
LOOK = 1.0  # seconds
HEARING = 5.0  # seconds since Kafka last answered: longer, and we hear nothing
COLLECTION = "watches"


class Watch:
    """Kept by each process of a service, and in the store, so that the next process knows how long nobody watched."""

    def __init__(self, store: Store, clock: Clock, service: str, process: str, feed_age: Callable[[], float]) -> None:
        self._store, self._clock, self._feed_age = store, clock, feed_age
        self._service, self._id = service, f"{service}/{process}"
        self.since = clock.now()

    async def start(self) -> None:
        """Goes on where the newest watch of this service stood, unless that is too long ago. Raises `Retry`."""
        now = self._clock.now()
        watches = [found async for found in self._store.find(COLLECTION, service=self._service)]
        newest = max(watches, key=lambda watch: watch["until"], default=None)
        goes_on = newest is not None and now - newest["until"] <= GAP
        self.since = newest["since"] if newest and goes_on else now

    async def keep(self) -> None:
        """For ever. A pause of this process, or of Kafka, is a gap too."""
        looked = time.monotonic()
        while True:
            await asyncio.sleep(LOOK)
            paused = time.monotonic() - looked > GAP.total_seconds()
            looked = time.monotonic()
            if paused or self._feed_age() > HEARING:
                self.since = self._clock.now()
            with suppress(Retry):  # a store that is away makes the next gap look longer than it was: the safe side
                await self._note()

    async def _note(self) -> None:
        now = self._clock.now()
        watch = {"service": self._service, "since": self.since, "until": now}
        await self._store.replace_if_newer(COLLECTION, [{"_id": self._id, "version": time.time_ns(), **watch}])
