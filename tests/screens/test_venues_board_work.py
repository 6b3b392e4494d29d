"""The hub's work on the board, in a real browser on the real service: by phone, on incidents, checks, announcements."""

import re
from functools import partial
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect

from tests.clients import KIM_CHAN, TIEN_LU, Json, Screen
from tests.screens.browser import faults
from tests.screens.hub import AtHub, opened_board, press, tab, tile
from tests.venue_status.conftest import Halls
from tests.waiting import wait_for


@pytest.fixture
def at_hub(browser: Browser, halls: Halls) -> AtHub:
    """`async with at_hub() as page`: the board."""
    return partial(opened_board, browser, halls)


async def test_a_word_by_phone_stands_beside_what_is_measured(halls: Halls, at_hub: AtHub) -> None:
    agent = halls.agent()
    await agent.client.post(agent.beat())
    async with at_hub() as page:
        await expect(tile(page, KIM_CHAN)).to_have_attribute("data-state", "up")
        await press(page, tile(page, KIM_CHAN))
        await press(page, page.get_by_role("button", name="Ghi tình trạng nghe qua điện thoại"))
        await press(page, page.locator("dialog").get_by_role("button", name="Mất kết nối", exact=True))
        await expect(page.locator("dialog .facts")).to_contain_text("Mất kết nối · Tổ kỹ thuật")
        assert await faults(page) == []
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog")).to_have_count(0)
        await expect(tile(page, KIM_CHAN)).to_contain_text("Báo: Mất kết nối")
        await expect(tile(page, KIM_CHAN)).to_contain_text("Tốt")


async def test_a_board_that_hears_nothing_shows_its_own_gap_and_no_outage(halls: Halls, at_hub: AtHub) -> None:
    agent = halls.agent()
    await agent.client.post(agent.beat())
    async with at_hub() as page:
        await page.clock.install()
        await page.reload()
        await expect(tile(page, KIM_CHAN)).to_have_attribute("data-state", "up")
        await page.route("**/api/live/**", lambda route: route.abort())
        await page.clock.fast_forward(60_000)
        await expect(tile(page, KIM_CHAN)).to_have_attribute("data-state", "gap")
        await expect(page.locator(".chip[data-age=old]")).to_be_visible()
        assert await faults(page) == []


async def test_maintenance_is_set_from_the_tile_and_taken_back(halls: Halls, at_hub: AtHub) -> None:
    async with at_hub() as page:
        await tile(page, TIEN_LU).click()
        await page.get_by_role("button", name="Đặt bảo trì").click()
        assert await faults(page) == []
        await page.get_by_role("button", name="Đặt", exact=True).click()
        await expect(tile(page, TIEN_LU)).to_have_attribute("data-state", "maintenance")
        await page.get_by_role("button", name=re.compile("^Bỏ khoảng")).click()
        await expect(tile(page, TIEN_LU)).to_have_attribute("data-state", "no_data")


async def test_an_incident_opened_by_phone_is_closed_as_a_false_alarm(halls: Halls, at_hub: AtHub) -> None:
    async with at_hub() as page:
        await tile(page, KIM_CHAN).click()
        await page.get_by_role("button", name="Mở sự cố").click()
        await page.get_by_role("button", name="Không có hình").click()
        await expect(page.locator(".first-step")).to_contain_text("camera")
        await deed(page, "Nhận xử lý").click()
        await expect(page.locator(".status")).to_contain_text("Tổ kỹ thuật")
        await deed(page, "Đóng sự cố").click()
        await page.get_by_label(re.compile("^Lý do")).fill("Báo nhầm")
        await page.get_by_role("button", name="Ghi", exact=True).click()
        await expect(page.locator(".steps")).to_contain_text("Báo nhầm")
        await expect(page.locator(".status")).to_contain_text("Đã đóng")


