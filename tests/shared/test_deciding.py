"""The loop on a store in memory: what it does when one person's document is full."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import bson

from services.checkin.commands import CheckinStamp, CheckOut
from services.checkin.store import CHECKIN
from shared.deciding import LARGEST, Decider
from shared.events.attendance import RowFact, SessionFact
from shared.events.base import Actor
from shared.records import DEAD_LETTERS, Incoming, order_record, read_order
from tests.memory import Said, Shelf, as_read

NOON = datetime(2023, 6, 3, 12, tzinfo=UTC)
SOMEBODY = uuid4()


def exits(count: int) -> list[Incoming]:
    """One person walks past an exit scanner, again and again, without ever having come in."""
    stamp = CheckinStamp(
        received_at=NOON, at=NOON, actor=Actor(id="ban-1", role="operator", venue="KC"),
        session=SessionFact(version=1, id="sang", opens=NOON), row=RowFact(version=1, unit="u", venue="KC"),
    )  # fmt: skip
    deeds = [CheckOut(id=uuid4(), conference="t", attendee=SOMEBODY, session="sang", venue="KC") for _ in range(count)]
    records = [order_record(CHECKIN.commands_topic, deed, stamp, "c") for deed in deeds]
    return [read_order(as_read(record, offset), CHECKIN.orders) for offset, record in enumerate(records)]


async def test_a_full_document_sets_further_deeds_aside_and_stops_nobody() -> None:
    shelf, sent = Shelf(), Said()
    decider = Decider(CHECKIN, shelf, sent)
    many = exits(200)
    await decider.decide(many)
    letters = [record for record in sent.records if record.topic == DEAD_LETTERS]
    decided: dict[str, Any] = shelf.documents[many[0].key]["decisions"]
    assert 0 < len(letters) < 200
    assert len(decided) + len(letters) == 200
    largest = len(bson.encode(shelf.documents[many[0].key]))
    assert LARGEST * 0.8 < largest < 256 * 1024


async def test_what_was_decided_before_a_document_was_full_is_still_answered_the_same() -> None:
    shelf, sent = Shelf(), Said()
    decider = Decider(CHECKIN, shelf, sent)
    many = exits(200)
    await decider.decide(many)
    first = next(record.value for record in sent.records if record.topic == CHECKIN.events_topic)
    sent.records.clear()
    await decider.decide(many[:1])
    assert [record.value for record in sent.records] == [first]
