"""What is decided here: the kinds of things, their rules and collections, and the topics that carry them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from shared.deadlines import Due
from shared.events.base import Command, Event, Stamp, State
from shared.failures import SetAside
from shared.records import Order

FollowUps = Iterable[tuple[Command, Stamp]]


def nothing_follows(event: Any) -> FollowUps:
    return ()


def never_due(state: Any) -> Iterable[Due]:
    return ()


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its state, its pure rules, its collection, and what follows from its events for other things.

    `decide(state, command, stamp, revision)` gives an event, or None: nothing happened and nothing is recorded. For a
    `Passing` command it may give a state alone: it is kept, and nothing is said. `deadlines(state)`: what it waits for.
    """

    state: type[State]
    decide: Callable[[Any, Any, Any, int], Event | State | None]
    evolve: Callable[[Any, Any], State]
    collection: str
    follow_ups: Callable[[Any], FollowUps] = nothing_follows
    deadlines: Callable[[Any], Iterable[Due]] = never_due

    @cached_property
    def unknown(self) -> State:
        """A thing of which nothing is known yet: one for all, since states are frozen."""
        return self.state()


@dataclass(frozen=True)
class Docket:
    """What one consumer group decides: the kinds of its keys, and how its orders and events are read."""

    name: str
    kinds: Mapping[str, Kind]
    orders: TypeAdapter[Order[Any, Any]]
    events: TypeAdapter[Any]

    @property
    def commands_topic(self) -> str:
        return f"{self.name}.commands.v1"

    @property
    def events_topic(self) -> str:
        return f"{self.name}.events.v1"

    @property
    def group(self) -> str:
        return f"{self.name}-decides"

    def kind_of(self, key: str) -> Kind:
        """The row of the table for `<conference>/<kind>/<id>`."""
        try:
            return self.kinds[key.split("/", 2)[1]]
        except (IndexError, KeyError):
            raise SetAside("no rules for a key of this kind") from None
