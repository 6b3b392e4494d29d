"""The parts that every service process is made of, made once from its settings."""

import asyncio

from shared.access import Signer
from shared.clock import Clock, RealClock, SimulatedClock
from shared.commanding import Waiters
from shared.conferences import Conferences
from shared.feed import Feed
from shared.gate import Gate
from shared.live import Live
from shared.mongo import Store
from shared.people import People
from shared.publishing import Publisher
from shared.settings import Settings


class Parts:
    """What a service's own code is given. `ready` is set once the process can take commands and show screens."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock: Clock = SimulatedClock() if settings.clock == "simulated" else RealClock()
        self.store = Store(settings.mongo, settings.database)
        self.publisher = Publisher(settings.kafka)
        self.waiters = Waiters()
        self.conferences = Conferences()
        self.people = People(self.store)
        self.signer = Signer(settings.key_for_passes())
        self.gate = Gate(self.signer, self.conferences)
        self.live = Live(self.clock.now, self.feed_age)
        self.feed: Feed | None = None
        self.ready = asyncio.Event()

    def feed_age(self) -> float:
        return self.feed.age if self.feed else 0.0
