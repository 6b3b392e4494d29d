"""Records onto Kafka: CloudEvents 1.0 in binary mode, keyed, acknowledged by all replicas."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from shared.failures import Retry

Headers = list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Record:
    """One record to be sent. Headers hold UTF-8, never null."""

    topic: str
    key: str
    value: bytes
    headers: Headers = field(default_factory=list)


def cloud_event(
    *,
    id: str,
    type: str,
    source: str,
    time: datetime,
    subject: str,
    correlation: str,
    causation: str = "",
    meaning: str = "",
) -> Headers:
    """The headers of a CloudEvent in Kafka's binary mode; `ce_meaning` lets a waiter match without reading the body."""
    headers = [
        ("ce_id", id),
        ("ce_type", type),
        ("ce_source", source),
        ("ce_specversion", "1.0"),
        ("ce_time", time.isoformat()),
        ("ce_subject", subject),
        ("ce_correlationid", correlation),
        ("ce_causationid", causation),
        ("ce_meaning", meaning),
        ("content-type", "application/json"),
    ]
    return [(name, value.encode()) for name, value in headers if value]


class Publisher:
    """A producer with `acks=all` and no idempotence: its publish can hang for ever, and our ids make it needless.

    A publish that fails has an *unknown* outcome (it may still be written later): `Retry`, never "no".
    """

    def __init__(self, kafka: Sequence[str], timeout_ms: int = 4000) -> None:
        self._kafka, self._timeout_ms, self._within = list(kafka), timeout_ms, timeout_ms / 1000 * 2
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        """Raises KafkaError if no broker answers; may be called again."""
        self._producer = AIOKafkaProducer(
            bootstrap_servers=self._kafka,
            acks="all",
            request_timeout_ms=self._timeout_ms,
            linger_ms=0,
        )
        await self._producer.start()

    async def stop(self) -> None:
        producer, self._producer = self._producer, None
        if producer:
            with suppress(TimeoutError):
                await asyncio.wait_for(producer.stop(), self._within)

    async def publish(self, records: Iterable[Record]) -> None:
        """Sends all, in order for each key, and returns when all are acknowledged."""
        producer = self._producer
        if producer is None:
            raise Retry("not connected to Kafka")
        try:
            waiting = [
                await producer.send(record.topic, record.value, key=record.key.encode(), headers=record.headers)
                for record in records
            ]
            async with asyncio.timeout(self._within):  # wait_for would log an error whenever a caller gives up first
                await asyncio.gather(*waiting)
        except (KafkaError, TimeoutError) as error:
            raise Retry(f"Kafka did not acknowledge: {type(error).__name__}") from error
