"""Live screens: what a page knows from an old snapshot and the changes since is what a fresh one would show."""

import asyncio
import random
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.backstage import Backstage
from tests.clients import (
    AFTERNOON,
    KIM_CHAN,
    MORNING,
    PEOPLE,
    TIEN_LU,
    Client,
    Conference,
    Screen,
    ago,
    done_at,
    problem,
)
from tests.waiting import wait_for

VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    "the door of Kim Chân": ("door", {"venue": KIM_CHAN}),
    "the door of Tiên Lữ": ("door", {"venue": TIEN_LU}),
    "the hub": ("hub", {}),
    "who is missing at Kim Chân": ("missing", {"venue": KIM_CHAN, "session": MORNING}),
    "who is missing at all": ("missing", {"venue": "*", "session": MORNING}),
    "the conflicts of Tiên Lữ": ("conflicts", {"venue": TIEN_LU}),
    "all conflicts": ("conflicts", {"venue": "*"}),
}


def shown(screen: Screen) -> dict[str, Any]:
    """What a person sees of it. A venue or session without a figure shows as one with zeros."""
    return {
        id: {name: value for name, value in item.items() if name != "version" or not id.startswith(("totals/", "miss"))}
        for id, item in screen.items.items()
        if not item.get("gone")
    }


async def fresh(client: Client, view: str) -> dict[str, Any]:
    name, query = VIEWS[view]
    async with client.watching(name, **query) as screen:
        return shown(screen)


async def as_fresh(client: Client, view: str, screen: Screen) -> None:
    """Waits until the old screen shows what a new one does: the last change may still be on its way."""

    async def same() -> bool:
        return shown(screen) == await fresh(client, view)

    try:
        await wait_for(same, 20)
    except AssertionError:
        assert shown(screen) == await fresh(client, view), view


class Bustle:
    """Desks of two venues doing whatever comes, from a seed."""

    def __init__(self, hall: Conference, seed: int) -> None:
        self.hall, self.random = hall, random.Random(seed)
        self.revisions: dict[str, int] = {}
        self.deeds: list[tuple[str, str]] = []  # person, deed

    async def go_on(self, deeds: int) -> None:
        for _ in range(deeds):
            await asyncio.gather(*(self._deed() for _ in range(3)))

    async def _deed(self) -> None:
        code, _, _ = self.random.choice(PEOPLE)
        desk = self.hall.desk(self.random.choice((KIM_CHAN, TIEN_LU)))
        type, fields = self.random.choice(self._kinds(code))
        if self.random.random() < 0.2:
            fields |= {"told": "checked_in"}
        if self.random.random() < 0.3:
            fields |= {"device": done_at(ago(minutes=self.random.randint(1, 90)))}
        answer = await desk.post(desk.command(type, **fields))
        if answer.status_code == 200 and "attendee" in (decision := answer.json()["decision"]):
            self.revisions[decision["attendee"]] = decision["revision"]
            self.deeds.append((decision["attendee"], decision["command"]))

    def _kinds(self, code: str) -> list[tuple[str, dict[str, Any]]]:
        person = self.hall.person(code)
        seen, by = self.revisions.get(person, 0), self.hall.person(self.random.choice(PEOPLE)[0])
        who, deed = self.random.choice(self.deeds) if self.deeds else (person, str(uuid4()))
        return [
            ("check_in", {"code": code}), ("check_in", {"code": code}), ("check_out", {"code": code}),
            ("override", {"code": code, "over": "wrong_venue", "seen": seen}),
            ("override", {"code": code, "over": "already_substituted", "seen": seen}),
            ("transfer", {"code": code, "seen": seen, "reason": "đi công tác"}),
            ("substitute", {"code": code, "substitute": by, "listed": True, "consent": True}),
            ("undo", {"attendee": who, "deed": deed, "reason": "bấm nhầm"}),
            ("walk_in", {"attendee": str(uuid4())}), ("excuse", {"code": code, "reason": "họp ở xã"}),
            ("head_count", {"count": self.random.randint(0, 200)}),
        ]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
async def test_an_old_snapshot_with_its_changes_is_a_fresh_snapshot(conference: Conference, seed: int) -> None:
    bustle, hub = Bustle(conference, seed), conference.hub
    async with AsyncExitStack() as open_screens:
        screens: list[tuple[str, Screen]] = []
        for deeds in (0, 8, 8):  # screens opened before, and in the midst
            await bustle.go_on(deeds)
            for view, (name, query) in VIEWS.items():
                screens.append((view, await open_screens.enter_async_context(hub.watching(name, **query))))
        await bustle.go_on(10)
        await what_the_centre_does(conference)
        for view, screen in screens:
            await as_fresh(hub, view, screen)


