"""Who may do what at venue status: every route and command type × every role × own venue, other venue, other conference.

The two tables here are written by hand. A route or type that is not in them, or says other roles in the OpenAPI
document, fails; so does one that answers otherwise than its row says.
"""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests import access
from tests.access import ALL, AT_ONE_VENUE, CENTRE, DOOR, OTHER, OWN, STRANGE, May, expected
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, TIEN_LU, Client, ago, now, problem
from tests.venue_status.conftest import Halls
from tests.waiting import wait_for

HERE, ELSEWHERE = KIM_CHAN, TIEN_LU  # where passes of one venue hold, and where they do not
SOURCES = {"operator", "venue_head", "agent"}
BEAT = {"source": "agent-1", "kind": "agent", "boot": 1_685_750_000_000, "number": 1}
SEEN = {"incident": str(uuid4()), "seen": 0}
COMMANDS: dict[str, tuple[May, dict[str, Any]]] = {  # type → who may, and what makes a whole command of it
    "beat": (May(SOURCES, "venue"), BEAT),
    "declare_link": (May(DOOR, "venue"), {"state": "up"}),
    "declare_component": (May(DOOR, "venue"), {"component": "camera", "state": "ok"}),
    "set_maintenance": (May(CENTRE, "venue"), {"since": now(), "until": ago(hours=-1)}),
    "cancel_maintenance": (May(CENTRE, "venue"), {"window": str(uuid4())}),
    "open_incident": (May(DOOR, "venue"), {"incident": str(uuid4()), "kind": "no_sound"}),
    "acknowledge": (May(DOOR, "venue"), SEEN),
    "mitigate": (May(DOOR, "venue"), SEEN),
    "recover": (May(DOOR, "venue"), SEEN),
    "reopen": (May(DOOR, "venue"), SEEN),
    "close": (May(DOOR, "venue"), {**SEEN, "reason": "báo nhầm"}),
    "note": (May(DOOR, "venue"), {"incident": str(uuid4()), "reason": "đang gọi VNPT"}),
    "define_round": (May(CENTRE | {"ops"}), {"round": "T-5", "name": "Trước khai mạc 5 phút", "due": now()}),
    "check_line": (May(DOOR, "venue"), {"round": "T-5", "item": "camera", "result": "passed"}),
    "call_check": (May(CENTRE, "venue"), {"round": "T-5", "go": True}),
    "announce": (May(CENTRE | {"moderator"}), {"announcement": str(uuid4()), "text": "Khai mạc lùi 5 phút."}),
    "withdraw": (May(CENTRE | {"moderator"}), {"announcement": str(uuid4())}),
    "acknowledge_announcement": (May({"operator", "venue_head"}, "venue"), {"announcement": str(uuid4())}),
}
READS: dict[str, May] = {
    "GET /venues/api/me": May(ALL),
    "GET /venues/api/live/board": May(CENTRE | {"moderator", "expert", "ops"}),
    "GET /venues/api/live/desk": May(DOOR, "venue"),
}
BY_COMMAND = {"POST /venues/api/commands", "POST /venues/api/commands/batch"}
FOR_ANYBODY = {"GET /venues/api/ready", "GET /venues/api/metrics", "GET /venues/api/asyncapi.json"}


@pytest.fixture
async def document(venues: Backstage) -> dict[str, Any]:
    return await access.document_at(venues.venues_url)


@pytest.fixture(scope="module")
async def quiet(venues: Backstage) -> AsyncIterator[Halls]:
    """One conference for all tests in which nothing is decided that another could notice."""
    made = Halls(venues)
    yield await made.set_up()
    await made.close()


async def test_every_route_is_in_the_table_and_says_its_roles(document: dict[str, Any]) -> None:
    access.check_routes(document, READS, BY_COMMAND, FOR_ANYBODY)


async def test_every_command_type_is_in_the_table_and_says_its_roles(document: dict[str, Any]) -> None:
    access.check_types(document, {type: may for type, (may, _) in COMMANDS.items()})


async def test_every_reference_of_the_document_leads_somewhere(document: dict[str, Any]) -> None:
    access.check_references(document)


def holder(halls: Halls, role: str) -> Client:
    person = halls.person("HV01") if role == "participant" else None
    more = {"person": person} if person else {}
    return halls.at(role, HERE if role in AT_ONE_VENUE else None, **more)


@pytest.mark.parametrize("role", sorted(ALL))
async def test_each_command_is_taken_from_whom_its_row_names_and_nobody_else(quiet: Halls, role: str) -> None:
    client, sent = holder(quiet, role), list[tuple[str, str, dict[str, Any]]]()
    for type, (_, fields) in COMMANDS.items():
        for where in (OWN, OTHER, STRANGE):
            at = {"conference": "t-strange"} if where == STRANGE else {}
            at |= {"venue": ELSEWHERE if where == OTHER else HERE}
            sent.append((type, where, client.command(type, **{**fields, **at})))
    results = (await client.batch([command for *_, command in sent]))["results"]
    for (type, where, _), result in zip(sent, results, strict=True):
        said = result.get("problem", {})
        got = (said.get("status", 200), said.get("code", ""))
        assert got == expected(role, where, COMMANDS[type][0]), (role, type, where, result)
        taken = "accepted" if type == "beat" else "decided"
        assert result["status"] == (taken if got[0] == 200 else "invalid"), (role, type, where, result)