async def test_a_step_from_a_screen_that_is_behind_is_refused_and_shows_how_it_is(halls: Halls, at_hub: AtHub) -> None:
    about = {"incident": str(uuid4()), "venue": KIM_CHAN}
    await halls.at("operator", KIM_CHAN).send("open_incident", kind="no_sound", **about)
    async with at_hub() as page:
        await tab(page, "Sự cố").click()
        await page.get_by_role("link", name=re.compile("Không có tiếng")).first.click()

        async def after_somebody_else(route: Route) -> None:
            await halls.at("organiser").send("acknowledge", seen=1, **about)
            await route.continue_()

        await page.route("**/venues/api/commands", after_somebody_else, times=1)
        await deed(page, "Đã trở lại").click()
        await expect(page.get_by_role("alert")).to_contain_text("Có người vừa đổi")
        await expect(page.locator(".steps")).to_contain_text("Nhận xử lý")
        assert await faults(page) == []


async def test_the_hubs_own_call_stands_over_the_nine_items(halls: Halls, at_hub: AtHub) -> None:
    async with at_hub() as page:
        await tab(page, "Kiểm tra").click()
        row = page.locator(f"tr[data-venue={KIM_CHAN}]")
        await expect(row.locator(".call")).to_have_text("Chưa xong")
        await row.get_by_role("link").click()
        await page.get_by_role("button", name="Sẵn sàng", exact=True).click()
        await expect(row.locator(".call")).to_have_text("Sẵn sàng")
        assert await faults(page) == []
        await page.get_by_role("button", name="Theo kết quả kiểm tra").click()
        await expect(row.locator(".call")).to_have_text("Chưa xong")


async def test_what_failed_leads_to_what_was_noted_of_it(halls: Halls, at_hub: AtHub) -> None:
    desk = halls.at("operator", KIM_CHAN)
    await desk.send("check_line", round="T-60", item="microphone", result="failed", note="dây micro hỏng")
    async with at_hub() as page:
        await tab(page, "Kiểm tra").click()
        failed = page.get_by_role("link", name="Micro: Không đạt. dây micro hỏng")
        await expect(failed).to_be_visible()
        assert await faults(page) == []
        await failed.click()
        await expect(page.get_by_role("dialog")).to_contain_text("dây micro hỏng")


async def test_an_announcement_to_one_venue_is_told_it_alone_and_withdrawn(halls: Halls, at_hub: AtHub) -> None:
    desk, other = halls.at("operator", KIM_CHAN), halls.at("operator", TIEN_LU)
    async with (
        at_hub() as page,
        desk.watching("desk", venue=KIM_CHAN) as seen,
        other.watching("desk", venue=TIEN_LU) as elsewhere,
    ):
        await tab(page, "Thông báo").click()
        await page.get_by_label(re.compile("^Nội dung")).fill("Tắt micro khi không phát biểu")
        await page.get_by_role("button", name="Chọn điểm cầu").click()
        await page.locator(".ticks").get_by_text(KIM_CHAN).click()
        await page.get_by_label("Khẩn").check()
        assert await faults(page) == []
        await page.get_by_role("button", name="Gửi thông báo").click()
        await expect(page.locator(".said")).to_contain_text("Tắt micro khi không phát biểu")
        said = await wait_for(lambda: announced(seen))
        await page.get_by_role("button", name="Rút lại").click()
        await page.get_by_role("alertdialog").get_by_role("button", name="Rút lại").click()
        await expect(page.locator(".said")).to_contain_text("Đã rút lại")
        assert said["urgent"]
        assert announced(elsewhere) is None


async def test_the_order_of_tiles_is_remembered(halls: Halls, at_hub: AtHub) -> None:
    async with at_hub() as page:
        await page.get_by_role("button", name="Xếp: xấu trước").click()
        await page.reload()
        await expect(page.get_by_role("button", name="Xếp: cố định")).to_be_visible()


def announced(screen: Screen) -> Json | None:
    """What the hub said, as a desk sees it."""
    return next((item for id, item in screen.items.items() if id.startswith("announcement/")), None)


def deed(page: Page, name: str) -> Locator:
    return page.locator(".deeds").get_by_role("button", name=name, exact=True)
