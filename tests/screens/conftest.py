"""One Chromium for all looks at screens."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from uuid import uuid4

import pytest
from playwright.async_api import Browser

from tests.backstage import Backstage
from tests.clients import ago
from tests.screens.browser import chromium
from tests.screens.desk import AtDesk, opened
from tests.venue_status.conftest import Halls


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.fixture
def at_desk(browser: Browser, backstage: Backstage) -> AtDesk:
    """`async with at_desk(pass holder) as desk`: a desk in a browser of its own."""
    return partial(opened, browser, address=backstage.address)


@pytest.fixture
async def halls(backstage: Backstage) -> AsyncIterator[Halls]:
    """A conference whose clients speak to both services; one round of line checks is due now, one later."""
    made = Halls(await asyncio.to_thread(backstage.start_venues), f"v-{uuid4().hex[:12]}")
    await made.set_up()
    for id, name, minutes in (("T-60", "Trước khai mạc 1 giờ", 0), ("T-15", "Trước khai mạc 15 phút", 45)):
        await made.engineer.send("define_round", round=id, name=name, due=ago(minutes=-minutes))
    yield made
    await made.close()


@pytest.fixture
def at_line(browser: Browser, backstage: Backstage) -> AtDesk:
    """A desk behind the gateway, where both services have one address."""
    return partial(opened, browser, address=backstage.gateway.address)
