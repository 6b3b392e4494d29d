"""The smallest service runs, on a real Kafka and the store; CONTRIBUTING shows it as it is."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.backstage import Backstage
from tests.clients import Json, Screen, problem
from tests.example.noticeboard import build
from tests.example.serving import served
from tests.screens.browser import chromium
from tests.waiting import wait_for

ROOT = Path(__file__).parents[2]
LISTED = {"noticeboard.py": "python", "screen/board.js": "js", "screen/board.html": "html"}
HALL = "t-notices"


@pytest.fixture(scope="module")
async def board(backstage: Backstage) -> AsyncIterator[str]:
    async with served(build, backstage) as address:
        yield address


@pytest.fixture
async def desk(board: str, backstage: Backstage) -> AsyncIterator[httpx.AsyncClient]:
    """The desk of venue KC."""
    bearer = {"Authorization": f"Bearer {backstage.secret('operator', HALL, venue='KC')}"}
    async with httpx.AsyncClient(base_url=board, headers=bearer, timeout=30) as client:
        yield client


def put_up(text: str, **fields: str) -> Json:
    usual = {"type": "put_up", "id": str(uuid4()), "conference": HALL, "venue": "KC", "notice": str(uuid4())}
    return {**usual, "text": text, **fields}


async def code_of(desk: httpx.AsyncClient, command: Json) -> str:
    answer = await desk.post("/api/commands", json=command)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["decision"]["code"])


async def test_a_line_that_is_put_up_is_seen_at_once_and_stays_as_it_is(desk: httpx.AsyncClient) -> None:
    before, screen = put_up("Họp lúc 7 giờ 30"), Screen()
    assert await code_of(desk, before) == "put_up"
    async with desk.stream("GET", "/api/live/board", timeout=None) as stream:
        reading = asyncio.create_task(screen.read(stream))
        await wait_for(lambda: f"notice/{before['notice']}" in screen.items)
        command = put_up("Gửi xe ở cổng sau")
        assert [await code_of(desk, command) for _ in range(2)] == ["put_up", "put_up"]  # one deed, told twice
        assert await code_of(desk, put_up("Không còn chỗ", notice=command["notice"])) == "already_there"
        await wait_for(lambda: screen.items.get(f"notice/{command['notice']}", {}).get("version") == 2)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    assert screen.items[f"notice/{command['notice']}"]["text"] == "Gửi xe ở cổng sau"


async def test_a_desk_speaks_for_its_own_venue_and_nobody_without_a_pass(desk: httpx.AsyncClient, board: str) -> None:
    assert problem(await desk.post("/api/commands", json=put_up("x", venue="TL"))) == (403, "other-venue")
    assert problem(await desk.post("/api/commands", json=put_up(""))) == (422, "command-invalid")
    async with httpx.AsyncClient(base_url=board) as stranger:
        assert problem(await stranger.get("/api/live/board")) == (401, "pass-missing")


async def test_the_page_shows_it(desk: httpx.AsyncClient, board: str, backstage: Backstage) -> None:
    secret = backstage.secret("hub", HALL, id="hub-1")
    async with chromium() as browser, await browser.new_context() as context:
        await context.add_cookies([{"name": "pass-hub-1", "value": secret, "url": board}])
        page = await context.new_page()
        await page.goto(f"{board}/?pass=hub-1")
        assert await code_of(desk, put_up("<b>Nước uống</b> ở sảnh")) == "put_up"
        await page.get_by_text("KC: <b>Nước uống</b> ở sảnh", exact=True).wait_for()


@pytest.mark.parametrize(("file", "language"), LISTED.items())
def test_contributing_shows_it_as_it_is(file: str, language: str) -> None:
    listing = (ROOT / "tests" / "example" / file).read_text("utf-8")
    shown = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert f"```{language}\n{listing}```" in shown, f"copy tests/example/{file} again"
