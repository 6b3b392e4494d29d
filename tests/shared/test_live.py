"""One stream of a live view: in which order it is told what, and when it ends."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared import live
from shared.live import Item, Live
from tests.waiting import wait_for

NOON = datetime(2023, 6, 3, 5, tzinfo=UTC)
DOOR = ("door", "hy-2023", "KC")


@pytest.fixture
async def hub() -> AsyncIterator[Live]:
    live = Live(lambda: NOON, lambda: 0.25)
    yield live
    live.stop()


def told(message: bytes) -> list[tuple[str, Any]]:
    """The events of some bytes of a stream."""
    parts = [part.split(b"\n") for part in message.split(b"\n\n") if part]
    return [(event[7:].decode(), json.loads(data[6:])) for event, data in parts]


def item(number: int, version: int = 1) -> Item:
    return {"id": f"attendee/{number}", "version": version}


def nothing() -> Iterable[Item]:
    return ()


async def test_a_stream_begins_with_a_snapshot_and_goes_on_with_changes(hub: Live) -> None:
    async with aclosing(hub.stream(DOOR, "ban-1", lambda: [item(1)])) as stream:
        assert told(await anext(stream)) == [("snapshot", {"items": [item(1)], "now": NOON.isoformat()})]
        hub.change([DOOR], item(1, 2), item(2))
        assert told(await anext(stream)) == [("change", {"items": [item(1, 2), item(2)]})]


async def test_what_happens_while_the_snapshot_is_made_is_not_lost(hub: Live) -> None:
    def snapshot() -> Iterable[Item]:
        hub.change([DOOR], item(7))
        return [item(1)]

    async with aclosing(hub.stream(DOOR, "ban-1", snapshot)) as stream:
        assert told(await anext(stream))[0][0] == "snapshot"
        assert told(await anext(stream)) == [("change", {"items": [item(7)]})]


async def test_each_change_is_encoded_once_and_for_nobody_not_at_all(
    hub: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[str] = []
    encode = live._message

    def counted(event: str, data: Any) -> bytes:
        encoded.append(event)
        return encode(event, data)

    monkeypatch.setattr(live, "_message", counted)
    streams = [hub.stream(DOOR, f"ban-{number}", nothing) for number in range(3)]
    for stream in streams:
        await anext(stream)
    hub.change([DOOR], item(1))
    hub.change([("door", "hy-2023", "TL")], item(2))
    assert [await anext(stream) for stream in streams].count(encode("change", {"items": [item(1)]})) == 3
    assert encoded == ["snapshot"] * 3 + ["change"]
    for stream in streams:
        await stream.aclose()
    assert hub.watchers == 0


async def test_a_client_that_does_not_read_is_dropped_and_holds_up_nobody(hub: Live) -> None:
    async with (
        aclosing(hub.stream(DOOR, "slow", nothing)) as slow,
        aclosing(hub.stream(DOOR, "quick", nothing)) as quick,
    ):
        await anext(slow), await anext(quick)
        for number in range(live.QUEUE + 1):
            hub.change([DOOR], item(number))
            await anext(quick)
        with pytest.raises(StopAsyncIteration):
            await anext(slow)
        hub.change([DOOR], item(7))
        assert told(await anext(quick)) == [("change", {"items": [item(7)]})]


def test_what_waits_for_a_client_that_is_stuck_stays_bounded(hub: Live) -> None:
    stuck = live.Subscriber(DOOR, "ban-1")
    for _ in range(5 * live.QUEUE):
        stuck.put(b"a change")
        assert len(stuck.waiting) <= live.QUEUE
    assert stuck.closed


async def test_a_counter_that_moves_often_is_told_seldom_and_its_last_value_is_told(
    hub: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "COALESCE", 0.05)
    async with aclosing(hub.stream(DOOR, "ban-1", nothing)) as stream:
        await anext(stream)
        counted: list[int] = []
        for last in (100, 101):
            while len(counted) < last:
                counted.append(1)
                hub.soon(DOOR, "totals", lambda: {"id": "totals", "version": len(counted)})
            assert told(await anext(stream)) == [("change", {"items": [{"id": "totals", "version": last}]})]


async def test_a_pulse_tells_the_time_and_how_old_the_feed_is(hub: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PULSE", 0.01)
    async with aclosing(hub.stream(DOOR, "ban-1", nothing)) as stream:
        await anext(stream)
        told_now = told(await anext(stream))
    assert told_now[0] == ("pulse", {"now": NOON.isoformat(), "age": 0.2})


async def test_a_revoked_pass_closes_its_own_streams(hub: Live) -> None:
    async with (
        aclosing(hub.stream(DOOR, "ban-1", nothing)) as mine,
        aclosing(hub.stream(DOOR, "ban-2", nothing)) as other,
    ):
        await anext(mine), await anext(other)
        hub.close("ban-1")
        with pytest.raises(StopAsyncIteration):
            await anext(mine)
        hub.change([DOOR], item(1))
        assert told(await anext(other))[0][0] == "change"


async def test_a_stream_ends_when_its_pass_expires_and_others_go_on(hub: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PULSE", 0.01)
    soon = datetime.now(UTC) + timedelta(seconds=0.2)
    async with (
        aclosing(hub.stream(DOOR, "ban-1", nothing, soon)) as mine,
        aclosing(hub.stream(DOOR, "ban-1", nothing, soon + timedelta(hours=1))) as longer,
        aclosing(hub.stream(DOOR, "ban-2", nothing)) as other,
    ):
        told_mine = [told(message)[0][0] async for message in mine]
        assert told_mine.count("pulse") > 1
        assert datetime.now(UTC) >= soon
        for stream in (longer, other):
            await anext(stream)
            assert told(await anext(stream))[0][0] == "pulse"


async def test_a_change_tells_which_request_it_came_from(hub: Live) -> None:
    async with aclosing(hub.stream(DOOR, "ban-1", nothing)) as stream:
        await anext(stream)
        hub.change([DOOR], item(1), correlation="c-1")
        assert told(await anext(stream)) == [("change", {"items": [item(1)], "correlation": "c-1"})]


async def test_when_the_server_stops_streams_end_and_a_new_one_does_not_stay(hub: Live) -> None:
    open_one = hub.stream(DOOR, "ban-1", nothing)
    await anext(open_one)
    waiting = asyncio.create_task(anext(open_one, b"ended"))
    hub.stop()
    assert await wait_for(lambda: waiting.done() and waiting.result()) == b"ended"
    late = [message async for message in hub.stream(DOOR, "ban-2", nothing)]
    assert [told(message)[0][0] for message in late] == ["snapshot"]
    assert hub.watchers == 0
