"""Who may do what, where: every route and command type × every role × own venue, other venue, other conference.

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
from tests.clients import KIM_CHAN, MORNING, Client, Conference, ago, now, problem

SET_UP = {"ops", "organiser"}
ONLINE, HALL = "ON", "KC"  # where passes of one venue hold, and where they do not


COMMANDS: dict[str, tuple[May, dict[str, Any]]] = {  # type → who may, and what makes a whole command of it
    "check_in": (May(DOOR | {"participant"}, "venue"), {}),
    "check_out": (May(DOOR | {"participant"}, "venue"), {}),
    "override": (May(DOOR, "venue"), {"over": "wrong_venue", "seen": 0}),
    "transfer": (May(DOOR, "venue"), {"seen": 0, "reason": "đi công tác"}),
    "walk_in": (May(DOOR, "venue"), {}),
    "substitute": (May(DOOR, "venue"), {"substitute": str(uuid4())}),
    "undo": (May(DOOR, "venue"), {"deed": str(uuid4()), "reason": "bấm nhầm"}),
    "excuse": (May(DOOR, "venue"), {"reason": "họp ở xã"}),
    "head_count": (May(DOOR, "venue"), {"count": 3}),
    "settle_conflict": (
        May(CENTRE | {"venue_head"}, "venue"),
        {"deed": str(uuid4()), "outcome": "server_right", "seen": 0},
    ),
    "create_conference": (May(SET_UP), {"name": "Hội nghị thử", "day": "2023-06-03"}),
    "define_unit": (May(SET_UP), {"unit": "xa-thu", "name": "Xã Thử"}),
    "define_venue": (May(SET_UP), {"name": "Điểm cầu", "kind": "online"}),
    "define_session": (May(SET_UP), {"name": "Tối", "opens": ago(hours=1), "starts": ago(hours=1), "closes": now()}),
    "open_session": (May(CENTRE), {}),
    "close_session": (May(CENTRE), {}),
    "give_pass": (May(SET_UP), {"pass_id": "spare", "role": "agent"}),
    "revoke_pass": (May(SET_UP), {"pass_id": "spare"}),
}
SPARE = {"define_session", "open_session", "close_session"}  # of a session that nobody else uses
READS: dict[str, May] = {
    "GET /checkin/api/me": May(ALL),
    "GET /checkin/api/people": May(DOOR, "venue"),
    "POST /checkin/api/search": May(DOOR, "venue"),
    "GET /checkin/api/live/door": May(DOOR, "venue"),
    "GET /checkin/api/live/hub": May(CENTRE | {"moderator", "expert", "ops"}),
    "GET /checkin/api/live/missing": May(DOOR, "venue"),
    "GET /checkin/api/live/conflicts": May(DOOR, "venue"),
}
WRITES: dict[str, May] = {
    "PUT /checkin/api/people/{id}": May(DOOR | {"ops"}),
    "POST /checkin/api/roster": May(SET_UP),
}
BY_COMMAND = {"POST /checkin/api/commands", "POST /checkin/api/commands/batch"}
FOR_ANYBODY = {
    "GET /checkin/api/ready",
    "GET /checkin/api/metrics",
    "GET /checkin/api/asyncapi.json",
    "POST /checkin/api/enter",
}


@pytest.fixture
async def document(backstage: Backstage) -> dict[str, Any]:
    return await access.document_at(backstage.url)


@pytest.fixture
async def hybrid(backstage: Backstage) -> AsyncIterator[Conference]:
    """A hall and an online venue, where the passes hold that hold at one venue."""
    made = Conference(backstage)
    yield await made.set_up([("HV01", "Người Trực Tuyến", ONLINE)], {ONLINE: {"kind": "online"}, HALL: {}})
    await made.close()


async def test_every_route_is_in_the_table_and_says_its_roles(document: dict[str, Any]) -> None:
    access.check_routes(document, READS | WRITES, BY_COMMAND, FOR_ANYBODY)


async def test_every_command_type_is_in_the_table_and_says_its_roles(document: dict[str, Any]) -> None:
    access.check_types(document, {type: may for type, (may, _) in COMMANDS.items()})


async def test_every_reference_of_the_document_leads_somewhere(document: dict[str, Any]) -> None:
    access.check_references(document)


def holder(hall: Conference, role: str) -> Client:
    person = hall.person("HV01") if role == "participant" else None
    return hall.client(role, ONLINE if role in AT_ONE_VENUE else None, person=person)


@pytest.mark.parametrize("role", sorted(ALL))
async def test_each_command_is_taken_from_whom_its_row_names_and_nobody_else(hybrid: Conference, role: str) -> None:
    client, sent = holder(hybrid, role), list[tuple[str, str, dict[str, Any]]]()
    for type, (_, fields) in COMMANDS.items():
        for where in (OWN, OTHER, STRANGE):
            at = {"conference": "t-strange"} if where == STRANGE else {}
            at |= {"venue": HALL if where == OTHER else ONLINE, "session": "spare" if type in SPARE else MORNING}
            sent.append((type, where, client.command(type, **{"attendee": hybrid.person("HV01"), **fields, **at})))
    results = (await client.batch([command for *_, command in sent]))["results"]
    for (type, where, _), result in zip(sent, results, strict=True):
        told = result.get("problem", {})
        got = (told.get("status", 200), told.get("code", ""))
        assert got == expected(role, where, COMMANDS[type][0]), (role, type, where, result)
        assert (result["status"] == "decided") == (got[0] == 200), (role, type, where, result)


@pytest.mark.parametrize("role", sorted(ALL))
async def test_each_route_answers_whom_its_row_names_and_nobody_else(hybrid: Conference, role: str) -> None:
    client = holder(hybrid, role)
    for route, may in (READS | WRITES).items():
        for where in (OWN, OTHER, STRANGE):
            answer = await call(client, route, where)
            got = (200, "") if answer.status_code == 200 else problem(answer)
            assert got == expected(role, where, may), (role, route, where, answer.text[:300])


async def call(client: Client, route: str, where: str) -> httpx.Response:
    """A whole request, which nothing but access can refuse. Of a live view, the beginning of the answer."""
    method, path = route.split(" ")
    conference = "t-strange" if where == STRANGE else client.conference
    query = {"conference": conference, "venue": HALL if where == OTHER else ONLINE, "session": MORNING}
    person = {"conference": conference, "name": "Khách Mời Lạ"}
    more: dict[str, Any] = {"json": person} if method == "PUT" else {}
    if route.endswith("/search"):
        more = {"json": {"q": "nguoi"}}
    if route.endswith("/roster"):
        more = {"content": f"code,full_name,venue\nHV01,Người Trực Tuyến,{ONLINE}\n".encode()}
    url = path.removeprefix("/checkin/api").replace("{id}", str(uuid4()))
    async with client.http.stream(method, url, params=query, **more) as answer:
        if "/live/" not in path or answer.status_code != 200:
            await answer.aread()
        return answer


async def test_the_root_pass_of_the_installation_may_do_everything_in_any_conference(hybrid: Conference) -> None:
    fields = {"attendee": hybrid.person("HV01"), "venue": HALL, "session": "spare"}
    commands = [hybrid.ops.command(type, **{**fields, **more}) for type, (_, more) in COMMANDS.items()]
    results = (await hybrid.ops.batch(commands))["results"]
    assert [result["status"] for result in results] == ["decided"] * len(COMMANDS)


@pytest.mark.parametrize("role", ["operator", "venue_head", "agent"])
async def test_a_duty_of_one_venue_without_a_venue_opens_nothing(quiet: Conference, role: str) -> None:
    everywhere = quiet.client(role, None, id=f"{role}-o-dau")
    for query in ({}, {"venue": KIM_CHAN}, {"venue": "*"}):
        for path in ("/me", "/people", "/live/door", "/live/conflicts"):
            assert (await everywhere.get(path, **query)).status_code == 403, (path, query)
    assert problem(await everywhere.get("/me")) == (403, "other-venue")
    for venue in (KIM_CHAN, "TL"):
        answer = await everywhere.refused("check_in", code="HV01", venue=venue)
        assert answer == (403, "role-not-allowed" if role == "agent" else "other-venue")
    assert await quiet.ops.refused("give_pass", pass_id="o-dau", role=role) == (422, "command-invalid")


@pytest.mark.parametrize("route", sorted({*READS, *WRITES, *BY_COMMAND}))
async def test_without_a_pass_nothing_is_learned(quiet: Conference, route: str) -> None:
    """Not whether a conference, venue, person or session exists, nor whether what was sent makes sense."""
    method, path = route.split(" ")
    paths = {path.replace("{id}", id).removeprefix("/checkin/api") for id in (quiet.person("HV01"), "x")}
    known = {"conference": quiet.id, "venue": KIM_CHAN, "session": MORNING}
    unknown = {"conference": "no-such", "venue": "XX", "session": "no"}
    answers = await access.answers(quiet.stranger(), method, paths, (known, unknown, {}))
    assert {problem(answer) for answer in answers} == {(401, "pass-missing")}
    assert len({answer.content for answer in answers}) == 1


async def test_a_personal_link_is_good_for_its_own_person_at_an_online_venue_alone(hybrid: Conference) -> None:
    mine = hybrid.client("participant", None, person=hybrid.person("HV01"))
    assert await mine.refused("check_in", code="HV02", venue=ONLINE) == (403, "other-person")
    assert await mine.refused("check_in", code="HV01", venue=HALL) == (403, "role-not-allowed")
    assert (await mine.scan("HV01", venue=ONLINE, how="link"))["code"] == "checked_in"
    assert (await mine.send("check_out", code="HV01", venue=ONLINE))["code"] == "left"


async def test_a_pass_is_entered_as_a_cookie_of_its_own_and_two_live_in_one_browser(quiet: Conference) -> None:
    browser = quiet.stranger().http
    for client in (quiet.desk(KIM_CHAN, id="ban-1"), quiet.desk("TL", id="ban-2")):
        entered = await browser.post("/enter", json={"secret": client.secret})
        assert entered.json()["pass"]["venue"] == client.venue
        cookie = entered.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
    for id, venue in (("ban-1", KIM_CHAN), ("ban-2", "TL")):
        assert (await browser.get("/me", headers={"X-Pass": id})).json()["pass"]["venue"] == venue
        assert (await browser.get("/me", params={"pass": id})).json()["pass"]["id"] == id
    assert problem(await browser.get("/me")) == (401, "pass-missing")


async def test_a_pass_that_expired_or_was_cut_short_or_altered_opens_nothing(quiet: Conference) -> None:
    stranger = quiet.stranger().http
    secret = quiet.desk().secret or ""
    expired = quiet.desk(expires=ago(seconds=1).isoformat()).secret
    for bad, code in (
        (expired, "pass-expired"), (secret[:-5], "pass-unreadable"), (secret[:10], "pass-unreadable"),
        ("A" + secret, "pass-unreadable"), ("x", "pass-unreadable"), ("\u00e9", "pass-unreadable"),
    ):  # fmt: skip
        answer = await stranger.get("/me", headers={b"Authorization": f"Bearer {bad}".encode()})
        assert problem(answer) == (401, code), bad
        assert problem(await stranger.post("/enter", json={"secret": bad})) == (401, code)
