"""The list of the summoned comes in: all of it or nothing, again without effect, and a crash in the middle loses nobody."""

from shared.mongo import Document, Store
from tests.clients import KIM_CHAN, PEOPLE, TIEN_LU, Conference, problem
from tests.topics import Topics


async def rows_of(documents: Store, conference: Conference) -> dict[str, Document]:
    return {row["_id"]: row async for row in documents.find("rows", conference=conference.id)}


async def people_of(documents: Store, conference: Conference) -> dict[str, Document]:
    return {person["_id"]: person async for person in documents.find("people", conference=conference.id)}


async def test_a_list_sent_again_changes_nothing_and_says_nothing(
    conference: Conference, documents: Store, topics: Topics
) -> None:
    before = await rows_of(documents, conference), await people_of(documents, conference)
    said = await topics.about(conference.id, "conference.events.v1")
    again = (await conference.ops.import_roster(PEOPLE)).json()
    assert again == {"rows": 6, "imported": 0, "unchanged": 6, "faults": []}
    assert (await rows_of(documents, conference), await people_of(documents, conference)) == before
    assert len(await topics.about(conference.id, "conference.events.v1")) == len(said)


async def test_a_dry_run_counts_and_writes_nothing(conference: Conference, documents: Store) -> None:
    before = await rows_of(documents, conference)
    tried = (await conference.ops.import_roster([("HV99", "Người Mới", KIM_CHAN)], dry_run=True)).json()
    assert (tried["rows"], tried["imported"], tried["faults"]) == (1, 0, [])
    assert await rows_of(documents, conference) == before


async def test_a_list_with_one_fault_imports_nothing_and_tells_the_row(
    conference: Conference, documents: Store
) -> None:
    before = await rows_of(documents, conference), await people_of(documents, conference)
    answer = await conference.ops.import_roster(
        [("HV98", "Người Tốt", KIM_CHAN), ("HV99", "Người Lạc", "NO-SUCH"), ("HV98", "Người Trùng", TIEN_LU)]
    )
    assert problem(answer) == (422, "roster-has-faults")
    assert [(fault["row"], fault["code"]) for fault in answer.json()["faults"]] == [
        (3, "venue-unknown"),
        (4, "code-twice"),
    ]
    assert (await rows_of(documents, conference), await people_of(documents, conference)) == before


async def test_a_name_that_is_corrected_changes_the_person_and_no_row(
    conference: Conference, documents: Store, topics: Topics
) -> None:
    before, said = await rows_of(documents, conference), await topics.about(conference.id, "conference.events.v1")
    corrected = (await conference.ops.import_roster([("HV01", "Nguyễn Thị Đã Sửa", KIM_CHAN)])).json()
    assert (corrected["imported"], corrected["unchanged"]) == (1, 0)
    assert await rows_of(documents, conference) == before
    assert len(await topics.about(conference.id, "conference.events.v1")) == len(said)
    named = (await conference.desk().answer("check_in", code="HV01"))["people"]
    assert named[conference.person("HV01")]["name"] == "Nguyễn Thị Đã Sửa"
    found = (await conference.desk().search("da sua")).json()["people"]
    assert [person["code"] for person in found] == ["HV01"]


async def test_a_person_whose_venue_is_changed_is_awaited_there(conference: Conference) -> None:
    assert (await conference.desk(TIEN_LU).scan("HV01"))["code"] == "wrong_venue"
    await conference.ops.import_roster([("HV01", "Nguyễn Thị Thử Nghiệm", TIEN_LU)])
    assert (await conference.desk(TIEN_LU).scan("HV01"))["code"] == "checked_in"
    assert (await conference.desk(KIM_CHAN).scan("HV02"))["code"] == "checked_in"


async def test_names_go_to_people_alone_and_never_on_the_log(
    conference: Conference, documents: Store, topics: Topics
) -> None:
    names = [name.encode() for _, name, _ in PEOPLE]
    records = await topics.about(conference.id, "conference.events.v1")
    assert len([record for record in records if b"/row/" in record.key]) == 6
    assert not [record for record in records if any(name in record.value for name in names)]
    assert not [row for row in (await rows_of(documents, conference)).values() if "Nguyễn" in str(row)]


async def test_no_row_is_left_unsaid(conference: Conference, documents: Store) -> None:
    assert not [row for row in (await rows_of(documents, conference)).values() if "unsaid" in row]
