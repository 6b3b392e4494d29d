"""Venue status is killed and started in the middle of each timer: nothing is reset, nothing is brought back.

In simulated time: the clock stands still while the service is away, so everything must happen at its exact moment.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from deploy.simulator.clock import Clock
from shared.mongo import Store
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, TIEN_LU
from tests.venue_status.conftest import Halls
from tests.venue_status.simulated import Day

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
    await halls.known(KIM_CHAN, TIEN_LU)
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


async def test_an_outage_of_ours_is_a_gap_and_no_venues_outage(day: Day) -> None:
    agents = [day.halls.agent(venue) for venue in (KIM_CHAN, TIEN_LU)]
    await day.beat(*agents, until=10)
    await day.away(120)
    await day.beat(agents[0], since=135, until=180)  # one venue is heard again, the other is not
    assert await day.incidents_at(TIEN_LU) == [(day.begins + timedelta(seconds=160)).timestamp()]
    assert await day.strip() == [(0, "up"), (10, "gap"), (130, "up")]
    assert (await day.strip(TIEN_LU))[:4] == [(0, "up"), (10, "gap"), (130, "up"), (142, "stale")]
    assert await day.incidents_at(KIM_CHAN) == []
    lost_since = (await day.document("link", TIEN_LU))["lost_since"]["network"]
    assert datetime.fromisoformat(lost_since) == day.begins + timedelta(seconds=130)


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


async def test_the_log_alone_gives_the_same_states_at_the_same_times(day: Day) -> None:
    """A day with silence, an incident, a restart and a word of a person, decided again from the commands topic."""
    agent = day.halls.agent()
    await day.beat(agent, day.halls.agent(TIEN_LU), until=10)
    await day.at(45)
    await day.restart()
    await day.halls.engineer.send("declare_link", venue=KIM_CHAN, state="down", reason="Gọi điện: mất điện")
    await day.beat(agent, since=50, until=100)
    assert await day.replayed() == await day.recorded()
    assert {key.split("/")[1] for key in await day.recorded()} == {"link", "incident", "ledger"}
