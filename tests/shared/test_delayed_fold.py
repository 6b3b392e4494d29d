"""A screen that starts from a fold which is late, and then follows the feed, ends as a fresh snapshot shows it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from faststream.kafka import KafkaBroker

from shared.consuming import consume
from shared.events.conference import CONFERENCE_EVENTS, Session, SessionOpened
from shared.folding import StateFold
from shared.mongo import Document, Store
from shared.publishing import Publisher
from shared.records import event_record
from shared.settings import Settings
from shared.topics import make_topics
from tests.backstage import PARTITIONS, Backstage
from tests.topics import Topics
from tests.waiting import wait_for

NOON = datetime(2023, 6, 3, 12, tzinfo=UTC)
BATCH = 10
KEYS = 12


class LateFold:
    """A state fold of a topic, which stands still within its `stop`th batch, before or after that is kept, until it is
    let go: its documents are then older than the topic, and its offsets as old or older than they."""

    def __init__(self, kafka: str, topic: str, store: Store, stop: int, keeps_it: bool) -> None:
        self.topic, self.group, self.collection = topic, f"{topic}-folds", f"fold-{topic}"
        self._stop, self._keeps_it, self._batches = stop, keeps_it, 0
        self.stands, self.goes_on = asyncio.Event(), asyncio.Event()
        self._fold = StateFold(store, Publisher([kafka]), self.collection, CONFERENCE_EVENTS, shown)
        self.broker = KafkaBroker([kafka], logger=None, graceful_timeout=5.0)
        consume(self.broker, topic, self.group, self._handle, batch=BATCH)

    async def _handle(self, records: Sequence[ConsumerRecord]) -> None:
        self._batches += 1
        stops = self._batches == self._stop
        if stops and not self._keeps_it:
            await self._stand()
        await self._fold.handle(records)
        if stops and self._keeps_it:
            await self._stand()

    async def _stand(self) -> None:
        self.stands.set()
        await self.goes_on.wait()


class Reader:
    """A process whose screen starts from another's fold: placed where that fold's group has committed, then its
    documents, then the feed; the higher version of each key is kept, as everywhere."""

    def __init__(self, kafka: str, fold: LateFold, store: Store) -> None:
        self.items: dict[str, Document] = {}
        self._fold, self._store = fold, store
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=kafka, group_id=fold.group, enable_auto_commit=False, auto_offset_reset="none"
        )  # of the group, to be told its offsets; assigned by hand it takes no part in it
        self._partitions = [TopicPartition(fold.topic, number) for number in range(PARTITIONS)]

    async def start(self) -> None:
        await self._consumer.start()
        self._consumer.assign(self._partitions)
        for partition, offset in (await self.committed()).items():
            self._consumer.seek(partition, offset)
        async for document in self._store.find(self._fold.collection):
            self._take(document)

    async def aclose(self) -> None:
        await self._consumer.stop()

    async def committed(self) -> dict[TopicPartition, int]:
        return {partition: await self._consumer.committed(partition) or 0 for partition in self._partitions}

    async def ends(self) -> dict[TopicPartition, int]:
        ends: dict[TopicPartition, int] = await self._consumer.end_offsets(self._partitions)
        return ends

    async def follow(self) -> None:
        """Until nothing is left to be heard."""
        ends = await self.ends()
        while any([await self._consumer.position(partition) < end for partition, end in ends.items()]):
            for records in (await self._consumer.getmany(timeout_ms=200)).values():
                for record in records:
                    event = CONFERENCE_EVENTS.validate_json(record.value)
                    self._take({"_id": event.key, "version": event.version, **shown(event)})

    def _take(self, item: Document) -> None:
        known = self.items.get(item["_id"])
        if known is None or known["version"] < item["version"]:
            self.items[item["_id"]] = item


def shown(event: Any) -> Document:
    return {"opened_at": event.state.opened_at.isoformat()}


@pytest.fixture
async def topic(backstage: Backstage) -> str:
    name = f"late-{uuid4().hex[:8]}.events.v1"
    await make_topics(Settings(kafka=[backstage.kafka.address], partitions=PARTITIONS), [name])
    return name


@pytest.fixture
async def fold(
    backstage: Backstage, topic: str, documents: Store, request: pytest.FixtureRequest
) -> AsyncIterator[LateFold]:
    stop, keeps_it = request.param
    fold = LateFold(backstage.kafka.address, topic, documents, stop, keeps_it)
    yield fold
    fold.goes_on.set()
    await fold.broker.stop()


async def happen(topics: Topics, topic: str, versions: range) -> None:
    """These versions of every key; one of each key is said again later, as after a crash."""
    for version in (*versions, versions[0]):
        for number in range(KEYS):
            state = Session(opened_at=NOON + timedelta(minutes=version))
            key = f"hy/session/{number}"
            event = SessionOpened(key=key, version=version, command=uuid4(), at=NOON, by="hub", state=state)
            record = event_record(topic, event, event.model_dump_json())
            await topics.put(topic, record.key.encode(), record.value, record.headers)


@pytest.mark.parametrize(
    "fold",
    [
        pytest.param((1, False), id="has kept nothing"),
        pytest.param((4, False), id="is half way"),
        pytest.param((4, True), id="has kept a batch and not committed it"),
    ],
    indirect=True,
)
async def test_an_old_snapshot_of_a_late_fold_with_the_changes_since_is_a_fresh_snapshot(
    backstage: Backstage, topics: Topics, documents: Store, fold: LateFold
) -> None:
    await happen(topics, fold.topic, range(1, 6))
    await fold.broker.start()
    await asyncio.wait_for(fold.stands.wait(), 60)
    await happen(topics, fold.topic, range(6, 9))
    async with aclosing(Reader(backstage.kafka.address, fold, documents)) as reader:
        await reader.start()
        old = dict(reader.items)
        await reader.follow()
        assert not fold.goes_on.is_set()
        assert len(reader.items) == KEYS
        assert reader.items != old

        fold.goes_on.set()

        async def caught_up() -> bool:
            return await reader.committed() == await reader.ends()

        await wait_for(caught_up)
        fresh = {document["_id"]: document async for document in documents.find(fold.collection)}
        assert reader.items == fresh
        assert {item["version"] for item in fresh.values()} == {8}
