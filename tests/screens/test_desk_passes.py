"""A desk in a real browser: the pass that opens it, and what the page says where there is none or it holds no more."""

import pytest
from playwright.async_api import expect

from tests.clients import KIM_CHAN, Conference
from tests.screens.desk import AtDesk


async def test_the_secret_of_a_pass_stays_in_no_address(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        assert "#" not in desk.page.url
        await desk.page.go_back()
        assert str(conference.desk().secret) not in desk.page.url


async def test_a_pass_that_is_revoked_closes_its_desk_within_seconds(conference: Conference, at_desk: AtDesk) -> None:
    await conference.ops.send("give_pass", pass_id="ban-9", role="operator", venue=KIM_CHAN, label="Bàn 9")
    async with at_desk(conference.desk(id="ban-9", label="Bàn 9")) as desk:
        await expect(desk.page.locator(".head")).to_contain_text("Bàn 9")
        await conference.ops.send("revoke_pass", pass_id="ban-9")
        await expect(desk.page.get_by_role("heading", name="Thẻ đã bị thu hồi")).to_be_visible()


@pytest.mark.parametrize("address", ["/checkin/", "/checkin/?pass=nobody", "/checkin/board"])
async def test_without_a_pass_a_page_says_what_to_do(conference: Conference, at_desk: AtDesk, address: str) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.page.context.clear_cookies()
        await desk.page.goto(desk.address + address)
        await expect(desk.page.get_by_role("heading")).to_contain_text("quét", ignore_case=True)


async def test_without_a_pass_a_page_says_in_both_languages_where_passes_come_from(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.page.goto(f"{desk.address}/checkin/")
        await expect(desk.page.locator(".opening")).to_contain_text("Hãy quét mã QR trên thẻ của bàn.")
        await expect(desk.page.locator(".opening")).to_contain_text("diemcau passes")
        await desk.button("English").click()
        await expect(desk.page.locator(".opening")).to_contain_text("Scan the QR code on the desk's pass.")
        await expect(desk.page.locator(".opening")).to_contain_text("Trying it out?")


async def test_a_pass_that_was_cut_short_is_refused_with_the_same_words_in_both_languages(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.page.goto(f"{desk.address}/checkin/enter#cut-short")
        refused = desk.page.locator("[data-kind=refused]")
        await expect(refused).to_contain_text("có thể bị chép thiếu. Hãy quét hoặc chép lại cả đường dẫn.")
        await expect(refused).to_contain_text("it may be cut short. Scan it, or copy the whole link, again.")
