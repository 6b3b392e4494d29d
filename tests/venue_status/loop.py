"""The decision loop without store and Kafka, in simulated time: follow-ups are taken, deadlines sent exactly when due.

What the real one does with stores is done here in memory: every state is read back from JSON, every event too. `late`:
follow-ups lie about until `arrives` is called for their key; those of one key stay in order, as on the log.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.venue_status import rules
from services.venue_status.settings import Thresholds
from services.venue_status.store import venues_docket
from shared.deadlines import Due
from shared.events.base import Actor, Command, Passing, Stamp, State, completed
from shared.events.venues import VENUES_EVENTS
from shared.things import Thing
from tests.builders import at

DECIDED_HERE = ("incident", "ledger")
Happened = Any  # an event, a state of which nothing was said, or None


@dataclass
class Loop:
    """`events`: all that was said. `sent`: every follow-up and deadline, to be sent again. `marks`: for links. Where
    1,100 venues are out, to read back (`reads_back`) would cost milliseconds each time."""

    thresholds: Thresholds = field(default_factory=Thresholds)
    now: datetime = field(default_factory=lambda: at("07:00"))
    watching_since: datetime = field(default_factory=lambda: at("06:00"))
    late: bool = False
    things: dict[str, Thing] = field(default_factory=dict)
    events: list[Any] = field(default_factory=list)
    waiting: dict[str, deque[tuple[Any, Stamp]]] = field(default_factory=dict)
    sent: list[tuple[Any, Stamp]] = field(default_factory=list)
    marks: list[Any] = field(default_factory=list)
    reads_back: bool = True

    def __post_init__(self) -> None:
        self.docket = venues_docket(self.thresholds)

    def passes(self, seconds: float) -> None:
        """Time, and with it what falls due."""
        ends = self.now + timedelta(seconds=seconds)
        while due := self._next_due(ends):
            self.now = max(self.now, due[1].at)
            self._fire(*due)
        self.now = ends

    def arrives(self, key: str) -> None:
        """The next follow-up that lies there for this key."""
        if self.waiting.get(key):
            self.take(*self.waiting[key].popleft())

    def all_arrives(self) -> None:
        while keys := [key for key, lies in self.waiting.items() if lies]:
            self.arrives(keys[0])

    def everything_comes_again(self) -> None:
        """After a crash, or from a second owner: all follow-ups and deadlines there ever were."""
        for command, stamp in list(self.sent):
            self.take(command, stamp)

    def take(self, command: Any, stamp: Stamp) -> Happened:
        """As the loop does: a known id gets its event again, an old word of a source gives nothing."""
        key = command.key()
        if key.split("/")[1] not in DECIDED_HERE:
            return self.marks.append(command)
        thing = self.thing(key)
        if known := thing.decisions.get(str(command.id)):
            return known["event"]
        if thing.has_taken(command):
            return None
        happened = self.docket.kind_of(key).decide(thing.state, command, stamp, thing.revision)
        return self._kept(thing, command, happened)

    def stamp(self, by: str, role: str, venue: str | None = None) -> Stamp:
        """Of what is done now."""
        return Stamp(received_at=self.now, at=self.now, actor=Actor(id=by, role=role, venue=venue))

    def thing(self, key: str) -> Thing:
        return self.things.setdefault(key, Thing(key, self.docket.kind_of(key).unknown))

    def send(self, follow_ups: list[tuple[Any, Stamp]]) -> None:
        self.sent += follow_ups
        for command, stamp in follow_ups:
            self.waiting.setdefault(command.key(), deque()).append((command, stamp))
        if not self.late:
            self.all_arrives()

    def _kept(self, thing: Thing, command: Command, happened: Happened) -> Happened:
        if happened is None:
            return None
        if not hasattr(happened, "type"):
            thing.take(command, self._read_back(happened))
            return happened
        event = self._completed(thing, command, happened)
        thing.take(command, self._read_back(event.state), event.revision)
        if not isinstance(command, Passing):
            thing.decisions[str(command.id)] = {"event": event}
        self.events.append(event)
        self.send(self._follow_ups(event))
        return event

    def _follow_ups(self, event: Any) -> list[tuple[Any, Stamp]]:
        """The same from the event as it is said as from the event as it is read, after a crash."""
        follow_ups = list(self.docket.kind_of(event.key).follow_ups(event))
        if self.reads_back:
            read = VENUES_EVENTS.validate_json(event.model_dump_json())
            assert read.model_dump_json() == event.model_dump_json()
            assert list(self.docket.kind_of(event.key).follow_ups(read)) == follow_ups
        return follow_ups

    def _completed(self, thing: Thing, command: Command, happened: Any) -> Any:
        revision = thing.revision + happened.changes_facts()
        facts: dict[str, Any] = {"key": thing.key, "version": thing.version + 1, "revision": revision}
        event = completed(happened, command=command.id, **facts)
        return completed(event, state=rules.evolve(thing.state, event))

    def _next_due(self, ends: datetime) -> tuple[str, Due] | None:
        dues = [(key, due) for key, thing in self.things.items() for due in self._dues(thing) if due.at <= ends]
        return min(dues, key=lambda it: (it[1].at, it[0], it[1].name), default=None)

    def _dues(self, thing: Thing) -> list[Due]:
        return list(self.docket.kind_of(thing.key).deadlines(thing.state))

    def _fire(self, key: str, due: Due) -> None:
        command = due.command(key, self.watching_since)
        stamp = self.stamp("venues-decides", "deadline").model_copy(update={"at": due.at})
        self.sent.append((command, stamp))
        assert self.take(command, stamp) is not None, "what is due must be taken"
        assert due not in self._dues(self.things[key]), "what was taken is not due any more"

    def _read_back(self, state: State) -> State:
        kept = type(state).model_validate_json(state.model_dump_json()) if self.reads_back else state
        assert kept == state, "it would be another one when read back"
        return kept
