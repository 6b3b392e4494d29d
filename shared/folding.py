"""Folds: what a reader keeps of the events it hears, in the store. The newest state of each key, or all that happened.

A state fold replaces a document if the event is newer, whatever the order and repetition; a list inserts one row for
each (key, version) and drops nothing as old. Folds publish nothing but dead letters. To rebuild one: a new collection
and a new group name, then switch.
"""

from collections.abc import Callable, Sequence
from typing import Any

from aiokafka import ConsumerRecord
from pydantic import TypeAdapter, ValidationError

from shared.events.base import WITHOUT_STATE, Event
from shared.mongo import Document, Store
from shared.publishing import Publisher
from shared.records import dead_letter, header

Shown = Callable[[Any], Document]  # what is kept of an event, beside its key and version


class Fold:
    """The common part: reads events; what cannot be read goes to the dead letters, and the rest goes on.

    `handle` is what `shared.consuming.consume` calls with each batch of an events topic.
    """

    def __init__(
        self, store: Store, publisher: Publisher, collection: str, events: TypeAdapter[Any], shown: Shown
    ) -> None:
        self._store, self._publisher, self._collection = store, publisher, collection
        self._events, self._shown = events, shown

    async def handle(self, records: Sequence[ConsumerRecord]) -> None:
        """When this returns, all of the batch is kept. Raises `Retry` when the store or Kafka is away."""
        events = [event for record in records if (event := await self._read(record)) is not None]
        await self._keep([event for event in events if event.version is not None])

    async def _keep(self, events: Sequence[Event]) -> None:
        raise TypeError(f"{type(self).__name__} does not say what it keeps")

    async def _read(self, record: ConsumerRecord) -> Event | None:
        if header(record, "ce_type") in WITHOUT_STATE:
            return None
        try:
            event: Event = self._events.validate_json(record.value or b"")
        except ValidationError as error:
            fault = f"not an event of this service ({error.error_count()} faults)"
            await self._publisher.publish([dead_letter(record, fault)])
            return None
        return event


class StateFold(Fold):
    """One small document per key: `shown(event)` of its newest event."""

    async def _keep(self, events: Sequence[Event]) -> None:
        newest: dict[str, Event] = {}
        for event in events:
            if event.key not in newest or _version(newest[event.key]) < _version(event):
                newest[event.key] = event
        documents = [{"_id": key, "version": event.version, **self._shown(event)} for key, event in newest.items()]
        await self._store.replace_if_newer(self._collection, documents)


class ListFold(Fold):
    """One row per (key, version): a timeline, an audit. A repetition finds its row there."""

    async def _keep(self, events: Sequence[Event]) -> None:
        rows = {f"{event.key}#{event.version}": event for event in events}
        await self._store.insert_new(
            self._collection, [{"_id": id, **self._shown(event)} for id, event in rows.items()]
        )


def _version(event: Event) -> int:
    return event.version or 0
