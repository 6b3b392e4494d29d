"""docs/events.md: every event, whom it is for, its fields and a sample, from the models themselves."""

import inspect
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import get_args

from pydantic import BaseModel

from deploy.docs.samples import sample
from deploy.docs.types import WORDS, said
from deploy.embedded.places import CHECKOUT
from services.checkin.app import build
from services.checkin.settings import CheckinSettings
from shared.events import attendance, checkin, conference
from shared.events.base import CommandIdReused, CommandSetAside, Event, State
from shared.feed import Heard

FILE = CHECKOUT / "docs" / "events.md"
KINDS = (checkin.AttendeeEvent, conference.ConferenceEvent)
TOPICS = {
    "checkin.events.v1": get_args(checkin.CheckinEvent),
    "conference.events.v1": get_args(get_args(conference.ConferenceEvents)[0]),
    "every events topic": (CommandIdReused, CommandSetAside),
}
INTRODUCTION = """# Events

*Made by `make docs` from [shared/events](../shared/events/base.py); a test compares. Do not edit.*

An event says what happened to one thing and carries that thing's whole `state` after it, its key and its version. So a
reader replaces what it has if the event is newer, whatever the order and repetition. Persons are ids: names never go on
the log. Records are CloudEvents 1.0 in Kafka's binary mode: `ce_type` is the type, `ce_id` is made of key and version,
`ce_causationid` is the command decided, `ce_correlationid` goes with the deed all the way. Fields are only ever added.
"""


def page() -> str:
    """The whole text; a test compares it with the file."""
    return "\n".join([INTRODUCTION, *_topics(), *_common(), *_events(), *_states(), *_words()]) + "\n"


def _topics() -> Iterator[str]:
    service = build(CheckinSettings(signing_key="of no use"))
    yield from ("## Who hears what\n", "| topic | service | from its | told to |", "|---|---|---|---|")
    for row in service.hears:
        yield f"| `{row.topic}` | {service.name} | {row.start} | {', '.join(f'`{name}`' for name in listeners(row))} |"
    yield "\nNo other service exists yet. What each event is for stands beside it.\n"


def listeners(row: Heard) -> list[str]:
    """Who is told of a record of this row, as `Boards.on_record`."""
    told = inspect.getclosurevars(row.listener).nonlocals.get("listeners", (row.listener,))
    return [listener.__qualname__ for listener in told]


def _common() -> Iterator[str]:
    yield from ("## What every event has\n", f"{_fields(Event, Event.model_fields)}.\n", f"{_prose(Event)}\n")
    yield from (f"Beside that every **{kind.__name__}** has {_fields(kind, _own(kind))}.\n" for kind in KINDS)


def _events() -> Iterator[str]:
    for topic, events in TOPICS.items():
        yield f"## On {topic if ' ' in topic else f'`{topic}`'}\n"
        yield from ("| type, all with `vn.diemcau.` before | what, and for whom | fields of its own |", "|---|---|---|")
        for event in events:
            name = event.model_fields["type"].default.removeprefix("vn.diemcau.")
            kind = next((f"{kind.__name__}. " for kind in KINDS if issubclass(event, kind)), "")
            yield f"| `{name}` | {kind}{_prose(event)} | {_fields(event, _own(event))} |"
        yield from ("\n```json", *(_line(sample(event)) for event in events), "```\n")


def _line(event: Event) -> str:
    return event.model_dump_json(exclude={"state"}, exclude_none=True)


def _states() -> Iterator[str]:
    yield "## The states and their parts\n\nThe samples above leave `state` out; on the log it is always there.\n"
    yield from ("| part | what | fields |", "|---|---|---|")
    yield from (f"| {model.__name__} | {_prose(model)} | {_fields(model, model.model_fields)} |" for model in _models())


def _models() -> list[type[BaseModel]]:
    found = [
        thing
        for module in (attendance, checkin, conference)
        for thing in vars(module).values()
        if _is_part(thing, module)
    ]
    return sorted(found, key=lambda model: (not issubclass(model, State), model.__name__))


def _is_part(thing: object, module: ModuleType) -> bool:
    if not (isinstance(thing, type) and issubclass(thing, BaseModel)):
        return False
    return thing.__module__ == module.__name__ and not issubclass(thing, Event)


def _words() -> Iterator[str]:
    yield "\n## Words\n"
    for name, words in WORDS.items():
        yield f"- **{name}**: {', '.join(f'`{word}`' for word in get_args(words))}"


def _own(model: type[BaseModel]) -> list[str]:
    """The fields that its parent has not, but for those that every event has."""
    parents = {
        name for parent in model.__mro__[1:] if parent is Event or parent in KINDS for name in parent.model_fields
    }
    return [name for name in model.model_fields if name not in parents]


def _fields(model: type[BaseModel], names: Iterable[str]) -> str:
    return ", ".join(f"`{name}` {said(model.model_fields[name].annotation)}" for name in names)


def _prose(model: type[BaseModel]) -> str:
    return " ".join((inspect.getdoc(model) or "").split())
