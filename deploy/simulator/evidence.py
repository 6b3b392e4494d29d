"""Everything that the store and the log hold of a conference, as plain JSON: no model of any service reads it."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from pymongo import AsyncMongoClient

from deploy.simulator.offsets import partitions_of

COLLECTIONS = (
    "attendees", "headcounts", "conferences", "units", "venues", "sessions", "passes", "rows",
    "links", "incidents", "checks", "announcements", "acknowledgements",
)  # fmt: skip
COMMANDS = ("checkin.commands.v1", "conference.commands.v1")  # each gets a decision; of venues' most are beats
EVENTS = ("checkin.events.v1", "conference.events.v1", "venues.events.v1")
Json = dict[str, Any]


@dataclass
class Evidence:
    """`documents`: of the store, as they are. `events`: (key, text) in the log's order. `commands`: ids on the log."""

    documents: list[Json] = field(default_factory=list)
    events: list[tuple[str, str]] = field(default_factory=list)
    commands: set[str] = field(default_factory=set)

    def stored_states(self) -> dict[str, Json]:
        """Key -> state, as the documents have it."""
        return {document["_id"]: document["state"] for document in self.documents}

    def logged_states(self) -> dict[str, Json]:
        """Key -> state, as the newest event of the key has it, whatever the order of the log."""
        newest: dict[str, Json] = {}
        for key, event in self.decided_events():
            if key not in newest or newest[key]["version"] < event["version"]:
                newest[key] = event
        return {key: event["state"] for key, event in newest.items() if "state" in event}

    def decided_events(self) -> list[tuple[str, Json]]:
        """Without those that were said to a waiter alone."""
        pairs = zip(self.events, self.parsed_events(), strict=True)
        return [(key, event) for (key, _), event in pairs if event.get("version") is not None]

    def parsed_events(self) -> list[Json]:
        return [json.loads(text) for _, text in self.events]


async def gather_evidence(conference: str, kafka: Sequence[str], mongo: str, database: str) -> Evidence:
    """Reads store and log to their ends. Raises pymongo's or aiokafka's errors when one is away."""
    evidence = Evidence(documents=await _documents(conference, mongo, database))
    prefix = f"{conference}/"
    for record in await _records(kafka, (*COMMANDS, *EVENTS)):
        key = (record.key or b"").decode(errors="replace")
        if key.startswith(prefix) and record.topic in EVENTS:
            evidence.events.append((key, record.value.decode()))
        elif key.startswith(prefix):
            headers = dict(record.headers)
            evidence.commands.add((headers.get("ce_id") or b"without an id").decode(errors="replace"))
    return evidence


async def _documents(conference: str, mongo: str, database: str) -> list[Json]:
    async with AsyncMongoClient[Json](mongo) as client:
        cursors = [client[database][name].find({"conference": conference}) for name in COLLECTIONS]
        return [document for cursor in cursors async for document in cursor]


async def _records(kafka: Sequence[str], topics: Sequence[str]) -> list[ConsumerRecord]:
    """Without a group: nobody's offsets move."""
    consumer = AIOKafkaConsumer(bootstrap_servers=list(kafka), auto_offset_reset="earliest", enable_auto_commit=False)
    admin = AIOKafkaAdminClient(bootstrap_servers=list(kafka))
    try:
        await asyncio.gather(consumer.start(), admin.start())
        every = [partition for topic in topics for partition in await partitions_of(admin, topic)]
        consumer.assign(every)
        await consumer.seek_to_beginning(*every)
        return await _to_the_ends(consumer, await consumer.end_offsets(every))
    finally:
        await asyncio.gather(consumer.stop(), admin.close())


async def _to_the_ends(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> list[ConsumerRecord]:
    read: list[ConsumerRecord] = []
    while [partition for partition, end in ends.items() if await consumer.position(partition) < end]:
        for records in (await consumer.getmany(timeout_ms=1000)).values():
            read += records
    return read
