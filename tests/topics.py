"""The log itself, for tests: what stands on a topic, and putting something there that no door would let in."""

from collections.abc import Callable, Sequence
from typing import Any, Self

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from tests.waiting import wait_for

Headers = Sequence[tuple[str, bytes | None]]


class Topics:
    """Reads and writes a running Kafka beside the services."""

    def __init__(self, kafka: str) -> None:
        self._kafka = kafka
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> Self:
        self._producer = AIOKafkaProducer(bootstrap_servers=self._kafka, acks="all")
        await self._producer.start()
        return self

    async def stop(self) -> None:
        if self._producer:
            await self._producer.stop()

    async def put(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers = ()) -> str:
        """The origin of the record, as a dead letter names it."""
        assert self._producer is not None
        sent = await self._producer.send_and_wait(topic, value, key=key, headers=list(headers))
        return f"{sent.topic}/{sent.partition}/{sent.offset}"

    async def all(self, topic: str) -> list[ConsumerRecord]:
        """Everything on the topic now, each partition in its order."""
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self._kafka, enable_auto_commit=False, auto_offset_reset="earliest"
        )
        await consumer.start()
        try:
            return await _read(consumer, topic)
        finally:
            await consumer.stop()

    async def about(self, conference: str, topic: str) -> list[ConsumerRecord]:
        return [record for record in await self.all(topic) if (record.key or b"").startswith(conference.encode())]

    async def wait_for(
        self, fits: Callable[[ConsumerRecord], bool], conference: str = "", topic: str = "conference.events.v1"
    ) -> ConsumerRecord:
        """The first record that fits, as soon as it is there."""

        async def found() -> ConsumerRecord | None:
            return next((record for record in await self.about(conference, topic) if fits(record)), None)

        return await wait_for(found)


async def _read(consumer: AIOKafkaConsumer, topic: str) -> list[ConsumerRecord]:
    partitions = await _partitions(consumer, topic)
    consumer.assign(partitions)
    ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions)
    records: list[Any] = []
    while any([await consumer.position(partition) < ends[partition] for partition in partitions]):
        for some in (await consumer.getmany(timeout_ms=200)).values():
            records += some
    return records


async def _partitions(consumer: AIOKafkaConsumer, topic: str) -> list[TopicPartition]:
    consumer._client.add_topic(topic)  # without a subscription the client does not ask for a topic's metadata

    async def known() -> set[int]:
        await consumer._client.force_metadata_update()
        return set(consumer.partitions_for_topic(topic) or ())

    return [TopicPartition(topic, number) for number in sorted(await wait_for(known))]
