"""A process whose consumer stands still is found out, and a busy or quiet one is left alone."""

import time

import pytest
from aiokafka import TopicPartition

from shared.consuming import Consumption

PARTITION = TopicPartition("checkin.commands.v1", 0)


class Consumer:
    """A consumer of one partition, whose last answer from Kafka came some seconds ago."""

    def __init__(self, seconds_ago: float) -> None:
        self._at = (time.time() - seconds_ago) * 1000
        self.known: set[int] | None = {0}

    def assignment(self) -> set[TopicPartition]:
        return {PARTITION}

    def last_poll_timestamp(self, partition: TopicPartition) -> float:
        return self._at

    def partitions_for_topic(self, topic: str) -> set[int] | None:
        return self.known


def after_a_batch(seconds_ago: float, monkeypatch: pytest.MonkeyPatch) -> Consumption:
    """The last batch ended two minutes ago; Kafka last answered `seconds_ago`."""
    consumption = Consumption("checkin-decides", "checkin.commands.v1")
    consumption.consumer = Consumer(seconds_ago)
    consumption.began()
    consumption.ended()
    now = time.monotonic()
    monkeypatch.setattr("shared.consuming.time.monotonic", lambda: now + 120)
    return consumption


def test_a_consumer_that_hears_nothing_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    assert after_a_batch(90, monkeypatch).is_stuck(60)


def test_a_quiet_hour_is_not_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not after_a_batch(0.4, monkeypatch).is_stuck(60)


def test_a_long_batch_is_not_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    consumption = after_a_batch(90, monkeypatch)
    consumption.began()
    assert not consumption.is_stuck(60)


def test_a_broker_that_forgets_a_topic_for_a_moment_takes_nothing_from_whom_it_belongs_to() -> None:
    consumption, consumer = Consumption("checkin-decides", PARTITION.topic), Consumer(0)
    assert not consumption.handles("t/person/1"), "nothing is known yet"
    consumption.consumer = consumer
    assert consumption.handles("t/person/1")
    consumer.known = None
    assert consumption.handles("t/person/1")
