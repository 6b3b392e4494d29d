"""Orders and events as Kafka carries them: what goes out, and how an order is read back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Generic, TypeVar
from uuid import UUID

from aiokafka import ConsumerRecord
from pydantic import TypeAdapter, ValidationError

from shared.events.base import Command, CommandSetAside, Event, Fact, Stamp, event_id
from shared.publishing import Record, cloud_event

DEAD_LETTERS = "dead-letters.v1"

AnyCommand = TypeVar("AnyCommand", bound=Command)
AnyStamp = TypeVar("AnyStamp", bound=Stamp)


class Order(Fact, Generic[AnyCommand, AnyStamp]):
    """A command with what the door knew, and the hash of what its sender meant."""

    command: AnyCommand
    stamp: AnyStamp
    meaning: str

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Short, for the AsyncAPI document and for errors: the unions are told apart by their stamps."""
        return f"OrderWith{params[1].__name__}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record of a commands topic as it was read. `order` None: it cannot be read, and `fault` says why."""

    record: ConsumerRecord
    key: str
    correlation: str
    order: Order[Any, Any] | None = None
    fault: str = ""


def meaning(command: Command) -> str:
    """Hash of type, time of the deed, reason and the type's own fields; never of device, offset, stamps or pass.

    Two commands of one id and one meaning are one deed, from whatever device, however often.
    """
    deed_time = command.device.device_time if command.device else None
    # without defaults: a field that a later version adds changes no meaning of before
    fields = command.model_dump_json(exclude={"id", "conference", "told", "device"}, exclude_defaults=True)
    text = f"{command.type} {fields} {deed_time and deed_time.timestamp()}"
    return blake2b(text.encode(), digest_size=12).hexdigest()


def order_record(topic: str, command: Command, stamp: Stamp, correlation: str, causation: str = "") -> Record:
    """The record of a command for `<service>.commands.v1`, keyed by the command's own key."""
    mean, key, source = meaning(command), command.key(), topic.split(".", 1)[0]
    headers = cloud_event(
        id=str(command.id),
        type=f"vn.diemcau.{source}.command.{command.type.replace('_', '-')}.v1",
        source=f"/{source}",
        time=stamp.received_at,
        subject=key,
        correlation=correlation,
        causation=causation,
        meaning=mean,
    )
    body = f'{{"command":{command.model_dump_json()},"stamp":{stamp.model_dump_json()},"meaning":"{mean}"}}'
    return Record(topic, key, body.encode(), headers)


def event_record(topic: str, event: Event, body: str) -> Record:
    """The record of an event; `body` is the text that is recorded in the document, byte for byte, for ever."""
    id = event_id(event.key, event.version) if event.version is not None else event.command
    headers = cloud_event(
        id=str(id),
        type=event.type,
        source=f"/{topic.split('.', 1)[0]}",
        time=event.at,
        subject=event.key,
        correlation=event.correlation,
        causation=str(event.command),
        meaning=event.meaning,
    )
    return Record(topic, event.key, body.encode(), headers)


def read_order(record: ConsumerRecord, orders: TypeAdapter[Order[Any, Any]]) -> Incoming:
    """The order in a record. What cannot be read comes back with its fault: it is for the dead letters."""
    key, correlation = (record.key or b"").decode(errors="replace"), header(record, "ce_correlationid")
    try:
        order = orders.validate_json(record.value or b"")
    except ValidationError as error:
        return Incoming(record, key, correlation, fault=_without_input(error))
    if order.command.key() != key:
        return Incoming(record, key, correlation, fault="the record's key is not the command's")
    return Incoming(record, key, correlation, order)


def set_aside(events_topic: str, incoming: Incoming, fault: str) -> list[Record]:
    """The dead letter of a command, and the word to its waiter."""
    return [dead_letter(incoming.record, fault), *_word_to_the_waiter(events_topic, incoming)]


def dead_letter(record: ConsumerRecord, fault: str) -> Record:
    """A record as it was, keyed by its origin, so that a repetition is seen as one; `fault` names no people."""
    origin = f"{record.topic}/{record.partition}/{record.offset}"
    headers = [(name, value or b"") for name, value in record.headers]
    headers += [("dl_origin", origin.encode()), ("dl_key", record.key or b""), ("dl_fault", fault[:500].encode())]
    return Record(DEAD_LETTERS, origin, record.value or b"", headers)


def _word_to_the_waiter(events_topic: str, incoming: Incoming) -> list[Record]:
    try:
        command = UUID(header(incoming.record, "ce_id"))
    except ValueError:
        return []  # nobody can wait for a record without an id
    told = CommandSetAside(
        at=datetime.fromtimestamp(incoming.record.timestamp / 1000, UTC),
        key=incoming.key,
        command=command,
        meaning=header(incoming.record, "ce_meaning"),
        correlation=incoming.correlation,
    )
    return [event_record(events_topic, told, told.model_dump_json())]


def header(record: ConsumerRecord, name: str) -> str:
    """A header's text; "" if it is not there, is null or is not UTF-8."""
    return next(((value or b"").decode(errors="replace") for key, value in record.headers if key == name), "")


def _without_input(error: ValidationError) -> str:
    """What is wrong and where; never the input, which may hold people's words."""
    return "; ".join(
        f"{'.'.join(map(str, fault['loc']))}: {fault['type']}"
        for fault in error.errors(include_input=False, include_url=False)
    )
