"""A scan at a door, over HTTP, Kafka and the store: what the desk is told."""

from tests.clients import KIM_CHAN, TIEN_LU, Conference


async def test_a_summoned_person_is_in_and_is_named(conference: Conference) -> None:
    answer = await conference.desk().answer("check_in", code="hv 01")
    assert answer["decision"]["code"] == "checked_in"
    assert answer["people"][conference.person("HV01")]["name"] == "Nguyễn Thị Thử Nghiệm"


async def test_a_second_scan_is_refused_and_says_where_since_when_and_by_whom(conference: Conference) -> None:
    first = await conference.desk().scan("HV01")
    second = await conference.desk().scan("HV01")
    assert second["code"] == "already_in"
    assert (second["where"], second["since"], second["who_took"]) == (KIM_CHAN, first["at"], first["by"])


async def test_at_another_venue_the_desk_hears_where_the_person_is_expected(conference: Conference) -> None:
    refused = await conference.desk(TIEN_LU).scan("HV01")
    assert (refused["code"], refused["where"]) == ("wrong_venue", KIM_CHAN)
