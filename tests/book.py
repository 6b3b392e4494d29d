"""The decision loop without store and Kafka: decides the deeds of many persons in memory, follow-ups too.

That the real loop does the same is a property in `tests/checkin/test_rules_any_order.py`.
"""

from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from services.checkin import rules
from services.checkin.commands import AttendeeCommand, CheckinStamp, PersonCommand
from shared.events.attendance import Attendee, RowFact, SessionFact
from shared.events.base import completed
from shared.events.checkin import AttendeeEvent
from tests.builders import AFTERNOON, MORNING, clock, person, row_fact, session_fact, stamp


@dataclass
class Page:
    """One person's document: the state, its numbers, and its events by command id."""

    state: Attendee = field(default_factory=Attendee)
    version: int = 0
    revision: int = 0
    events: dict[UUID, AttendeeEvent] = field(default_factory=dict)


@dataclass
class Book:
    """`roster`: who is summoned where. `sessions`: as the doors know them now. Both are stamped into every deed."""

    roster: dict[str, str] = field(default_factory=lambda: {"Nam": "KC"})
    sessions: dict[str, SessionFact] = field(
        default_factory=lambda: {it: session_fact(it) for it in (MORNING, AFTERNOON)}
    )
    pages: dict[UUID, Page] = field(default_factory=dict)
    sent: list[tuple[Any, CheckinStamp]] = field(default_factory=list)  # follow-ups on their way
    taken: list[tuple[PersonCommand, CheckinStamp]] = field(default_factory=list)  # all of them, repetitions too

    def does(self, command: PersonCommand, when: str, **stamped: Any) -> Any:
        """The answer to a deed done at `when`, with all that follows at other keys."""
        event = self.takes(command, when, **stamped)
        while self.sent:
            self.take(*self.sent.pop(0))
        return event

    def takes(self, command: PersonCommand, when: str, **stamped: Any) -> Any:
        """The answer alone; what follows waits in `sent`."""
        facts = {"session": self.sessions.get(command.session), "row": self.row(command.attendee)} | stamped
        return self.take(command, stamp(when, **facts))

    def take(self, command: PersonCommand, known: CheckinStamp) -> AttendeeEvent:
        self.taken.append((command, known))
        page = self.pages.setdefault(command.attendee, Page())
        event = page.events.get(command.id) or self._decided(page, command, known)
        self.sent += rules.follow_ups(event)
        return event

    def closes(self, session: str, when: str) -> None:
        known = self.sessions[session]
        self.sessions[session] = session_fact(session, when, known.version + 1)

    def page(self, who: str = "Nam") -> Page:
        return self.pages.setdefault(person(who), Page())

    def state(self, who: str = "Nam") -> Attendee:
        return self.page(who).state

    def stays(self, who: str = "Nam") -> list[tuple[str, str, str | None]]:
        """(venue, from, to) by the clock in the hall."""
        return [(it.venue, clock(it.start), clock(it.end) if it.end else None) for it in self.state(who).presences]

    def row(self, attendee: UUID) -> RowFact | None:
        return next((row_fact(venue) for who, venue in self.roster.items() if person(who) == attendee), None)

    def _decided(self, page: Page, command: PersonCommand, known: CheckinStamp) -> AttendeeEvent:
        happened = rules.decide(page.state, cast(AttendeeCommand, command), known, page.revision)
        told: Any = completed(
            happened,
            key=command.key(),
            version=page.version + 1,
            revision=page.revision + happened.changes_facts(),
            command=command.id,
        )
        event: AttendeeEvent = told.model_copy(update={"state": rules.evolve(page.state, told)})
        page.state, page.version, page.revision = event.state, page.version + 1, event.revision
        page.events[command.id] = event
        return event
