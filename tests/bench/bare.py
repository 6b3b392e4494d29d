"""The bare loop, to compare with: raw aiokafka and motor, the same batches, documents and events, and no rules."""

import asyncio
import time
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import ReplaceOne


async def bare_loop(kafka: str, mongo: str, topic: str, count: int, like: dict[str, Any], event: bytes) -> list[float]:
    """[seconds in all, seconds in the store] for `count` commands; each is answered by a document `like` and `event`."""
    store: Any = AsyncIOMotorClient(mongo, w="majority")[topic]["attendees"]
    group = {"group_id": topic, "auto_offset_reset": "earliest", "enable_auto_commit": False}
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=kafka, **group)
    producer = AIOKafkaProducer(bootstrap_servers=kafka, acks="all")
    await consumer.start()
    await producer.start()
    done, in_store, begun = 0, 0.0, 0.0
    while done < count:
        batches = await consumer.getmany(timeout_ms=200, max_records=500)
        begun = begun or (time.perf_counter() if batches else 0.0)
        commands = [orjson.loads(record.value)["command"] for some in batches.values() for record in some]
        documents = [{**like, "_id": f"{it['conference']}/attendee/{it['attendee']}"} for it in commands]
        writes = [ReplaceOne({"_id": document["_id"], "version": 0}, document, upsert=True) for document in documents]
        start = time.perf_counter()
        if writes:
            await store.bulk_write(writes, ordered=False)
        in_store += time.perf_counter() - start
        sent = [await producer.send(f"{topic}-events", event, key=it["_id"].encode()) for it in documents]
        await asyncio.gather(*sent)
        await consumer.commit({partition: some[-1].offset + 1 for partition, some in batches.items()})
        done += len(documents)
    seconds = time.perf_counter() - begun
    await consumer.stop()
    await producer.stop()
    return [seconds, in_store]
