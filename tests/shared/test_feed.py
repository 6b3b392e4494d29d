"""A process's own ear on a real Kafka: from where it hears, and what it does about what it cannot hear."""

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import uuid4

import pytest
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from shared.feed import Feed, Heard, Place
from tests.backstage import Backstage
from tests.topics import Topics
from tests.waiting import wait_for

Open = Callable[[Place], Feed]


@pytest.fixture
async def topic(backstage: Backstage) -> str:
    name = f"heard-{uuid4().hex[:8]}"
    admin = AIOKafkaAdminClient(bootstrap_servers=backstage.kafka.address)
    await admin.start()
    await admin.create_topics([NewTopic(name, num_partitions=2, replication_factor=1)])
    await admin.close()
    return name


class Ear:
    """A feed with what it heard."""

    def __init__(self, kafka: str, topic: str, start: Place) -> None:
        self.heard: list[bytes] = []
        self.gaps = 0
        self.feed = Feed([kafka], [Heard(topic, start, self._hear)], self._gap)

    def _hear(self, record: ConsumerRecord) -> None:
        if record.value == b"not understood":
            raise ValueError(record.value)
        self.heard.append(record.value)

    def _gap(self) -> None:
        self.gaps += 1


@pytest.fixture
async def ears(backstage: Backstage, topic: str) -> AsyncIterator[Callable[[Place], Ear]]:
    made: list[Ear] = []

    def make(start: Place) -> Ear:
        made.append(Ear(backstage.kafka.address, topic, start))
        return made[-1]

    yield make
    await asyncio.gather(*(ear.feed.stop() for ear in made))


async def nothing() -> None:
    pass


async def test_from_the_beginning_it_has_heard_everything_before_it_says_that_it_started(
    topics: Topics, topic: str, ears: Callable[[Place], Ear]
) -> None:
    for number in range(20):
        await topics.put(topic, b"%d" % number, b"%d" % number)
    ear = ears("beginning")
    await ear.feed.start(nothing)
    assert sorted(map(int, ear.heard)) == list(range(20))


async def test_from_the_end_it_hears_what_is_said_while_documents_are_read(
    topics: Topics, topic: str, ears: Callable[[Place], Ear]
) -> None:
    """Its place is known before: what falls between is heard, perhaps twice, and never lost."""
    await topics.put(topic, b"key", b"before")
    ear = ears("end")

    async def reading() -> None:
        await topics.put(topic, b"key", b"while it reads")

    await ear.feed.start(reading)
    await topics.put(topic, b"key", b"after")
    await wait_for(lambda: len(ear.heard) == 2)
    assert ear.heard == [b"while it reads", b"after"]


@pytest.mark.expects_error("event not understood")
async def test_an_event_that_is_not_understood_does_not_silence_the_rest(
    topics: Topics, topic: str, ears: Callable[[Place], Ear]
) -> None:
    ear = ears("end")
    await ear.feed.start(nothing)
    for value in (b"not understood", b"understood"):
        await topics.put(topic, b"key", value)
    await wait_for(lambda: ear.heard == [b"understood"])


@pytest.mark.expects_error("the log no longer reaches back")
async def test_a_gap_in_the_log_closes_the_screens_and_it_goes_on_from_the_end(
    topics: Topics, topic: str, ears: Callable[[Place], Ear]
) -> None:
    ear = ears("end")
    await ear.feed.start(nothing)
    assert ear.feed._consumer
    ear.feed._consumer.seek(TopicPartition(topic, 0), 1_000_000)  # as if retention had overtaken it
    await wait_for(lambda: ear.gaps)
    await asyncio.gather(*(topics.put(topic, b"%d" % number, b"%d" % number) for number in range(8)))

    async def told_again() -> bool:
        await topics.put(topic, b"%d" % 1, b"again")
        return ear.heard.count(b"again") > 0

    await wait_for(told_again)
    assert ear.feed.age < 60
