"""Whole loop against bare loop, in one run: the check-in docket with its rules, follow-ups and recorded decisions."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaProducer, ConsumerRecord
from faststream.kafka import KafkaBroker

from services.checkin.commands import CheckIn, CheckinStamp
from services.checkin.store import CHECKIN
from shared.consuming import consume
from shared.deciding import Decider
from shared.events.base import Actor
from shared.events.checkin import RowFact, SessionFact, VenueFact
from shared.mongo import Document, Store
from shared.publishing import Publisher
from shared.records import order_record, read_order
from shared.service import spare_the_collector
from shared.settings import Settings
from shared.topics import make_topics
from tests.bench.bare import bare_loop

NOW = datetime(2023, 6, 3, 0, 10, tzinfo=UTC)


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


def a_scan(conference: str) -> tuple[CheckIn, CheckinStamp]:
    """Somebody new at the door of DC01."""
    stamp = CheckinStamp(
        received_at=NOW, at=NOW, actor=Actor(id="ban-1", role="operator", venue="DC01"),
        session=SessionFact(version=2, id="sang", opens=NOW, starts=NOW), row=RowFact(version=1, unit="ubnd-a", venue="DC01"),
        venue=VenueFact(version=1, id="DC01"), inside=0,
    )
    return CheckIn(id=uuid4(), conference=conference, attendee=uuid4(), session="sang", venue="DC01"), stamp


async def fill(kafka: str, topic: str, conference: str, count: int) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka, acks="all")
    await producer.start()
    records = [order_record(topic, *a_scan(conference), correlation="bench") for _ in range(count)]
    for start in range(0, count, 500):
        await asyncio.gather(*[
            await producer.send(topic, record.value, key=record.key.encode(), headers=record.headers)
            for record in records[start : start + 500]
        ])
    await producer.stop()


async def whole_loop(kafka: str, mongo: str, count: int) -> tuple[float, float]:
    """(seconds in all, seconds in the store) for `count` scans through the loop that the service runs."""
    store, publisher, broker = TimedStore(mongo, "bench"), Publisher([kafka]), KafkaBroker([kafka], logger=None)
    await publisher.start()
    decider = Decider(CHECKIN, store, publisher)
    begun, done, ended = 0.0, 0, asyncio.Event()

    async def handle(records: Sequence[ConsumerRecord]) -> None:
        nonlocal begun, done
        begun = begun or time.perf_counter()
        await decider.decide([read_order(record, CHECKIN.orders) for record in records])
        done += len(records)
        if done >= count:
            ended.set()

    consume(broker, CHECKIN.commands_topic, "whole", handle)
    await broker.start()
    await ended.wait()
    seconds = time.perf_counter() - begun
    await broker.stop()
    await publisher.stop()
    return seconds, store.seconds


async def one_document(mongo: str) -> tuple[dict[str, Any], bytes]:
    """A document that the whole loop wrote, and its event: the bare loop writes and says the same bytes."""
    store = Store(mongo, "bench")
    document = await anext(store.find("attendees"))
    event: str = next(iter(document["decisions"].values()))["event"]
    return document, event.encode()


async def bench_loop(kafka: str, mongo: str, count: int = 10_000) -> dict[str, Any]:
    """The comparison: ratio of rates, share of the store, microseconds a command outside the store."""
    spare_the_collector()  # for both loops
    settings = Settings(kafka=[kafka])
    await make_topics(settings, ["checkin.commands.v1", "checkin.events.v1", "dead-letters.v1", "bare", "bare-out"])
    await fill(kafka, "checkin.commands.v1", "bench", count)
    whole, in_store = await whole_loop(kafka, mongo, count)
    document, event = await one_document(mongo)
    await fill(kafka, "bare", "bench", count)
    bare, bare_in_store = await bare_loop(kafka, mongo, "bare", "bare-out", count, document, event)
    return {
        "bench": "loop", "loop": round(count / whole), "bare": round(count / bare), "ratio": round(bare / whole, 2),
        "store_share": round(in_store / whole, 2), "own_us": round((whole - in_store) / count * 1e6),
        "bare_own_us": round((bare - bare_in_store) / count * 1e6), "document_bytes": len(str(document)), "event_bytes": len(event),
    }
