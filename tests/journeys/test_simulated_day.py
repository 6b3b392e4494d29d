"""A day at three halls, from the scan to the verdict, over HTTP, a real Kafka and the store."""

import asyncio
import time
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from deploy.diemcau.simulate import ledger_file
from deploy.embedded.site import Site
from deploy.embedded.supervisor import Supervisor
from deploy.simulator.ledger import read_ledger
from tests.backstage import LARGEST_DOCUMENT, largest_document
from tests.journeys.days import Day
from tests.journeys.spoiling import is_inside, is_owned, spoilt
from tests.waiting import wait_for

KILLED = ((20, "checkin"), (50, "kafka"), (65, "venues"), (80, "store"), (100, "gateway"), (120, "venues"))  # answers


@pytest.fixture(scope="module")
async def played(site: Site, supervisor: Supervisor, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A day that nothing disturbed."""
    day = Day(site, tmp_path_factory.mktemp("day"), "ngay-thuong")
    await day.play(await asyncio.to_thread(day.load))
    return day


async def test_a_day_ends_with_the_figures_of_its_truth(played: Day) -> None:
    verdict = await played.verified()
    assert verdict.differences == []
    line = verdict.line()
    assert [line[name] for name in ("lost", "double", "changed_answers", "reconciles")] == [0, 0, 0, True]
    assert (line["summoned"], line["venues"]) == (60, 3)
    assert line["present"] + line["substituted"] + line["excused"] + line["unexcused"] == 60
    assert (line["incidents"]["opened"], line["incidents"]["false_alarms"]) == (5, 0)


async def test_whatever_happens_at_doors_happened(played: Day) -> None:
    codes = [line["code"] for line in _told(played)]
    assert {"checked_in", "already_in", "wrong_venue", "left", "undone", "recorded", "inside_elsewhere"} <= set(codes)


async def test_no_document_of_the_day_has_grown_large(played: Day) -> None:
    """Of any kind that a decider keeps; what one deed costs grows with its document."""
    assert 1_000 < await asyncio.to_thread(largest_document, played.where.mongo) < LARGEST_DOCUMENT


async def test_a_document_deleted_from_the_store_is_lost(played: Day) -> None:
    async with spoilt(played, "attendees", is_inside) as attendee:
        await attendee.delete()
        assert await attendee.wrong() == {"lost", "reconciles"}


async def test_a_second_open_presence_in_the_store_is_double(played: Day) -> None:
    async with spoilt(played, "attendees", is_inside) as attendee:
        stays = attendee.document["state"]["presences"]
        inside = next(stay for stay in stays if stay["end"] is None)
        stays.append({**inside, "entry": "another"})
        await attendee.write()
        assert "double" in await attendee.wrong()


async def test_a_decision_altered_in_the_store_alone_is_a_changed_answer(played: Day) -> None:
    async with spoilt(played, "attendees", is_inside) as attendee:
        decision = next(iter(attendee.document["decisions"].values()))
        decision["event"] = decision["event"].replace("checked_in", "already_in")
        await attendee.write()
        assert await attendee.wrong() == {"changed_answers"}


async def test_an_incident_deleted_from_the_store_is_missing_in_the_line(played: Day) -> None:
    async with spoilt(played, "incidents", is_owned) as incident:
        await incident.delete()
        assert await incident.wrong() == {"lost", "reconciles", "opened", "by_kind"}


async def test_an_incident_of_another_hour_is_a_false_alarm(played: Day) -> None:
    async with spoilt(played, "incidents", is_owned) as incident:
        opened = datetime.fromisoformat(incident.document["state"]["opened_at"])
        incident.document["state"]["opened_at"] = (opened + timedelta(hours=1)).isoformat()
        await incident.write()
        assert await incident.wrong() == {"reconciles", "false_alarms"}


async def test_minutes_that_no_line_was_gone_are_said(played: Day) -> None:
    async with spoilt(played, "links", lambda state: bool(state["lost"])) as link:
        link.document["state"]["lost"]["network"] += 60
        await link.write()
        assert await link.wrong() == {"reconciles", "minutes_lost"}


async def test_a_paused_process_holds_the_clock_and_is_named(played: Day, supervisor: Supervisor) -> None:
    said: list[str] = []
    clock = played.clock(1000, said.append)
    began = await clock.start()
    assert began is not None
    await clock.set(began)
    supervisor.pause("checkin")
    try:
        step = asyncio.create_task(clock.move_to(began.replace(hour=began.hour + 1)))
        await wait_for(lambda: said)
        assert "checkin" in said[0]
        assert not step.done()
        stood_at = clock.now
    finally:
        supervisor.resume("checkin")
    await wait_for(lambda: clock.now > stood_at)
    step.cancel()
    await asyncio.gather(step, return_exceptions=True)
    await clock.stop()


async def test_another_speed_and_a_driver_that_died_give_the_same_line(played: Day, tmp_path: Path) -> None:
    day = Day(played.site, tmp_path, "ngay-dut-quang")
    truth = await asyncio.to_thread(day.load)
    cut_off = asyncio.create_task(day.play(truth))
    await wait_for(lambda: day.answers() > 40)
    cut_off.cancel()
    await asyncio.gather(cut_off, return_exceptions=True)
    await day.play(truth, speed=600)
    assert (await day.verified()).line() == (await played.verified()).line()


async def test_speed_is_a_ceiling(played: Day) -> None:
    clock = played.clock(speed=60)
    began = await clock.start()
    assert began is not None
    await clock.set(began)
    started = time.monotonic()
    await clock.move_to(began.replace(minute=(began.minute + 1) % 60, hour=began.hour + (began.minute + 1) // 60))
    assert time.monotonic() - started >= 0.9
    await clock.stop()


async def test_a_day_during_which_every_part_is_killed_once_ends_with_the_same_line(
    played: Day, supervisor: Supervisor, tmp_path: Path
) -> None:
    day = Day(played.site, tmp_path, "ngay-su-co")
    truth = await asyncio.to_thread(day.load)
    playing = asyncio.create_task(day.play(truth))
    for answers, part in KILLED:
        await wait_for(partial(_has_answers, day, answers))
        assert not playing.done()
        await asyncio.to_thread(supervisor.kill, part)
        await asyncio.to_thread(supervisor.wait_ready, part)
    await playing
    verdict = await day.verified()
    assert verdict.differences == []
    assert verdict.line() == (await played.verified()).line()


def _has_answers(day: Day, count: int) -> bool:
    return day.answers() > count


def _told(day: Day) -> list[dict[str, Any]]:
    return [line for line in read_ledger(ledger_file(day.state)) if line["line"] == "told"]
