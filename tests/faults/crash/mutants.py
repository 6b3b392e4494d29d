"""Workers with one safeguard switched off. The harness must notice each, else it would not notice its loss either."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aiokafka import ConsumerRecord

from shared.deciding import Decider, DocumentStore, RecordPublisher
from shared.mongo import Document
from shared.publishing import Record
from shared.records import Incoming, read_order
from shared.things import Thing
from tests.faults.crash.stepped import SteppedCommit
from tests.faults.crash.worker import Worker


class WithoutLookUp(Worker):
    """A known id is decided again."""

    class Forgetful(Decider):
        def _decided(self, thing: Thing, incoming: Incoming) -> list[Record]:
            assert incoming.order is not None
            thing.decisions.pop(str(incoming.order.command.id), None)
            thing.taken.clear()
            return super()._decided(thing, incoming)

    decider_class = Forgetful


class WithoutCompareAndSet(Worker):
    """A document is replaced whoever wrote it since."""

    def stepped_store(self, store: DocumentStore) -> DocumentStore:
        return super().stepped_store(Overwriting(store))


class Overwriting:
    """New documents are still told apart from known ones: the loop takes the unknown for new."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    async def read(self, collection: str, ids: Iterable[str]) -> dict[str, Document]:
        return await self._store.read(collection, ids)

    async def write(self, collection: str, documents: Sequence[tuple[Document, int]]) -> None:
        there = await self.read(collection, [document["_id"] for document, version in documents if version])
        versions = {id: document["version"] for id, document in there.items()}
        await self._store.write(collection, [(it, versions.get(it["_id"], 0)) for it, _ in documents])


class WithBareCommit(Worker):
    """After the first record of a batch it commits what was fetched, not what was handled."""

    async def handle(self, records: Sequence[ConsumerRecord]) -> None:
        for record in records:
            await self.decider.decide([read_order(record, self.docket.orders)])
            await self.consumer.commit()


class CommitsBeforePublishing(Worker):
    """Written, committed, and only then said."""

    def stepped_publisher(self, publisher: RecordPublisher) -> RecordPublisher:
        self.later = Later(super().stepped_publisher(publisher))
        return self.later

    def stepped_commit(self) -> SteppedCommit:
        return CommitThenSay(self.consumer, self)


class Later:
    def __init__(self, publisher: RecordPublisher) -> None:
        self._publisher, self._records = publisher, list[Record]()

    async def publish(self, records: Iterable[Record]) -> None:
        self._records.extend(records)

    async def say(self) -> None:
        records, self._records = self._records, []
        await self._publisher.publish(records)


class CommitThenSay(SteppedCommit):
    def __init__(self, consumer: Any, worker: CommitsBeforePublishing) -> None:
        super().__init__(consumer, worker.steps)
        self._later = worker.later

    async def __call__(self, offsets: Mapping[Any, int] | None = None) -> None:
        await super().__call__(offsets)
        await self._later.say()


class SaysFollowUpsOnce(Worker):
    """A known id says its event again, and not what follows from it."""

    class Terse(Decider):
        def _decided(self, thing: Thing, incoming: Incoming) -> list[Record]:
            known = len(thing.decisions)
            said = super()._decided(thing, incoming)
            return said if len(thing.decisions) > known else said[:1]

    decider_class = Terse


LOST = ": none instead of"  # something that is there when nothing goes wrong
MUTANTS: dict[type[Worker], str] = {  # and how the harm shows
    WithoutLookUp: "event ",
    WithoutCompareAndSet: "fold and document of ",  # what was said, and is no longer known
    WithBareCommit: LOST,
    CommitsBeforePublishing: LOST,
    SaysFollowUpsOnce: LOST,
}
