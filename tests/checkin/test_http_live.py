"""Live screens: what a page knows from an old snapshot and the changes since is what a fresh one would show."""

from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.bustle import Bustle
from tests.clients import (
    AFTERNOON,
    KIM_CHAN,
    MORNING,
    PEOPLE,
    TIEN_LU,
    Client,
    Conference,
    Screen,
    now,
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


async def test_a_person_listed_under_another_unit_is_missing_there(conference: Conference) -> None:
    """No figure moves by it, and the list by unit does."""
    await conference.ops.import_roster([("HV09", "Người Đổi Đơn Vị", KIM_CHAN, "UBND xã Cũ")])
    async with conference.hub.watching("missing", session=MORNING) as screen:
        await conference.ops.import_roster([("HV09", "Người Đổi Đơn Vị", KIM_CHAN, "UBND xã Mới")])
        person = conference.person("HV09")
        await wait_for(lambda: screen.items[f"missing/{MORNING}"]["units"].get("ubnd-xa-moi") == [person])
        assert "ubnd-xa-cu" not in screen.items[f"missing/{MORNING}"]["units"]


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


async def test_no_name_and_no_code_is_on_a_live_stream(conference: Conference) -> None:
    guest = str(uuid4())
    async with conference.hub.watching("door", venue=KIM_CHAN) as screen:
        await conference.desk().put_person(guest, "Khách Không Nêu Tên")
        await conference.desk().send("walk_in", attendee=guest)
        await wait_for(lambda: f"attendee/{guest}" in screen.items)
    text = str(screen.messages)
    assert not [it for code, name, _ in PEOPLE for it in (code, name) if it in text]
    assert "Khách" not in text


async def test_counters_come_at_most_twice_a_second_and_the_last_value_comes(conference: Conference) -> None:
    desk, hub, here = conference.desk(), conference.hub, f"totals/{MORNING}/{KIM_CHAN}"
    async with hub.watching("hub") as screen:
        await wait_for(lambda: screen.items.get(here, {}).get("summoned") == 3)  # the list was heard
        before = len(screen.messages)
        for _ in range(30):
            await desk.send("walk_in", attendee=str(uuid4()))
        await wait_for(lambda: screen.items[here]["walk_ins"] == 30)
    told = [
        item for _, data in screen.messages[before:] for item in data.get("items", ()) if item["id"].endswith(KIM_CHAN)
    ]
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


async def test_a_stream_does_not_outlive_its_pass(quiet: Conference) -> None:
    """It ends at the first pulse after that: 15 s at the most."""
    ending = quiet.desk(KIM_CHAN, id="ban-het-han", expires=(now() + timedelta(seconds=2)).isoformat())
    async with (
        ending.watching("door", venue=KIM_CHAN) as screen,
        quiet.desk(KIM_CHAN).watching("door", venue=KIM_CHAN) as other,
    ):
        await wait_for(lambda: screen.closed, 25)
        assert problem(await ending.get("/live/door", venue=KIM_CHAN)) == (401, "pass-expired")
        assert not other.closed


async def test_a_pass_revoked_before_it_was_put_on_record_stays_revoked(conference: Conference) -> None:
    await conference.organiser.send("revoke_pass", pass_id="ban-9")
    await conference.organiser.send("give_pass", pass_id="ban-9", role="operator", venue=KIM_CHAN)
    assert problem(await conference.desk(id="ban-9").get("/me")) == (401, "pass-revoked")
