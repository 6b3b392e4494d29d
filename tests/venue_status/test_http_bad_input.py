"""What no hall should send: each gets a sentence with a stable code, or changes nothing, and nobody else notices."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.clients import KIM_CHAN, Json, ago, now, problem
from tests.venue_status.conftest import Halls, Source
from tests.waiting import wait_for

IN_AN_HOUR = now() + timedelta(hours=1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rtt", -1), ("jitter", -0.1), ("loss", 1.5), ("loss", -0.1), ("waiting", -1), ("number", 0), ("boot", -5),
        ("source", "máy 1"), ("kind", "phone"), ("working", {"roof": "ok"}),
    ],
)  # fmt: skip
async def test_a_beat_that_cannot_be_is_refused_by_field(halls: Halls, field: str, value: Any) -> None:
    beat = halls.agent().beat(**{field: value})
    answer = await halls.at("agent", KIM_CHAN).post(beat)
    assert problem(answer) == (422, "command-invalid")
    assert f"beat.{field}" in answer.json()["errors"][0]["field"]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
async def test_a_measure_that_is_no_number_is_refused(halls: Halls, text: str) -> None:
    agent = halls.agent()
    body = str(agent.beat(rtt=123456.0)).replace("'", '"').replace("123456.0", text)
    headers = {"Content-Type": "application/json"}
    answer = await agent.client.http.post("/commands", content=body.encode(), headers=headers)
    assert problem(answer)[0] in (400, 422)


async def test_a_beat_from_the_future_is_refused_and_says_what_to_do(halls: Halls) -> None:
    agent = halls.agent(boot=int(IN_AN_HOUR.timestamp() * 1000))
    assert problem(await agent.client.post(agent.beat())) == (422, "beat-from-the-future")


async def test_a_venue_that_is_not_there_is_said(halls: Halls) -> None:
    assert await halls.engineer.refused("declare_link", venue="XX", state="down") == (422, "unknown-venue")
    assert await halls.engineer.refused("announce", announcement=uuid4(), text="Nghe rõ?", venues=["KC", "XX"]) == (
        422,
        "unknown-venue",
    )


async def test_maintenance_that_ends_before_it_begins_is_refused(halls: Halls) -> None:
    hub = halls.engineer
    assert await hub.refused("set_maintenance", since=IN_AN_HOUR, until=ago(hours=1)) == (422, "window-out-of-order")
    past = await hub.send("set_maintenance", since=ago(hours=2), until=ago(hours=1))
    assert past["code"] == "window_past"
    assert past["state"]["windows"] == []


async def test_what_only_follows_cannot_be_asked_for(halls: Halls) -> None:
    for type, fields in (("tell_ledger", {"news": ["down"]}), ("deadline", {"name": "stale"}), ("order_incident", {})):
        assert (await halls.ops.refused(type, **fields))[0] == 422


async def numbers(halls: Halls) -> dict[str, int]:
    async with halls.engineer.watching("board") as board:
        link: Json = await wait_for(lambda: board.items.get(f"link/{KIM_CHAN}"))
    return {"version": link["version"]}


async def test_beats_out_of_order_and_repeated_change_nothing(halls: Halls) -> None:
    agent = halls.agent()
    first, second = agent.beat(), agent.beat()
    await accepted(agent, second)
    before = await numbers(halls)
    for beat in (first, second, {**first, "id": str(uuid4())}, {**second, "id": str(uuid4()), "boot": agent.boot - 1}):
        await accepted(agent, beat)
    await accepted(agent, agent.beat(working={"power": "fault"}))  # something to be seen behind them
    async with halls.engineer.watching("board") as board:
        await wait_for(lambda: board.items[f"link/{KIM_CHAN}"]["lost_since"].get("power"))
        assert board.items[f"link/{KIM_CHAN}"]["version"] == before["version"] + 1


async def test_a_thousand_old_beats_neither_resurrect_nor_kill(halls: Halls) -> None:
    """They waited a minute somewhere: the venue is as alive as the newest of them says, which is not at all."""
    agent = halls.agent()
    old = {"id": "may-1", "device_time": ago(minutes=1).isoformat(), "offset": 0.0}
    for _ in range(2):
        results = (await agent.client.batch([agent.beat(device=old) for _ in range(500)]))["results"]
        assert {one["status"] for one in results} == {"accepted"}
    fresh = halls.agent("TL")
    await accepted(fresh, fresh.beat())
    async with halls.engineer.watching("board") as board:
        await wait_for(lambda: board.items.get("link/TL", {}).get("observed") == "up")
        link = board.items.get(f"link/{KIM_CHAN}", {"observed": "no_data"})
        assert link["observed"] == "no_data"
        assert not [id for id in board.items if id.startswith("incident/")]


async def test_an_acknowledgement_from_a_stale_screen_is_told_how_it_is_now(halls: Halls) -> None:
    about = {"incident": str(uuid4()), "venue": KIM_CHAN}
    opened = await halls.at("operator", KIM_CHAN).send("open_incident", kind="no_picture", **about)
    one = await halls.engineer.send("acknowledge", seen=opened["revision"], **about)
    late = await halls.at("organiser").send("acknowledge", seen=opened["revision"], **about)
    assert (one["code"], late["code"], late["state"]["owner"]) == ("recorded", "stale", "hub-")


async def accepted(source: Source, beat: Json) -> None:
    assert (await source.client.post(beat)).status_code == 202
