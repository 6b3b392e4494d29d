"""The decision loop: commands → rules → store → events, once, for all services.

Whatever is lost or fails on the way, the whole batch is done again and changes nothing: a known command id gets its
recorded event. The order write, publish, commit was model-checked with every crash and every zombie: a step here that
looks superfluous is not.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from shared.dockets import Docket, never_due
from shared.events.base import CommandIdReused, Event, Passing, State, completed
from shared.failures import Lost, SetAside
from shared.memory import Memory
from shared.metrics import BATCHES_REPEATED, SET_ASIDE
from shared.mongo import Document
from shared.publishing import Record
from shared.records import Incoming, Order, event_record, order_record, set_aside
from shared.things import Thing

Look = Callable[[Thing], None]
LARGEST = 220_000  # bytes of kept events in a document, each with the whole state: below 256 KB but for what passes
CHUNK = 125  # documents a write: while one chunk is written, the events of the one before are published
log = logging.getLogger(__name__)


class DocumentStore(Protocol):
    """What the loop needs of `shared.mongo.Store`."""

    async def read(self, collection: str, ids: Iterable[str]) -> dict[str, Document]: ...
    async def write(self, collection: str, documents: Sequence[tuple[Document, int]]) -> None: ...


class RecordPublisher(Protocol):
    """What the loop needs of `shared.publishing.Publisher`."""

    async def publish(self, records: Iterable[Record]) -> None: ...


class Decider:
    """Decides the batches of one docket.

    `look` is shown each thing after its confirmed write: it may have something to wait for.
    """

    def __init__(
        self, docket: Docket, store: DocumentStore, publisher: RecordPublisher, look: Look = lambda thing: None
    ) -> None:
        self.docket, self._store, self._publisher, self._look = docket, store, publisher, look
        self._memory = Memory(docket, store)

    async def decide(self, batch: Sequence[Incoming]) -> None:
        """When this returns, all of the batch is stored and said, and its offsets may be committed.

        Raises `Retry` when the store or Kafka is away: nothing is lost, give the same batch again.
        """
        batch, look = [self._of_ours(incoming) for incoming in batch], False
        while True:
            try:
                return await self._attempt(batch, look)
            except Lost:  # somebody wrote first: look again, known ids make the repetition harmless
                self._memory.forget(it.key for it in batch)
                BATCHES_REPEATED.labels(self.docket.name, "lost write").inc()
                look = True
            except BaseException:
                self._memory.forget(it.key for it in batch)
                raise

    def _of_ours(self, incoming: Incoming) -> Incoming:
        """One about a kind of thing that has no rules here is set aside alone, as one that cannot be read."""
        try:
            self.docket.kind_of(incoming.key)
        except SetAside as error:
            return replace(incoming, order=None, fault=incoming.fault or str(error))
        return incoming

    def forget_all(self) -> None:
        """At a rebalance: what is no longer ours need not be kept."""
        self._memory.clear()

    async def _attempt(self, batch: Sequence[Incoming], look: bool) -> None:
        things = await self._memory.things(list(dict.fromkeys(it.key for it in batch if it.order)), look)
        said: dict[str, list[Record]] = {}
        for incoming in batch:
            if incoming.key in things and incoming.key not in said:
                things[incoming.key].forget_passed(before=incoming.record.offset)
            said.setdefault(incoming.key, []).extend(self._handled(things, incoming))
        await self._write_then_say(things, said)
        for thing in things.values():
            thing.stored, thing.guessed = thing.version, False
            self._look(thing)
        self._memory.keep(things)  # only now: after the confirmed write

    def _handled(self, things: Mapping[str, Thing], incoming: Incoming) -> list[Record]:
        """What is said about one record. A rule that breaks sets aside its own command and no other."""
        if incoming.order is None:
            return self._set_aside(incoming, incoming.fault)
        if incoming.key not in things:
            return self._set_aside(incoming, "the document of this one cannot be read")
        try:
            return self._decided(things[incoming.key], incoming)
        except Lost:
            raise
        except SetAside as error:
            return self._set_aside(incoming, str(error))
        except Exception as error:
            if things[incoming.key].guessed:
                raise Lost from None  # it may be the guess that broke the rule
            facts = {"command": str(incoming.order.command.id), "correlation": incoming.correlation}
            log.exception("a rule broke", extra=facts)
            return self._set_aside(incoming, f"{type(error).__name__} in a rule")

    def _set_aside(self, incoming: Incoming, fault: str) -> list[Record]:
        record = incoming.record
        origin = f"{record.topic}/{record.partition}/{record.offset}"
        log.warning("set aside", extra={"origin": origin, "fault": fault, "correlation": incoming.correlation})
        SET_ASIDE.labels(self.docket.name).inc()
        return set_aside(self.docket.events_topic, incoming, fault)

    def _decided(self, thing: Thing, incoming: Incoming) -> list[Record]:
        """The recorded event if the command is known, else what the rules say, recorded in `thing`."""
        order: Order[Any, Any] = incoming.order  # type: ignore[assignment]
        recorded = thing.decisions.get(str(order.command.id))
        if recorded is None:
            return [] if thing.has_taken(order.command) else self._recorded(thing, order, incoming)
        if recorded["meaning"] != order.meaning:
            return self._refused_reuse(thing, order, incoming.correlation)
        return self._said(self.docket.events.validate_json(recorded["event"]), recorded["event"])

    def _recorded(self, thing: Thing, order: Order[Any, Any], incoming: Incoming) -> list[Record]:
        kind, command = self.docket.kind_of(thing.key), order.command
        happened = kind.decide(thing.state, command, order.stamp, thing.revision)
        if happened is None:
            if thing.guessed:
                raise Lost  # no write would tell that the guess was wrong
            return []
        if isinstance(happened, State):
            thing.take(command, happened)
            return []
        event = completed(
            happened,
            key=thing.key,
            version=thing.version + 1,
            revision=thing.revision + happened.changes_facts(),
            command=command.id,
            meaning=order.meaning,
            correlation=incoming.correlation,
        )
        state = kind.evolve(thing.state, event)
        event = completed(event, state=state)
        body = event.model_dump_json()
        if thing.size + len(body) > LARGEST and not isinstance(command, Passing):  # what passes is soon forgotten
            raise SetAside("too much was decided about this one: its document is full")
        said = self._said(event, body)  # before anything is recorded: follow-ups that break leave nothing behind
        thing.take(command, state, event.revision)
        passed = {"offset": incoming.record.offset} if isinstance(command, Passing) else {}
        thing.decisions[str(command.id)] = {"meaning": order.meaning, "event": body, **passed}
        return said

    def _refused_reuse(self, thing: Thing, order: Order[Any, Any], correlation: str) -> list[Record]:
        reused = CommandIdReused(
            at=order.stamp.at,
            key=thing.key,
            command=order.command.id,
            meaning=order.meaning,
            correlation=correlation,
        )
        return [event_record(self.docket.events_topic, reused, reused.model_dump_json())]

    def _said(self, event: Event, body: str) -> list[Record]:
        """An event and its follow-ups, always together: said again, they are sent again."""
        follow_ups = [
            order_record(self.docket.commands_topic, command, stamp, event.correlation, str(event.command))
            for command, stamp in self.docket.kind_of(event.key).follow_ups(event)
        ]
        return [event_record(self.docket.events_topic, event, body), *follow_ups]

    async def _write_then_say(self, things: Mapping[str, Thing], said: dict[str, list[Record]]) -> None:
        """Each event is published after its document is written; the publishing of one chunk overlaps the next write."""
        changed = [thing for thing in things.values() if thing.version != thing.stored]
        unwritten = {thing.key for thing in changed}
        ready = [record for key, records in said.items() if key not in unwritten for record in records]
        for start in range(0, len(changed), CHUNK):
            chunk = changed[start : start + CHUNK]
            await _both(self._write(chunk), self._publisher.publish(ready))
            ready = [record for thing in chunk for record in said[thing.key]]
        await self._publisher.publish(ready)

    async def _write(self, things: Iterable[Thing]) -> None:
        by_collection: dict[str, list[tuple[Document, int]]] = {}
        for thing in things:
            by_collection.setdefault(self.docket.kind_of(thing.key).collection, []).append(
                (thing.document() | self._due(thing), thing.stored)
            )
        for collection, documents in by_collection.items():
            await self._store.write(collection, documents)

    def _due(self, thing: Thing) -> Document:
        """When it must be looked at again: by this field a new owner finds what waits."""
        kind = self.docket.kind_of(thing.key)
        if kind.deadlines is never_due:
            return {}
        return {"due": min((due.at for due in kind.deadlines(thing.state)), default=None)}


async def _both(*tasks: Any) -> None:
    """Waits for both to end, whatever happens to either: nothing of a failed batch goes on behind its repetition."""
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome
