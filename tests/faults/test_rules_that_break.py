"""A rule that breaks sets its own command aside; nothing of it is recorded, and the rest of the batch goes on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from shared.deciding import Decider
from shared.events.base import Stamp
from shared.mongo import Document
from shared.publishing import Record
from shared.records import DEAD_LETTERS, order_record, read_order
from tests.example.lost import ASKED, LOST, follow_ups
from tests.faults.crash.scenario import HUB, NOW, deed


class Shelves:
    """A store and a publisher in memory."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.records: list[Record] = []

    async def read(self, collection: str, ids: Iterable[str]) -> dict[str, Document]:
        return {id: self.documents[id] for id in ids if id in self.documents}

    async def write(self, collection: str, documents: Sequence[tuple[Document, int]]) -> None:
        self.documents |= {document["_id"]: document for document, _ in documents}

    async def publish(self, records: Iterable[Record]) -> None:
        self.records.extend(records)


@pytest.mark.expects_error("a rule broke")
async def test_follow_ups_that_break_leave_no_decision_behind() -> None:
    def breaking(event: Any) -> Iterator[Any]:
        if event.what == "ô đen":
            raise KeyError("no such venue")
        return follow_ups(event)

    item = replace(LOST.kinds["item"], follow_ups=breaking)
    docket, shelves = replace(LOST, kinds={**LOST.kinds, "item": item}), Shelves()
    umbrella, scarf = (
        deed("report", "umbrella", "KC", "1", what="ô đen"),
        deed("report", "scarf", "KC", "2", what="khăn"),
    )
    batch = [read_order(on_the_log(command, offset), LOST.orders) for offset, command in enumerate((umbrella, scarf))]
    await Decider(docket, shelves, shelves).decide(batch)
    assert list(shelves.documents) == [batch[1].key]
    assert [record.value for record in shelves.records if record.topic == DEAD_LETTERS] == [batch[0].record.value]


def on_the_log(command: dict[str, Any], offset: int) -> ConsumerRecord:
    stamp = Stamp(received_at=NOW, at=NOW, actor=HUB.actor())
    record = order_record(LOST.commands_topic, ASKED.validate_python(command), stamp, "")
    key, length = record.key.encode(), len(record.value)
    return ConsumerRecord(
        record.topic, 0, offset, 0, 0, key, record.value, None, len(key), length, tuple(record.headers)
    )
