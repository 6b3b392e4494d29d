"""The board of links as the hub opens it."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.screens.browser import DESK, Look, context, listen
from tests.venue_status.conftest import Halls

AtHub = Callable[..., AbstractAsyncContextManager[Page]]  # look, role


@asynccontextmanager
async def opened_board(browser: Browser, halls: Halls, look: Look = DESK, role: str = "hub") -> AsyncIterator[Page]:
    """In a browser of its own; fails if the page complained."""
    async with context(browser, look) as own:
        page = await own.new_page()
        heard = listen(page)
        gateway = halls.backstage.gateway.address
        secret = halls.backstage.secret(role, halls.id, id=f"{role}-1", label="Tổ kỹ thuật")
        await page.goto(f"{gateway}/checkin/enter#{secret}")
        await page.wait_for_url(re.compile("pass="))
        await page.goto(f"{gateway}/venues/?pass={role}-1&conference={halls.id}")
        await expect(page.locator(".tile").first).to_be_visible()
        yield page
        assert heard == []


def tile(page: Page, venue: str) -> Locator:
    return page.locator(f".tile[data-venue={venue}]")


def tab(page: Page, name: str) -> Locator:
    return page.locator(".tabs").get_by_role("link", name=re.compile(f"^{name}"))


async def press(page: Page, what: Locator) -> None:
    """Reached by Tab, as who has no mouse does it; then Enter."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await what.evaluate("it => it === document.activeElement"):
            await page.keyboard.press("Enter")
            return
    pytest.fail(f"{what} cannot be reached by Tab")
