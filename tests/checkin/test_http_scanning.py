"""A scan at a door, over HTTP, Kafka and the store: what the desk is told."""

import asyncio
from uuid import uuid4

from tests.backstage import Backstage
from tests.clients import AFTERNOON, KIM_CHAN, MORNING, TIEN_LU, Conference, ago, done_at


async def test_a_summoned_person_is_in_and_is_named(conference: Conference) -> None:
    answer = await conference.desk().answer("check_in", code="hv 01")
    assert answer["decision"]["code"] == "checked_in"
    person = answer["people"][conference.person("HV01")]
    assert (person["name"], person["title"], person["unit"]) == ("Nguyễn Thị Thử Nghiệm", "Chuyên viên", "UBND xã Thử")


async def test_a_second_scan_is_refused_and_says_where_since_when_and_by_whom(conference: Conference) -> None:
    first = await conference.desk(id="ban-1").scan("HV01")
    second = await conference.desk(id="ban-2").scan("HV01")
    assert second["code"] == "already_in"
    assert (second["where"], second["since"], second["who_took"]) == (KIM_CHAN, first["at"], "ban-1")


async def test_a_code_on_no_list_is_unknown_however_often_it_is_scanned(conference: Conference) -> None:
    assert [(await conference.desk().scan("KHÔNG-CÓ"))["code"] for _ in range(2)] == ["unknown_code", "unknown_code"]


async def test_at_another_venue_the_desk_hears_where_the_person_is_expected_and_whom_to_call(
    backstage: Backstage,
) -> None:
    hall, head = Conference(backstage), str(uuid4())
    await hall.ops.put_person(head, "Trưởng Điểm Cầu Kim Chân", phone="0912345678")
    await hall.set_up(venues={KIM_CHAN: {"contact": head}, TIEN_LU: {}})
    answer = await hall.desk(TIEN_LU).answer("check_in", code="HV01")
    assert (answer["decision"]["code"], answer["decision"]["where"]) == ("wrong_venue", KIM_CHAN)
    assert answer["people"][head]["phone"] == "0912345678"
    await hall.close()


async def test_accepted_here_by_one_tap_the_person_is_expected_here_from_then_on(conference: Conference) -> None:
    desk = conference.desk(TIEN_LU)
    refused = await desk.scan("HV01")
    taken = await desk.send("override", code="HV01", over="wrong_venue", seen=refused["revision"])
    assert (taken["code"], taken["presence"]["venue"], taken["state"]["moved_to"]) == ("checked_in", TIEN_LU, TIEN_LU)
    assert "moved" in taken["flags"]
    await desk.send("check_out", code="HV01")
    assert (await conference.desk(KIM_CHAN).scan("HV01"))["code"] == "wrong_venue"


async def test_an_override_of_what_has_changed_since_it_was_seen_is_stale(conference: Conference) -> None:
    refused = await conference.desk(TIEN_LU).scan("HV01")
    await conference.desk(KIM_CHAN).scan("HV01")
    late = await conference.desk(TIEN_LU).send("override", code="HV01", over="wrong_venue", seen=refused["revision"])
    assert late["code"] == "stale"
    assert late["state"]["presences"][0]["venue"] == KIM_CHAN


async def test_somebody_inside_elsewhere_is_taken_over_with_a_reason_and_is_in_one_place(
    conference: Conference,
) -> None:
    await conference.desk(KIM_CHAN).scan("HV01", device=done_at(ago(minutes=30)))
    desk = conference.desk(TIEN_LU)
    refused = await desk.scan("HV01")
    assert (refused["code"], refused["where"]) == ("inside_elsewhere", KIM_CHAN)
    over = {"code": "HV01", "over": "inside_elsewhere", "seen": refused["revision"]}
    assert await desk.refused("override", **over) == (422, "reason-needed")
    # who is inside elsewhere is expected elsewhere too: the override passes over one reason, a transfer over both
    moved = await desk.send("transfer", code="HV01", seen=refused["revision"], reason="đi cùng đoàn Tiên Lữ")
    assert moved["code"] == "recorded"
    stays = [(stay["venue"], stay["end"] is None) for stay in moved["state"]["presences"]]
    assert stays == [(KIM_CHAN, False), (TIEN_LU, True)]


