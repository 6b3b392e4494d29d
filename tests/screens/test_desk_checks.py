"""A round of line checks, pressed at a venue's desks."""

from playwright.async_api import expect

from tests.screens.desk import AtDesk
from tests.screens.line import item, refusing, to_line
from tests.venue_status.conftest import Halls


async def test_each_item_is_saved_when_it_is_pressed_and_other_desks_see_it(halls: Halls, at_line: AtDesk) -> None:
    async with at_line(halls.desk()) as one, at_line(halls.head()) as other:
        await to_line(one)
        await to_line(other)
        await item(one, "Camera").get_by_role("button", name="Không đạt").click()
        await item(one, "Camera").get_by_role("textbox").fill("Hình giật")
        await item(one, "Camera").get_by_role("textbox").press("Enter")
        await expect(other.page.locator(".call")).to_contain_text("Chưa sẵn sàng")
        await expect(item(other, "Camera").get_by_role("textbox")).to_have_value("Hình giật")
        for row in await other.page.locator(".check-row").all():
            await row.get_by_role("button", name="Đạt", exact=True).click()
        await expect(one.page.locator(".call")).to_have_attribute("data-call", "go")
        await one.page.get_by_label("Đợt kiểm tra").select_option("round/T-15")
        await item(one, "Nguồn điện").get_by_role("button", name="Không đạt").click()
        await expect(one.page.locator(".difference")).to_contain_text("xấu đi: Nguồn điện, UPS")


async def test_a_change_of_mind_on_a_broken_line_ends_as_pressed_last(halls: Halls, at_line: AtDesk) -> None:
    async with at_line(halls.desk()) as desk:
        await to_line(desk)
        sent: list[str] = []
        desk.answering = refusing("check_line", sent)
        row = item(desk, "Micro")
        for pressed in ("Không đạt", "Chưa kiểm tra", "Đạt"):
            await row.get_by_role("button", name=pressed, exact=True).click()
        await expect(row).to_contain_text("Đang chờ gửi")
        desk.answering = None
        await expect(row.locator(".check-foot")).to_contain_text("operator")
        await expect(row).to_have_attribute("data-result", "passed")
        assert len(set(sent)) == 1  # those after it waited for their turn
        await desk.page.reload()
        await expect(row).to_have_attribute("data-result", "passed")
