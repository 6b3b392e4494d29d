"""A fold ends the same whatever it hears twice, late or in another order."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from aiokafka import ConsumerRecord
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.events.conference import CONFERENCE_EVENTS, Session, SessionOpened
from shared.folding import Fold, ListFold, StateFold
from shared.mongo import Document, Store
from shared.publishing import Publisher, Record
from shared.records import DEAD_LETTERS, event_record

NOON = datetime(2023, 6, 3, 12, tzinfo=UTC)
ORDERS = st.lists(st.sampled_from([("sang", 1), ("sang", 2), ("sang", 5), ("chieu", 1), ("chieu", 3)]), max_size=12)


class Sent(Publisher):
    """Keeps what would be published."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    async def publish(self, records: Any) -> None:
        self.records += records


def heard(session: str, version: int) -> ConsumerRecord:
    """The record of the event that made this version of a session."""
    state = Session(name=session, opened_at=NOON + timedelta(minutes=version))
    event = SessionOpened(key=f"hy/session/{session}", version=version, command=uuid4(), at=NOON, by="hub", state=state)
    return as_heard(event_record("conference.events.v1", event, event.model_dump_json()))


def as_heard(record: Record) -> ConsumerRecord:
    return ConsumerRecord(record.topic, 0, 7, 0, 0, record.key.encode(), record.value, 0, 0, 0, tuple(record.headers))


def opened(event: SessionOpened) -> Document:
    return {"opened_at": event.state.opened_at.isoformat() if event.state.opened_at else None}


async def fold_all(kind: type[Fold], store: Store, batches: Sequence[Sequence[ConsumerRecord]]) -> dict[str, Document]:
    """What a new fold holds after these batches."""
    collection, publisher = f"fold-{uuid4().hex}", Sent()
    fold = kind(store, publisher, collection, CONFERENCE_EVENTS, opened)
    for batch in batches:
        await fold.handle(batch)
    assert not publisher.records
    return {document["_id"]: document async for document in store.find(collection)}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=ORDERS)
async def test_a_state_fold_ends_with_the_newest_of_each_key_in_any_order(
    documents: Store, order: list[tuple[str, int]]
) -> None:
    at_once = await fold_all(StateFold, documents, [[heard(*event) for event in order]])
    one_by_one = await fold_all(StateFold, documents, [[heard(*event)] for event in order])
    newest = {f"hy/session/{key}": max(version for k, version in order if k == key) for key, _ in order}
    assert {id: document["version"] for id, document in at_once.items()} == newest
    assert at_once == one_by_one


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=ORDERS)
async def test_a_list_drops_nothing_as_old_and_nothing_twice(documents: Store, order: list[tuple[str, int]]) -> None:
    rows = await fold_all(ListFold, documents, [[heard(*event)] for event in order])
    assert set(rows) == {f"hy/session/{key}#{version}" for key, version in order}


async def test_what_is_no_event_goes_to_the_dead_letters_and_the_rest_is_kept(documents: Store) -> None:
    publisher, collection = Sent(), f"fold-{uuid4().hex}"
    fold = StateFold(documents, publisher, collection, CONFERENCE_EVENTS, opened)
    poisoned = as_heard(Record("conference.events.v1", "hy/session/sang", b"\xff not json"))
    await fold.handle([poisoned, heard("sang", 1)])
    assert [letter.topic for letter in publisher.records] == [DEAD_LETTERS]
    assert [document["version"] async for document in documents.find(collection)] == [1]
