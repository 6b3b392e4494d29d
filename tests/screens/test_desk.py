"""A desk in a real browser, on the real service: people come, and the operator is told what to say and do."""

from playwright.async_api import expect

from tests.clients import KIM_CHAN, TIEN_LU, Conference
from tests.screens.desk import AtDesk, decision
from tests.waiting import wait_for


async def test_a_scan_is_answered_large_and_counted(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await desk.figure("present", 0)
        await desk.scan("HV01")
        await desk.told("in", "Đã vào", "Nguyễn Thị Thử Nghiệm", "UBND xã Thử", "Mời anh/chị vào.")
        await desk.figure("present", 1)
        await expect(desk.rows.first).to_contain_text("Nguyễn Thị Thử Nghiệm")


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
