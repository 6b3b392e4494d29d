"""Faults that a desk reports, and what becomes of them."""

from playwright.async_api import expect

from tests.clients import KIM_CHAN, Json
from tests.screens.desk import AtDesk
from tests.screens.line import refusing, report, to_line
from tests.venue_status.conftest import Halls
from tests.waiting import wait_for


async def test_a_fault_is_reported_from_the_scan_field_and_the_hub_has_it(halls: Halls, at_line: AtDesk) -> None:
    async with halls.engineer.watching("board") as board, at_line(halls.desk()) as desk:
        await desk.button("Báo sự cố").click()
        await desk.button("Không có tiếng").click()
        await expect(desk.page.locator(".fault-first")).to_contain_text("micro, loa")
        await desk.button("Thôi").click()
        await report(desk, "Không có tiếng", "Loa trái rè")
        await expect(desk.page.locator("[data-report=has]")).to_contain_text("đã gửi tới trung tâm")
        await expect(desk.field).to_be_focused()
        await wait_for(lambda: [one["kind"] for one in incidents(board.items)] == ["no_sound"])
        (opened,) = incidents(board.items)
        assert (opened["venues"], opened["steps"][0]["reason"]) == ([KIM_CHAN], "Loa trái rè")


def incidents(items: dict[str, Json]) -> list[Json]:
    return [item for id, item in items.items() if id.startswith("incident/")]


async def test_a_fault_waits_for_the_line_and_goes_once(halls: Halls, at_line: AtDesk) -> None:
    async with halls.engineer.watching("board") as board, at_line(halls.desk()) as desk:
        sent: list[str] = []
        desk.answering = refusing("open_incident", sent)
        await report(desk, "Mất kết nối")
        await expect(desk.page.locator("[data-report=away]")).to_contain_text("đang chờ gửi")
        await wait_for(lambda: len(sent) >= 2)
        desk.answering = None
        await expect(desk.page.locator("[data-report=has]")).to_be_visible()
        assert len(set(sent)) == 1
        await wait_for(lambda: len(incidents(board.items)) == 1)


async def test_who_has_a_fault_is_shown_and_an_old_screen_is_told(halls: Halls, at_line: AtDesk) -> None:
    async with at_line(halls.desk()) as desk:
        await report(desk, "Không có hình")
        await to_line(desk)
        card = desk.page.locator(".incident")
        await expect(card).to_contain_text("camera, codec")
        await card.get_by_role("button", name="Tôi nhận việc này").click()
        await expect(card).to_contain_text("đã nhận")
        opened = await card.locator("input").get_attribute("id") or ""
        here = {"incident": opened.removeprefix("word-incident/"), "venue": KIM_CHAN}
        await desk.page.route("**/venues/api/live/**", lambda route: route.abort())  # it hears of nothing any more
        await desk.page.evaluate("dispatchEvent(new Event('online'))")
        await expect(desk.page.locator(".link-card")).to_have_attribute("data-seen", "unknown")
        await halls.engineer.send("mitigate", **here, seen=2)
        await card.get_by_role("button", name="Đã trở lại").click()
        await expect(card.get_by_role("alert")).to_contain_text("tình trạng mới")
        await expect(card).to_contain_text("đang sửa")
        await card.get_by_role("button", name="Đã trở lại").click()
        await expect(card).to_contain_text("đang theo dõi 5 phút")
