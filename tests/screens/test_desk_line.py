"""The line tab beside check-in: what every tab shows, and that check-in always comes first."""

from uuid import uuid4

from playwright.async_api import Request, expect

from tests.clients import KIM_CHAN, TIEN_LU, Conference, Json
from tests.screens.desk import AtDesk
from tests.screens.line import item, tab, to_line
from tests.venue_status.conftest import Halls
from tests.waiting import wait_for


async def test_check_in_goes_on_where_venue_status_does_not_run(conference: Conference, at_desk: AtDesk) -> None:
    async with at_desk(conference.desk()) as desk:
        await tab(desk, "Đường truyền").click()
        await expect(desk.page.locator(".nothing")).to_contain_text("điểm danh vẫn làm bình thường")
        await tab(desk, "Điểm danh").click()
        await desk.scan("HV01")
        await desk.told("in", "Nguyễn Thị Thử Nghiệm")


async def test_a_scan_on_another_tab_presses_nothing_and_is_answered(halls: Halls, at_line: AtDesk) -> None:
    async with at_line(halls.desk()) as desk:
        await to_line(desk)
        await item(desk, "Màn hình").get_by_role("button", name="Không đạt").focus()
        await desk.page.keyboard.type("HV01")
        await desk.page.keyboard.press("Enter")
        await desk.told("in", "Nguyễn Thị Thử Nghiệm")
        await to_line(desk)
        await expect(item(desk, "Màn hình")).to_have_attribute("data-result", "unchecked")


async def test_an_open_desk_keeps_its_venue_alive_and_says_goodbye(halls: Halls, at_line: AtDesk) -> None:
    async with halls.engineer.watching("board") as board, at_line(halls.desk()) as desk:
        beats: list[Json] = []
        desk.answering = None
        desk.page.on("request", lambda request: keep(beats, request))
        await wait_for(lambda: len(beats) >= 2)
        assert [beat["number"] - beats[0]["number"] for beat in beats[:2]] == [0, 1]
        assert beats[0]["id"] != beats[1]["id"]
        await wait_for(lambda: link(board.items)["observed"] == "up")
        assert [source["kind"] for source in link(board.items)["sources"].values()] == ["desk"]
        await desk.page.goto(f"{desk.address}/checkin/enter")
        await wait_for(lambda: link(board.items)["observed"] == "no_data")


def link(items: dict[str, Json]) -> Json:
    return items.get(f"link/{KIM_CHAN}", {"observed": None})


def keep(beats: list[Json], request: Request) -> None:
    command = request.post_data_json if "/venues/api/commands" in request.url else None
    if command and command["type"] == "beat":
        beats.append(command)


async def test_a_guest_from_the_hub_proves_nothing_of_the_line(halls: Halls, at_line: AtDesk) -> None:
    async with at_line(halls.hub) as desk:
        asked: list[str] = []
        desk.page.on("request", lambda request: asked.append(request.url))
        await desk.page.get_by_role("link", name="Mở bàn điểm danh").click()
        await desk.button(f"Điểm cầu {KIM_CHAN}").click()
        await to_line(desk)
        await expect(desk.page.locator(".link-card")).to_contain_text("Chưa có tín hiệu")
        assert not [url for url in asked if url.endswith("/venues/api/commands")]


async def test_the_hubs_word_stands_until_it_is_read_and_no_scan_reads_it(halls: Halls, at_line: AtDesk) -> None:
    async with halls.engineer.watching("board") as board, at_line(halls.desk()) as desk:
        await expect(desk.page.locator(".line-mark")).to_be_visible()
        word, elsewhere = str(uuid4()), str(uuid4())
        await halls.engineer.send("announce", announcement=elsewhere, text="Chỉ cho nơi khác.", venues=[TIEN_LU])
        await halls.engineer.send("announce", announcement=word, text="Tắt micro ngay.", urgent=True)
        banner = desk.page.locator(".banner")
        await expect(banner).to_contain_text("KHẨN")
        await expect(banner).to_contain_text("Tắt micro ngay.")
        await desk.scan("HV01")
        await desk.told("in", "Nguyễn Thị Thử Nghiệm")
        await to_line(desk)
        await expect(banner).to_be_visible()
        await desk.button("Đã đọc").click()
        await expect(banner).to_have_count(0)
        await wait_for(lambda: f"ack/{word}/{KIM_CHAN}" in board.items)
        await desk.page.reload()
        await expect(desk.page.locator(".line-mark[data-seen=up]")).to_be_visible()
        await expect(banner).to_have_count(0)
