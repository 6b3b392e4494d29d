"""Điểm danh theo đoàn: the head of a delegation hands in the whole list at once; handed in twice, it counts once."""

from uuid import UUID, uuid4, uuid5

from tests.clients import KIM_CHAN, MORNING, Client, Conference, Json
from tests.waiting import wait_for

DELEGATION = ("HV01", "HV02", "HV03")


def list_of(desk: Client, conference: Conference, delegation: UUID) -> list[Json]:
    """Each deed's id is made of the delegation and the person: whoever makes the list again makes the same ids."""
    people = [conference.person(code) for code in DELEGATION]
    return [
        desk.command("check_in", id=uuid5(delegation, person), attendee=person, how="delegation") for person in people
    ]


async def test_a_delegation_handed_in_twice_is_told_the_same_and_counted_once(conference: Conference) -> None:
    desk, delegation = conference.desk(), uuid4()
    async with desk.watching("door", venue=KIM_CHAN, session=MORNING) as screen:
        first = (await desk.batch(list_of(desk, conference, delegation)))["results"]
        again = (await desk.batch(list_of(desk, conference, delegation)))["results"]
        people = {f"attendee/{conference.person(code)}" for code in DELEGATION}
        await wait_for(lambda: people <= set(screen.items))
    assert [(one["status"], one["decision"]["code"]) for one in first] == [("decided", "checked_in")] * 3
    assert again == first
    assert {one["decision"]["presence"]["how"] for one in first} == {"delegation"}
    for key in people:
        assert screen.items[key]["version"] == 1  # one decision each


async def test_who_came_alone_before_the_list_is_in_once(conference: Conference) -> None:
    desk = conference.desk()
    await desk.scan("HV02")
    results = (await desk.batch(list_of(desk, conference, uuid4())))["results"]
    assert [one["decision"]["code"] for one in results] == ["checked_in", "already_in", "checked_in"]
