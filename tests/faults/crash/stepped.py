"""Store, publisher and commit of a worker, with a step at each use. What they do is the real thing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aiokafka.errors import KafkaTimeoutError

from shared.deciding import DocumentStore, RecordPublisher
from shared.mongo import Document
from shared.publishing import Record
from tests.faults.crash.steps import Steps


class SteppedStore:
    """Half of a write is every second of its documents: a torn bulk."""

    def __init__(self, store: DocumentStore, steps: Steps) -> None:
        self._store, self._steps = store, steps

    async def read(self, collection: str, ids: Iterable[str]) -> dict[str, Document]:
        wanted = list(ids)
        return await self._steps.take("read", lambda: self._store.read(collection, wanted))

    async def write(self, collection: str, documents: Sequence[tuple[Document, int]]) -> None:
        some = documents[1::2]
        half = (lambda: self._store.write(collection, some)) if some else None
        await self._steps.take("write", lambda: self._store.write(collection, documents), half)


class SteppedPublisher:
    """Half of a publish is every second of its records: a follow-up without its event, an event without its follow-up."""

    def __init__(self, publisher: RecordPublisher, steps: Steps) -> None:
        self._publisher, self._steps = publisher, steps

    async def publish(self, records: Iterable[Record]) -> None:
        all = list(records)
        if all:
            half = (lambda: self._publisher.publish(all[1::2])) if len(all) > 1 else None
            await self._steps.take("publish", lambda: self._publisher.publish(all), half)


class SteppedCommit:
    """Stands in for `consumer.commit`."""

    def __init__(self, consumer: Any, steps: Steps) -> None:
        self._commit, self._steps = consumer.commit, steps

    async def __call__(self, offsets: Mapping[Any, int] | None = None) -> None:
        await self._steps.take("commit", lambda: self._commit(offsets), failure=KafkaTimeoutError())
