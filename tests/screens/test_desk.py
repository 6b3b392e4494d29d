"""A desk in a real browser, on the real service: people come, and the operator is told what to say and do."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import expect

from tests.clients import KIM_CHAN, TIEN_LU, Conference
from tests.screens.desk import Desk, decision
from tests.waiting import wait_for

AtDesk = Callable[..., AbstractAsyncContextManager[Desk]]


async def test_a_scan_is_answered_large_and_counted(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.figure("present", 0)
        await desk.scan("HV01")
        await desk.told("in", "Đã vào", "Nguyễn Thị Thử Nghiệm", "UBND xã Thử", "Mời anh/chị vào.")
        await desk.figure("present", 1)
        await expect(desk.rows.first).to_contain_text("Nguyễn Thị Thử Nghiệm")


async def test_the_secret_of_a_pass_stays_in_no_address(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        assert "#" not in desk.page.url
        await desk.page.go_back()
        assert str(conference.desk().secret) not in desk.page.url


async def test_the_next_scan_needs_no_mouse(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        for code in ("HV01", "HV02", "HV03"):
            await desk.scan(code)
        await desk.figure("present", 3)
        await expect(desk.field).to_have_value("")


async def test_a_second_scan_says_since_when_and_by_which_desk(conference: Conference, at_desk: AtDesk) -> None:
    await conference.desk(id="ban-1").scan("HV01")
    async with at_desk(conference.desk(id="ban-2")) as desk:
        await desk.scan("HV01")
        await desk.told("look", "Xem lại", "Từ ", "ban-1")


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


async def test_somebody_of_another_venue_is_taken_in_by_one_press(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk(TIEN_LU)) as desk:
        await desk.scan("HV01")
        await desk.told("look", f"Điểm cầu {KIM_CHAN}")
        await desk.button("Nhận tại đây").click()
        await desk.told("in", "Nguyễn Thị Thử Nghiệm", "Chuyển đến điểm cầu này")
        await expect(desk.field).to_be_focused()


async def test_somebody_inside_elsewhere_is_taken_in_with_a_reason(conference: Conference, at_desk: AtDesk) -> None:
    await conference.desk(KIM_CHAN).scan("HV01")
    async with at_desk(conference.desk(TIEN_LU)) as desk:
        await desk.scan("HV01")
        await desk.told("look", f"Đang ở: Điểm cầu {KIM_CHAN}")
        await desk.button("Nhận tại đây").click()
        await desk.button("Người này đang đứng ở đây").click()
        await desk.told("in", "Nguyễn Thị Thử Nghiệm")


async def test_an_unknown_code_leads_to_a_search_by_name(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("HV99")
        await desk.told("refused", "Không được", "HV99")
        await desk.button("Tìm theo họ tên").click()
        await desk.page.keyboard.type("tran van")
        await desk.page.get_by_role("option", name="Trần Văn Kiểm Tra").click()
        await desk.told("in", "Trần Văn Kiểm Tra")


async def test_a_name_is_taken_by_keys_alone_but_never_unseen(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("le hoang")
        chosen = desk.page.get_by_role("option", selected=True)
        await expect(chosen).to_contain_text("HV03")
        await expect(desk.page.locator("[data-deed]")).to_have_count(0)
        await desk.page.keyboard.press("Enter")
        await desk.told("in", "Lê Hoàng Giả Định")


async def test_a_scan_after_a_search_in_vain_is_read_alone(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("zzzz")
        await expect(desk.page.locator(".results")).to_contain_text("Không thấy ai")
        await desk.scan("HV02")
        await desk.told("in", "Trần Văn Kiểm Tra")


async def test_who_leaves_is_recorded_under_a_loud_sign(conference: Conference, at_desk: AtDesk) -> None:
    await conference.desk().scan("HV01")
    async with at_desk(conference.desk()) as desk:
        await desk.button("Ra").click()
        await expect(desk.page.locator(".leaving-sign")).to_contain_text("ĐANG GHI NGƯỜI RA VỀ")
        await desk.scan("HV01")
        await desk.told("in", "Đã ra", "Cảm ơn")
        await desk.figure("inside", 0)


async def test_an_unknown_name_is_offered_as_not_on_the_list_to_whoever_comes_alone(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.desk()) as desk:
        results = desk.page.locator(".results")
        await desk.scan("zzzz")
        await expect(results.get_by_role("button")).to_have_text("Ngoài danh sách: “zzzz”")
        await desk.button("Ra").click()
        await desk.scan("zzzz")
        await expect(results).to_contain_text("Không thấy ai tên “zzzz”")
        await expect(results).not_to_contain_text("Ngoài danh sách")


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


async def test_what_another_desk_does_is_seen_here_at_once(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk(id="ban-1")) as desk:
        await conference.desk(id="ban-2").scan("HV02")
        await expect(desk.rows.first).to_contain_text("Trần Văn Kiểm Tra")
        await desk.figure("present", 1)


async def test_an_answer_that_takes_long_waits_in_the_list_and_comes(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        sent: list[str] = []

        def pending(command: dict[str, str]) -> tuple[int, dict[str, str]]:
            sent.append(command["id"])
            return (
                (503, {"code": "kafka-away"}) if len(sent) == 1 else (202, {"status": "pending", "id": command["id"]})
            )

        desk.answering = pending
        await desk.scan("HV01")
        await desk.told("waiting", "Đang chờ", "tự gửi lại")
        await expect(desk.page.locator(".chip[data-line]")).to_contain_text("1 đang chờ")
        await wait_for(lambda: len(sent) >= 2)
        assert len(set(sent)) == 1  # the same id
        desk.answering = None
        await desk.told("in", "Nguyễn Thị Thử Nghiệm")


async def test_a_refusal_that_comes_late_is_marked_for_a_look(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk(TIEN_LU)) as desk:
        desk.answering = lambda command: (202, {"status": "pending", "id": command["id"]})
        await desk.scan("HV01")
        await desk.told("waiting")
        desk.answering = None
        await desk.scan("HV04")
        await desk.told("in", "Phạm Minh Ví Dụ")
        late = desk.page.locator(".lately-row[data-unseen=true]")
        await expect(late).to_contain_text("Cần xem")
        await late.click()
        await desk.told("look", "Nguyễn Thị Thử Nghiệm", f"Điểm cầu {KIM_CHAN}")


async def test_a_scanner_that_fires_twice_gets_one_answer(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        sent: list[str] = []

        def taken(command: dict[str, str]) -> tuple[int, str]:
            sent.append(command["id"])
            return 200, decision(conference, command, "checked_in")

        desk.answering = taken
        await desk.scan("HV01")
        await desk.scan("HV01")
        await desk.told("in")
        assert len(sent) == 1


async def test_what_is_shown_says_when_it_is_old_and_since_when_the_line_is_down(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.page.clock.install()
        await desk.page.reload()
        await expect(desk.page.locator(".chip[data-line=live]")).to_be_visible()
        await desk.page.route("**/api/live/**", lambda route: route.abort())
        await desk.page.clock.fast_forward(45_000)
        await expect(desk.page.locator(".chip[data-line=lost]")).to_contain_text("Mất mạng từ")
        await desk.page.clock.fast_forward(90_000)
        await expect(desk.page.locator(".chip[data-age=old]")).to_contain_text("2 phút")
        await desk.page.unroute("**/api/live/**")
        await desk.page.clock.fast_forward(30_000)
        await expect(desk.page.locator(".chip[data-line=live]")).to_be_visible()


async def test_the_whole_page_changes_its_language_and_keeps_it(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.scan("HV99")
        await desk.told("refused", "Không được")
        await desk.button("English").click()
        await desk.told("refused", "Refused", "not on the list")
        await desk.page.reload()
        await expect(desk.page.locator("html")).to_have_attribute("lang", "en")
        await expect(desk.page.get_by_text("Ready")).to_be_visible()


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
