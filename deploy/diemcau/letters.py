"""The dead letters: records that no version of a rule could handle, read from Kafka and put back where they came from."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from deploy.diemcau.running import backends_answer
from shared.records import DEAD_LETTERS, header

REPLAYED = "dl_replayed"  # on the mark that follows a letter once it was put back
OURS = ("dl_origin", "dl_key", "dl_fault", REPLAYED)


@dataclass(frozen=True)
class Letter:
    """One record that was set aside. `origin` is topic/partition/offset where it stood, and names it."""

    origin: str
    set_aside: datetime
    fault: str
    replayed: datetime | None
    record: ConsumerRecord

    @property
    def topic(self) -> str:
        return self.origin.rsplit("/", 2)[0]

    @property
    def key(self) -> bytes | None:
        return next((value for name, value in self.record.headers if name == "dl_key"), None) or None

    def headers(self) -> list[tuple[str, bytes]]:
        """As they were, but for null values, which are empty here."""
        return [(name, value) for name, value in self.record.headers if name not in OURS]

    def line(self) -> dict[str, Any]:
        """For a list: what and why, not the body, which may hold people's words."""
        return {
            "origin": self.origin, "set_aside": self.set_aside.isoformat(timespec="seconds"), "fault": self.fault,
            "key": (self.key or b"").decode(errors="replace"), "type": header(self.record, "ce_type"),
            "command": header(self.record, "ce_id"), "correlation": header(self.record, "ce_correlationid"),
            "replayed": self.replayed.isoformat(timespec="seconds") if self.replayed else None,
        }  # fmt: skip


async def read_letters(kafka: Sequence[str]) -> list[Letter]:
    """All that Kafka still holds, the oldest first; one that was set aside repeatedly is there once."""
    letters: dict[str, Letter] = {}
    for record in sorted(await _records(kafka), key=lambda record: (record.timestamp, record.offset)):
        origin, at = (record.key or b"").decode(), datetime.fromtimestamp(record.timestamp / 1000, UTC)
        known = letters.get(origin)
        if header(record, REPLAYED) and known:
            letters[origin] = Letter(origin, known.set_aside, known.fault, at, known.record)
        elif not header(record, REPLAYED):
            letters.setdefault(origin, Letter(origin, at, header(record, "dl_fault"), None, record))
    return list(letters.values())


async def put_back(kafka: Sequence[str], letters: Sequence[Letter]) -> None:
    """Each to the end of its topic, under its own key, and then marked. Twice is harmless: ids are decided once."""
    producer = AIOKafkaProducer(bootstrap_servers=list(kafka), acks="all")
    async with _connected(producer):
        for letter in letters:
            value = letter.record.value
            await producer.send_and_wait(letter.topic, value, key=letter.key, headers=letter.headers())
            await producer.send_and_wait(DEAD_LETTERS, b"", key=letter.origin.encode(), headers=[(REPLAYED, b"1")])


async def _records(kafka: Sequence[str]) -> list[ConsumerRecord]:
    consumer = AIOKafkaConsumer(bootstrap_servers=list(kafka), enable_auto_commit=False, auto_offset_reset="earliest")
    async with _connected(consumer):
        consumer._client.add_topic(DEAD_LETTERS)  # without a subscription the client asks for no topic's metadata
        await consumer._client.force_metadata_update()
        partitions = [TopicPartition(DEAD_LETTERS, n) for n in consumer.partitions_for_topic(DEAD_LETTERS) or ()]
        if not partitions:
            return []  # nothing was ever set aside here
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        records: list[ConsumerRecord] = []
        while any([await consumer.position(partition) < ends[partition] for partition in partitions]):
            for some in (await consumer.getmany(timeout_ms=200)).values():
                records += some
        return records


@asynccontextmanager
async def _connected(client: Any) -> AsyncIterator[None]:
    with backends_answer():
        try:
            await asyncio.wait_for(client.start(), 10)
            yield
        finally:
            await client.stop()
