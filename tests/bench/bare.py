"""The bare loop, to compare with: raw aiokafka and motor, the same batches, documents and events, and no rules."""

import asyncio
import time
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import ReplaceOne


async def bare_loop(kafka: str, mongo: str, topic: str, out: str, count: int, like: dict[str, Any], event: bytes) -> tuple[float, float]:
    """(seconds in all, seconds in the store) for `count` commands; every document and event is as large as `like`."""
    collection = AsyncIOMotorClient(mongo)["bench"]["bare"]
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=kafka, group_id=f"bare-{topic}", auto_offset_reset="earliest", enable_auto_commit=False
    )
    producer = AIOKafkaProducer(bootstrap_servers=kafka, acks="all")
    await consumer.start()
    await producer.start()
    done, store, begun = 0, 0.0, 0.0
    while done < count:
        batches = await consumer.getmany(timeout_ms=500, max_records=500)
        begun = begun or (time.perf_counter() if batches else 0.0)
        records = [record for some in batches.values() for record in some]
        if not records:
            continue
        commands = [orjson.loads(record.value) for record in records]
        documents = [{**like, "_id": record.key.decode()} for record in records]
        start = time.perf_counter()
        writes = [ReplaceOne({"_id": document["_id"], "version": 0}, document, upsert=True) for document in documents]
        await collection.bulk_write(writes, ordered=False)
        store += time.perf_counter() - start
        await asyncio.gather(*[await producer.send(out, event, key=record.key) for record in records])
        await consumer.commit({partition: some[-1].offset + 1 for partition, some in batches.items()})
        done += len(commands)
    seconds = time.perf_counter() - begun
    await consumer.stop()
    await producer.stop()
    return seconds, store
