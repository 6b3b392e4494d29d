"""Whole loop against bare loop, by turns in one run: the check-in docket with its rules and recorded decisions."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median
from typing import Any, NamedTuple
from uuid import uuid4

from aiokafka import AIOKafkaProducer, ConsumerRecord
from faststream.kafka import KafkaBroker

from services.checkin.commands import CheckIn, CheckinStamp
from services.checkin.store import CHECKIN
from shared.consuming import consume
from shared.deciding import Decider
from shared.dockets import Docket
from shared.events.attendance import RowFact, SessionFact, VenueFact
from shared.events.base import Actor
from shared.mongo import Document, Store
from shared.publishing import Publisher
from shared.records import DEAD_LETTERS, order_record, read_order
from shared.service import spare_the_collector
from shared.settings import Settings
from shared.topics import make_topics
from tests.bench.bare import bare_loop
from tests.bench.hall import Hall

ROUNDS, COMMANDS = 7, 4000
WARM_UP = 1000  # commands through both before anything counts: Kafka's JVM and the store's files are cold
NOW = datetime(2023, 6, 3, 0, 10, tzinfo=UTC)


class Measured(NamedTuple):
    """Of one loop: seconds in all, seconds in the store, and CPU seconds of this process (with the driver's threads)."""

    seconds: float
    in_store: float
    cpu: float


async def measure(hall: Hall) -> AsyncIterator[dict[str, Any]]:
    """Commands a second (medians), their ratio round by round, and microseconds a command outside the store.

    What overlaps (the events of one chunk are published while the next is written) counts as time in the store.
    """
    spare_the_collector()  # as the service does, for both loops
    await _whole(hall, "warm", WARM_UP)
    like = await one_document(hall.mongo, "warm")
    await _bare(hall, "warm-bare", WARM_UP, *like)
    rounds = [
        (await _whole(hall, f"whole-{turn}", COMMANDS), await _bare(hall, f"bare-{turn}", COMMANDS, *like))
        for turn in range(ROUNDS)
    ]
    whole, bare = [turn[0] for turn in rounds], [turn[1] for turn in rounds]
    yield {
        "bench": "loop",
        "loop": round(median(COMMANDS / it.seconds for it in whole)),
        "bare": round(median(COMMANDS / it.seconds for it in bare)),
        "ratio": round(median(bare.seconds / whole.seconds for whole, bare in rounds), 2),
        "store_share": round(median(it.in_store / it.seconds for it in whole), 2),
        "own_us": _own_us(whole),
        "bare_own_us": _own_us(bare),
        "cpu_us": _cpu_us(whole),
        "bare_cpu_us": _cpu_us(bare),
        "rounds": ROUNDS,
    }


def _own_us(measured: Sequence[Measured]) -> int:
    return round(median((it.seconds - it.in_store) / COMMANDS * 1e6 for it in measured))


def _cpu_us(measured: Sequence[Measured]) -> int:
    return round(median(it.cpu / COMMANDS * 1e6 for it in measured))


async def _whole(hall: Hall, name: str, count: int) -> Measured:
    """On topics and in a database of this turn's own, filled just before."""
    docket = replace(CHECKIN, name=name)
    await make_topics(Settings(kafka=[hall.kafka]), [docket.commands_topic, docket.events_topic, DEAD_LETTERS])
    await fill(hall.kafka, docket.commands_topic, count)
    return await _with_cpu(whole_loop(hall, docket, count))


async def _bare(hall: Hall, name: str, count: int, document: Document, event: bytes) -> Measured:
    await make_topics(Settings(kafka=[hall.kafka]), [name, f"{name}-events"])
    await fill(hall.kafka, name, count)
    return await _with_cpu(bare_loop(hall.kafka, hall.mongo, name, count, document, event))


async def _with_cpu(loop: Awaitable[Sequence[float]]) -> Measured:
    used = time.process_time()
    seconds, in_store = await loop
    return Measured(seconds, in_store, time.process_time() - used)


async def fill(kafka: str, topic: str, count: int) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka, acks="all")
    await producer.start()
    records = [order_record(topic, *a_scan(), correlation=str(uuid4())) for _ in range(count)]
    for start in range(0, count, 500):
        await asyncio.gather(
            *[
                await producer.send(topic, record.value, key=record.key.encode(), headers=record.headers)
                for record in records[start : start + 500]
            ]
        )
    await producer.stop()


def a_scan() -> tuple[CheckIn, CheckinStamp]:
    """Somebody new at the door of DC01."""
    stamp = CheckinStamp(
        received_at=NOW,
        at=NOW,
        actor=Actor(id="ban-1", role="operator", venue="DC01"),
        session=SessionFact(version=2, id="sang", opens=NOW, starts=NOW),
        row=RowFact(version=1, unit="ubnd-a", venue="DC01"),
        venue=VenueFact(version=1, id="DC01"),
        inside=0,
    )
    return CheckIn(id=uuid4(), conference="bench", attendee=uuid4(), session="sang", venue="DC01"), stamp


async def whole_loop(hall: Hall, docket: Docket, count: int) -> list[float]:
    """[seconds in all, seconds in the store] for `count` scans through the loop that the service runs."""
    store, publisher = TimedStore(hall.mongo, docket.name), Publisher([hall.kafka])
    broker = KafkaBroker([hall.kafka], logger=None)
    await publisher.start()
    decider = Decider(docket, store, publisher)
    begun, done, ended = 0.0, 0, asyncio.Event()

    async def handle(records: Sequence[ConsumerRecord]) -> None:
        nonlocal begun, done
        begun = begun or time.perf_counter()
        await decider.decide([read_order(record, docket.orders) for record in records])
        done += len(records)
        if done >= count:
            ended.set()

    consume(broker, docket.commands_topic, docket.group, handle)
    await broker.start()
    await ended.wait()
    seconds = time.perf_counter() - begun
    await broker.stop()
    await publisher.stop()
    store.close()
    return [seconds, store.seconds]


class TimedStore(Store):
    """Adds up the seconds during which the store is asked for something."""

    seconds = 0.0

    async def read(self, collection: str, ids: Iterable[str]) -> dict[str, Document]:
        start = time.perf_counter()
        try:
            return await super().read(collection, ids)
        finally:
            self.seconds += time.perf_counter() - start

    async def write(self, collection: str, documents: Sequence[tuple[Document, int]]) -> None:
        start = time.perf_counter()
        try:
            await super().write(collection, documents)
        finally:
            self.seconds += time.perf_counter() - start


async def one_document(mongo: str, database: str) -> tuple[Document, bytes]:
    """A document that the whole loop wrote, and its event: the bare loop writes and says the same bytes."""
    store = Store(mongo, database)
    document = await anext(store.find("attendees"))
    store.close()
    event: str = next(iter(document["decisions"].values()))["event"]
    return document, event.encode()
