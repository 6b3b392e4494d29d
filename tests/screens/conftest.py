"""One Chromium for all looks at screens."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest
from playwright.async_api import Browser

from tests.backstage import Backstage
from tests.screens.browser import chromium
from tests.screens.desk import Desk, opened

Opened = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.fixture
def at_desk(browser: Browser, backstage: Backstage) -> Opened:
    """`async with at_desk(pass holder) as desk`: a desk in a browser of its own."""
    return partial(opened, browser, address=backstage.address)
