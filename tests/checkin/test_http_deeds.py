"""What else is done at a door on the day, over the whole way: exits, undo, substitutes, excuses, counts, conflicts."""

import json
from typing import Any
from uuid import UUID, uuid4

from shared.events.base import follow_up_id
from shared.mongo import Store
from tests.backstage import Backstage
from tests.clients import AFTERNOON, KIM_CHAN, MORNING, TIEN_LU, Conference, ago, done_at
from tests.waiting import wait_for


async def state_of(documents: Store, conference: Conference, person: str) -> dict[str, Any]:
    document = await documents.read_one("attendees", f"{conference.id}/attendee/{person}")
    return document["state"] if document else {}


async def test_somebody_leaves_and_comes_back(conference: Conference) -> None:
    codes = [
        (await conference.desk().send(type, code="HV01"))["code"] for type in ("check_in", "check_out", "check_in")
    ]
    assert codes == ["checked_in", "left", "checked_in"]


async def test_an_exit_of_somebody_who_is_not_in_is_refused(conference: Conference) -> None:
    assert (await conference.desk().send("check_out", code="HV01"))["code"] == "not_in"


async def test_an_operator_takes_back_what_this_desk_did_and_nobody_elses(conference: Conference) -> None:
    mine = await conference.desk(id="ban-1").scan("HV01")
    undo = {"code": "HV01", "deed": mine["command"], "reason": "bấm nhầm người"}
    assert (await conference.desk(id="ban-2").send("undo", **undo))["code"] == "not_yours"
    undone = await conference.desk(id="ban-1").send("undo", **undo)
    assert (undone["code"], undone["state"]["presences"]) == ("undone", [])


async def test_a_venue_head_takes_back_what_any_desk_there_did(conference: Conference) -> None:
    mine = await conference.desk(id="ban-1").scan("HV01")
    undone = await conference.head().send("undo", code="HV01", deed=mine["command"], reason="nhầm người")
    assert undone["code"] == "undone"


async def test_a_deed_sent_again_after_it_was_undone_gets_its_old_answer_and_changes_nothing(
    conference: Conference,
) -> None:
    desk = conference.desk()
    command = desk.command("check_in", code="HV01")
    first = (await desk.post(command)).json()["decision"]
    await desk.send("undo", code="HV01", deed=command["id"], reason="bấm nhầm")
    assert (await desk.post(command)).json()["decision"] == first
    assert (await desk.send("check_out", code="HV01"))["code"] == "not_in"


async def test_an_undo_that_overtakes_its_deed_is_remembered(conference: Conference) -> None:
    deed = str(uuid4())
    early = await conference.desk().send("undo", code="HV01", deed=deed, reason="bấm nhầm")
    assert early["code"] == "nothing_to_undo"
    assert (await conference.desk().scan("HV01", id=deed))["code"] == "undone"


async def test_a_substitute_needs_the_chairs_consent_and_then_is_in_at_their_own_key(
    conference: Conference, documents: Store
) -> None:
    desk, guest = conference.desk(), str(uuid4())
    await desk.put_person(guest, "Người Đi Thay")
    asked = {"code": "HV01", "substitute": guest}
    assert (await desk.send("substitute", **asked))["code"] == "substitute_needs_consent"
    answer = await desk.answer("substitute", **asked, consent=True)
    assert answer["decision"]["code"] == "checked_in"
    assert answer["people"][guest]["name"] == "Người Đi Thay"

    async def entered() -> bool:
        return bool((await state_of(documents, conference, guest)).get("presences"))

    await wait_for(entered)
    stay = (await state_of(documents, conference, guest))["presences"][0]
    key = f"{conference.id}/attendee/{guest}"
    assert stay["substitute_for"] == conference.person("HV01")
    assert stay["entry"] == str(follow_up_id(UUID(answer["decision"]["command"]), key))


async def test_the_summoned_person_comes_after_all_and_the_substitute_stays_as_a_walk_in(
    conference: Conference, documents: Store
) -> None:
    desk, guest = conference.desk(), str(uuid4())
    await desk.put_person(guest, "Người Đi Thay Rồi Ở Lại")
    await desk.send("substitute", code="HV01", substitute=guest, consent=True)
    refused = await desk.scan("HV01")
    assert (refused["code"], refused["substitute"]) == ("already_substituted", guest)
    over = {"code": "HV01", "over": "already_substituted", "seen": refused["revision"]}
    assert (await desk.send("override", **over))["code"] == "checked_in"

    async def released() -> bool:
        return bool((await state_of(documents, conference, guest)).get("walk_in"))

    await wait_for(released)
    stay = (await state_of(documents, conference, guest))["presences"][0]
    assert (stay["substitute_for"], stay["end"]) == (None, None)


async def test_a_substitute_who_is_inside_elsewhere_comes_back_as_a_conflict(
    conference: Conference, documents: Store
) -> None:
    await conference.desk(TIEN_LU).scan("HV04")
    listed = {"substitute": conference.person("HV04"), "listed": True, "consent": True}
    assert (await conference.desk(KIM_CHAN).send("substitute", code="HV01", **listed))["code"] == "checked_in"

    async def opened() -> bool:
        return bool((await state_of(documents, conference, conference.person("HV01"))).get("conflicts"))

    await wait_for(opened)
    conflict = (await state_of(documents, conference, conference.person("HV01")))["conflicts"][0]
    assert (conflict["told"], conflict["code"]) == ("checked_in", "inside_elsewhere")


