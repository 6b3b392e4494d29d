"""What check-in says about attendees and head counts. Persons are ids; names are in `people` alone."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from shared.events.attendance import (
    ACCEPTED,
    Attendee,
    Code,
    Conflict,
    Flag,
    HeadCount,
    Presence,
    RowFact,
    SessionFact,
    Settlement,
    Substitution,
)
from shared.events.base import WITHOUT_INPUT, Event


class AttendeeEvent(Event):
    """A decision about one person. `code` is the answer; a refusal is an event too."""

    code: Code
    attendee: UUID
    session: str
    venue: str  # where the deed was done
    by: str  # pass id of the actor
    flags: tuple[Flag, ...] = ()
    told: str | None = None
    reason: str | None = None
    conflict: bool = False  # this decision opened a conflict
    session_fact: SessionFact | None = None  # judged by these: a replay needs nothing else
    row_fact: RowFact | None = None
    state: Attendee = Attendee()

    def changes_facts(self) -> bool:
        return self.code in ACCEPTED or self.conflict

    def people(self) -> set[UUID]:
        return {self.attendee} | self.state.people()


class AttendeeCheckedIn(AttendeeEvent):
    """Somebody is in. Every board counts it."""

    type: Literal["vn.diemcau.checkin.attendee-checked-in.v1"] = "vn.diemcau.checkin.attendee-checked-in.v1"
    code: Literal["checked_in"] = "checked_in"
    presence: Presence
    over: tuple[Code, ...] = ()  # the refusals that this entry passed over
    released: Substitution | None = None  # ended by this entry: the summoned person came after all
    restored: Substitution | None = None  # of a substitute who stands for the summoned person again


class AttendeeCheckedOut(AttendeeEvent):
    """Somebody left."""

    type: Literal["vn.diemcau.checkin.attendee-checked-out.v1"] = "vn.diemcau.checkin.attendee-checked-out.v1"
    code: Literal["left"] = "left"


class CheckinRefused(AttendeeEvent):
    """A deed that was not taken, and why. `where`, `since`, `who_took` tell what the person at the door must hear."""

    type: Literal["vn.diemcau.checkin.checkin-refused.v1"] = "vn.diemcau.checkin.checkin-refused.v1"
    wanted: str  # the command's type
    where: str | None = None  # the venue they are in, or are expected at
    since: datetime | None = None
    who_took: str | None = None  # pass id of the one who took them in
    substitute: UUID | None = None  # the one who came in their place, or whom the follow-up was about
    cause: UUID | None = None  # of a refused follow-up: the person whose decision it followed
    deed: UUID | None = None  # of a refused follow-up: the deed it followed; of an undo: the unknown deed, remembered

    def changes_facts(self) -> bool:
        return self.conflict  # `undone` is an answer too, to a deed that an undo overtook


class AttendeeTransferred(AttendeeEvent):
    """The person is now expected (and, if inside elsewhere, present) at `venue`. `over`: the hall was full."""

    type: Literal["vn.diemcau.checkin.attendee-transferred.v1"] = "vn.diemcau.checkin.attendee-transferred.v1"
    code: Literal["recorded"] = "recorded"
    presence: Presence | None = None
    over: tuple[Code, ...] = ()


class AttendeeExcused(AttendeeEvent):
    """Absent with a reason. `again`: excused from this session already, and the first excuse is the one that holds."""

    type: Literal["vn.diemcau.checkin.attendee-excused.v1"] = "vn.diemcau.checkin.attendee-excused.v1"
    code: Literal["recorded"] = "recorded"
    again: bool = False

    def changes_facts(self) -> bool:
        return self.conflict or not self.again


class SubstituteTakenIn(AttendeeEvent):
    """Somebody comes in `attendee`'s place; what follows at the substitute's own key is sent after it."""

    type: Literal["vn.diemcau.checkin.substitute-taken-in.v1"] = "vn.diemcau.checkin.substitute-taken-in.v1"
    code: Literal["checked_in"] = "checked_in"
    substitution: Substitution


class SubstituteReleased(AttendeeEvent):
    """At the substitute's key: they stand for nobody now. `as_walk_in`: they stay, as one who was not summoned."""

    type: Literal["vn.diemcau.checkin.substitute-released.v1"] = "vn.diemcau.checkin.substitute-released.v1"
    code: Literal["recorded", "undone"]
    as_walk_in: bool
    deed: UUID  # their entry
    cause: UUID  # whom they stood for
    listed: bool = False


class DeedUndone(AttendeeEvent):
    """One named deed was taken back; history keeps both. `substitution`: the one that ended, if that was the deed.
    `restored`: the one that holds again, since the summoned person did not come after all."""

    type: Literal["vn.diemcau.checkin.deed-undone.v1"] = "vn.diemcau.checkin.deed-undone.v1"
    code: Literal["undone"] = "undone"
    deed: UUID
    substitution: Substitution | None = None
    restored: Substitution | None = None


class ConflictOpened(AttendeeEvent):
    """A follow-up came back refused: the conflict inbox shows it."""

    type: Literal["vn.diemcau.checkin.conflict-opened.v1"] = "vn.diemcau.checkin.conflict-opened.v1"
    code: Literal["recorded"] = "recorded"
    opened: Conflict


class ConflictSettled(AttendeeEvent):
    """Somebody looked at a conflict and said which side was right."""

    type: Literal["vn.diemcau.checkin.conflict-settled.v1"] = "vn.diemcau.checkin.conflict-settled.v1"
    code: Literal["recorded"] = "recorded"
    deed: UUID
    settled: Settlement


class HeadCountRecorded(Event):
    """A venue read out its number; it stands beside the list."""

    type: Literal["vn.diemcau.checkin.head-count-recorded.v1"] = "vn.diemcau.checkin.head-count-recorded.v1"
    code: Literal["recorded"] = "recorded"
    session: str
    venue: str
    by: str
    count: int
    state: HeadCount = HeadCount()


CheckinEvent = (
    AttendeeCheckedIn
    | AttendeeCheckedOut
    | CheckinRefused
    | AttendeeTransferred
    | AttendeeExcused
    | SubstituteTakenIn
    | SubstituteReleased
    | DeedUndone
    | ConflictOpened
    | ConflictSettled
    | HeadCountRecorded
)
CHECKIN_EVENTS: TypeAdapter[CheckinEvent] = TypeAdapter(
    Annotated[CheckinEvent, Field(discriminator="type")], config=WITHOUT_INPUT
)
