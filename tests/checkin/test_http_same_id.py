"""The same id gets the same answer, for ever; another deed under a known id is told so."""

import asyncio
from uuid import uuid4

import httpx

from shared.mongo import Store
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, MORNING, TIEN_LU, Conference, ago, done_at, problem


def decision_in(answer: httpx.Response) -> bytes:
    """The very bytes of the decision."""
    assert answer.status_code == 200, answer.text
    return answer.content[len(b'{"decision":') : answer.content.rindex(b',"people":')]


async def test_fifty_at_once_and_again_after_the_state_changed_are_told_the_same_bytes(conference: Conference) -> None:
    desk = conference.desk()
    command = desk.command("check_in", code="HV01")
    first = {decision_in(answer) for answer in await asyncio.gather(*(desk.post(command) for _ in range(50)))}
    await desk.send("check_out", code="HV01")
    await desk.scan("HV01")
    later = {decision_in(answer) for answer in await asyncio.gather(*(desk.post(command) for _ in range(50)))}
    assert len(first) == 1
    assert later == first


async def test_a_refusal_stays_a_refusal_although_it_would_be_in_by_now(conference: Conference) -> None:
    desk = conference.desk(TIEN_LU)
    command = desk.command("check_in", code="HV01")
    refused = await desk.post(command)
    await desk.send("transfer", code="HV01", seen=refused.json()["decision"]["revision"], reason="đi công tác")
    assert decision_in(await desk.post(command)) == decision_in(refused)


async def test_another_desk_that_sends_the_id_hears_the_same(conference: Conference) -> None:
    """Whoever sends it, from whatever device: a deed is its id and its meaning."""
    command = conference.desk(id="ban-1").command("check_in", code="HV01", device={"id": "may-1"})
    first = await conference.desk(id="ban-1").post(command)
    second = await conference.desk(id="ban-2").post({**command, "device": {"id": "may-2", "offset": 3.5}})
    assert decision_in(first) == decision_in(second)


async def test_the_same_id_with_another_deed_is_refused_and_changes_nothing(
    conference: Conference, documents: Store
) -> None:
    desk, key = conference.desk(), f"{conference.id}/attendee/{conference.person('HV01')}"
    command = desk.command("check_in", code="HV01")
    first = await desk.post(command)
    before = await documents.read_one("attendees", key)
    for other in ({"type": "check_out"}, {"how": "typed"}, {"device": done_at(ago(minutes=5))}, {"reason": "khác"}):
        assert problem(await desk.post({**command, **other})) == (409, "command-id-reused"), other
    assert await documents.read_one("attendees", key) == before
    assert decision_in(await desk.post(command)) == decision_in(first)


async def test_two_deeds_under_one_id_at_once_are_never_told_each_others_answer(conference: Conference) -> None:
    """Whichever comes first is decided; who waits for the other is told that the id was used."""
    desk = conference.desk()
    entry, exit = desk.command("check_in", code="HV01"), desk.command("check_out", code="HV01")
    exit["id"] = entry["id"]
    answers = await asyncio.gather(*(desk.post(command) for command in (entry, exit) * 10))
    told = [
        {decision_in(it) if it.status_code == 200 else str(problem(it)).encode() for it in answers[one::2]}
        for one in (0, 1)
    ]
    assert [len(answer) for answer in told] == [1, 1]
    assert (b"(409, 'command-id-reused')" in told[0]) != (b"(409, 'command-id-reused')" in told[1])


async def test_one_id_for_two_persons_is_two_deeds(conference: Conference) -> None:
    """Ids are unique per key: no process could know of the other key without looking everywhere."""
    command = conference.desk().command("check_in", code="HV01")
    codes = [(await conference.desk().post({**command, "code": code})).json()["decision"] for code in ("HV01", "HV02")]
    assert [one["code"] for one in codes] == ["checked_in", "checked_in"]
    assert codes[0]["attendee"] != codes[1]["attendee"]


async def test_a_batch_that_holds_one_id_twice_answers_both_alike(conference: Conference) -> None:
    command = conference.desk().command("check_in", code="HV01")
    first, second = (await conference.desk().batch([command, command]))["results"]
    assert first == second
    assert first["decision"]["code"] == "checked_in"


async def test_the_same_person_in_two_conferences_is_two_persons(backstage: Backstage, conference: Conference) -> None:
    other = Conference(backstage)
    await other.set_up()
    both = [await hall.desk().scan("HV01") for hall in (conference, other)]
    assert [one["code"] for one in both] == ["checked_in", "checked_in"]
    assert both[0]["attendee"] != both[1]["attendee"]
    await other.close()


async def test_a_scan_by_code_and_one_by_id_are_one_deed(conference: Conference) -> None:
    """A desk that knows the person from a search sends the id; its repetition from the scanner sends the code."""
    command = conference.desk().command("check_in", code="HV01")
    by_id = {name: value for name, value in command.items() if name != "code"} | {"attendee": conference.person("HV01")}
    assert decision_in(await conference.desk().post(command)) == decision_in(await conference.desk().post(by_id))


async def test_a_session_closed_twice_is_closed_at_the_first_moment(conference: Conference) -> None:
    first = await conference.hub.send("close_session", session="morning")
    second = await conference.organiser.send("close_session", session="morning", id=str(uuid4()))
    assert first["state"]["closed_at"] == second["state"]["closed_at"]
    assert (await conference.desk(KIM_CHAN).scan("HV01"))["code"] == "session_closed"


async def test_a_queue_uploaded_after_closing_is_decided_in_the_order_in_which_it_was_done(
    conference: Conference,
) -> None:
    """Stamping a closed session asks the store; that must not let an exit overtake its entry."""
    desk, people = conference.desk(), ("HV01", "HV02", "HV03")
    await conference.hub.send("close_session", session=MORNING)
    deeds = [
        desk.command(type, code=code, device=done_at(ago(minutes=minutes)), told=told)
        for type, minutes, told in (("check_in", 30, "checked_in"), ("check_out", 20, "left"))
        for code in people
    ]
    results = (await desk.batch(deeds))["results"]
    assert [result["decision"]["code"] for result in results] == ["checked_in"] * 3 + ["left"] * 3
    assert not any(result["decision"]["conflict"] for result in results)
