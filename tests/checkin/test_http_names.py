"""Whose names are shown to whom: a desk has those of its own venue, and of whoever was taken in there."""

from uuid import uuid4

from tests.clients import AFTERNOON, KIM_CHAN, MORNING, Conference, problem


async def test_a_desk_that_names_no_venue_is_shown_its_own(conference: Conference) -> None:
    desk = conference.desk(KIM_CHAN)
    own = {conference.person(code) for code in ("HV01", "HV02", "HV03")}
    assert set((await desk.get("/people")).json()) == own
    assert (await desk.search("pham minh vi du")).json() == {"people": []}
    async with desk.watching("missing", session=MORNING) as screen:
        units = screen.items[f"missing/{MORNING}"]["units"]
        assert {id for ids in units.values() for id in ids} == own


async def test_the_names_of_another_venue_cannot_be_had_by_their_ids(conference: Conference) -> None:
    ids = ",".join(conference.person(code) for code in ("HV01", "HV04"))
    named = (await conference.desk(KIM_CHAN).get("/people", ids=ids)).json()
    assert set(named) == {conference.person("HV01")}
    assert set((await conference.hub.get("/people", ids=ids)).json()) == set(ids.split(","))


async def test_whoever_was_taken_in_here_can_be_named_and_found_here(conference: Conference) -> None:
    """A person expected elsewhere, accepted here; and one who was on no list."""
    desk, guest = conference.desk(TIEN_LU := "TL"), str(uuid4())
    refused = await desk.scan("HV01")
    await desk.send("override", code="HV01", over="wrong_venue", seen=refused["revision"])
    await desk.put_person(guest, "Khách Không Mời Trước")
    await desk.send("walk_in", attendee=guest)
    people = (await desk.get("/people", venue=TIEN_LU)).json()
    assert {conference.person("HV01"), guest} <= set(people)
    found = (await desk.search("khach khong moi")).json()["people"]
    assert [person["id"] for person in found] == [guest]


async def test_another_venue_or_all_of_them_are_refused_by_name_too(quiet: Conference) -> None:
    desk = quiet.desk(KIM_CHAN)
    for query in ({"venue": "TL"}, {"venue": "*"}):
        assert problem(await desk.get("/people", **query)) == (403, "other-venue")
        assert problem(await desk.search("nguyen", **query)) == (403, "other-venue")
        assert problem(await desk.get("/live/missing", session=MORNING, **query)) == (403, "other-venue")
        assert problem(await desk.get("/live/conflicts", **query)) == (403, "other-venue")


async def test_a_person_typed_at_a_door_cannot_pretend_to_be_on_the_roster(quiet: Conference) -> None:
    guest = str(uuid4())
    await quiet.desk(KIM_CHAN).put_person(guest, "Kẻ Mạo Danh", code="HV04", venue="TL")
    assert guest not in (await quiet.hub.get("/people", venue="TL")).json()
    known = (await quiet.hub.get("/people", ids=guest)).json()[guest]
    assert known == {"name": "Kẻ Mạo Danh", "title": "", "unit": ""}


async def test_a_person_typed_into_another_conference_is_refused(quiet: Conference) -> None:
    answer = await quiet.desk().http.put(f"/people/{uuid4()}", json={"conference": "t-other", "name": "Ai Đó"})
    assert problem(answer) == (403, "other-conference")


async def test_what_is_planned_is_shown_to_every_pass_and_names_nobody(quiet: Conference) -> None:
    me = (await quiet.client("attendee", KIM_CHAN).get("/me")).json()
    assert {venue["id"] for venue in me["venues"]} == {KIM_CHAN, "TL"}
    assert {session["id"] for session in me["sessions"]} == {MORNING, AFTERNOON}
    assert "Nguyễn" not in str(me)
