"""`diemcau passes link`: with it somebody at an online venue checks themselves in and out, and can do nothing else."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from typer.testing import CliRunner, Result

from deploy.diemcau.__main__ import build
from deploy.embedded.trouble import Trouble
from shared.mongo import Store
from tests.backstage import SIGNING_KEY, Backstage
from tests.clients import KIM_CHAN, Client, Conference, problem

ONLINE = "DCTT"
PEOPLE = (("HV01", "Người Ở Nhà", ONLINE), ("HV02", "Người Ở Xa", ONLINE), ("HV03", "Người Ở Gần", KIM_CHAN))


@pytest.fixture(scope="module")
async def hybrid(backstage: Backstage) -> AsyncIterator[Conference]:
    hall = Conference(backstage)
    yield await hall.set_up(PEOPLE, {ONLINE: {"kind": "online"}, KIM_CHAN: {}})
    await hall.close()


async def passes(hall: Conference, *words: str) -> Result:
    """The command line, told by the environment where the API is: nothing was started here by `up`."""
    environment = {"DIEMCAU_GATEWAY": hall.backstage.address, "DIEMCAU_SIGNING_KEY": SIGNING_KEY}
    words = ("passes", "--conference", hall.id, *words)
    return await asyncio.to_thread(CliRunner().invoke, build(["passes"]), words, env=environment)


async def test_a_person_enters_and_leaves_by_the_own_link(hybrid: Conference, documents: Store) -> None:
    shown = await passes(hybrid, "link", "hv01", "--json")
    assert shown.exit_code == 0, shown.output
    [granted] = json.loads(shown.stdout)
    address, _, secret = granted["link"].partition("#")
    assert address == f"{hybrid.backstage.address}/checkin/enter"
    assert (granted["role"], granted["venue"]) == ("participant", ONLINE)
    async with Client(hybrid.backstage, hybrid.id, secret, ONLINE) as mine:
        me = (await mine.get("/me")).json()["pass"]
        own = {"attendee": me["person"], "venue": me["venue"]}  # as the page of the link does it
        assert (await mine.send("check_in", how="link", **own))["code"] == "checked_in"
        assert problem(await mine.post(mine.command("check_in", code="HV02"))) == (403, "other-person")
        assert problem(await mine.post(mine.command("check_in", code="HV01", venue=KIM_CHAN)))[0] == 403
        assert (await mine.send("check_out", **own))["code"] == "left"
        assert (await passes(hybrid, "revoke", granted["id"])).exit_code == 0
        assert problem(await mine.get("/me")) == (401, "pass-revoked")
    kept = await documents.read_one("passes", f"{hybrid.id}/pass/{granted['id']}")
    assert kept
    assert kept["state"]["person"] == hybrid.person("HV01")


@pytest.mark.parametrize(
    ("code", "why"), [("HV03", "HV03 is expected at KC, which is no online venue"), ("X9", "Nobody"), ("", "Nobody")]
)
async def test_nobody_else_is_given_one(hybrid: Conference, code: str, why: str) -> None:
    refused = await passes(hybrid, "link", code)
    assert isinstance(refused.exception, Trouble)
    assert why in str(refused.exception)
