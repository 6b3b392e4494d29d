"""Venue status is killed and started in the middle of each timer: nothing is reset, nothing is brought back.

In simulated time: the clock stands still while the service is away, so everything must happen at its exact moment.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from deploy.simulator.clock import Clock
from shared.mongo import Store
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, TIEN_LU, Json
from tests.venue_status.conftest import Halls, Source
from tests.waiting import wait_for

MORNING = datetime.fromisoformat("2023-06-03T08:00:00+07:00")
AT_ONCE = 100_000.0  # times as fast as life


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backstage]:
    """A backstage of its own on the simulated clock: venue status is killed here."""
    own = Backstage(tmp_path_factory.mktemp("restarts"), {"DIEMCAU_CLOCK": "simulated"})
    try:
        yield own.start().start_venues()
    finally:
        own.stop()


class Day:
    """Simulated time of one test, and the halls that live in it."""

    def __init__(self, behind: Backstage, clock: Clock, halls: Halls, documents: Store) -> None:
        self._behind, self._clock, self.halls, self._documents = behind, clock, halls, documents
        self.begins = clock.now

    async def at(self, seconds: float) -> None:
        """Simulated time stands so many seconds after the test's beginning."""
        await self._clock.move_to(self.begins + timedelta(seconds=seconds))

    async def beat(self, *sources: Source, until: float, since: float = 0) -> None:
        """A beat of each, every five seconds; the last at `until`."""
        at = since
        while at <= until:
            await self.at(at)
            for source in sources:
                assert (await source.client.post(source.beat())).status_code == 202
            at += 5
        await self._clock.set(self._clock.now)  # all of them are decided

    async def restart(self) -> None:
        """Killed in the middle of whatever it does; while it is away, nobody's time passes."""
        await asyncio.to_thread(self._behind.venues.kill)
        await asyncio.to_thread(lambda: self._behind.venues.start().wait_ready())
        await self._clock.set(self._clock.now)

    async def document(self, kind: str, id: str) -> Json:
        document = await self._documents.read_one(f"{kind}s", f"{self.halls.id}/{kind}/{id}")
        return document["state"] if document else {}

    async def strip(self, venue: str = KIM_CHAN) -> list[tuple[float, str]]:
        """(seconds after the beginning, what the link was from then on)"""
        return [(self._seconds(it["at"]), it["state"]) for it in (await self.document("link", venue)).get("recent", ())]

    async def incidents(self) -> list[Json]:
        found = [it async for it in self._documents.find("incidents", conference=self.halls.id)]
        return [it["state"] for it in found]

    def steps(self, incident: Json) -> list[tuple[float, str]]:
        return [(self._seconds(step["at"]), step["did"]) for step in incident["steps"]]

    async def storm(self, sources: Sequence[Source], kills: Sequence[int]) -> None:
        """Each beats as fast as it can; after so many beats in all the service is killed and comes back."""
        storming = asyncio.gather(*(_as_fast_as_it_can(source) for source in sources))
        for number in kills:
            await wait_for(lambda number=number: sum(source.number for source in sources) > number)  # type: ignore[misc]
            await asyncio.to_thread(self._behind.venues.kill)
            await asyncio.to_thread(lambda: self._behind.venues.start().wait_ready())
        await storming
        await self._clock.set(self._clock.now)

    def _seconds(self, moment: str) -> float:
        return (datetime.fromisoformat(moment) - self.begins).total_seconds()


@pytest.fixture
async def day(behind: Backstage) -> AsyncIterator[Day]:
    processes: Any = lambda: {  # noqa: E731
        it.name: it.pid for it in (behind.checkin, behind.venues) if it.pid and it.check_ready()
    }
    clock = Clock([behind.kafka.address], processes, AT_ONCE, print)
    stopped_at, documents, halls = await clock.start(), Store(behind.store.uri, "diemcau"), Halls(behind)
    await clock.set((stopped_at or MORNING) + timedelta(minutes=15))
    venues = [halls.ops.command("define_venue", venue=it, name=f"Điểm cầu {it}") for it in (KIM_CHAN, TIEN_LU)]
    await halls.ops.batch([halls.ops.command("create_conference", name="Hội nghị thử", day="2023-06-03"), *venues])
    yield Day(behind, clock, halls, documents)
    await halls.close()
    documents.close()
    await clock.stop()