async def test_a_qr_of_an_earlier_issue_is_revoked_and_a_typed_code_is_not(conference: Conference) -> None:
    assert (await conference.desk().scan(conference.qr("HV01", issue=0)))["code"] == "revoked"
    assert (await conference.desk().scan("HV01", how="typed"))["code"] == "checked_in"


async def test_a_printed_qr_lets_its_person_in_and_an_altered_one_is_nobodys(conference: Conference) -> None:
    qr = conference.qr("HV02")
    forged = qr[:-1] + ("A" if qr[-1] != "A" else "B")
    assert (await conference.desk().scan(forged))["code"] == "unknown_code"
    taken = await conference.desk().scan(qr)
    assert (taken["code"], taken["attendee"]) == ("checked_in", conference.person("HV02"))


async def test_a_walk_in_is_named_first_and_then_taken_in(conference: Conference) -> None:
    guest = str(uuid4())
    assert (await conference.desk().put_person(guest, "Khách Vãng Lai", "Nhà báo", "Báo Thử")).status_code == 200
    answer = await conference.desk().answer("walk_in", attendee=guest)
    assert answer["decision"]["code"] == "checked_in"
    assert "walk_in" in answer["decision"]["flags"]
    assert answer["people"][guest]["name"] == "Khách Vãng Lai"


async def test_the_same_person_may_be_named_again_and_another_under_that_id_may_not(conference: Conference) -> None:
    guest = str(uuid4())
    statuses = [
        (await conference.desk().put_person(guest, name)).status_code
        for name in ("Khách Thứ Nhất", "Khách Thứ Nhất", "Khách Thứ Hai")
    ]
    assert statuses == [200, 200, 409]


async def test_a_full_hall_says_so_and_lets_in_whoever_has_a_reason(backstage: Backstage) -> None:
    hall = Conference(backstage)
    await hall.set_up(venues={KIM_CHAN: {"capacity": 1}, TIEN_LU: {}})
    await hall.desk().scan("HV01")
    full = await hall.desk().scan("HV02")
    assert full["code"] == "capacity_reached"
    over = {"code": "HV02", "over": "capacity_reached", "seen": full["revision"], "reason": "còn ghế phụ"}
    assert (await hall.desk().send("override", **over))["code"] == "checked_in"
    await hall.close()


async def test_the_afternoon_is_not_open_yet(conference: Conference) -> None:
    assert (await conference.desk().scan("HV01", session=AFTERNOON))["code"] == "session_not_open"
    assert (await conference.desk().scan("HV01", session="no-such-session"))["code"] == "session_not_open"


async def test_a_deed_carries_the_time_it_was_done_and_who_did_it(conference: Conference) -> None:
    at = ago(minutes=20)
    taken = await conference.desk(id="ban-3").scan("HV01", device=done_at(at))
    assert taken["presence"]["start"] == at.isoformat().replace("+00:00", "Z")
    assert (taken["by"], taken["session"], taken["flags"]) == ("ban-3", MORNING, ["corrected_time"])


async def test_eleven_venues_take_in_one_person_at_once_and_one_of_them_does(backstage: Backstage) -> None:
    """Somebody on no list, so that no venue is the wrong one."""
    venues, guest = [f"V{number}" for number in range(11)], str(uuid4())
    hall = Conference(backstage)
    await hall.set_up([("HV01", "Người Ngoài Cuộc", "V0")], {venue: {} for venue in venues})
    told = await asyncio.gather(*(hall.desk(venue).send("walk_in", attendee=guest) for venue in venues))
    assert sorted(one["code"] for one in told) == ["checked_in"] + ["inside_elsewhere"] * 10
    taken = next(one for one in told if one["code"] == "checked_in")
    assert {one["where"] for one in told if one is not taken} == {taken["venue"]}
    last = max(told, key=lambda one: one["version"])
    assert [stay["venue"] for stay in last["state"]["presences"]] == [taken["venue"]]
    await hall.close()
