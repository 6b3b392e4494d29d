"""The agent of a venue, the real one, at the real hub: through the gateway, as from a venue's PC."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from deploy.diemcau import agent
from tests.clients import KIM_CHAN
from tests.venue_status.conftest import Halls
from tests.waiting import wait_for


@asynccontextmanager
async def running(halls: Halls, every: float = 0.2) -> AsyncIterator[asyncio.subprocess.Process]:
    words = ["--hub", halls.backstage.gateway.address, "--every", str(every), "--source", "pc-1"]
    secret = {"DIEMCAU_PASS": halls.backstage.secret("agent", halls.id, venue=KIM_CHAN, id="agent-KC")}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", agent.__file__, *words, env=secret, stdout=pipe, stderr=pipe
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_a_venue_with_an_agent_is_alive_until_the_agent_says_good_bye(halls: Halls) -> None:
    async with halls.engineer.watching("board") as board, running(halls) as process:
        link = await wait_for(lambda: board.items.get(f"link/{KIM_CHAN}"))
        assert (link["observed"], link["sources"]["pc-1"]["kind"]) == ("up", "agent")
        process.terminate()
        await wait_for(lambda: board.items[f"link/{KIM_CHAN}"]["observed"] == "no_data")
        assert await process.wait() == 0


async def test_an_agent_whose_pass_is_revoked_ends_and_says_why(halls: Halls) -> None:
    organiser = halls.client("organiser")
    await organiser.send("give_pass", pass_id="agent-KC", role="agent", venue=KIM_CHAN, label="Máy điểm cầu")
    async with running(halls) as process:
        assert process.stdout
        assert process.stderr
        assert b"beating" in await process.stdout.readline()
        await organiser.send("revoke_pass", pass_id="agent-KC")
        assert (await process.stderr.read()).decode().splitlines() == [
            "Thẻ đã bị thu hồi. Hãy xin ban tổ chức thẻ mới.",
            "The hub refuses this pass: pass-revoked.",
        ]
        assert await process.wait() == agent.REFUSED
