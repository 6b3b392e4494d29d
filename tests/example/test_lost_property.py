"""The example service runs, on a real Kafka and the store; CONTRIBUTING shows it as it is."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import uvicorn

from deploy.embedded import free_ports
from shared.settings import Settings
from tests.backstage import SIGNING_KEY, Backstage
from tests.clients import Json, Screen
from tests.example.app import build
from tests.waiting import wait_for

ROOT = Path(__file__).parents[2]
HALL = "t-lost"


@pytest.fixture(scope="session")
async def lost_property(backstage: Backstage) -> AsyncIterator[str]:
    """Its address, once it is ready."""
    port = free_ports()
    settings = Settings(
        kafka=[backstage.kafka.address],
        mongo=backstage.store.uri,
        partitions=3,
        signing_key=SIGNING_KEY,
        process="lost",
    )
    service = build(settings)
    server = uvicorn.Server(uvicorn.Config(service.app(), port=port, log_config=None, timeout_graceful_shutdown=5))
    serving = asyncio.create_task(server.serve())
    await asyncio.wait_for(service.parts.ready.wait(), 60)
    yield f"http://127.0.0.1:{port}/lost/api"
    service.parts.live.stop()
    server.should_exit = True
    await serving


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


@pytest.mark.parametrize("file", ["lost.py", "app.py"])
def test_contributing_shows_it_as_it_is(file: str) -> None:
    listing = (ROOT / "tests" / "example" / file).read_text()
    assert f"```python\n{listing}```" in (ROOT / "CONTRIBUTING.md").read_text(), f"copy tests/example/{file} again"
