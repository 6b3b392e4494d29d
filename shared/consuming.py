"""Kafka in: FastStream batches with explicit commits. What goes wrong here is either `Retry` or for the dead letters."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from aiokafka.partitioner import DefaultPartitioner
from faststream import AckPolicy
from faststream.kafka import KafkaBroker

from shared.failures import Retry
from shared.metrics import BATCHES_REPEATED

LONGEST_BACK_OFF = 10.0  # seconds
POLL_MS = 500  # a poll comes back at once when there is something; an empty one costs a look
COMMIT_WITHIN = 10.0  # seconds; aiokafka would retry a commit for ever
PARTITION_OF = DefaultPartitioner()  # the producer's
Handle = Callable[[Sequence[ConsumerRecord]], Awaitable[None]]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Read:
    """What a service keeps of an events topic, or does about it, beside its decisions: a group, and who handles it."""

    topic: str
    group: str
    handle: Handle


class Backoff:
    """Waits longer after each failure in a row, with jitter, so that many do not come back at once."""

    def __init__(self, first: float = 0.2, longest: float = LONGEST_BACK_OFF) -> None:
        self._first, self._longest, self._failures = first, longest, 0

    def reset(self) -> None:
        self._failures = 0

    def next(self) -> float:
        """Seconds to wait now."""
        bound = min(self._longest, self._first * 2**self._failures)
        self._failures += 1
        return random.uniform(bound / 2, bound)


def consume(
    broker: KafkaBroker,
    topic: str,
    group: str,
    handle: Handle,
    *,
    on_moved: Callable[[], None] = lambda: None,
    batch: int = 500,
) -> "Consumption":
    """Subscribes `group` to `topic`. `handle` gets batches; when it returns, exactly their offsets are committed.

    `on_moved`: partitions came or went, and what was known of their keys may be old.
    """
    backoff = Backoff()
    consumption = Consumption(group, topic)

    async def on_batch(message: Any) -> None:
        records: Sequence[ConsumerRecord] = message.raw_message
        consumption.began()
        try:
            await handle(records)
            await _commit(message.consumer, records)
            backoff.reset()
        except Exception as error:  # whatever it is, nothing is skipped: only the dead letters may take a record away
            pause = backoff.next()
            level, trace = (logging.WARNING, None) if isinstance(error, Retry) else (logging.ERROR, error)
            facts = {"group": group, "why": str(error), "seconds": round(pause, 1)}
            log.log(level, "will try again", extra=facts, exc_info=trace)
            BATCHES_REPEATED.labels(group, type(error).__name__).inc()
            await asyncio.sleep(pause)
            _rewind(message.consumer, records)
        finally:
            consumption.ended()

    subscriber = broker.subscriber(
        topic,
        group_id=group,
        batch=True,
        max_records=batch,
        auto_offset_reset="earliest",
        ack_policy=AckPolicy.MANUAL,
        parser=_bare,
        decoder=_itself,
        no_reply=True,
        session_timeout_ms=3000,
        heartbeat_interval_ms=500,
        listener=_OnMoved(on_moved, consumption.settled),
    )
    subscriber(on_batch)
    subscriber.get_msg = partial(_next_batch, consumption, batch)  # type: ignore[method-assign]
    return consumption


class Consumption:
    """Whether a group's batches still come in this process, and how far they have come. aiokafka has no health signal,
    and it was seen to stand still for ever after the event loop had been blocked for long."""

    def __init__(self, group: str, topic: str) -> None:
        self.group, self._topic = group, topic
        self.consumer: Any = None
        self.settled = asyncio.Event()  # it is known which partitions are handled here
        self._busy, self._moved = False, time.monotonic()
        self._partitions = list[int]()

    def began(self) -> None:
        self._busy = True

    def ended(self) -> None:
        self._busy, self._moved = False, time.monotonic()

    def is_stuck(self, seconds: float) -> bool:
        """No batch is in hand, and for that long Kafka's answers for a partition of ours have not come through."""
        if self._busy or self.consumer is None or time.monotonic() - self._moved < seconds:
            return False
        answered = [self.consumer.last_poll_timestamp(partition) for partition in self.consumer.assignment()]
        return any(at is not None and time.time() - at / 1000 > seconds for at in answered)

    def handles(self, key: str) -> bool:
        """Whether this process does, and nobody else."""
        return self._partition(key) is not None

    def is_up_to_date(self, key: str) -> bool:
        """Whether this process handles the key, and was given all that stands on the log before it."""
        partition = self._partition(key)
        if partition is None:
            return False
        highwater = self.consumer.highwater(partition)
        return highwater is not None and self._position(partition) >= highwater

    def _partition(self, key: str) -> TopicPartition | None:
        if self.consumer and (known := self.consumer.partitions_for_topic(self._topic)):
            self._partitions = sorted(known)  # a broker that has just started may not name them for a moment
        if not (every := self._partitions):
            return None
        partition = TopicPartition(self._topic, PARTITION_OF(key.encode(), every, every))
        return partition if partition in self.consumer.assignment() else None

    def _position(self, partition: TopicPartition) -> int:
        """Of the next record (aiokafka's own `position` would wait for Kafka); -1: not known yet."""
        state = self.consumer._subscription.subscription.assignment.state_value(partition)
        return state.position if state.has_valid_position else -1


async def _next_batch(consumption: Consumption, most: int, consumer: Any) -> tuple[ConsumerRecord, ...]:
    """In place of FastStream's own, which sleeps after each poll that brought nothing: a lone scan waited for that."""
    consumption.consumer = consumer
    batches = await consumer.getmany(timeout_ms=POLL_MS, max_records=most)
    return tuple(chain.from_iterable(batches.values()))


async def _commit(consumer: Any, records: Sequence[ConsumerRecord]) -> None:
    """Never a bare commit(): it would commit what was fetched, and of every partition, handled or not."""
    offsets = {TopicPartition(record.topic, record.partition): record.offset + 1 for record in records}
    try:
        await asyncio.wait_for(consumer.commit(offsets), COMMIT_WITHIN)
    except (CommitFailedError, IllegalStateError):
        log.info("partitions moved before the commit; their new owner handles the batch again, harmlessly")
    except (KafkaError, TimeoutError) as error:
        raise Retry("the commit was not acknowledged") from error


def _rewind(consumer: Any, records: Sequence[ConsumerRecord]) -> None:
    firsts: dict[TopicPartition, int] = {}
    for record in records:
        firsts.setdefault(TopicPartition(record.topic, record.partition), record.offset)
    for partition, offset in firsts.items():
        if partition in consumer.assignment():
            consumer.seek(partition, offset)


async def _bare(records: Any, original: Callable[[Any], Awaitable[Any]]) -> Any:
    """FastStream decodes every header, and one null or non-UTF-8 value would lose the whole batch: it sees one record
    without headers, and the handler gets all records as they are."""
    message = await original((replace(records[0], headers=()),))
    message.raw_message = records
    return message


async def _itself(message: Any) -> Any:
    """What the handler is given. Each record is parsed on its own: one bad record must not fail its batch. (Asked for
    the message by its type, FastStream would look it up in another thread, for each batch.)"""
    return message


class _OnMoved(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, on_moved: Callable[[], None], settled: asyncio.Event) -> None:
        self._on_moved, self._settled = on_moved, settled

    async def on_partitions_revoked(self, revoked: object) -> None:
        self._settled.clear()
        self._on_moved()

    async def on_partitions_assigned(self, assigned: object) -> None:
        self._on_moved()
        self._settled.set()