async def test_absent_with_a_reason_and_here_all_the_same(conference: Conference) -> None:
    excused = await conference.head().send("excuse", code="HV01", reason="họp hội đồng nhân dân xã")
    assert excused["code"] == "recorded"
    assert "excused_but_came" in (await conference.desk().scan("HV01"))["flags"]


async def test_the_number_read_out_stands_beside_the_list(conference: Conference) -> None:
    said = await conference.desk().send("head_count", count=150)
    assert (said["code"], said["state"]["count"]) == ("recorded", 150)


async def test_what_an_offline_desk_told_otherwise_is_a_conflict_until_somebody_settles_it(
    conference: Conference,
) -> None:
    await conference.desk(TIEN_LU).scan("HV04")
    told = await conference.desk(KIM_CHAN).scan("HV04", told="checked_in", device=done_at(ago(seconds=1)))
    assert (told["code"], told["conflict"]) == ("inside_elsewhere", True)
    settle = {"code": "HV04", "deed": told["command"], "outcome": "server_right"}
    assert (await conference.head().send("settle_conflict", **settle, seen=told["revision"] - 1))["code"] == "stale"
    settled = await conference.head().send("settle_conflict", **settle, seen=told["revision"])
    assert settled["code"] == "recorded"
    assert settled["state"]["conflicts"][0]["settled"]["outcome"] == "server_right"
    again = await conference.head().send("settle_conflict", **settle, seen=settled["revision"])
    assert again["code"] == "stale"


async def test_a_session_is_opened_by_the_centre_and_ends_what_was_open_in_the_one_before(
    conference: Conference,
) -> None:
    await conference.desk().scan("HV01")
    await conference.hub.send("open_session", session=AFTERNOON)
    taken = await conference.desk().scan("HV01", session=AFTERNOON)
    stays = [(stay["session"], stay["end"] is None) for stay in taken["state"]["presences"]]
    assert stays == [(MORNING, False), (AFTERNOON, True)]


async def test_a_session_acted_on_by_somebody_who_saw_an_older_one_is_stale(conference: Conference) -> None:
    opened = await conference.hub.send("open_session", session=AFTERNOON)
    late = await conference.hub.send("close_session", session=AFTERNOON, seen=opened["revision"] - 1)
    assert (late["code"], late["state"]["closed_at"]) == ("stale", None)


async def test_what_was_done_before_closing_and_uploaded_after_it_counts(conference: Conference) -> None:
    done = done_at(ago(minutes=10))
    await conference.hub.send("close_session", session=MORNING)
    desk = conference.desk()
    commands = [desk.command("check_in", code=code, told="checked_in", device=done) for code in ("HV01", "HV02")]
    late = [result["decision"] for result in (await desk.batch(commands))["results"]]
    assert [(one["code"], "offline" in one["flags"]) for one in late] == [("checked_in", True)] * 2
    assert (await desk.scan("HV03"))["code"] == "session_closed"


async def test_five_hundred_from_an_offline_desk_are_each_answered_in_their_order(backstage: Backstage) -> None:
    people = [(f"P{number:03}", f"Người Thứ {number}", KIM_CHAN) for number in range(500)]
    hall = Conference(backstage)
    await hall.set_up(people)
    desk = hall.desk()
    commands = [desk.command("check_in", code=code, told="checked_in") for code, *_ in people]
    results = (await desk.batch(commands))["results"]
    assert [result["id"] for result in results] == [command["id"] for command in commands]
    assert {result["status"] for result in results} == {"decided"}
    assert {result["decision"]["code"] for result in results} == {"checked_in"}
    assert len((await desk.get("/people")).json()) == 500
    await hall.close()


async def test_people_of_an_online_venue_come_and_go_by_their_own_link(backstage: Backstage) -> None:
    hall = Conference(backstage)
    await hall.set_up([("HV01", "Người Ở Nhà", "ON")], {"ON": {"kind": "online"}, KIM_CHAN: {}})
    mine = hall.client("participant", None, person=hall.person("HV01"))
    assert (await mine.send("check_in", attendee=hall.person("HV01"), venue="ON", how="link"))["code"] == "checked_in"
    elsewhere = await hall.desk(KIM_CHAN).scan("HV01")
    assert (elsewhere["code"], elsewhere["where"]) == ("inside_elsewhere", "ON")
    assert (await mine.send("check_out", attendee=hall.person("HV01"), venue="ON"))["code"] == "left"
    await hall.close()


async def test_whoever_goes_in_and_out_all_day_has_a_document_that_stays_small(
    conference: Conference, documents: Store
) -> None:
    """Each decision is kept with the whole state after it: stays count twice over."""
    for type in ("check_in", "check_in", "check_out") * 10:
        await conference.desk().send(type, code="HV01")
    document = await documents.read_one("attendees", f"{conference.id}/attendee/{conference.person('HV01')}")
    assert document
    assert len(document["decisions"]) == 30
    assert len(json.dumps(document, ensure_ascii=False).encode()) < 256_000
