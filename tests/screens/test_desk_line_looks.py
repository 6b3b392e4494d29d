"""Every state of the line tab, on a phone and at a desk, light and dark: nothing that axe-core or a ruler objects to."""

from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from tests.clients import KIM_CHAN
from tests.screens.browser import LOOKS, Look, faults
from tests.screens.desk import AtDesk, Desk
from tests.screens.line import item, refusing, report, tab, to_line
from tests.venue_status.conftest import Halls

each_look = pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
# All that this tab says can be read by tired eyes: 7:1.
READABLE = """async () => {
  const parts = ['.tab-bar', '.banner', '.strip', '.under', 'main.tab'].filter((it) => document.querySelector(it));
  const { violations } = await axe.run({ include: parts }, { runOnly: ['color-contrast-enhanced'] });
  return violations.flatMap((it) => it.nodes.map((node) => `contrast: ${node.html.slice(0, 90)}`));
}"""


async def objections(page: Page) -> list[str]:
    found = await faults(page)
    return [*found, *await page.evaluate(READABLE)]


@each_look
async def test_the_line_tab_can_be_read_and_pressed(halls: Halls, at_line: AtDesk, look: Look) -> None:
    desk_of = halls.at("operator", KIM_CHAN)
    await desk_of.send("check_line", round="T-60", item="camera", result="failed", note="Hình giật")
    async with at_line(halls.desk(), look=look) as desk:
        await to_line(desk)
        found = await objections(desk.page)
        await item(desk, "Micro").get_by_role("button", name="Đạt", exact=True).click()
        await desk.page.get_by_label("Đợt kiểm tra").select_option("round/T-15")
        await item(desk, "Camera").get_by_role("button", name="Không đạt").click()
        await expect(desk.page.locator(".difference")).to_contain_text("vẫn không đạt: Camera")
        found += await objections(desk.page)
        await desk.page.locator(".head-switches button").first.click()
        await expect(desk.page.get_by_text("How the hub sees this line")).to_be_visible()
        assert found + await objections(desk.page) == []


@each_look
async def test_faults_and_the_hubs_word_can_be_read_and_pressed(halls: Halls, at_line: AtDesk, look: Look) -> None:
    async with at_line(halls.desk(), look=look) as desk:
        await expect(desk.page.locator(".line-mark")).to_be_attached()
        found = await said(halls, desk, urgent=False) + await said(halls, desk, urgent=True)
        await desk.button("Báo sự cố").click()
        found += await objections(desk.page)
        await desk.button("Thôi").click()
        sent: list[str] = []
        desk.answering = refusing("open_incident", sent)
        await report(desk, "Không có hình")
        await expect(desk.page.locator("[data-report=away]")).to_be_visible()
        found += await objections(desk.page)
        desk.answering = None
        await expect(desk.page.locator("[data-report=has]")).to_be_visible()
        await to_line(desk)
        for step in ("Tôi nhận việc này", "Đang sửa", "Đã trở lại", "Lại hỏng"):
            found += await objections(desk.page)
            await desk.button(step).click()
        await expect(desk.button("Đã trở lại")).to_be_visible()
        assert found + await objections(desk.page) == []


async def said(halls: Halls, desk: Desk, urgent: bool) -> list[str]:
    text = "Khai mạc lùi 10 phút. " * 5
    await halls.engineer.send("announce", announcement=str(uuid4()), text=text, urgent=urgent)
    await expect(desk.page.locator(f".banner[data-urgent={str(urgent).lower()}]")).to_be_visible()
    found = await objections(desk.page)
    await desk.button("Đã đọc").click()
    await expect(desk.page.locator(".banner")).to_have_count(0)
    return found


@each_look
async def test_a_tab_that_is_not_there_says_so(halls: Halls, at_desk: AtDesk, look: Look) -> None:
    async with at_desk(halls.desk(), look=look) as desk:
        await tab(desk, "Đường truyền").click()
        await expect(desk.page.locator(".nothing button")).to_be_visible()
        assert await objections(desk.page) == []
