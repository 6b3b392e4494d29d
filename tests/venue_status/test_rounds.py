"""The usual rounds follow the first session's start, wherever it is moved."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from services.venue_status.rounds import Planner
from shared.clock import FixedClock
from shared.conferences import Conferences, Known
from shared.events.conference import Session
from shared.publishing import Record
from tests.waiting import wait_for

EIGHT = datetime(2023, 6, 3, 1, tzinfo=UTC)


class Plan:
    """A planner at work; `sent`: (id, due) of the round an hour before, as it was published."""

    def __init__(self) -> None:
        self.conferences, self.sent = Conferences(), list[tuple[str, str]]()
        self.meanwhile: list[Known] = []
        parts: Any = SimpleNamespace(conferences=self.conferences, publisher=self, clock=FixedClock(EIGHT))
        self.planner = Planner(parts, (60,))

    async def publish(self, records: Iterable[Record]) -> None:
        while self.meanwhile:
            self.conferences.take(self.meanwhile.pop())
        commands = [orjson.loads(record.value)["command"] for record in records]
        self.sent += [(command["id"], command["due"]) for command in commands]


def session(id: str, version: int, starts: datetime) -> Known:
    return Known("t", "session", id, version, version, Session(name=id, starts=starts))


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.setattr("services.venue_status.rounds.LOOK", 0.01)
    return Plan()


async def test_a_start_that_is_moved_and_moved_back_moves_the_round_back(plan: Plan) -> None:
    keeping = asyncio.create_task(plan.planner.keep())
    for version, minutes in ((1, 0), (2, 30), (3, 0)):
        plan.conferences.take(session("sang", version, EIGHT + timedelta(minutes=minutes)))
        await wait_for(lambda version=version: len(plan.sent) == version)  # type: ignore[misc]
    keeping.cancel()
    assert [due for _, due in plan.sent] == ["2023-06-03T00:00:00Z", "2023-06-03T00:30:00Z", "2023-06-03T00:00:00Z"]
    assert len({id for id, _ in plan.sent}) == 3


async def test_a_session_that_is_heard_of_while_another_is_planned_is_not_forgotten(plan: Plan) -> None:
    plan.meanwhile = [session("som", 1, EIGHT - timedelta(hours=1))]
    plan.conferences.take(session("sang", 1, EIGHT))
    keeping = asyncio.create_task(plan.planner.keep())
    await wait_for(lambda: len(plan.sent) == 2)
    keeping.cancel()
    assert plan.sent[-1][1] == "2023-06-02T23:00:00Z"
