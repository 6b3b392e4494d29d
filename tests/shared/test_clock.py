"""Time is a part: services stand where the newest tick says."""

from datetime import UTC, datetime, timedelta

import orjson
from aiokafka import ConsumerRecord

from shared.clock import CLOCK_TOPIC, FixedClock, RealClock, SimulatedClock

OPENING = datetime(2023, 6, 3, 0, tzinfo=UTC)


def said(**fields: object) -> ConsumerRecord:
    value = orjson.dumps(fields)
    return ConsumerRecord(CLOCK_TOPIC, 0, 0, 0, 0, None, value, None, 0, len(value), ())


def tick(number: int, now: datetime) -> ConsumerRecord:
    return said(kind="tick", tick=number, now=now.isoformat())


def test_the_simulated_clock_stands_at_the_newest_tick_and_tells_that_it_was_heard() -> None:
    heard: list[tuple[int, datetime]] = []
    clock = SimulatedClock(lambda number: heard.append((number, clock.now())))
    for number in (1, 2):
        clock.on_record(tick(number, OPENING + timedelta(seconds=number)))
    assert clock.now() == OPENING + timedelta(seconds=2)
    assert heard == [(number, OPENING + timedelta(seconds=number)) for number in (1, 2)]


def test_what_other_processes_answer_moves_nothing() -> None:
    clock = SimulatedClock()
    clock.on_record(tick(1, OPENING))
    clock.on_record(said(kind="done", tick=9, process="checkin", next_due=None))
    assert clock.now() == OPENING


def test_a_later_driver_may_begin_its_count_and_its_day_anew() -> None:
    clock = SimulatedClock()
    clock.on_record(tick(900, OPENING + timedelta(hours=5)))
    clock.on_record(tick(0, OPENING))
    assert clock.now() == OPENING


def test_before_the_first_tick_it_is_the_time_of_the_start() -> None:
    clock = SimulatedClock()
    assert abs(clock.now() - RealClock().now()) < timedelta(seconds=5)
    assert clock.now() == clock.now()


def test_a_fixed_clock_moves_when_it_is_moved() -> None:
    clock = FixedClock(OPENING)
    clock.move(timedelta(minutes=7))
    assert clock.now() == OPENING + timedelta(minutes=7)
