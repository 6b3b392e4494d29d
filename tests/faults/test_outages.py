"""Kafka goes and comes back, the store goes and comes back, check-in is killed under load: nothing lost, nothing twice."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.mongo import Store
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, PEOPLE, TIEN_LU, Client, Conference, problem
from tests.topics import Topics
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backstage]:
    """A backstage of its own: its parts are stopped and killed here."""
    own = Backstage(tmp_path_factory.mktemp("outages"))
    try:
        yield own.start()
    finally:
        own.stop()


@pytest.fixture
async def hall(behind: Backstage) -> AsyncIterator[Conference]:
    made = Conference(behind)
    yield await made.set_up()
    await made.close()


async def decision(client: Client, command: dict[str, Any]) -> dict[str, Any]:
    """As a desk does it: the same command until its decision was seen."""

    async def told() -> dict[str, Any] | None:
        try:
            answer = await client.post(command)
        except httpx.TransportError:
            return None
        assert answer.status_code in (200, 202, 503), answer.text
        return answer.json().get("decision")  # type: ignore[no-any-return]

    return await wait_for(told)


async def decided_once(behind: Backstage, hall: Conference, told: Sequence[dict[str, Any]]) -> None:
    """On the log each of these decisions stands under one version, as it was told."""
    topics = await Topics(behind.kafka.address).start()
    bodies: dict[str, set[bytes]] = defaultdict(set)
    for event in await topics.about(hall.id, "checkin.events.v1"):
        bodies[dict(event.headers)["ce_causationid"].decode()].add(event.value)
    await topics.stop()
    for one in told:
        assert len(bodies[one["command"]]) == 1, one
        assert f'"version":{one["version"]},'.encode() in next(iter(bodies[one["command"]]))


async def test_with_kafka_away_a_desk_is_told_to_try_again_and_later_the_same_ids_are_decided(
    behind: Backstage, hall: Conference
) -> None:
    desk = hall.desk()
    before = desk.command("check_in", code="HV01")
    told = [await decision(desk, before)]
    behind.kafka.kill()
    commands = [before, *(desk.command("check_in", code=code) for code in ("HV02", "HV03"))]
    answers = await asyncio.gather(*(desk.post(command) for command in commands))
    assert [problem(answer) for answer in answers] == [(503, "kafka-away")] * 3
    assert all(int(answer.headers["retry-after"]) > 0 for answer in answers)
    assert (await desk.get("/people")).status_code == 200  # what it knows, it shows
    batch = (await desk.batch(commands))["results"]
    assert [(one["status"], one["problem"]["code"]) for one in batch] == [("unknown", "kafka-away")] * 3
    await asyncio.to_thread(lambda: behind.kafka.start().wait_ready())
    later = await asyncio.gather(*(decision(desk, command) for command in commands))
    assert [one["code"] for one in later] == ["checked_in"] * 3
    assert later[0] == told[0]
    await decided_once(behind, hall, later)


async def test_screens_that_were_open_while_kafka_was_away_show_what_came_after(
    behind: Backstage, hall: Conference
) -> None:
    async with hall.hub.watching("door", venue=KIM_CHAN) as screen:
        behind.kafka.kill()
        await asyncio.to_thread(lambda: behind.kafka.start().wait_ready())
        taken = await decision(hall.desk(), hall.desk().command("check_in", code="HV01"))
        await wait_for(lambda: f"attendee/{taken['attendee']}" in screen.items)


async def test_with_the_store_away_commands_are_accepted_and_decided_when_it_is_back(
    behind: Backstage, hall: Conference
) -> None:
    desk = hall.desk()
    behind.store.kill()
    commands = [desk.command("check_in", code=code) for code, _, venue in PEOPLE if venue == KIM_CHAN]
    answers = await asyncio.gather(*(desk.post(command) for command in commands))
    assert [answer.status_code for answer in answers] == [202] * 3
    assert answers[0].json() == {"status": "pending", "id": commands[0]["id"]}
    assert problem(await desk.put_person(uuid4(), "Khách Lúc Kho Nghỉ")) == (503, "store-away")
    await asyncio.to_thread(lambda: behind.store.start().wait_ready())
    told = await asyncio.gather(*(decision(desk, command) for command in commands))
    assert [one["code"] for one in told] == ["checked_in"] * 3
    await decided_once(behind, hall, told)


async def test_check_in_killed_under_load_decides_each_id_once(behind: Backstage, hall: Conference) -> None:
    told: list[dict[str, Any]] = []
    stopped = asyncio.Event()

    async def keep_going(venue: str) -> None:
        desk = hall.desk(venue)
        while not stopped.is_set():
            told.append(await decision(desk, desk.command("walk_in", attendee=str(uuid4()))))

    desks = [asyncio.create_task(keep_going(venue)) for venue in (KIM_CHAN, TIEN_LU) * 4]
    for more in (20, 60):
        await wait_for(lambda more=more: len(told) >= more)  # type: ignore[misc]
        behind.checkin.kill()
        await asyncio.to_thread(lambda: behind.checkin.start().wait_ready())
    await wait_for(lambda: len(told) >= 100)
    stopped.set()
    await asyncio.gather(*desks)
    assert {one["code"] for one in told} == {"checked_in"}
    await decided_once(behind, hall, told)


async def test_what_a_killed_process_knew_its_successor_shows(behind: Backstage, hall: Conference) -> None:
    """Figures, names and revocations: from the documents and the log."""
    await hall.desk().scan("HV01")
    await hall.desk().send("head_count", count=41)
    await hall.organiser.send("revoke_pass", pass_id="ban-bi-thu-hoi")
    async with hall.hub.watching("door", venue=KIM_CHAN) as screen:
        before = dict(screen.items)
    behind.checkin.kill()
    await asyncio.to_thread(lambda: behind.checkin.start().wait_ready())
    async with hall.hub.watching("door", venue=KIM_CHAN) as screen:
        assert screen.items == before
    assert problem(await hall.desk(id="ban-bi-thu-hoi").get("/me")) == (401, "pass-revoked")
    assert len((await hall.desk().get("/people")).json()) == 3


async def test_rows_that_a_crash_left_unsaid_are_said_by_the_next_process(behind: Backstage, hall: Conference) -> None:
    """The import wrote a row with its mark, and was gone before it could say it: made here by hand."""
    key = f"{hall.id}/row/{hall.person('HV01')}"
    documents, topics = Store(behind.store.uri, "diemcau"), await Topics(behind.kafka.address).start()
    row = await documents.read_one("rows", key)
    assert row
    event = row["event"].replace('"version":1', '"version":2')
    await documents.write("rows", [({**row, "version": 2, "unsaid": True, "event": event}, 1)])
    behind.checkin.kill()
    await asyncio.to_thread(lambda: behind.checkin.start().wait_ready())
    said = await topics.wait_for(lambda it: it.key == key.encode() and b'"version":2' in it.value, hall.id)
    assert said.value == event.encode()

    async def mark_cleared() -> bool:
        return "unsaid" not in (await documents.read_one("rows", key) or {})

    await wait_for(mark_cleared)
    documents.close()
    await topics.stop()


async def test_a_service_told_to_stop_closes_its_streams_by_itself_and_is_gone_in_a_moment(
    behind: Backstage, hall: Conference
) -> None:
    async with hall.hub.watching("hub") as screen:
        began = datetime.now()
        await asyncio.to_thread(behind.checkin.stop)
        took = datetime.now() - began
        await wait_for(lambda: screen.closed)
    await asyncio.to_thread(lambda: behind.checkin.start().wait_ready())
    assert took < timedelta(seconds=10)  # uvicorn would wait for the stream, and be killed after fifteen
    assert (await hall.desk().scan("HV01"))["code"] == "checked_in"
