"""The desk page as an operator uses it."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

from playwright.async_api import Browser, Locator, Page, Route, expect

from shared.events.attendance import Code, Presence
from shared.events.checkin import AttendeeCheckedIn, AttendeeEvent, CheckinRefused
from tests.clients import Client, Conference, now
from tests.screens.browser import DESK, PATIENCE, Look, context, listen

expect.set_options(timeout=PATIENCE)


Answering = Callable[[dict[str, Any]], tuple[int, Any]]  # command → (status, body)


class Desk:
    """One open page. `complaints`: what its console said."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.complaints = page, address, listen(page)
        self.field = page.locator("#scan")
        self.answer = page.locator(".answer")
        self.rows = page.locator(".lately-row")
        self.answering: Answering | None = None  # who answers commands: None, the service

    async def enter(self, holder: Client) -> "Desk":
        """By the link of a printed pass."""
        await self.page.route("**/api/commands", self._answer)
        await self.page.goto(f"{self.address}/checkin/enter#{holder.secret}")
        await expect(self.page.locator(".chip[data-line=live]")).to_be_visible()
        return self

    async def scan(self, code: str) -> None:
        """As a scanner does: into what has the focus, which is the field as soon as the page is there."""
        await expect(self.field).to_be_focused()
        await self.page.keyboard.type(code)
        await self.page.keyboard.press("Enter")

    async def told(self, tone: str, *texts: str) -> None:
        await expect(self.answer).to_have_attribute("data-tone", tone)
        for text in texts:
            await expect(self.answer).to_contain_text(text)

    async def _answer(self, route: Route) -> None:
        """The route stays as it is: taking one away and giving another lets a request slip through between."""
        if self.answering is None:
            await route.continue_()
            return
        status, body = self.answering(route.request.post_data_json or {})
        text = body if isinstance(body, str) else json.dumps(body)
        await route.fulfill(status=status, body=text, content_type="application/json")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def figure(self, name: str, value: int) -> None:
        await expect(self.page.locator(f"[data-figure={name}]")).to_have_text(str(value))


@asynccontextmanager
async def opened(browser: Browser, holder: Client, address: str, look: Look = DESK) -> AsyncIterator[Desk]:
    """A desk in a browser of its own. Afterwards its console must have been silent."""
    async with context(browser, look) as own:
        desk = await Desk(await own.new_page(), address).enter(holder)
        yield desk
        assert desk.complaints == []


def decision(conference: Conference, command: dict[str, Any], code: Code, **told: Any) -> str:
    """The body of an answer with this code, as the service would write it."""
    facts = {
        "at": now(),
        "attendee": UUID(conference.person("HV01")),
        "session": command["session"],
        "venue": command["venue"],
        "by": "ban-2",
        "key": "k",
        "version": 1,
        "command": UUID(command["id"]),
    }
    event: AttendeeEvent
    if code == "checked_in":
        of_deed = {name: facts[name] for name in ("session", "venue", "by")}
        stay = Presence(**of_deed, start=now(), seen=now(), entry=uuid4())
        event = AttendeeCheckedIn(**facts, presence=stay, **told)
    else:
        event = CheckinRefused(**facts, code=code, wanted="check_in", **told)
    person = {"name": "Nguyễn Thị Thử Nghiệm", "title": "Chủ tịch", "unit": "UBND xã Thử"}
    return f'{{"decision":{event.model_dump_json()},"people":{json.dumps({conference.person("HV01"): person})}}}'


AtDesk = Callable[..., AbstractAsyncContextManager[Desk]]
