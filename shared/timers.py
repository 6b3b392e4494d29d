"""Timers of one docket: what its things wait for, sent as commands when it is due, and again until it is decided.

They come from the documents themselves, read again whenever partitions move, so that a crash forgets none. Two owners
that both send one are harmless: the rule drops a deadline whose basis has moved, and on the log of its key it stands
behind everything that was accepted before it.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from pydantic import ValidationError

from shared.clock import Clock
from shared.deadlines import Due, deadline_id
from shared.dockets import Docket, Kind, never_due
from shared.events.base import Actor, Stamp
from shared.mongo import Document, Store
from shared.publishing import Publisher, Record
from shared.records import order_record
from shared.things import Thing

RESEND = 2.0  # real seconds
FAR = datetime.max.replace(tzinfo=UTC)
log = logging.getLogger(__name__)


class Place(Protocol):
    """What this process handles of the commands topic (`shared.consuming.Consumption`)."""

    def handles(self, key: str) -> bool: ...

    def is_up_to_date(self, key: str) -> bool: ...


class Watching(Protocol):
    """Since when this deployment has heard everything without a gap (`shared.watching.Watch`)."""

    since: datetime

    async def look(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    version: int
    dues: Sequence[Due]


class Timers:
    """`look` is told of each written thing; `fire` sends what is due. In simulated time `fire` is called at each tick."""

    def __init__(
        self, docket: Docket, store: Store, publisher: Publisher, clock: Clock, watching: Watching, place: Place
    ) -> None:
        self._docket, self._store, self._publisher = docket, store, publisher
        self._clock, self._watching, self._place = clock, watching, place
        self._things: dict[str, _Waiting] = {}
        self._sent: dict[UUID, float] = {}  # by the deadline's id, real time
        self._moved = True
        self._earliest = FAR  # nothing is due before: saves the look at all things

    def look(self, thing: Thing) -> None:
        """A thing as it was just written, or read."""
        kind = self._docket.kind_of(thing.key)
        if kind.deadlines is never_due or not self._place.handles(thing.key):
            return  # what others handle would be overdue for ever
        known = self._things.get(thing.key)
        if known and known.version >= thing.version:
            return
        dues = tuple(kind.deadlines(thing.state))
        self._things[thing.key] = _Waiting(thing.version, dues)
        self._earliest = min([self._earliest, *(due.at for due in dues)])

    def partitions_moved(self) -> None:
        """What others decided meanwhile is not known here: the documents are read again before anything is sent."""
        self._things.clear()
        self._moved, self._earliest = True, FAR

    async def fire(self) -> bool:
        """Sends what fell due; False: not all of it, since this process hears nothing now, or is still behind on the log.

        Raises `Retry` when the store or Kafka is away; nothing is forgotten by that.
        """
        if self._moved:
            await self._read_documents()
        now = self._clock.now()
        if self._earliest > now:
            return True
        if not await self._watching.look():
            return False  # whether anybody was silent is told by what we hear when we hear again
        await self._publisher.publish(self._records(now))
        self._earliest = min((due.at for _, due in self._waiting()), default=FAR)
        return not any(self._is_unsent(key, due) for key, due in self._waiting() if due.at <= now)

    def next_due(self) -> datetime | None:
        """The earliest deadline that is still to come."""
        now = self._clock.now()
        return min((due.at for _, due in self._waiting() if due.at > now), default=None)

    async def _read_documents(self) -> None:
        self._moved = False
        try:
            for kind in self._docket.kinds.values():
                if kind.deadlines is not never_due:
                    async for document in self._store.find_due(kind.collection):
                        self._look_at(document, kind)
        except BaseException:
            self._moved = True
            raise

    def _look_at(self, document: Document, kind: Kind) -> None:
        """One that cannot be read must not hold up the rest."""
        try:
            self.look(Thing.of(document, kind.state))
        except ValidationError:
            log.error("document not understood", extra={"key": document["_id"]})

    def _waiting(self) -> Iterator[tuple[str, Due]]:
        return ((key, due) for key, waiting in self._things.items() for due in waiting.dues)

    def _records(self, now: datetime) -> list[Record]:
        real = time.monotonic()
        self._sent = {id: at for id, at in self._sent.items() if real - at < RESEND}
        return [
            self._record(key, due, now) for key, due in self._waiting() if due.at <= now and self._may_send(key, due)
        ]

    def _may_send(self, key: str, due: Due) -> bool:
        return self._place.is_up_to_date(key) and deadline_id(key, due) not in self._sent

    def _is_unsent(self, key: str, due: Due) -> bool:
        return self._place.handles(key) and deadline_id(key, due) not in self._sent

    def _record(self, key: str, due: Due, now: datetime) -> Record:
        command = due.command(key, self._watching.since)
        self._sent[command.id] = time.monotonic()
        stamp: Any = Stamp(received_at=now, at=due.at, actor=Actor(id=self._docket.group, role="deadline"))
        return order_record(self._docket.commands_topic, command, stamp, str(uuid4()))
