"""A desk in a real browser: what is asked before a deed is taken back, somebody is added, or a number is reported."""

import re

from playwright.async_api import expect

from tests.clients import Conference
from tests.screens.desk import AtDesk


async def test_undo_under_a_second_scan_says_that_it_takes_the_first_entry_back(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("HV01")
        await desk.figure("present", 1)
        await desk.scan("HV02")
        await desk.scan("HV01")
        await desk.told("look", "Xem lại")
        await desk.answer.get_by_role("button", name=re.compile(r"^Hoàn tác lượt vào lúc \d+:\d\d$")).click()
        await desk.button("Ghi nhầm người").click()
        await desk.told("undone", "Đã hoàn tác", "Nguyễn Thị Thử Nghiệm")
        await desk.figure("present", 1)


async def test_the_last_deed_is_undone_with_a_reason(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("HV01")
        await desk.figure("present", 1)
        await desk.button("Hoàn tác").click()
        await desk.button("Ghi nhầm người").click()
        await desk.told("undone", "Đã hoàn tác")
        await desk.figure("present", 0)


async def test_a_reason_that_is_missing_is_asked_for_in_the_language_of_the_page(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("HV01")
        await desk.button("Hoàn tác").click()
        await desk.button("Ghi").click()
        reason = desk.page.get_by_label("Lý do khác")
        await expect(desk.page.get_by_role("alert")).to_have_text(re.compile("^Hãy ghi lý do, ít nhất 3 chữ"))
        await expect(reason).to_be_focused()
        await reason.fill("  ab")
        await expect(desk.page.get_by_role("alert")).to_have_count(0)
        await desk.button("Ghi").click()
        await expect(desk.page.get_by_role("alert")).to_be_visible()
        await reason.fill(" gõ nhầm ")
        await desk.button("Ghi").click()
        await desk.told("undone", "Đã hoàn tác")


async def test_a_reason_half_written_outlives_a_change_of_language(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("HV01")
        await desk.button("Hoàn tác").click()
        await desk.page.get_by_label("Lý do khác").fill("gõ")
        await desk.button("English").click()
        await expect(desk.page.get_by_text("Why?")).to_be_visible()
        await expect(desk.page.get_by_label("Another reason")).to_have_value("gõ")


async def test_a_form_without_its_number_or_its_name_says_what_is_missing(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.button("Báo quân số").click()
        await desk.button("Báo về trung tâm").click()
        await expect(desk.page.get_by_role("alert")).to_have_text("Ghi một số từ 0 trở lên.")
        await desk.button("Ngoài danh sách").click()
        await desk.button("Ghi vào, ngoài danh sách").click()
        await expect(desk.page.get_by_role("alert")).to_have_text("Cần họ tên, ít nhất 3 chữ.")


async def test_somebody_who_is_not_on_the_list_is_in_within_one_form(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.button("Ngoài danh sách").click()
        await desk.page.keyboard.type("Ngô Văn Khách Mời")
        await desk.page.keyboard.press("Enter")
        await desk.told("in", "Ngô Văn Khách Mời", "Ngoài danh sách")
        await desk.figure("walk_ins", 1)


async def test_a_substitute_needs_the_consent_of_the_chair(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.button("Đi thay").click()
        await desk.page.keyboard.type("HV02")
        await desk.page.get_by_role("option", name="Trần Văn Kiểm Tra").click()
        await desk.page.get_by_label("Họ và tên").fill("Bùi Thị Đi Thay")
        await desk.button("Ghi đi thay").click()
        await desk.told("look", "hỏi ý kiến chủ trì")
        await desk.button("Chủ trì đã đồng ý").click()
        await desk.told("in", "Bùi Thị Đi Thay", "Đi thay cho: Trần Văn Kiểm Tra")
        await desk.figure("substitutes", 1)


async def test_the_number_read_out_stands_beside_the_list(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("HV01")
        await desk.button("Báo quân số").click()
        await desk.page.keyboard.type("3")
        await desk.page.keyboard.press("Enter")
        counted = re.compile(r"Đã báo 3 lúc \d+:\d\d: lệch \+2 so với 1 người đã ghi vào đến giờ")
        await expect(desk.page.locator(".tallies-counted")).to_contain_text(counted)
