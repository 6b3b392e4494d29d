"""What waits is sent when it is due, again until it is decided, and only by whoever handles its key."""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.clock import FixedClock
from shared.failures import Retry
from shared.mongo import Document
from shared.publishing import Record
from shared.things import Thing
from shared.timers import Timers
from tests.shared.test_passing import DOCKET, NOON, Pulse

LATER = NOON + timedelta(minutes=5)


class Place:
    """What this process handles, and whether it is up to date."""

    def __init__(self) -> None:
        self.is_ours, self.lags = True, False

    def handles(self, key: str) -> bool:
        return self.is_ours

    def is_up_to_date(self, key: str) -> bool:
        return self.is_ours and not self.lags


class Watching:
    since = datetime(2023, 6, 3, 5, tzinfo=UTC)

    def __init__(self) -> None:
        self.hears = True

    async def look(self) -> bool:
        return self.hears


class Documents:
    """What the store has of things that wait."""

    def __init__(self) -> None:
        self.waiting: list[Document] = []
        self.away = False

    async def find_due(self, collection: str) -> AsyncIterator[Document]:
        if self.away:
            raise Retry("the store does not answer")
        for document in self.waiting:
            yield document


class Sent:
    def __init__(self) -> None:
        self.records: list[Record] = []
        self.away = False

    async def publish(self, records: Iterable[Record]) -> None:
        records = list(records)
        if self.away:
            raise Retry("Kafka did not acknowledge")
        self.records += records


class Desk:
    """Timers with all that stands around them."""

    def __init__(self) -> None:
        self.clock, self.place, self.documents, self.sent = FixedClock(NOON), Place(), Documents(), Sent()
        self.watching = Watching()
        store: Any = self.documents
        publisher: Any = self.sent
        self.timers = Timers(DOCKET, store, publisher, self.clock, self.watching, self.place)

    def ids(self) -> list[str]:
        return [dict(record.headers)["ce_id"].decode() for record in self.sent.records]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def waiting(newest: int = 1, version: int = 1) -> Thing:
    """Due at noon."""
    return Thing("t/pulse/KC", Pulse(newest=newest), version)


async def test_a_deadline_is_sent_when_it_is_due_and_not_before(desk: Desk) -> None:
    desk.clock.move(timedelta(seconds=-1))
    desk.timers.look(waiting())
    await desk.timers.fire()
    assert (desk.sent.records, desk.timers.next_due()) == ([], NOON)
    desk.clock.move(timedelta(seconds=1))
    await desk.timers.fire()
    assert len(desk.ids()) == 1
    assert desk.timers.next_due() is None
    body = desk.sent.records[0].value.decode()
    assert '"watching_since":"2023-06-03T05:00:00Z"' in body
    assert f'"at":"{NOON.isoformat().replace("+00:00", "Z")}"' in body


async def test_it_is_sent_again_until_its_decision_has_moved_it_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.timers.look(waiting())
    await desk.timers.fire()
    await desk.timers.fire()  # not at once
    assert len(desk.ids()) == 1
    monkeypatch.setattr("shared.timers.RESEND", 0.0)
    await desk.timers.fire()
    assert len(desk.ids()) == 2
    assert len(set(desk.ids())) == 1
    desk.timers.look(Thing("t/pulse/KC", Pulse(), 2))  # nothing waits any more
    await desk.timers.fire()
    assert len(desk.ids()) == 2


async def test_what_kafka_did_not_take_is_still_due(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.timers.RESEND", 0.0)
    desk.timers.look(waiting())
    desk.sent.away = True
    with pytest.raises(Retry):
        await desk.timers.fire()
    desk.sent.away = False
    await desk.timers.fire()
    assert len(desk.ids()) == 1


async def test_whoever_does_not_handle_the_key_sends_nothing_and_owes_nothing(desk: Desk) -> None:
    desk.place.is_ours = False
    desk.timers.look(waiting())
    assert await desk.timers.fire()
    assert desk.ids() == []


async def test_whoever_lags_behind_the_log_of_the_key_owes_it_until_it_does_not(desk: Desk) -> None:
    desk.place.lags = True
    desk.timers.look(waiting())
    assert not await desk.timers.fire()
    assert desk.ids() == []
    desk.place.lags = False
    assert await desk.timers.fire()
    assert len(desk.ids()) == 1


async def test_while_nothing_is_heard_nobody_is_called_silent(desk: Desk) -> None:
    desk.timers.look(waiting())
    desk.watching.hears = False
    assert not await desk.timers.fire()
    desk.watching.hears = True
    assert await desk.timers.fire()
    assert len(desk.ids()) == 1


async def test_a_new_owner_finds_in_the_documents_what_waits(desk: Desk) -> None:
    desk.documents.waiting = [waiting().document()]
    await desk.timers.fire()
    assert len(desk.ids()) == 1


@pytest.mark.expects_error("document not understood")
async def test_a_document_that_cannot_be_read_holds_up_no_other(desk: Desk) -> None:
    bad = waiting().document()
    desk.documents.waiting = [{**bad, "_id": "t/pulse/TL", "state": {"newest": "many"}}, bad]
    await desk.timers.fire()
    assert len(desk.ids()) == 1


async def test_what_another_process_handles_is_not_waited_for_here(desk: Desk) -> None:
    desk.documents.waiting, desk.place.is_ours = [waiting().document()], False
    desk.clock.move(timedelta(seconds=-1))
    await desk.timers.fire()
    assert desk.timers.next_due() is None
    desk.place.is_ours = True
    desk.timers.partitions_moved()
    await desk.timers.fire()
    assert desk.timers.next_due() == NOON


async def test_with_the_store_away_the_documents_are_read_as_soon_as_it_is_back(desk: Desk) -> None:
    desk.documents.waiting, desk.documents.away = [waiting().document()], True
    with pytest.raises(Retry):
        await desk.timers.fire()
    desk.documents.away = False
    await desk.timers.fire()
    assert len(desk.ids()) == 1


async def test_what_was_written_meanwhile_is_not_forgotten_for_an_older_document(desk: Desk) -> None:
    desk.documents.waiting = [waiting().document()]
    desk.timers.look(Thing("t/pulse/KC", Pulse(), 2))
    await desk.timers.fire()
    assert desk.ids() == []


async def test_after_partitions_moved_nothing_is_sent_from_memory(desk: Desk) -> None:
    desk.timers.look(waiting())
    desk.timers.partitions_moved()
    await desk.timers.fire()
    assert desk.ids() == []
