"""docs/events.md: every event, whom it is for, its fields and its sample, from the models themselves."""

import inspect
import json
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from deploy.docs.services import ears, services
from deploy.docs.types import WORDS, said
from deploy.embedded.places import CHECKOUT
from shared.events import attendance, checkin, checks, conference, incidents, links, venues
from shared.events.base import CommandIdReused, CommandSetAside, Event, State

FILE = CHECKOUT / "docs" / "events.md"
SAMPLES = CHECKOUT / "tests" / "samples" / "events"
FIRST = checkin.AttendeeCheckedIn


class Topic(NamedTuple):
    """What is said on a topic, and the modules that hold what the events are made of."""

    name: str
    events: tuple[type[Event], ...]
    modules: tuple[ModuleType, ...] = ()


KINDS = (
    checkin.AttendeeEvent, conference.ConferenceEvent, venues.LinkEvent, venues.IncidentEvent, venues.PlainEvent,
)  # fmt: skip
TOPICS = (
    Topic("`checkin.events.v1`", get_args(checkin.CheckinEvent), (attendance, checkin)),
    Topic("`conference.events.v1`", get_args(get_args(conference.ConferenceEvents)[0]), (conference,)),
    Topic("`venues.events.v1`", get_args(get_args(venues.VenuesEvents)[0]), (links, incidents, checks, venues)),
    Topic("every events topic", (CommandIdReused, CommandSetAside)),
)
INTRODUCTION = """# Events

*Made by `make docs` from [shared/events](../shared/events/base.py); a test compares. Do not edit.*

An event says what happened to one thing and carries that thing's whole `state` after it, its key and its version. So a
reader replaces what it has if the event is newer, whatever the order and repetition. Persons are ids: names never go on
the log. Records are CloudEvents 1.0 in Kafka's binary mode: `ce_type` is the type, `ce_id` is made of key and version,
`ce_causationid` is the command decided, `ce_correlationid` goes with the deed all the way. Fields are only ever added.
One thing keeps its state to itself: [the ledger of outages](decisions/0014-the-ledger-keeps-its-state.md).
"""


def page() -> str:
    """The whole text; a test compares it with the file."""
    return "\n".join([INTRODUCTION, *_ears(), *_common(), *_topics(), *_words()]) + "\n"


def _ears() -> Iterator[str]:
    yield from ("## Who hears what\n", "| topic | service | from its | told to |", "|---|---|---|---|")
    for topic, *cells in (row for service in services() for row in ears(service)):
        yield f"| `{topic}` | {' | '.join(cells)} |"
    yield "\nA group goes on where it was: it keeps something in the store, or does something. The other rows are a"
    yield "process's own ear, for its screens and callers. What each event is for stands beside it.\n"


def _common() -> Iterator[str]:
    yield from ("## What every event has\n", f"{_fields(Event, Event.model_fields)}.\n", f"{_prose(Event)}\n")
    yield from (f"Beside that every **{kind.__name__}** has {_fields(kind, _own(kind))}.\n" for kind in KINDS)
    yield from ("One as it was on the log, without its `state`; each type below leads to a whole one:\n", "```json")
    sample = json.loads((SAMPLES / f"{_short(FIRST)}.json").read_text("utf-8"))
    yield from (json.dumps({name: sample[name] for name in sample if name != "state"}), "```\n")


def _topics() -> Iterator[str]:
    for topic in TOPICS:
        yield f"## On {topic.name}\n"
        yield from ("| type, all with `vn.diemcau.` before | what, and for whom | fields of its own |", "|---|---|---|")
        for event in topic.events:
            kind = next((f"{kind.__name__}. " for kind in KINDS if issubclass(event, kind)), "")
            yield f"| {_type(event)} | {kind}{_prose(event)} | {_fields(event, _own(event))} |"
        yield ""
        if topic.modules:
            yield from ("| state, and its parts | what | fields |", "|---|---|---|")
            yield from (f"| {it.__name__} | {_prose(it)} | {_fields(it, it.model_fields)} |" for it in _parts(topic))
            yield ""


def _type(event: type[Event]) -> str:
    name = _short(event)
    sample = SAMPLES / f"{name}.json"
    return f"[`{name}`](../{sample.relative_to(CHECKOUT)})" if sample.exists() else f"`{name}`"


def _short(event: type[Event]) -> str:
    return str(event.model_fields["type"].default).removeprefix("vn.diemcau.")


def _parts(topic: Topic) -> list[type[BaseModel]]:
    found = [thing for module in topic.modules for thing in vars(module).values() if _is_part(thing, module)]
    return sorted(found, key=lambda model: (not issubclass(model, State), model.__name__))


def _is_part(thing: Any, module: ModuleType) -> bool:
    if not (isinstance(thing, type) and issubclass(thing, BaseModel)):
        return False
    return thing.__module__ == module.__name__ and not issubclass(thing, Event)


def _words() -> Iterator[str]:
    yield "## Words\n"
    for name, words in WORDS.items():
        yield f"- **{name}**: {', '.join(f'`{word}`' for word in get_args(words))}"


def _own(model: type[BaseModel]) -> list[str]:
    """The fields that its parent has not, but for those that every event has; of a field that is not said, nothing."""
    parents = {
        name for parent in model.__mro__[1:] if parent is Event or parent in KINDS for name in parent.model_fields
    }
    return [name for name, field in model.model_fields.items() if name not in parents and not field.exclude]


def _fields(model: type[BaseModel], names: Iterable[str]) -> str:
    return ", ".join(f"`{name}` {said(model.model_fields[name].annotation)}" for name in names)


def _prose(model: type[BaseModel]) -> str:
    return " ".join((inspect.getdoc(model) or "").split())
