"""The Kafka side of a service process: how it starts, and starts again, and how it stops."""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import orjson
from aiokafka import ConsumerRecord
from aiokafka.errors import KafkaError
from faststream.kafka import KafkaBroker

from shared.clock import CLOCK_TOPIC, SimulatedClock
from shared.consuming import Backoff, Consumption, Read, consume
from shared.deciding import Decider
from shared.dockets import Docket
from shared.failures import Retry
from shared.feed import Feed, Heard
from shared.metrics import COMMANDS_DECIDED
from shared.parts import Parts
from shared.publishing import Record
from shared.records import DEAD_LETTERS, read_order
from shared.timers import Timers
from shared.topics import make_topics
from shared.watching import Watch

EVERY = 0.5  # seconds: how late a deadline may be sent
STUCK_AFTER = 60.0  # seconds
FEED_IS_FRESH = 5.0  # seconds
log = logging.getLogger(__name__)


class Running:
    """Deciders, feed, publisher and chores of one process. `load` reads the documents that the screens start from."""

    def __init__(
        self,
        name: str,
        parts: Parts,
        dockets: Sequence[Docket],
        hears: Sequence[Heard],
        reads: Sequence[Read],
        load: Callable[[], Awaitable[None]],
        chores: Sequence[Callable[[], Awaitable[None]]],
    ) -> None:
        self.parts, self._dockets, self._reads, self._load, self._chores = parts, dockets, reads, load, chores
        self._watch = Watch(parts.store, parts.clock, name, parts.settings.process, parts.feed_age)
        self._rows = [*hears, *self._clock_row()]
        self._broker = self._new_broker()
        self._consumptions: list[Consumption] = []
        self._timers: list[Timers] = []
        self._tasks: set[asyncio.Future[None]] = set()

    async def start(self) -> None:
        """Tries until it has started: Kafka or the store may come up later than we do."""
        backoff = Backoff(longest=3.0)
        while True:
            try:
                return await self._start()
            except (Retry, KafkaError, OSError) as error:
                pause = backoff.next()
                log.warning("not started yet", extra={"why": str(error), "seconds": round(pause, 1)})
                await self._undo_start()
                await asyncio.sleep(pause)
            except Exception:  # nothing that comes back by itself: better ended, and seen, than a 503 for ever
                log.exception("cannot start, ending this process")
                os.kill(os.getpid(), signal.SIGTERM)
                return None

    async def stop(self) -> None:
        """Takes no more, finishes what is in hand, closes what is open."""
        self.parts.ready.clear()
        self.parts.live.stop()
        for task in self._tasks:
            task.cancel()
        await self._undo_start()
        self.parts.store.close()

    async def _start(self) -> None:
        parts = self.parts
        await make_topics(parts.settings, self._topics())
        await parts.publisher.start()
        parts.feed = Feed(parts.settings.kafka, self._rows, parts.live.close)
        await parts.feed.start(self._load)
        await self._watch.start()
        for docket in self._dockets:
            self._decide(docket)
        for read in self._reads:
            self._consumptions.append(consume(self._broker, read.topic, read.group, read.handle))
        await self._broker.start()
        for chore in (self._end_if_stuck, self._keep_time, self._watch.keep, *self._chores):
            self._go(chore())
        parts.ready.set()
        log.info("ready")

    async def _undo_start(self) -> None:
        await self._broker.stop()
        if self.parts.feed:
            await self.parts.feed.stop()
        await self.parts.publisher.stop()
        self._broker, self.parts.feed = self._new_broker(), None
        self._consumptions, self._timers = [], []

    def _new_broker(self) -> KafkaBroker:
        return KafkaBroker(self.parts.settings.kafka, logger=None, graceful_timeout=5.0)

    def _decide(self, docket: Docket) -> None:
        parts = self.parts

        async def handle(records: Sequence[ConsumerRecord]) -> None:
            await decider.decide([read_order(record, docket.orders) for record in records])
            COMMANDS_DECIDED.labels(docket.name).inc(len(records))
            await timers.fire()  # before the commit: in simulated time a step is not over while something is due

        def on_moved() -> None:
            decider.forget_all()
            timers.partitions_moved()

        place = consume(
            self._broker,
            docket.commands_topic,
            docket.group,
            handle,
            on_moved=on_moved,
            batch=parts.settings.batch_size,
        )
        timers = Timers(docket, parts.store, parts.publisher, parts.clock, self._watch, place)
        decider = Decider(docket, parts.store, parts.publisher, timers.look)
        self._consumptions.append(place)
        self._timers.append(timers)

    async def _keep_time(self) -> None:
        """Deadlines that fall due while nothing else happens."""
        while True:
            await asyncio.sleep(EVERY)
            await self._fire()

    async def _fire(self) -> bool:
        """Whether all that is due was sent."""
        try:
            return all([await timers.fire() for timers in self._timers])
        except Retry:  # what is due stays due
            return False

    async def _end_if_stuck(self) -> None:
        """Ends the process when a group stands still while Kafka answers: its supervisor starts it again."""
        while True:
            await asyncio.sleep(STUCK_AFTER / 4)
            stuck = [consumption.group for consumption in self._consumptions if consumption.is_stuck(STUCK_AFTER)]
            if stuck and self.parts.feed_age() < FEED_IS_FRESH:
                log.critical("a consumer stands still, ending this process", extra={"groups": stuck})
                os.kill(os.getpid(), signal.SIGTERM)

    def _topics(self) -> list[str]:
        decided = [topic for docket in self._dockets for topic in (docket.commands_topic, docket.events_topic)]
        return sorted(
            {DEAD_LETTERS, CLOCK_TOPIC, *decided, *(it.topic for it in self._rows), *(it.topic for it in self._reads)}
        )

    def _clock_row(self) -> list[Heard]:
        """From the beginning: a process that comes back must know what time it is before it takes anything."""
        clock = self.parts.clock
        if not isinstance(clock, SimulatedClock):
            return []
        clock.on_tick = self._on_tick
        return [Heard(CLOCK_TOPIC, "beginning", clock.on_record)]

    def _on_tick(self, tick: int) -> None:
        if self.parts.ready.is_set():  # else the tick is an old one, and nobody waits for its answer
            self._go(self._answer_tick(tick))

    async def _answer_tick(self, tick: int) -> None:
        """After sending what fell due: it must be known which partitions are ours, and what is on them."""
        for place in self._consumptions:
            await place.settled.wait()
        await self._watch.look()
        while not await self._fire():
            await asyncio.sleep(0.02)
        process = self.parts.settings.process
        dues = [due for timers in self._timers if (due := timers.next_due())]
        said = {"kind": "done", "tick": tick, "process": process, "next_due": min(dues, default=None)}
        with suppress(Retry):  # the driver says for whom it waits
            await self.parts.publisher.publish([Record(CLOCK_TOPIC, process, orjson.dumps(said))])

    def _go(self, chore: Awaitable[None]) -> None:
        task = asyncio.ensure_future(chore)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
