"""What can be asked about how a conference is set up, by whom, and the key that each command belongs to."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from shared.access import AT_ONE_VENUE, CENTRE, Access
from shared.events.base import Command
from shared.events.conference import PlaceId, Role, VenueKind

UnitId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$")]

AT_THE_CENTRE = Access(CENTRE)
BY_OPS = Access(frozenset({"ops", "organiser"}))


class CreateConference(Command):
    """Set up a conference, or change its particulars."""

    access: ClassVar[Access] = BY_OPS
    type: Literal["create_conference"] = "create_conference"
    name: str = Field(min_length=3, max_length=300)
    day: date
    zone: str = Field(default="Asia/Ho_Chi_Minh", max_length=64)
    rehearsal: bool = False

    def key(self) -> str:
        return f"{self.conference}/conference/{self.conference}"


class DefineUnit(Command):
    """Set up a unit, or change it."""

    access: ClassVar[Access] = BY_OPS
    type: Literal["define_unit"] = "define_unit"
    unit: UnitId
    name: str = Field(min_length=1, max_length=200)
    parent: UnitId | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def key(self) -> str:
        return f"{self.conference}/unit/{self.unit}"


class DefineVenue(Command):
    """Set up a venue, or change it. `contact`: a person id, already in `people`."""

    access: ClassVar[Access] = BY_OPS
    type: Literal["define_venue"] = "define_venue"
    venue: PlaceId
    name: str = Field(min_length=1, max_length=200)
    kind: VenueKind = "hall"
    unit: UnitId | None = None
    capacity: int | None = Field(default=None, ge=1)
    contact: UUID | None = None

    def key(self) -> str:
        return f"{self.conference}/venue/{self.venue}"


class SessionCommand(Command):
    """About one session."""

    access: ClassVar[Access] = AT_THE_CENTRE
    session: PlaceId

    def key(self) -> str:
        return f"{self.conference}/session/{self.session}"


class DefineSession(SessionCommand):
    """Plan a session: doors open, late counts from `starts`, it closes."""

    access = BY_OPS
    type: Literal["define_session"] = "define_session"
    name: str = Field(min_length=1, max_length=200)
    opens: AwareDatetime  # every deed is compared with these
    starts: AwareDatetime
    closes: AwareDatetime

    @model_validator(mode="after")
    def _in_order(self) -> "DefineSession":
        if not self.opens <= self.starts < self.closes:
            raise ValueError("times-out-of-order")
        return self


class OpenSession(SessionCommand):
    """Deeds from now on count. A closed session is opened again."""

    type: Literal["open_session"] = "open_session"
    seen: int | None = None


class CloseSession(SessionCommand):
    """Deeds from now on no longer count; those done before, and uploaded later, do."""

    type: Literal["close_session"] = "close_session"
    seen: int | None = None


class PassCommand(Command):
    """About one pass."""

    access: ClassVar[Access] = BY_OPS
    pass_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{4,64}$")]

    def key(self) -> str:
        return f"{self.conference}/pass/{self.pass_id}"


class GivePass(PassCommand):
    """Put a pass on record."""

    type: Literal["give_pass"] = "give_pass"
    role: Role
    venue: PlaceId | None = None
    person: UUID | None = None
    label: str = Field(default="", max_length=60)
    expires: AwareDatetime | None = None

    @model_validator(mode="after")
    def _bound(self) -> "GivePass":
        if self.venue is None and self.role in AT_ONE_VENUE:
            raise ValueError("venue-needed")
        return self


class RevokePass(PassCommand):
    """The pass holds no longer, within seconds, everywhere."""

    type: Literal["revoke_pass"] = "revoke_pass"


ConferenceCommand = (
    CreateConference | DefineUnit | DefineVenue | DefineSession | OpenSession | CloseSession | GivePass | RevokePass
)
