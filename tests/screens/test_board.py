"""The board of the centre and of venue heads, in a real browser."""

from playwright.async_api import expect

from tests.backstage import Backstage
from tests.clients import AFTERNOON, KIM_CHAN, MORNING, TIEN_LU, Conference, Screen
from tests.screens.browser import faults
from tests.screens.desk import AtDesk
from tests.waiting import wait_for


async def test_the_centre_sees_every_venue_move(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.hub) as board:
        assert "/checkin/board" in board.page.url
        row = board.page.locator(f"tr[data-venue={KIM_CHAN}] .main")
        await expect(row).to_have_text("0")
        await conference.desk(KIM_CHAN).scan("HV01")
        await conference.desk(TIEN_LU).scan("HV04")
        await expect(row).to_have_text("1")
        await board.figure("present", 2)


async def test_who_comes_for_somebody_else_too_is_counted_once_and_the_board_says_so(
    conference: Conference, at_desk: AtDesk
) -> None:
    desk = conference.desk(KIM_CHAN)
    await desk.scan("HV01")
    both = {"substitute": conference.person("HV01"), "listed": True, "consent": True}
    await desk.send("substitute", code="HV02", **both)
    async with at_desk(conference.hub) as board:
        await board.figure("attending", 1)
        await expect(board.page.get_by_text("đếm mỗi người một lần: 1 người")).to_be_visible()
        assert await faults(board.page) == []


async def test_a_venue_head_sees_the_figures_of_the_own_venue_alone(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.head(TIEN_LU)) as head:
        await head.page.get_by_role("link", name="Ai còn vắng?").click()
        await head.page.get_by_role("link", name="Theo điểm cầu").click()
        await conference.desk(KIM_CHAN).scan("HV01")
        await conference.desk(TIEN_LU).scan("HV04")
        await head.figure("present", 1)
        await expect(head.page.locator("tr[data-venue]")).to_have_count(1)


async def test_who_is_missing_stands_by_unit_and_goes_when_they_come(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk(KIM_CHAN)) as desk:
        await desk.page.get_by_role("link", name="Ai còn vắng?").click()
        await expect(desk.page.get_by_role("heading", name="3 người chưa đến")).to_be_visible()
        await desk.page.locator(".unit summary").click()
        await expect(desk.page.get_by_text("Trần Văn Kiểm Tra")).to_be_visible()
        await conference.desk(KIM_CHAN).scan("HV02")
        await expect(desk.page.get_by_role("heading", name="2 người chưa đến")).to_be_visible()
        await expect(desk.page.get_by_text("Trần Văn Kiểm Tra")).to_have_count(0)


async def test_a_venue_head_settles_what_a_desk_told_otherwise(conference: Conference, at_desk: AtDesk) -> None:
    await conference.desk(KIM_CHAN).scan("HV01")
    told = await conference.desk(TIEN_LU).scan("HV01", told="checked_in")
    assert told["code"] == "inside_elsewhere"
    async with at_desk(conference.head(TIEN_LU)) as head:
        await head.page.get_by_role("link", name="Ai còn vắng?").click()
        await head.page.get_by_role("link", name="Cần xem lại").click()
        conflict = head.page.locator(".conflict")
        await expect(conflict).to_contain_text("Nguyễn Thị Thử Nghiệm")
        await expect(conflict).to_contain_text("đang ở điểm cầu khác")
        await head.button("Máy chủ đúng").click()
        await expect(head.page.get_by_text("Không có gì cần xem lại.")).to_be_visible()


async def test_the_centre_closes_a_session_in_two_presses_and_desks_know(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.hub) as board, at_desk(conference.desk()) as desk:
        await board.button("Đóng buổi: Buổi sáng").click()
        await board.button("Đóng buổi này").click()
        await expect(desk.page.locator(".head")).to_contain_text("Buổi chiều (chưa mở)")
        await desk.scan("HV01")
        await desk.told("refused", "Chưa đến giờ điểm danh")


async def test_a_pass_of_the_centre_says_first_at_which_venue_it_stands(
    conference: Conference, at_desk: AtDesk
) -> None:
    async with at_desk(conference.hub) as board:
        await board.page.get_by_role("link", name="Mở bàn điểm danh").click()
        await board.button("English").click()
        await expect(board.page.get_by_role("heading", name="At which venue is this desk?")).to_be_visible()
        await board.button("Tiếng Việt").click()
        await board.button(f"Điểm cầu {TIEN_LU}").click()
        await expect(board.page.locator(".chip[data-line=live]")).to_be_visible()
        await board.scan("HV04")
        await board.told("in", "Phạm Minh Ví Dụ")


async def test_a_participant_of_an_online_venue_checks_in_alone(backstage: Backstage, at_desk: AtDesk) -> None:
    hybrid = await Conference(backstage).set_up(venues={KIM_CHAN: {"kind": "online"}, TIEN_LU: {}})
    link = hybrid.client("participant", person=hybrid.person("HV01"))
    async with at_desk(hybrid.desk(TIEN_LU)) as desk:
        await desk.page.goto(f"{desk.address}/checkin/enter#{link.secret}")
        await desk.button("Tôi vào họp").click()
        await desk.told("in", "Mời anh/chị vào.")
        assert await desk.button("Hoàn tác").count() == 0
        assert await faults(desk.page) == []
        await hybrid.hub.send("close_session", session=MORNING)
        await hybrid.hub.send("open_session", session=AFTERNOON)
        async with hybrid.hub.watching("door", venue=KIM_CHAN) as door:
            await desk.button("Tôi vào họp").click()  # on the page that was opened in the morning
            await wait_for(lambda: sessions_of(hybrid.person("HV01"), door) == [MORNING, AFTERNOON])
        await expect(desk.page.locator(".head")).to_contain_text("Buổi chiều")
        await desk.told("in", "Mời anh/chị vào.")
    await hybrid.close()


def sessions_of(person: str, door: Screen) -> list[str]:
    """In which sessions somebody was taken in."""
    return [stay["session"] for stay in door.items[f"attendee/{person}"]["state"]["presences"]]
