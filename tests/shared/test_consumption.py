"""A process whose consumer stands still is found out, and a busy or quiet one is left alone."""

import time

import pytest

from shared.consuming import Consumption


class Consumer:
    """A consumer of one partition, whose last answer from Kafka came some seconds ago."""

    def __init__(self, seconds_ago: float) -> None:
        self._at = (time.time() - seconds_ago) * 1000

    def assignment(self) -> set[str]:
        return {"a partition"}

    def last_poll_timestamp(self, partition: str) -> float:
        return self._at


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
