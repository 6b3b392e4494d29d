"""A deed being judged, with the newest facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.checkin.commands import AttendeeCommand, CheckinStamp
from shared.events.attendance import Attendee, Code, Flag, RowFact, SessionFact
from shared.events.checkin import CheckinRefused

CLOCK_IS_OFF = timedelta(seconds=60)  # corrected by more than this, the deed says so


@dataclass(frozen=True, slots=True)
class Case:
    """One deed. `state` remembers the newest facts already, those of this deed's door among them."""

    state: Attendee
    command: AttendeeCommand
    stamp: CheckinStamp
    revision: int

    @property
    def session(self) -> SessionFact | None:
        return self.state.sessions.get(self.command.session)

    @property
    def row(self) -> RowFact | None:
        return self.state.row

    @property
    def at(self) -> datetime:
        """When it was done, corrected: everything is judged by this, never by arrival."""
        return self.stamp.at

    @property
    def summoned(self) -> RowFact | None:
        """The roster row that is in force; None: not summoned (any more)."""
        return self.row if self.row is not None and not self.row.withdrawn else None

    @property
    def expected_at(self) -> str | None:
        """The venue that awaits the person; None: nobody summoned them."""
        return (self.state.moved_to or self.summoned.venue) if self.summoned else None

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is true of any deed: done while the line was down, or by a clock that was wrong."""
        if self.command.told is not None:
            return ("offline",)
        return ("corrected_time",) if abs(self.stamp.received_at - self.stamp.at) > CLOCK_IS_OFF else ()

    def facts(self) -> dict[str, Any]:
        """The fields that every event about a person has. `state` is the one before (pydantic would copy its default
        deeply, 14 µs); the loop puts the one after in its place."""
        command = self.command
        return {
            "command": command.id,
            "at": self.stamp.at,
            "attendee": command.attendee,
            "session": command.session,
            "venue": command.venue,
            "by": self.stamp.actor.id,
            "told": command.told,
            "reason": command.reason,
            "session_fact": self.session,
            "row_fact": self.row,
            "state": self.state,
        }

    def refused(self, code: Code, **told: Any) -> CheckinRefused:
        """The refusal, with what the person at the door must hear."""
        return CheckinRefused(**self.facts(), flags=self.flags, code=code, wanted=self.command.type, **told)


def remembering(state: Attendee, session: SessionFact | None, row: RowFact | None) -> Attendee:
    """The state with these facts where they are newer than its own: a door that is slow to hear never takes a person
    back from a closed session to an open one."""
    changes: dict[str, Any] = {}
    if session is not None and session.newest(state.sessions.get(session.id)) is not state.sessions.get(session.id):
        changes["sessions"] = {**state.sessions, session.id: session}
    if row is not None and row.newest(state.row) is not state.row:
        changes["row"] = row
    return state.model_copy(update=changes) if changes else state


def deed_of(event: Any) -> UUID:
    """The id of the command that an event decided. Every rule fills it in."""
    if event.command is None:
        raise ValueError(f"{event.type} names no command")
    deed: UUID = event.command
    return deed
