"""The AsyncAPI document of a service: every topic it hears or speaks on, with every type that goes over it.

FastStream draws the channels and operations from a broker that is never started; the payloads are ours: pydantic names
all models of all dockets in one go, so that two of one name (a command and a state, say) do not replace each other.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import orjson
from faststream.kafka import KafkaBroker
from faststream.specification import AsyncAPI
from pydantic import TypeAdapter

from shared.clock import CLOCK_TOPIC
from shared.consuming import Read
from shared.dockets import Docket
from shared.events.base import CommandIdReused, CommandSetAside
from shared.feed import Heard
from shared.records import DEAD_LETTERS

COMPONENT = "#/components/schemas/{model}"
TO_WAITERS: TypeAdapter[Any] = TypeAdapter(CommandIdReused | CommandSetAside)
ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)
HEADERS = {
    "type": "object",
    "description": "CloudEvents 1.0 in Kafka's binary mode; the record's key is ce_subject.",
    "properties": {
        f"ce_{name}": {"type": "string"}
        for name in (
            "id", "type", "source", "specversion", "time", "subject", "correlationid", "causationid", "meaning",
        )
    },
    "required": ["ce_id", "ce_type", "ce_source", "ce_specversion", "ce_time", "ce_subject", "ce_correlationid"],
}  # fmt: skip


class Line(NamedTuple):
    """One service, one topic, one direction. `bodies`: what a record may hold; it is one of them."""

    topic: str
    does: Literal["sends", "hears"]
    says: str
    bodies: tuple[TypeAdapter[Any], ...]
    group: str = ""

    @property
    def name(self) -> str:
        return f"{self.topic}.{self.does}{self.group and '.' + self.group}"


def asyncapi(
    service: str, dockets: Sequence[Docket], hears: Sequence[Heard], reads: Sequence[Read] = ()
) -> dict[str, Any]:
    """AsyncAPI 3.0 as JSON values. Addresses of brokers are settings, and nobody's business: it names none."""
    lines = [*_of_dockets(dockets), *_of_feed(dockets, hears), *_of_groups(dockets, reads), *_of_everybody()]
    document = _drawn(f"Điểm Cầu: {service}", lines)
    schemas, named = _schemas(lines)
    document["components"]["schemas"] = _plain(named)
    for message, line in ((_message_of(document, line), line) for line in lines):
        message |= {"headers": HEADERS, "payload": _plain(_one_of(schemas, line))}
        message["correlationId"] = {"location": "$message.header#/ce_correlationid"}
    return _in_order(document, {name: model["title"] for name, model in named.items() if name.startswith("Order_")})


def _of_dockets(dockets: Sequence[Docket]) -> Iterator[Line]:
    for docket in dockets:
        orders, events = (docket.orders,), (docket.events, TO_WAITERS)
        yield Line(docket.commands_topic, "sends", "The door's commands, and follow-ups.", orders)
        yield Line(docket.commands_topic, "hears", f"Decided here, by the group {docket.group}.", orders)
        yield Line(docket.events_topic, "sends", "Decisions; two types are for a waiter alone.", events)


def _of_feed(dockets: Sequence[Docket], hears: Sequence[Heard]) -> Iterator[Line]:
    own = _own_events(dockets)
    for row in hears:
        yield Line(row.topic, "hears", f"Without a group, from its {row.start}.", own.get(row.topic, (ANYTHING,)))


def _of_groups(dockets: Sequence[Docket], reads: Sequence[Read]) -> Iterator[Line]:
    own = _own_events(dockets)
    for read in reads:
        yield Line(read.topic, "hears", f"By the group {read.group}.", own.get(read.topic, (ANYTHING,)), read.group)


def _own_events(dockets: Sequence[Docket]) -> dict[str, tuple[TypeAdapter[Any], ...]]:
    return {docket.events_topic: (docket.events, TO_WAITERS) for docket in dockets}


def _of_everybody() -> Iterator[Line]:
    yield Line(DEAD_LETTERS, "sends", "What can never be handled, byte for byte as it came.", (ANYTHING,))
    for does in ("sends", "hears"):
        yield Line(CLOCK_TOPIC, does, "Ticks and answers, on the simulated clock only.", (ANYTHING,))


def _drawn(title: str, lines: Sequence[Line]) -> dict[str, Any]:
    broker = KafkaBroker(logger=None)
    for line in lines:
        if line.does == "hears":
            broker.subscriber(line.topic, title=line.name, description=line.says)(_hear)
        else:
            broker.publisher(line.topic, title=line.name, description=line.says, schema=bytes)
    document: dict[str, Any] = AsyncAPI(broker, title=title, version="1").to_specification().to_jsonable()
    del document["servers"]
    for channel in document["channels"].values():
        del channel["servers"]
    return document


async def _hear(body: bytes) -> None:
    """Stands for the handler; nothing is ever heard by this broker."""


def _schemas(lines: Sequence[Line]) -> tuple[dict[Any, Any], dict[str, Any]]:
    """(schema of each body by its place, the named models)."""
    places = [
        (f"{line.name}/{number}", "serialization", body) for line in lines for number, body in enumerate(line.bodies)
    ]
    schemas, named = TypeAdapter.json_schemas(places, ref_template=COMPONENT)  # type: ignore[arg-type]
    return schemas, named.get("$defs", {})


def _one_of(schemas: dict[Any, Any], line: Line) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = [
        schemas[f"{line.name}/{number}", "serialization"] for number in range(len(line.bodies))
    ]
    choices = [choice for body in bodies for choice in body.get("oneOf", body.get("anyOf", [body]))]
    return {"oneOf": choices} if len(choices) > 1 else choices[0]


def _message_of(document: dict[str, Any], line: Line) -> dict[str, Any]:
    (reference,) = document["channels"][line.name]["messages"].values()
    message: dict[str, Any] = document["components"]["messages"][reference["$ref"].rsplit("/", 1)[1]]
    return message


def _in_order(document: dict[str, Any], longwinded: dict[str, str]) -> dict[str, Any]:
    """The same each time. Models named by all their types at once get their short names."""
    text = orjson.dumps(document, option=orjson.OPT_SORT_KEYS).decode()
    for name, short in longwinded.items():
        text = text.replace(name, short)
    told: dict[str, Any] = orjson.loads(text)
    return told


def _plain(schema: Any) -> Any:
    """AsyncAPI names the property that tells models apart by its name alone."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: _plain(part) for name, part in schema.items()}
    if isinstance(schema.get("discriminator"), dict):
        told["discriminator"] = schema["discriminator"]["propertyName"]
    return told
