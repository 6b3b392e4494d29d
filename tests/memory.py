"""A store and a publisher in memory, for the real loop (`shared.deciding`) without Kafka and disk."""

from collections.abc import Iterable, Sequence
from copy import deepcopy

from aiokafka import ConsumerRecord

from shared.failures import Lost
from shared.mongo import Document
from shared.publishing import Record


class Shelf:
    """Documents with compare-and-set, as `shared.mongo.Store`: what was read or written is nobody else's to change."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}

    async def read(self, collection: str, ids: Iterable[str]) -> dict[str, Document]:
        return {id: deepcopy(self.documents[id]) for id in ids if id in self.documents}

    async def write(self, collection: str, documents: Sequence[tuple[Document, int]]) -> None:
        for document, version in documents:
            if self.documents.get(document["_id"], {"version": 0})["version"] != version:
                raise Lost
            self.documents[document["_id"]] = deepcopy(document)


class Said:
    """All records that were published, in order."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    async def publish(self, records: Iterable[Record]) -> None:
        self.records += records


def as_read(record: Record, offset: int = 0) -> ConsumerRecord:
    """The record as a consumer gets it."""
    return ConsumerRecord(
        record.topic, 0, offset, 0, 0, record.key.encode(), record.value, 0, 0, 0, tuple(record.headers)
    )
