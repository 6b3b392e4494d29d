"""A venue's link over HTTP, on the real Kafka and the store: beats, the board, silence, words of people."""

import asyncio
from typing import Any

from tests.clients import KIM_CHAN, TIEN_LU, Json, problem
from tests.venue_status.conftest import Halls, Source
from tests.waiting import wait_for


async def beat(source: Source, **fields: Any) -> None:
    answer = await source.client.post(command := source.beat(**fields))
    assert (answer.status_code, answer.json()) == (202, {"status": "accepted", "id": command["id"]})


async def test_a_beat_is_accepted_at_once_and_the_board_shows_the_venue_alive(halls: Halls) -> None:
    async with halls.engineer.watching("board") as board:
        assert f"link/{KIM_CHAN}" not in board.items  # never heard: no data
        await beat(halls.agent())
        link = await wait_for(lambda: board.items.get(f"link/{KIM_CHAN}"))
        assert (link["observed"], list(link["sources"])) == ("up", ["agent-1"])
        assert f"link/{TIEN_LU}" not in board.items


async def test_the_desk_of_a_venue_sees_its_own_link_and_no_other(halls: Halls) -> None:
    async with halls.at("operator", KIM_CHAN).watching("desk", venue=KIM_CHAN) as desk:
        await beat(halls.agent(TIEN_LU))
        await beat(halls.agent(KIM_CHAN))
        await wait_for(lambda: f"link/{KIM_CHAN}" in desk.items)
        assert f"link/{TIEN_LU}" not in desk.items


async def test_people_present_and_expected_stand_beside_the_link(halls: Halls) -> None:
    async with halls.engineer.watching("board") as board:
        await wait_for(lambda: board.items[f"people/{KIM_CHAN}"]["expected"] == 3)
        await halls.desk(KIM_CHAN).scan("HV01")
        figures = await wait_for(lambda: _with_present(board.items[f"people/{KIM_CHAN}"], 1))
        assert (figures["session"], figures["expected"]) == ("morning", 3)


def _with_present(item: Json, count: int) -> Json | None:
    return item if item["present"] == count else None


async def test_a_declared_word_stands_beside_what_is_observed(halls: Halls) -> None:
    await beat(halls.agent())
    said = await halls.engineer.send("declare_link", state="down", reason="Trưởng điểm cầu báo qua điện thoại")
    assert (said["code"], said["state"]["declared"]["state"], said["state"]["observed"]) == ("recorded", "down", "up")


async def test_a_fault_reported_by_a_desk_is_owned_by_the_hub_and_closed(halls: Halls) -> None:
    desk, hub, incident = halls.at("operator", KIM_CHAN), halls.engineer, "0188a0a0-0000-7000-8000-000000000001"
    about = {"incident": incident, "venue": KIM_CHAN}
    opened = await desk.send("open_incident", kind="no_sound", reason="Loa không kêu", **about)
    assert (opened["code"], opened["state"]["status"]) == ("recorded", "open")
    stale = await hub.send("acknowledge", seen=0, **about)
    assert stale["code"] == "stale"
    owned = await hub.send("acknowledge", seen=opened["revision"], **about)
    assert owned["state"]["owner"] == "hub-"
    async with desk.watching("desk", venue=KIM_CHAN) as screen:
        assert screen.items[f"incident/{incident}"]["owner"] == "hub-"
        await wait_for(lambda: "audio_in" in screen.items.get(f"link/{KIM_CHAN}", {}).get("lost_since", {}))


async def test_the_usual_rounds_are_planned_by_themselves(halls: Halls) -> None:
    async with halls.engineer.watching("board") as board:
        await wait_for(lambda: {"round/T-1440", "round/T-60", "round/T-15"} <= set(board.items))


async def test_an_announcement_is_on_the_desks_at_once_until_they_have_read_it(halls: Halls) -> None:
    desk, hub, id = halls.at("operator", KIM_CHAN), halls.engineer, "0188a0a0-0000-7000-8000-000000000002"
    async with desk.watching("desk", venue=KIM_CHAN) as screen, hub.watching("board") as board:
        await hub.send("announce", announcement=id, text="Khai mạc chậm 10 phút", urgent=True)
        await wait_for(lambda: f"announcement/{id}" in screen.items)
        read = await desk.send("acknowledge_announcement", announcement=id)
        assert read["code"] == "recorded"
        await wait_for(lambda: f"ack/{id}/{KIM_CHAN}" in board.items)
        assert f"ack/{id}/{TIEN_LU}" not in board.items


async def test_silence_is_stale_after_twelve_seconds_and_down_after_thirty(halls: Halls) -> None:
    """In real time, once."""
    async with halls.engineer.watching("board") as board:
        await beat(halls.agent())
        await wait_for(lambda: f"link/{KIM_CHAN}" in board.items)

        def observed() -> str:
            return str(board.items[f"link/{KIM_CHAN}"]["observed"])

        await wait_for(lambda: observed() == "stale")
        await wait_for(lambda: observed() == "down")
        incident = await wait_for(lambda: [it for id, it in board.items.items() if id.startswith("incident/")])
        assert [(it["kind"], it["cause"], it["venues"]) for it in incident] == [("link_lost", "down", [KIM_CHAN])]


async def test_a_beat_for_another_venue_is_refused(halls: Halls) -> None:
    elsewhere = halls.agent(KIM_CHAN).beat(venue=TIEN_LU)
    assert problem(await halls.at("agent", KIM_CHAN).post(elsewhere)) == (403, "other-venue")


async def test_a_thousand_beats_at_once_are_one_sign_of_life(halls: Halls) -> None:
    agent = halls.agent()
    for _ in range(2):
        results = await agent.client.batch([agent.beat() for _ in range(500)])
        assert {one["status"] for one in results["results"]} == {"accepted"}
    async with halls.engineer.watching("board") as board:
        link = await wait_for(lambda: board.items.get(f"link/{KIM_CHAN}"))
        await asyncio.sleep(0)
        assert link["observed"] == "up"
