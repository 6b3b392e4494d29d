"""The board of links in a real browser: every state of a tile, many venues, the hub's work by keyboard."""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial
from uuid import uuid4

import pytest
from playwright.async_api import Browser, expect

from tests.backstage import Backstage
from tests.clients import KIM_CHAN, TIEN_LU
from tests.screens.browser import LOOKS, Look, faults
from tests.screens.hub import AtHub, opened_board, press, tile
from tests.screens.links import STATES, define, tell
from tests.venue_status.conftest import Halls

WALL = [Look(f"wall {'dark' if dark else 'light'}", 1920, 1080, dark) for dark in (False, True)]
each_look = pytest.mark.parametrize("look", [*LOOKS, *WALL], ids=lambda look: look.name)
SHOWN = dict.fromkeys(("flapping", "declared", "waiting", "fault"), "up")  # what is beside the state does not hide it
MANY = 1_100
NAMED = """tile => {
  const [box, name] = [tile, tile.querySelector(".tile-name")].map((it) => it.getBoundingClientRect());
  return name.height > 0 && name.bottom <= box.bottom + 1;
}"""
SCROLLS = "document.documentElement.scrollHeight > innerHeight"


@pytest.fixture
async def hall(backstage: Backstage) -> AsyncIterator[Halls]:
    """A conference with two venues and one more for each state."""
    made = Halls(await asyncio.to_thread(backstage.start_venues), f"v-{uuid4().hex[:12]}")
    await made.set_up()
    yield made
    await made.close()


@pytest.fixture
def at_hub(browser: Browser, hall: Halls) -> AtHub:
    """`async with at_hub(look, role) as page`: its board."""
    return partial(opened_board, browser, hall)


async def every_state(hall: Halls) -> None:
    await define(hall, [(f"S{n}", f"Điểm cầu huyện Số {n}") for n in range(len(STATES))])
    await tell(hall, [(f"S{n}", state) for n, state in enumerate(STATES)])


@each_look
async def test_every_state_of_a_venue_can_be_told_apart_and_read(hall: Halls, at_hub: AtHub, look: Look) -> None:
    await every_state(hall)
    async with at_hub(look) as page:
        for n, state in enumerate(STATES):
            await expect(tile(page, f"S{n}")).to_have_attribute("data-state", SHOWN.get(state, state))
        found = await faults(page)
        await page.locator(".head-switches button").first.click()
        await expect(page.get_by_text("Down").first).to_be_visible()
        assert found + await faults(page) == []


@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3], WALL[0]], ids=lambda look: look.name)
async def test_a_board_of_eleven_hundred_venues_is_grouped_and_draws_what_is_in_sight(
    hall: Halls, at_hub: AtHub, look: Look
) -> None:
    await define(hall, [(f"V{n}", f"Điểm cầu xã Số {n}") for n in range(MANY)])
    states = ["up"] * 95 + ["down", "stale", "degraded", "maintenance", "up"]
    await tell(hall, [(f"V{n}", states[n % 100]) for n in range(MANY)])
    async with at_hub(look) as page:
        down = page.get_by_role("button", name=re.compile("^11 Mất kết nối"))
        await expect(down).to_be_visible(timeout=30_000)
        assert await page.locator(".tile").count() < 200
        await page.locator("button.group").first.click()
        assert await faults(page) == []
        if look in WALL:
            await page.get_by_role("button", name="Treo tường").click()
            await expect(page.locator(".wall-group").first).to_be_visible()
            assert await faults(page) == []
            assert not await page.evaluate(SCROLLS)


@pytest.mark.parametrize("look", WALL, ids=lambda look: look.name)
async def test_on_a_wall_all_venues_fit_and_are_read_from_far(hall: Halls, at_hub: AtHub, look: Look) -> None:
    await every_state(hall)
    async with at_hub(look) as page:
        await page.get_by_role("button", name="Treo tường").click()
        await expect(page.locator("main.wall .tile")).to_have_count(len(STATES) + 2)
        assert not await page.evaluate(SCROLLS)
        assert await faults(page) == []


