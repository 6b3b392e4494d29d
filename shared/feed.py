"""A process's own ear: it hears the events topics without a group, and its screens and waiters live on what it hears.

Plain aiokafka: it must seek, know its position, and be told when the log no longer reaches back to it.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, OffsetOutOfRangeError

from shared.failures import Retry

Listener = Callable[[ConsumerRecord], None]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fold:
    """Where this group has come to: its documents are read then, and tell of everything before."""

    group: str

    def __str__(self) -> str:
        return f"fold `{self.group}`"


Place = Literal["beginning", "end"] | Fold


@dataclass(frozen=True)
class Heard:
    """A row of a service's table of what it hears: the topic, from where on, and who is told."""

    topic: str
    start: Place
    listener: Listener


def each(*listeners: Listener) -> Listener:
    """All of them are told, also when one does not understand: a board must not keep a caller waiting."""

    def tell(record: ConsumerRecord) -> None:
        for listener in listeners:
            try:
                listener(record)
            except Exception:
                log.exception("event not understood", extra={"topic": record.topic, "offset": record.offset})

    return tell


class Feed:
    """Reads its topics for ever and tells each record to its row's listener, in the order of each partition.

    A row behind a `Fold` starts at what its group has committed, known before its documents are read. Listeners are
    plain functions and must be quick: everything a screen shows waits for them.
    """

    def __init__(self, kafka: Sequence[str], rows: Sequence[Heard], on_gap: Callable[[], None]) -> None:
        self._kafka, self._rows, self._on_gap = list(kafka), rows, on_gap
        self._listeners: Mapping[str, Listener] = {row.topic: row.listener for row in rows}
        self._consumer: AIOKafkaConsumer | None = None
        self._task: asyncio.Task[None] | None = None
        self._load: Callable[[], Awaitable[None]]
        self._started = time.time() * 1000
        self._goal: dict[TopicPartition, int] = {}
        self._caught_up = asyncio.Event()

    @property
    def age(self) -> float:
        """Seconds since Kafka last answered this feed, for its slowest partition: a stalled feed must not look fresh
        behind a living stream. (A poll comes back empty also when no broker is there.)"""
        answered = [self._consumer.last_poll_timestamp(partition) for partition in self._goal] if self._consumer else []
        oldest = min((at for at in answered if at is not None), default=self._started)
        return max(0.0, time.time() - oldest / 1000)

    async def start(self, load: Callable[[], Awaitable[None]]) -> None:
        """Places the feed, every position known; then `load`s documents; returns when it has heard what there was.

        In this order, since the documents are written before their events: what is between is heard, perhaps twice.
        """
        self._load = load
        self._consumer = await self._placed()
        await load()
        self._task = asyncio.create_task(self._listen())
        await self._caught_up.wait()

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._consumer:
            await self._consumer.stop()

    async def _placed(self) -> AIOKafkaConsumer:
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self._kafka,
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="none",
        )
        await consumer.start()
        try:
            await self._place(consumer)
        except BaseException:
            await consumer.stop()
            raise
        return consumer

    async def _place(self, consumer: AIOKafkaConsumer) -> None:
        partitions = {row.topic: await _partitions(consumer, row.topic) for row in self._rows}
        consumer.assign([partition for some in partitions.values() for partition in some])
        for row in self._rows:
            ends = await consumer.end_offsets(partitions[row.topic])
            starts = ends if row.start == "end" else await consumer.beginning_offsets(partitions[row.topic])
            if isinstance(row.start, Fold):
                committed = await _committed(self._kafka, row.start.group, row.topic)
                starts |= {it: max(starts[it], offset) for it, offset in committed.items()}  # the log may begin later
            for partition in partitions[row.topic]:
                consumer.seek(partition, starts[partition])  # "latest" would be resolved lazily, behind what we load
                self._goal[partition] = ends[partition]

    async def _listen(self) -> None:
        assert self._consumer is not None
        while True:
            try:
                batches = await self._consumer.getmany(timeout_ms=500)
                self._tell(batches)
                await self._look_whether_caught_up()
            except OffsetOutOfRangeError:
                log.error("the log no longer reaches back to this feed: all screens start again")
                await self._start_again()
            except KafkaError as error:
                log.warning("feed interrupted", extra={"why": type(error).__name__})
                await asyncio.sleep(0.5)

    async def _start_again(self) -> None:
        """As at the start: placed, documents read; then every stream ends, and comes back to a new snapshot."""
        assert self._consumer is not None
        await self._consumer.stop()
        while True:
            try:
                self._consumer = await self._placed()
                await self._load()
                return self._on_gap()
            except (KafkaError, Retry) as error:
                log.warning("feed cannot start again yet", extra={"why": str(error)})
                await asyncio.sleep(0.5)

    def _tell(self, batches: Mapping[TopicPartition, Sequence[ConsumerRecord]]) -> None:
        for partition, records in batches.items():
            listener = self._listeners[partition.topic]
            for record in records:
                try:
                    listener(record)
                except Exception:  # an event that this version cannot read must not stop the screens
                    log.exception("event not understood", extra={"topic": record.topic, "offset": record.offset})

    async def _look_whether_caught_up(self) -> None:
        if self._caught_up.is_set():
            return
        assert self._consumer is not None
        for partition, goal in self._goal.items():
            if await self._consumer.position(partition) < goal:
                return
        self._caught_up.set()


async def _partitions(consumer: AIOKafkaConsumer, topic: str) -> list[TopicPartition]:
    """All partitions of a topic; waits until Kafka tells of them."""
    while not (numbers := await _known(consumer, topic)):
        await asyncio.sleep(0.2)
    return [TopicPartition(topic, number) for number in sorted(numbers)]


async def _known(consumer: AIOKafkaConsumer, topic: str) -> set[int]:
    consumer._client.add_topic(topic)  # without a subscription the client does not ask for a topic's metadata
    await consumer._client.force_metadata_update()
    return set(consumer.partitions_for_topic(topic) or ())


async def _committed(kafka: Sequence[str], group: str, topic: str) -> dict[TopicPartition, int]:
    """How far a group has come; nothing for a partition of which it has committed nothing. Raises KafkaError."""
    admin = AIOKafkaAdminClient(bootstrap_servers=list(kafka))
    try:
        await admin.start()
        found = await admin.list_consumer_group_offsets(group)
    finally:
        await admin.close()
    return {partition: committed.offset for partition, committed in found.items() if partition.topic == topic}