async def what_the_centre_does(hall: Conference) -> None:
    """People put on the list and moved to another venue or unit, a session opened and one closed, a hall renamed."""
    await hall.ops.import_roster([("HV07", "Người Ghi Thêm", KIM_CHAN), ("HV08", "Người Ghi Sau", TIEN_LU)])
    await hall.ops.import_roster(
        [("HV07", "Người Ghi Thêm", TIEN_LU), ("HV08", "Người Ghi Sau", TIEN_LU, "UBND xã Khác")]
    )
    await hall.ops.send("define_venue", venue=TIEN_LU, name="Điểm cầu Tiên Lữ, hội trường mới")
    await hall.hub.send("open_session", session=AFTERNOON)
    await hall.hub.send("close_session", session=MORNING)


async def test_each_venue_and_the_whole_add_up_on_the_hub_board(conference: Conference) -> None:
    async with conference.hub.watching("hub") as hub:
        await conference.desk(KIM_CHAN).scan("HV01")
        await conference.desk(TIEN_LU).scan("HV04")
        await conference.desk(TIEN_LU).send("walk_in", attendee=str(uuid4()))
        await conference.head(KIM_CHAN).send("excuse", code="HV02", reason="họp ở xã")
        whole = f"totals/{MORNING}/*"
        await wait_for(lambda: hub.items.get(whole, {}).get("walk_ins") == 1 and hub.items[whole]["excused"] == 1)
    figures = {venue: hub.items[f"totals/{MORNING}/{venue}"] for venue in ("*", KIM_CHAN, TIEN_LU)}
    for name in ("summoned", "present", "walk_ins", "excused", "unexcused", "attending", "inside"):
        assert figures["*"][name] == figures[KIM_CHAN][name] + figures[TIEN_LU][name], name
    assert (figures["*"]["summoned"], figures["*"]["present"], figures["*"]["unexcused"]) == (6, 2, 3)


async def test_no_name_is_on_a_live_stream(conference: Conference) -> None:
    guest = str(uuid4())
    async with conference.hub.watching("door", venue=KIM_CHAN) as screen:
        await conference.desk().put_person(guest, "Khách Không Nêu Tên")
        await conference.desk().send("walk_in", attendee=guest)
        await wait_for(lambda: f"attendee/{guest}" in screen.items)
    text = str(screen.messages)
    assert not [name for _, name, _ in PEOPLE if name in text]
    assert "Khách" not in text


async def test_counters_come_at_most_twice_a_second_and_the_last_value_comes(conference: Conference) -> None:
    desk, hub = conference.desk(), conference.hub
    async with hub.watching("hub") as screen:
        for _ in range(30):
            await desk.send("walk_in", attendee=str(uuid4()))
        await wait_for(lambda: screen.items[f"totals/{MORNING}/{KIM_CHAN}"].get("walk_ins") == 30)
    told = [item for _, data in screen.messages[1:] for item in data.get("items", ()) if item["id"].endswith(KIM_CHAN)]
    assert [item["walk_ins"] for item in told] == sorted({item["walk_ins"] for item in told})
    assert len(told) < 30


async def test_a_revoked_pass_opens_nothing_within_seconds_and_its_streams_close(conference: Conference) -> None:
    lost = conference.desk(KIM_CHAN, id="ban-bi-mat")
    async with lost.watching("door", venue=KIM_CHAN) as screen, conference.hub.watching("hub") as other:
        await conference.organiser.send("revoke_pass", pass_id="ban-bi-mat")
        await wait_for(lambda: screen.closed, 5)
        assert problem(await lost.get("/me")) == (401, "pass-revoked")
        assert await lost.refused("check_in", code="HV01") == (401, "pass-revoked")
        assert problem(await lost.get("/live/door", venue=KIM_CHAN)) == (401, "pass-revoked")
        assert not other.closed
    assert (await conference.desk(KIM_CHAN, id="ban-con-lai").scan("HV01"))["code"] == "checked_in"


async def test_a_pass_revoked_before_it_was_put_on_record_stays_revoked(conference: Conference) -> None:
    await conference.organiser.send("revoke_pass", pass_id="ban-9")
    await conference.organiser.send("give_pass", pass_id="ban-9", role="operator", venue=KIM_CHAN)
    assert problem(await conference.desk(id="ban-9").get("/me")) == (401, "pass-revoked")


async def test_a_service_told_to_stop_closes_its_streams_by_itself_and_is_gone_in_a_moment(
    backstage: Backstage, conference: Conference
) -> None:
    async with conference.hub.watching("hub") as screen:
        began = datetime.now()
        await asyncio.to_thread(backstage.checkin.stop)
        took = datetime.now() - began
        await wait_for(lambda: screen.closed)
    await asyncio.to_thread(lambda: backstage.checkin.start().wait_ready())
    assert backstage.checkin.running
    assert took < timedelta(seconds=10)  # uvicorn would wait for the stream, and then be killed after fifteen
    assert (await conference.desk().scan("HV01"))["code"] == "checked_in"