async def test_silence_becomes_stale_and_down_at_its_moments_whenever_the_service_restarts(day: Day) -> None:
    await day.beat(day.halls.agent(), until=20)
    for seconds in (28, 40):  # 8 s into the twelve, and between STALE and DOWN
        await day.at(seconds)
        await day.restart()
    await day.at(60)
    assert await day.strip() == [(0, "up"), (32, "stale"), (50, "down")]
    (incident,) = await day.incidents()
    assert day.steps(incident) == [(50, "opened")]


async def test_a_restart_brings_nothing_back_and_three_good_beats_do(day: Day) -> None:
    agent = day.halls.agent()
    await day.beat(agent, until=0)
    await day.at(40)
    await day.restart()
    assert (await day.strip())[-1] == (30, "down")
    await day.beat(agent, since=45, until=50)
    await day.restart()  # between the second and the third good beat
    await day.beat(agent, since=55, until=55)
    assert (await day.strip())[-1] == (55, "up")
    (incident,) = await day.incidents()
    assert day.steps(incident) == [(30, "opened"), (55, "recovered")]


async def test_a_recovered_incident_closes_five_minutes_later_whenever_the_service_restarts(day: Day) -> None:
    agent = day.halls.agent()
    await day.beat(agent, until=0)
    await day.beat(agent, since=40, until=180)
    await day.restart()
    await day.beat(agent, since=185, until=360)
    (incident,) = await day.incidents()
    assert day.steps(incident) == [(30, "opened"), (50, "recovered"), (350, "closed")]


async def test_maintenance_begins_and_ends_at_its_moments_and_hides_no_other_venue(day: Day) -> None:
    moments = {name: (day.begins + timedelta(seconds=at)).isoformat() for name, at in (("since", 30), ("until", 90))}
    await day.halls.engineer.send("set_maintenance", venue=KIM_CHAN, reason="Thay bộ chuyển mạch", **moments)
    await day.beat(day.halls.agent(KIM_CHAN), day.halls.agent(TIEN_LU), until=20)
    for seconds in (25, 60):  # before it begins, and before it ends
        await day.at(seconds)
        await day.restart()
    (incident,) = await day.incidents()  # TL's: it is down since 50
    assert incident["venues"] == [TIEN_LU]
    await day.at(100)
    assert await day.strip() == [(0, "up"), (30, "maintenance"), (90, "down")]
    assert sorted(tuple(it["venues"]) for it in await day.incidents()) == [(KIM_CHAN,), (TIEN_LU,)]


async def test_a_line_that_flapped_is_calm_two_minutes_after_its_last_break(day: Day) -> None:
    agent, at = day.halls.agent(), 0.0
    while at < 100:  # ten seconds on, ten seconds off
        await day.beat(agent, since=at, until=at + 5)
        at += 20
    await day.beat(agent, since=100, until=150)
    await day.restart()
    await day.beat(agent, since=155, until=230)
    (incident,) = await day.incidents()
    assert (incident["cause"], [did for _, did in day.steps(incident)]) == ("flapping", ["opened", "recovered"])
    assert day.steps(incident)[1][0] == 220


async def test_kill_dash_nine_during_a_storm_of_beats_loses_no_incident_and_invents_none(day: Day) -> None:
    """Sixteen desks beat as fast as they can; the service is killed twice; then all of one venue fall silent."""
    storm = [day.halls.agent(venue, f"agent-{n}") for venue in (KIM_CHAN, TIEN_LU) for n in range(8)]
    await day.storm(storm, kills=(100, 300))
    await day.beat(*storm[8:], since=5, until=40)
    assert (await day.document("link", TIEN_LU))["observed"] == "up"
    (incident,) = await day.incidents()
    assert (incident["venues"], day.steps(incident)) == ([KIM_CHAN], [(30, "opened")])
    numbers = {source["number"] for source in (await day.document("link", TIEN_LU))["sources"].values()}
    assert numbers == {storm[8].number}


async def _as_fast_as_it_can(source: Source) -> None:
    for _ in range(40):
        await _until_accepted(source)


async def _until_accepted(source: Source) -> None:
    """One beat more; a page would not repeat it, and send the next one five seconds later."""
    beat = source.beat()

    async def accepted() -> bool:
        try:
            return (await source.client.post(beat)).status_code == 202
        except httpx.TransportError:
            return False

    await wait_for(accepted)