@pytest.mark.parametrize("role", sorted(ALL))
async def test_each_route_answers_whom_its_row_names_and_nobody_else(quiet: Halls, role: str) -> None:
    client = holder(quiet, role)
    for route, may in READS.items():
        for where in (OWN, OTHER, STRANGE):
            answer = await call(client, route, where)
            got = (200, "") if answer.status_code == 200 else problem(answer)
            assert got == expected(role, where, may), (role, route, where, answer.text[:300])


async def call(client: Client, route: str, where: str) -> httpx.Response:
    """Of a live view, the beginning of the answer."""
    conference = "t-strange" if where == STRANGE else client.conference
    query = {"conference": conference, "venue": ELSEWHERE if where == OTHER else HERE}
    path = route.removeprefix("GET /venues/api")
    async with client.http.stream("GET", path, params=query) as answer:
        if "/live/" not in path or answer.status_code != 200:
            await answer.aread()
        return answer


async def test_the_root_pass_of_the_installation_may_do_everything_in_any_conference(quiet: Halls) -> None:
    root = quiet.at("ops", conference="*")
    commands = [root.command(type, **{"venue": ELSEWHERE, **fields}) for type, (_, fields) in COMMANDS.items()]
    results = (await root.batch(commands))["results"]
    assert {result["status"] for result in results} == {"decided", "accepted"}


@pytest.mark.parametrize("route", sorted({*READS, *BY_COMMAND}))
async def test_without_a_pass_nothing_is_learned(quiet: Halls, route: str) -> None:
    """Not whether a conference or venue exists, nor whether what was sent makes sense."""
    method, path = route.split(" ")
    places: tuple[dict[str, str], ...] = (
        {"conference": quiet.id, "venue": HERE},
        {"conference": "no-such", "venue": "XX"},
        {},
    )
    stranger = quiet.at_nobody()
    answers = await access.answers(stranger, method, [path.removeprefix("/venues/api")], places)
    assert {problem(answer) for answer in answers} == {(401, "pass-missing")}
    assert len({answer.content for answer in answers}) == 1


async def test_an_agent_beats_at_its_own_venue_and_sees_nothing_of_it(quiet: Halls) -> None:
    agent = quiet.agent(HERE)
    accepted = await agent.client.post(agent.beat())
    assert (accepted.status_code, accepted.json()["status"]) == (202, "accepted")
    assert problem(await agent.client.post(agent.beat(venue=ELSEWHERE))) == (403, "other-venue")
    for view in ("/live/desk", "/live/board"):
        assert problem(await agent.client.get(view, venue=HERE)) == (403, "role-not-allowed")


@pytest.mark.parametrize("role", sorted(SOURCES))
async def test_a_duty_of_one_venue_without_a_venue_opens_nothing(quiet: Halls, role: str) -> None:
    everywhere = quiet.at(role, None, id=f"{role}-o-dau")
    assert await everywhere.refused("beat", **BEAT) == (403, "other-venue")
    for path in ("/me", "/live/desk", "/live/board"):
        for query in ({"venue": HERE}, {"venue": "*"}):
            assert (await everywhere.get(path, **query)).status_code == 403, (path, query)


async def test_a_pass_of_the_hub_bound_to_a_venue_decides_there_and_nowhere_else(quiet: Halls) -> None:
    bound = quiet.at("hub", HERE, id="hub-o-kim-chan")
    for type in ("set_maintenance", "cancel_maintenance", "call_check"):
        fields = COMMANDS[type][1]
        assert (await bound.post(bound.command(type, **fields, venue=HERE))).status_code == 200, type
        assert await bound.refused(type, **fields, venue=ELSEWHERE) == (403, "other-venue")


async def test_the_beats_of_an_agent_whose_pass_is_revoked_are_refused(halls: Halls) -> None:
    agent = halls.agent(HERE)
    assert (await agent.client.post(agent.beat())).status_code == 202
    assert (await halls.ops.send("revoke_pass", pass_id=f"agent-{HERE}"))["code"] == "recorded"

    async def refused() -> bool:
        return (await agent.client.post(agent.beat())).status_code == 401

    await wait_for(refused)
    assert problem(await agent.client.post(agent.beat())) == (401, "pass-revoked")
    other = halls.agent(ELSEWHERE)
    assert (await other.client.post(other.beat())).status_code == 202


async def test_the_stream_of_a_board_whose_pass_is_revoked_ends(halls: Halls) -> None:
    hub = halls.at("hub", id="hub-2")
    async with hub.watching("board") as screen:
        await halls.ops.send("revoke_pass", pass_id="hub-2")
        await wait_for(lambda: screen.closed)
    assert problem(await hub.get("/live/board")) == (401, "pass-revoked")


async def test_a_desk_that_names_no_venue_is_asked_for_one(quiet: Halls) -> None:
    assert problem(await quiet.at("operator", HERE).get("/live/desk")) == (422, "command-invalid")
