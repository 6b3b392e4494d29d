"""An incident of the hall is heard outside: from the fault button over the log to the webhook, and back to the board."""

import asyncio
from pathlib import Path
from uuid import uuid4

from tests.backstage import Backstage
from tests.clients import KIM_CHAN
from tests.venue_status.conftest import Halls
from tests.venue_status.receiver import SECRET, Receiver, says
from tests.waiting import wait_for


async def test_a_fault_is_told_outside_and_the_board_shows_that_it_took_two_tries(tmp_path: Path) -> None:
    async with Receiver([says(503), says(200)]) as receiver:
        behind = Backstage(tmp_path, {"DIEMCAU_WEBHOOK": receiver.address, "DIEMCAU_WEBHOOK_SECRET": SECRET})
        try:
            await asyncio.to_thread(lambda: behind.start().start_venues())
            await _told(await Halls(behind).set_up(), receiver)
        finally:
            await asyncio.to_thread(behind.stop)


async def _told(halls: Halls, receiver: Receiver) -> None:
    incident = str(uuid4())
    async with halls.engineer.watching("board") as board:
        await halls.at("operator", KIM_CHAN).send(
            "open_incident", incident=incident, kind="no_sound", reason="Mất tiếng"
        )
        notice = f"notice/{incident}.opened"
        await wait_for(lambda: board.items.get(notice, {}).get("status") == "delivered")
        assert board.items[notice]["tries"] == 2
    assert receiver.told == ["incident.opened"] * 2
    assert receiver.took[1][1]["kind"] == "no_sound"
    await halls.close()
