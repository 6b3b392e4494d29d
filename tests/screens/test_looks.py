"""Every state of the screens, on a phone and at a desk, light and dark: nothing that axe-core or a ruler objects to."""

from collections.abc import Awaitable, Callable
from typing import Any, get_args

import pytest
from playwright.async_api import expect

from shared.events.attendance import Code
from tests.clients import KIM_CHAN, TIEN_LU, Conference, ago
from tests.screens.browser import LOOKS, Look, faults
from tests.screens.desk import AtDesk, Desk, decision

each_look = pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)


@each_look
async def test_every_answer_can_be_read_and_pressed(conference: Conference, at_desk: AtDesk, look: Look) -> None:
    async with at_desk(conference.desk(), look=look) as desk:
        found = {}
        for at, code in enumerate(get_args(Code)):
            desk.answering = always(conference, code)
            await desk.scan(f"HV{at}")
            await expect(desk.answer).to_contain_text("Nguyễn Thị Thử Nghiệm")
            await expect(desk.answer).not_to_have_attribute("data-tone", "asking")
            found[code] = await faults(desk.page)
            await desk.page.keyboard.press("Escape")
        assert {code: those for code, those in found.items() if those} == {}


def always(conference: Conference, code: Code) -> Callable[[dict[str, Any]], tuple[int, str]]:
    """This answer to any command, with as many facts beside it as there may be."""
    told = {} if code == "checked_in" else {"where": TIEN_LU, "since": ago(minutes=9), "who_took": "ban-1"}
    return lambda command: (200, decision(conference, command, code, **told))


State = Callable[[Desk], Awaitable[object]]


async def a_wait(desk: Desk) -> None:
    desk.answering = lambda command: (202, {"status": "set_aside", "id": command["id"]})
    await desk.scan("HV01")
    await desk.told("waiting")


async def a_problem(desk: Desk) -> None:
    desk.answering = lambda command: (422, {"code": "code-too-long", "detail": "Mã quá dài. Hãy quét lại."})
    await desk.scan("HV01")
    await desk.told("refused", "Mã quá dài")


async def a_reason(desk: Desk) -> None:
    await desk.scan("HV01")
    await desk.button("Hoàn tác").click()
    await expect(desk.page.locator(".reasons")).to_be_visible()


async def results(desk: Desk) -> None:
    await desk.scan("nguyen")
    await expect(desk.page.get_by_role("option", selected=True)).to_be_visible()


async def nobody(desk: Desk) -> None:
    await desk.scan("zzzz")
    await expect(desk.page.locator(".results button")).to_be_visible()


async def leaving(desk: Desk) -> None:
    await desk.button("Ra").click()
    await expect(desk.page.locator(".leaving-sign")).to_be_visible()


def form(name: str) -> State:
    return lambda desk: desk.button(name).click()


async def a_substitute_of_the_list(desk: Desk) -> None:
    await desk.button("Đi thay").click()
    await desk.page.keyboard.type("HV02")
    await desk.page.get_by_role("option", name="Trần Văn Kiểm Tra").click()
    await desk.button("Người trong danh sách").click()
    await desk.button("Ghi đi thay").click()
    await expect(desk.page.get_by_role("alert")).to_be_visible()


async def english(desk: Desk) -> None:
    await desk.page.locator(".head-switches button").first.click()
    await expect(desk.page.get_by_text("Ready")).to_be_visible()
    assert await faults(desk.page) == []
    await desk.page.locator(".head-switches button").first.click()


async def offline(desk: Desk) -> None:
    """The last of all: from here on the page's clock stands where the test has put it."""
    await desk.page.clock.install()
    await desk.page.reload()
    await expect(desk.page.locator(".chip[data-line=live]")).to_be_visible()
    await desk.page.route("**/api/live/**", lambda route: route.abort())
    await desk.page.clock.fast_forward(300_000)
    await expect(desk.page.locator(".chip[data-age=old]")).to_be_visible()


async def loading(desk: Desk) -> None:
    await desk.page.route("**/api/me*", lambda route: route.fulfill(status=503), times=1)
    await desk.page.reload()
    await expect(desk.button("Thử lại ngay")).to_be_visible()


async def no_pass(desk: Desk) -> None:
    await desk.page.goto(f"{desk.address}/checkin/")
    await expect(desk.page.get_by_role("heading")).to_contain_text("quét")


async def cut_pass(desk: Desk) -> None:
    await desk.page.goto(f"{desk.address}/checkin/enter#cut-short")
    await expect(desk.page.locator("[data-kind=refused]")).to_be_visible()


async def the_missing(desk: Desk) -> None:
    await desk.page.get_by_role("link", name="Ai còn vắng?").click()
    await desk.page.locator(".unit summary").click()
    await expect(desk.page.get_by_text("Trần Văn Kiểm Tra")).to_be_visible()


async def no_conflicts(desk: Desk) -> None:
    await desk.page.get_by_role("link", name="Ai còn vắng?").click()
    await desk.page.get_by_role("link", name="Cần xem lại").click()
    await expect(desk.page.locator(".nothing")).to_be_visible()


STATES: dict[str, State] = {
    "waiting": a_wait, "problem": a_problem, "reason": a_reason, "results": results, "nobody": nobody,
    "leaving": leaving, "walk-in": form("Ngoài danh sách"), "substitute": form("Đi thay"),
    "substitute of the list": a_substitute_of_the_list, "head count": form("Báo quân số"), "english": english,
    "loading": loading, "no pass": no_pass, "cut pass": cut_pass, "missing": the_missing,
    "no conflicts": no_conflicts, "offline": offline,
}  # fmt: skip


@each_look
async def test_every_state_of_a_desk_can_be_used(conference: Conference, at_desk: AtDesk, look: Look) -> None:
    async with at_desk(conference.desk(), look=look) as desk:
        start, found = desk.page.url, {}
        for name, reach in STATES.items():
            desk.answering = None
            await desk.page.goto(start)
            await expect(desk.page.locator(".chip[data-line=live]")).to_be_visible()
            await reach(desk)
            found[name] = await faults(desk.page)
        assert {name: those for name, those in found.items() if those} == {}


@each_look
async def test_the_boards_of_the_centre_can_be_used(conference: Conference, at_desk: AtDesk, look: Look) -> None:
    await conference.desk(KIM_CHAN).scan("HV01")
    await conference.desk(TIEN_LU).scan("HV01", told="checked_in")
    await conference.desk(KIM_CHAN).send("head_count", count=2)
    async with at_desk(conference.hub, look=look) as board:
        await expect(board.page.locator(".gap")).to_be_visible()
        found = await faults(board.page)
        await board.button("Đóng buổi: Buổi sáng").click()
        found += await faults(board.page)
        await board.page.get_by_role("link", name="Cần xem lại").click()
        await expect(board.page.locator(".conflict")).to_contain_text("Nguyễn Thị Thử Nghiệm")
        found += await faults(board.page)
        await board.page.get_by_role("link", name="Mở bàn điểm danh").click()
        await expect(board.button(f"Điểm cầu {TIEN_LU}")).to_be_visible()
        assert found + await faults(board.page) == []