@pytest.mark.parametrize("venues", [20, 60, 120])
async def test_however_many_share_a_wall_each_says_its_name_and_what_is_wrong_beside_a_good_line(
    hall: Halls, at_hub: AtHub, venues: int
) -> None:
    await define(hall, [(f"V{n}", f"Điểm cầu xã Số {n}") for n in range(venues)])
    await tell(hall, [(f"V{n}", "up") for n in range(venues)])
    await hall.engineer.send("open_incident", venue="V9", incident=str(uuid4()), kind="no_sound")
    async with at_hub(WALL[0]) as page:
        await page.get_by_role("button", name="Treo tường").click()
        await expect(tile(page, "V9").get_by_text("Không có tiếng").locator("visible=true")).to_have_count(1)
        for n in range(venues):
            assert await tile(page, f"V{n}").evaluate(NAMED), n
        assert await faults(page) == []


async def test_the_hub_owns_an_incident_by_keyboard_alone(hall: Halls, at_hub: AtHub) -> None:
    incident = str(uuid4())
    about = {"incident": incident, "venue": KIM_CHAN}
    await hall.at("operator", KIM_CHAN).send("open_incident", kind="no_sound", reason="Loa không kêu", **about)
    async with at_hub() as page:
        await press(page, page.get_by_role("link", name=re.compile("^Sự cố")))
        await press(page, page.get_by_role("link", name=re.compile("Không có tiếng")).first)
        await expect(page.locator(".first-step")).to_contain_text("micro")
        await press(page, page.get_by_role("button", name=re.compile("Nhận")).first)
        await expect(page.locator(".steps")).to_contain_text("Tổ kỹ thuật")
        assert await faults(page) == []


async def test_a_desk_that_read_the_announcement_is_told_apart_from_one_that_did_not(
    hall: Halls, at_hub: AtHub
) -> None:
    id = str(uuid4())
    await hall.engineer.send("announce", announcement=id, text="Khai mạc lùi 10 phút")
    await hall.at("operator", KIM_CHAN).send("acknowledge_announcement", announcement=id)
    async with at_hub() as page:
        await page.get_by_role("link", name="Thông báo").click()
        await expect(page.get_by_text("Khai mạc lùi 10 phút").first).to_be_visible()
        await expect(page.locator("main")).to_contain_text(
            re.compile(f"Chưa đọc \\(1\\).*{TIEN_LU}.*Đã đọc \\(1\\).*{KIM_CHAN}")
        )
        assert await faults(page) == []


async def test_a_line_check_is_seen_in_the_matrix_with_its_go_or_no_go(hall: Halls, at_hub: AtHub) -> None:
    desk = hall.at("operator", KIM_CHAN)
    await hall.engineer.send("define_round", round="T-60", name="Trước khai mạc 1 giờ", due="2023-06-03T06:35:00+07:00")
    await desk.send("check_line", round="T-60", item="camera", result="failed", note="Hình giật")
    async with at_hub() as page:
        await page.get_by_role("link", name="Kiểm tra").click()
        await page.get_by_text("Trước khai mạc 1 giờ").first.click()
        row = page.get_by_role("row", name=re.compile(KIM_CHAN))
        await expect(row).to_contain_text("Không đạt")
        assert await faults(page) == []


async def test_who_only_looks_has_nothing_to_press(hall: Halls, at_hub: AtHub) -> None:
    incident = str(uuid4())
    await hall.at("operator", KIM_CHAN).send("open_incident", incident=incident, kind="no_picture")
    async with at_hub(role="moderator") as page:
        await page.get_by_role("link", name=re.compile("^Sự cố")).click()
        await page.get_by_role("link", name=re.compile("Không có hình")).first.click()
        await expect(page.locator(".first-step")).to_be_visible()
        assert await page.get_by_role("button", name=re.compile("Nhận|Đóng")).count() == 0
