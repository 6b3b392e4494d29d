"""The door: a command comes in over HTTP, is checked and stamped, goes to Kafka, and its caller waits for the decision."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from aiokafka import ConsumerRecord
from pydantic import TypeAdapter, ValidationError

from shared.access import Access, Pass
from shared.bodies import invalid
from shared.clock import Clock
from shared.events.base import Command, CommandIdReused, CommandSetAside, Device, Passing, Stamp
from shared.failures import Retry
from shared.problems import Problem
from shared.publishing import Publisher, Record
from shared.records import header, meaning, order_record

DOUBTFUL_OFFSET = timedelta(seconds=60)  # without the device's own estimate, smaller differences are the line's
LONGEST_OFFLINE = timedelta(days=7)
FASTEST_CLOCK = timedelta(days=1)  # beyond this a device's time says nothing
Waiting = tuple[str, str, str]  # key, command id, meaning


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command. `decision`: the recorded event, byte for byte; None: not decided yet."""

    id: str
    status: str  # decided | pending | set_aside | accepted (a beat: nobody waits for what comes of it)
    decision: bytes | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A command that was read, checked and stamped: its record, and what its caller waits for."""

    id: str
    waiting: Waiting
    record: Record
    passing: bool = False  # it leaves no decision: its caller is answered as soon as Kafka has it


class Waiters:
    """Those who wait for a decision; the feed tells them. Registered before the publish, else it could be missed."""

    def __init__(self) -> None:
        self._futures: dict[Waiting, list[asyncio.Future[ConsumerRecord]]] = {}

    def register(self, waiting: Waiting) -> asyncio.Future[ConsumerRecord]:
        future: asyncio.Future[ConsumerRecord] = asyncio.get_running_loop().create_future()
        self._futures.setdefault(waiting, []).append(future)
        return future

    def leave(self, waiting: Waiting, future: asyncio.Future[ConsumerRecord]) -> None:
        futures = self._futures.get(waiting, [])
        if future in futures:
            futures.remove(future)
        if not futures:
            self._futures.pop(waiting, None)

    def on_event(self, record: ConsumerRecord) -> None:
        """An event was heard: whoever waits for exactly this key, command and meaning is answered."""
        waiting = (
            (record.key or b"").decode(errors="replace"),
            header(record, "ce_causationid"),
            header(record, "ce_meaning"),
        )
        for future in self._futures.pop(waiting, ()):
            if not future.done():
                future.set_result(record)


@dataclass(frozen=True)
class Door:
    """How one service takes commands.

    `asked`: the union of what may be asked over HTTP. `topic_of`: the commands topic of a key's kind. `stamp`: adds
    the facts that the service's rules need. `context`: for validators (the reader of codes).
    """

    asked: TypeAdapter[Any]
    topic_of: Mapping[str, str]
    stamp: Callable[[Command, Stamp], Awaitable[Stamp]]
    publisher: Publisher
    waiters: Waiters
    clock: Clock
    context: Mapping[str, Any]

    async def take(self, raw: object, holder: Pass, within: float, correlation: str = "") -> Answer:
        """Takes one command and waits up to `within` seconds for its decision. Raises `Problem`."""
        (outcome,) = await self.send([await self.prepare(raw, holder, correlation)], within)
        if isinstance(outcome, Problem):
            raise outcome
        return outcome

    async def prepare(self, raw: object, holder: Pass, correlation: str) -> "Ready":
        """Reads, checks and stamps a command: what is left is to put it on Kafka. Raises `Problem`."""
        command = self.read(raw)
        self.check(command, holder)
        received_at = self.clock.now()
        door = Stamp(received_at=received_at, at=corrected(command.device, received_at), actor=holder.actor())
        stamp, key = await self.stamp(command, door), command.key()
        record = order_record(self.topic_of[key.split("/", 2)[1]], command, stamp, correlation or str(uuid4()))
        return Ready(str(command.id), (key, str(command.id), meaning(command)), record, isinstance(command, Passing))

    async def send(self, ready: Sequence["Ready"], within: float) -> "list[Answer | Problem]":
        """Puts commands on Kafka, in this order, and waits up to `within` seconds in all for their decisions."""
        until = time.monotonic() + within
        futures = [None if one.passing else self.waiters.register(one.waiting) for one in ready]
        try:
            await self._publish([one.record for one in ready], within)
            if waited_for := [future for future in futures if future]:
                await asyncio.wait(waited_for, timeout=max(0.0, until - time.monotonic()))
            return [_outcome(one, future) for one, future in zip(ready, futures, strict=True)]
        except (Retry, TimeoutError):
            # not acknowledged is not "no": they may still be written, so the caller is told to send the same ids
            return [Problem("kafka-away", id=one.id) for one in ready]
        finally:
            for one, future in zip(ready, futures, strict=True):
                if future:
                    self.waiters.leave(one.waiting, future)

    def read(self, raw: object) -> Command:
        """The command in a JSON value. Raises a 422 problem with `errors` by field, without repeating the input."""
        try:
            return self.asked.validate_python(raw, context=dict(self.context))  # type: ignore[no-any-return]
        except ValidationError as error:
            raise invalid(error) from error

    def check(self, command: Command, holder: Pass) -> None:
        """Who may: the table beside each command's model."""
        access: Access = command.access  # type: ignore[attr-defined]
        access.refuse(holder, command.conference, getattr(command, "venue", None), getattr(command, "attendee", None))

    async def _publish(self, records: Sequence[Record], within: float) -> None:
        await asyncio.wait_for(self.publisher.publish(records), within)


def corrected(device: Device | None, received_at: datetime) -> datetime:
    """When the deed was done: device time + offset, never after `received_at`. Raises a problem if it cannot be."""
    if device is None or device.device_time is None:
        return received_at
    told = [moment for moment in (device.device_time, device.sent_at) if moment]
    if not all(2020 <= moment.year < 2090 for moment in told):
        raise Problem("time-implausible")
    try:
        at = device.device_time + _offset(device, received_at)
    except OverflowError:
        raise Problem("time-implausible") from None
    if not received_at - LONGEST_OFFLINE <= at <= received_at + FASTEST_CLOCK:
        raise Problem("time-implausible")
    return min(at, received_at)


def _offset(device: Device, received_at: datetime) -> timedelta:
    if device.offset is not None:
        return timedelta(seconds=device.offset)
    guessed = received_at - device.sent_at if device.sent_at else timedelta(0)
    return guessed if abs(guessed) > DOUBTFUL_OFFSET else timedelta(0)


def _outcome(one: Ready, future: "asyncio.Future[ConsumerRecord] | None") -> Answer | Problem:
    id = one.id
    if future is None:
        return Answer(id, "accepted")
    if not future.done():
        return Answer(id, "pending")
    record = future.result()
    said = header(record, "ce_type")
    if said == CommandIdReused.TYPE:
        return Problem("command-id-reused", id=id)
    if said == CommandSetAside.TYPE:
        return Answer(id, "set_aside")
    return Answer(id, "decided", record.value)
