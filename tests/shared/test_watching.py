"""Since when we watch: a quick restart is no gap, and a long silence of our own is not the venues'."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.clock import FixedClock
from shared.mongo import Document
from shared.watching import GAP, Watch
from tests.waiting import wait_for

NOON = datetime(2023, 6, 3, 12, tzinfo=UTC)


class Notes:
    """The store's watches."""

    def __init__(self) -> None:
        self.watches: dict[str, Document] = {}

    async def find(self, collection: str, **equal: Any) -> AsyncIterator[Document]:
        for watch in list(self.watches.values()):
            if watch["service"] == equal["service"]:
                yield watch

    async def replace_if_newer(self, collection: str, documents: Sequence[Document]) -> None:
        self.watches |= {document["_id"]: document for document in documents}


class Day:
    """A clock that is moved, a feed that grows old, and a store."""

    def __init__(self) -> None:
        self.clock, self.notes, self.age = FixedClock(NOON), Notes(), 0.0

    def watch(self, process: str = "venues") -> Watch:
        store: Any = self.notes
        return Watch(store, self.clock, "venues", process, lambda: self.age)

    def keep(self, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> "asyncio.Task[None]":
        """Looks go on until the task is cancelled, a real moment apart."""
        monkeypatch.setattr("shared.watching.EVERY", 0.01)
        return asyncio.create_task(watch.keep())


@pytest.fixture
def day() -> Day:
    return Day()


async def noted(day: Day, until: datetime) -> None:
    await wait_for(lambda: [watch for watch in day.notes.watches.values() if watch["until"] == until])


async def test_the_first_watch_begins_now(day: Day) -> None:
    watch = day.watch()
    await watch.start()
    assert watch.since == NOON


async def test_a_quick_restart_goes_on_and_a_slow_one_begins_anew(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping = day.keep(day.watch(), monkeypatch)
    await noted(day, NOON)
    keeping.cancel()
    day.clock.move(GAP)
    quick = day.watch("another")
    await quick.start()
    assert quick.since == NOON
    day.clock.move(timedelta(seconds=1))
    slow = day.watch()
    await slow.start()
    assert slow.since == NOON + GAP + timedelta(seconds=1)


async def test_while_kafka_is_away_nobody_watches(day: Day) -> None:
    watch = day.watch()
    day.age = 120.0
    day.clock.move(timedelta(minutes=2))
    assert not await watch.look()
    assert watch.since == NOON
    day.age = 0.0
    assert await watch.look()
    assert watch.since == NOON + timedelta(minutes=2)


@pytest.mark.parametrize("seconds", [6, 8, 10, 30])
async def test_a_silence_of_kafka_longer_than_a_beat_is_a_gap_however_often_we_look(day: Day, seconds: int) -> None:
    watch = day.watch()
    for _ in range(seconds):
        day.clock.move(timedelta(seconds=1))
        day.age += 1
        await watch.look()
    assert watch.since == NOON
    day.age = 0.0
    assert await watch.look()
    assert watch.since == day.clock.now()


async def test_two_looks_after_one_answer_of_kafka_see_no_gap_between_two_readings_of_the_clock(day: Day) -> None:
    watch = day.watch()
    for microseconds in (0, 1, 0, 3, 2, 1):
        day.clock.move(timedelta(seconds=0.5))
        day.age += 0.5 + microseconds / 1e6
        await watch.look()
        day.clock.move(timedelta(seconds=0.5))
        day.age = 0.5 + microseconds / 1e6
        await watch.look()
    assert watch.since == NOON


async def test_a_pause_of_the_process_is_a_gap_and_the_time_between_two_looks_is_none(day: Day) -> None:
    watch = day.watch()
    for _ in range(10):
        day.clock.move(GAP)
        await watch.look()
    assert watch.since == NOON
    day.clock.move(GAP + timedelta(seconds=1))
    await watch.look()
    assert watch.since == day.clock.now()


async def test_a_simulated_day_that_begins_in_the_past_is_watched_from_its_first_tick(day: Day) -> None:
    watch = day.watch()
    day.clock.move(-timedelta(days=1000))
    await watch.look()
    assert watch.since == day.clock.now()
