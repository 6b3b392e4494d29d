"""What an operator does with the line tab of the desk."""

from collections.abc import Callable
from typing import Any

from playwright.async_api import Locator, expect

from tests.clients import Json
from tests.screens.desk import Desk

AWAY = {"code": "kafka-away", "detail": "Máy chủ chưa nhận được."}


def tab(desk: Desk, name: str) -> Locator:
    return desk.page.locator(".tab-bar").get_by_role("link", name=name)


def item(desk: Desk, name: str) -> Locator:
    """A row of the nine."""
    return desk.page.locator(".check-row", has_text=name)


async def to_line(desk: Desk) -> None:
    await tab(desk, "Đường truyền").click()
    await expect(desk.page.locator(".check-row")).to_have_count(9)


async def report(desk: Desk, kind: str, word: str = "") -> None:
    """Tell the hub of a fault."""
    await desk.button("Báo sự cố").click()
    await desk.button(kind).click()
    await desk.page.get_by_label("Một lời cho trung tâm").fill(word)
    await desk.button(f"Gửi về trung tâm: {kind}").click()


def refusing(type: str, sent: list[str]) -> Callable[[Json], tuple[int, Any]]:
    """For `desk.answering`: the hub cannot take commands of this type just now. Their ids go into `sent`."""

    def answer(command: Json) -> tuple[int, Any]:
        if command["type"] == type:
            sent.append(command["id"])
        return (503, AWAY) if command["type"] == type else (202, {"status": "accepted", "id": command["id"]})

    return answer
