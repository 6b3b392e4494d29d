"""The example with follow-ups and a ledger runs, on a real Kafka and the store."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from tests.backstage import Backstage
from tests.clients import Json, Screen
from tests.example.app import build
from tests.example.serving import served
from tests.waiting import wait_for

HALL = "t-lost"


@pytest.fixture(scope="module")
async def lost_property(backstage: Backstage) -> AsyncIterator[str]:
    async with served(build, backstage) as address:
        yield f"{address}/api"


@pytest.fixture
async def desk(lost_property: str, backstage: Backstage) -> AsyncIterator[httpx.AsyncClient]:
    """The desk of venue KC."""
    bearer = {"Authorization": f"Bearer {backstage.secret('operator', HALL, venue='KC')}"}
    async with httpx.AsyncClient(base_url=lost_property, headers=bearer, timeout=30) as client:
        yield client


def command(type: str, item: str, **fields: str) -> Json:
    return {"type": type, "id": str(uuid4()), "conference": HALL, "venue": "KC", "item": item, **fields}


async def decided(desk: httpx.AsyncClient, asked: Json) -> Json:
    answer = await desk.post("/commands", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["decision"]  # type: ignore[no-any-return]


async def test_what_was_left_behind_is_numbered_and_claimed_once_and_the_screen_follows(
    desk: httpx.AsyncClient,
) -> None:
    umbrella, scarf = str(uuid4()), str(uuid4())
    screen, key = Screen(), f"{HALL}/item/{umbrella}"
    async with desk.stream("GET", "/live/shelf", timeout=None) as stream:
        assert stream.status_code == 200
        reading = asyncio.create_task(screen.read(stream))
        assert (await decided(desk, command("report", umbrella, what="ô đen")))["code"] == "reported"
        await wait_for(lambda: screen.items.get(key, {}).get("number") == 1)
        assert (await decided(desk, command("claim", umbrella)))["code"] == "claimed"
        assert (await decided(desk, command("claim", umbrella)))["code"] == "already_claimed"
        assert (await decided(desk, command("claim", scarf)))["code"] == "not_reported"
        await wait_for(lambda: screen.items[key]["claimed"])
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def test_another_venue_may_not_ask_for_it(desk: httpx.AsyncClient) -> None:
    answer = await desk.post("/commands", json=command("claim", str(uuid4())) | {"venue": "TL"})
    assert (answer.status_code, answer.json()["code"]) == (403, "other-venue")
