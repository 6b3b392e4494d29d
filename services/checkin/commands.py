"""What can be asked of check-in, by whom, and the key that each command belongs to."""

from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter, ValidationInfo, model_validator

from services.checkin.codes import CodeReader
from services.checkin.conference_commands import ConferenceCommand
from shared.access import DOOR, Access
from shared.events.attendance import (
    Code,
    Conflict,
    How,
    RowFact,
    SessionFact,
    Substitution,
    VenueFact,
)
from shared.events.base import Command, Stamp
from shared.events.conference import PlaceId

Reason = Annotated[str, Field(min_length=3, max_length=300)]

AT_A_DOOR = Access(DOOR, "venue")
AT_A_DOOR_OR_MYSELF = Access(DOOR | {"participant"}, "venue")


class CheckinStamp(Stamp):
    """What the door knew. None: not known there (a session or row that does not exist), or no limit (`inside`)."""

    session: SessionFact | None = None
    row: RowFact | None = None
    venue: VenueFact | None = None
    inside: int | None = None  # people inside the venue now, as the feed knew: capacity is soft


class PersonCommand(Command):
    """A deed about one person, named by `attendee`, or over HTTP by `code` (typed or scanned text) instead.

    The door turns `code` into the attendee's id and the QR's issue number; the text itself goes no further.
    """

    access: ClassVar[Access] = AT_A_DOOR
    attendee: UUID
    issue: int | None = None  # of the QR; a typed code has none
    session: PlaceId
    venue: PlaceId
    told: Code | None = None

    @model_validator(mode="before")
    @classmethod
    def _code_becomes_attendee(cls, data: Any, info: ValidationInfo) -> Any:
        reader: CodeReader | None = (info.context or {}).get("codes")
        if not isinstance(data, dict) or "code" not in data or reader is None:
            return data
        rest = {name: value for name, value in data.items() if name not in ("code", "attendee", "issue")}
        attendee, issue = reader.read(str(data.get("conference", "")), data["code"])
        return {**rest, "attendee": attendee, "issue": issue}

    def key(self) -> str:
        return f"{self.conference}/attendee/{self.attendee}"


class CheckIn(PersonCommand):
    """Somebody is at the door."""

    access = AT_A_DOOR_OR_MYSELF
    type: Literal["check_in"] = "check_in"
    how: How = "qr"


class CheckOut(PersonCommand):
    """Somebody leaves."""

    access = AT_A_DOOR_OR_MYSELF
    type: Literal["check_out"] = "check_out"


class Override(PersonCommand):
    """Take the person in although the answer was `over`, having seen `seen` (revision), and over what comes before it
    in the order of reasons. Accepting a person who is expected elsewhere moves the expectation; a reason is needed when
    inside elsewhere or when the hall is full."""

    type: Literal["override"] = "override"
    over: Literal["wrong_venue", "inside_elsewhere", "capacity_reached", "already_substituted"]
    seen: int

    @model_validator(mode="after")
    def _reason_where_needed(self) -> "Override":
        if self.over in ("inside_elsewhere", "capacity_reached") and not (self.reason or "").strip():
            raise ValueError("reason-needed")
        return self


class Transfer(PersonCommand):
    """From now on the person is expected here; if inside elsewhere, they are here now. `seen`: the revision looked at."""

    type: Literal["transfer"] = "transfer"
    seen: int
    reason: Reason


class WalkIn(PersonCommand):
    """Somebody who is not on the roster; `attendee` is the browser's UUIDv7, their name is already in `people`."""

    type: Literal["walk_in"] = "walk_in"


class Substitute(PersonCommand):
    """`substitute` comes in `attendee`'s place. `listed`: the substitute is on the roster (`substitute` is their
    attendee id); else it is the browser's UUIDv7. `consent`: the chair agreed (Decision 45/2018)."""

    type: Literal["substitute"] = "substitute"
    substitute: UUID
    listed: bool = False
    consent: bool = False

    @model_validator(mode="after")
    def _somebody_else(self) -> "Substitute":
        if self.substitute == self.attendee:
            raise ValueError("substitute-is-the-summoned")
        return self


class Undo(PersonCommand):
    """Take back one named deed of this person."""

    type: Literal["undo"] = "undo"
    deed: UUID
    reason: Reason


class Excuse(PersonCommand):
    """Absent with a reason. `venue` is the one that expects the person, whoever says it."""

    access = Access(DOOR, "venue")
    type: Literal["excuse"] = "excuse"
    reason: Reason


class SettleConflict(PersonCommand):
    """Say which side of a conflict was right, having seen `seen` (revision)."""

    access = Access(frozenset({"venue_head", "hub", "organiser"}), "venue")
    type: Literal["settle_conflict"] = "settle_conflict"
    deed: UUID
    outcome: Literal["server_right", "desk_right"]
    seen: int


class HeadCount(Command):
    """The number that the venue reads out."""

    access: ClassVar[Access] = AT_A_DOOR
    type: Literal["head_count"] = "head_count"
    session: PlaceId
    venue: PlaceId
    count: int = Field(ge=0, le=100_000)

    def key(self) -> str:
        return f"{self.conference}/headcount/{self.venue}/{self.session}"


class FollowUp(PersonCommand):
    """Sent by the decider itself after an event; nobody may send one over HTTP."""

    access = Access(frozenset())
    cause: UUID  # the person whose decision this follows


class EnterSubstitute(FollowUp):
    """At the substitute's key: they came in `cause`'s place."""

    type: Literal["enter_substitute"] = "enter_substitute"
    substitution: Substitution


class ReleaseSubstitute(FollowUp):
    """At the substitute's key: `deed` (an EnterSubstitute) holds no longer. They stay as a walk-in, or were never in."""

    type: Literal["release_substitute"] = "release_substitute"
    deed: UUID
    as_walk_in: bool
    listed: bool = False  # as in the substitution: on the roster, so never a walk-in


class OpenConflict(FollowUp):
    """Back at the summoned person's key: what was sent to `cause` was refused there."""

    type: Literal["open_conflict"] = "open_conflict"
    conflict: Conflict


AttendeeCommand = (
    CheckIn
    | CheckOut
    | Override
    | Transfer
    | WalkIn
    | Substitute
    | Undo
    | Excuse
    | SettleConflict
    | EnterSubstitute
    | ReleaseSubstitute
    | OpenConflict
)
DoorCommand = (
    CheckIn | CheckOut | Override | Transfer | WalkIn | Substitute | Undo | Excuse | SettleConflict | HeadCount
)
# over HTTP: without follow-ups
ASKED: TypeAdapter[Any] = TypeAdapter(Annotated[DoorCommand | ConferenceCommand, Field(discriminator="type")])
