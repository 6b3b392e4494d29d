"""The shapes in which our code speaks to its store, right on each store it may meet: the embedded one, and MongoDB.

Without Docker the summary of the run says that MongoDB was not met.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pytest

from shared.failures import Lost, Retry
from shared.mongo import CHUNK, Document, Store
from tests.backstage import Backstage
from tests.docker import docker_is_away

STORES = ["embedded", *([] if docker_is_away() else ["mongodb"])]
THINGS = "things"


@pytest.fixture(scope="module")
def uri(request: pytest.FixtureRequest, backstage: Backstage) -> Iterator[str]:
    if request.param == "embedded":
        yield backstage.store.uri
        return
    from testcontainers.community.mongodb import MongoDbContainer  # only where Docker answers

    with MongoDbContainer("mongo:8") as mongo:
        yield mongo.get_connection_url()


@pytest.fixture
async def store(uri: str) -> AsyncIterator[Store]:
    store = Store(uri, f"contract-{uuid4().hex[:8]}")
    yield store
    store.close()


on_each_store = pytest.mark.parametrize("uri", STORES, indirect=True)


def thing(id: object, version: int = 1, **more: object) -> Document:
    return {"_id": f"hy-2023/attendee/{id}", "conference": "hy-2023", "version": version, **more}


@on_each_store
async def test_many_documents_are_read_by_their_ids_and_those_that_are_not_there_are_left_out(store: Store) -> None:
    count = 2 * CHUNK + 7
    await store.write(THINGS, [(thing(number), 0) for number in range(count)])
    found = await store.read(THINGS, [thing(number)["_id"] for number in range(count + 50)])
    assert found == {document["_id"]: document for document in map(thing, range(count))}
    assert await store.read(THINGS, []) == {}
    assert await store.read_one(THINGS, "no/such/thing") is None


@on_each_store
async def test_a_document_comes_back_as_it_was_written(store: Store) -> None:
    whole = thing(
        1, state={"a": None, "b": [1, 2.5, True, {"c": "Đỗ\u0000"}], "": ""}, decisions={str(uuid4()): {"x": 1}}
    )
    await store.write(THINGS, [(whole, 0)])
    assert await store.read_one(THINGS, whole["_id"]) == whole


@on_each_store
async def test_a_new_version_replaces_the_one_it_was_made_from_whole(store: Store) -> None:
    await store.write(THINGS, [(thing(1, unsaid=True), 0)])
    await store.write(THINGS, [(thing(1, 2), 1)])
    assert await store.read_one(THINGS, thing(1)["_id"]) == thing(1, 2)


@on_each_store
@pytest.mark.parametrize("read_at", [0, 1, 3], ids=["new", "older", "newer than there is"])
async def test_who_read_another_version_loses_and_the_others_of_the_batch_are_written(
    store: Store, read_at: int
) -> None:
    await store.write(THINGS, [(thing(1, 2), 0)])
    with pytest.raises(Lost):
        await store.write(THINGS, [(thing(2), 0), (thing(1, 9, spoilt=True), read_at), (thing(3), 0)])
    found = await store.read(THINGS, [thing(number)["_id"] for number in (1, 2, 3)])
    assert [found[thing(number)["_id"]]["version"] for number in (1, 2, 3)] == [2, 1, 1]
    assert "spoilt" not in found[thing(1)["_id"]]


@on_each_store
@pytest.mark.parametrize("first", [0, 1], ids=["the first writers", "writers of one version"])
async def test_of_many_writers_at_once_one_wins(store: Store, first: int) -> None:
    if first:
        await store.write(THINGS, [(thing(1), 0)])
    outcomes = await asyncio.gather(
        *(store.write(THINGS, [(thing(1, first + 1, by=number), first)]) for number in range(20)),
        return_exceptions=True,
    )
    assert [outcome for outcome in outcomes if outcome is not None and not isinstance(outcome, Lost)] == []
    winner = (await store.read(THINGS, [thing(1)["_id"]]))[thing(1)["_id"]]["by"]
    assert [number for number, outcome in enumerate(outcomes) if outcome is None] == [winner]


@on_each_store
async def test_nothing_to_write_is_no_failure(store: Store) -> None:
    await store.write(THINGS, [])


@on_each_store
async def test_a_document_put_under_a_known_id_changes_nothing(store: Store) -> None:
    assert await store.insert(THINGS, thing(1))
    assert not await store.insert(THINGS, thing(1, 7))
    assert await store.read_one(THINGS, thing(1)["_id"]) == thing(1)


@on_each_store
async def test_a_mark_is_cleared_on_the_version_that_bore_it_and_on_no_later_one(store: Store) -> None:
    await store.write(THINGS, [(thing(1, unsaid=True), 0), (thing(2, 2, unsaid=True), 0)])
    await store.clear_mark(THINGS, thing(1)["_id"], 1)
    await store.clear_mark(THINGS, thing(2)["_id"], 1)
    assert await store.read_one(THINGS, thing(1)["_id"]) == thing(1)
    assert await store.read_one(THINGS, thing(2)["_id"]) == thing(2, 2, unsaid=True)


@on_each_store
@pytest.mark.parametrize("indexed", [True, False])
async def test_documents_are_found_by_what_a_field_equals_with_an_index_and_without(
    store: Store, indexed: bool
) -> None:
    for _ in range(2 if indexed else 0):
        await store.index(THINGS, "unsaid", "conference")  # a second time is harmless
    marked = [thing(number, unsaid=True) for number in range(150)]
    await store.write(THINGS, [(document, 0) for document in (*marked, *(thing(n) for n in range(150, 300)))])
    found = [document async for document in store.find(THINGS, unsaid=True)]
    assert sorted(found, key=lambda document: str(document["_id"])) == sorted(
        marked, key=lambda document: str(document["_id"])
    )
    assert len([document async for document in store.find(THINGS, conference="hy-2023")]) == 300
    assert [document async for document in store.find(THINGS, conference="hy-2024")] == []


@on_each_store
async def test_it_says_whether_it_answers(store: Store) -> None:
    assert await store.answers()


async def test_a_store_that_is_away_is_a_retry_whatever_is_asked_of_it() -> None:
    away = Store("mongodb://127.0.0.1:1/?directConnection=true", "contract", timeout_ms=100)

    async def find() -> None:
        assert not [document async for document in away.find(THINGS, unsaid=True)]

    asked = (
        away.read(THINGS, ["a"]), away.read_one(THINGS, "a"), away.write(THINGS, [(thing(1), 0)]), find(),
        away.insert(THINGS, thing(1)), away.clear_mark(THINGS, "a", 1), away.index(THINGS, "a"),
    )  # fmt: skip
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Retry] * len(asked)
    assert not await away.answers()
    away.close()
