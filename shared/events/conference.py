"""What check-in says about conferences: units, venues, sessions, roster rows (ids only) and passes."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from shared.events.base import WITHOUT_INPUT, Event, State

Role = Literal[
    "operator", "venue_head", "moderator", "expert", "hub", "organiser", "attendee", "participant", "agent", "ops"
]
VenueKind = Literal["hall", "online"]
PlaceId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]  # of a venue or session


class Conference(State):
    """A day of many halls. A rehearsal is a conference marked as such."""

    name: str = ""
    day: date | None = None
    zone: str = "Asia/Ho_Chi_Minh"
    rehearsal: bool = False


class Unit(State):
    """A body that sends people. `parent` is another unit; no administrative level is known to the code."""

    name: str = ""
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class Venue(State):
    """A connection point (điểm cầu). `capacity` None: no limit. `contact`: its head, a person id."""

    name: str = ""
    kind: VenueKind = "hall"
    unit: str | None = None
    capacity: int | None = None
    contact: UUID | None = None


class Session(State):
    """A half day of attendance (buổi). `opens`, `starts`, `closes` are the plan; a deed counts between `opened_at`
    and `closed_at`, which commands set. Late counts from `starts`."""

    name: str = ""
    opens: datetime | None = None
    starts: datetime | None = None
    closes: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None


class Row(State):
    """A summoned person's row of the roster: ids only. The name is in `people`."""

    unit: str = ""
    venue: str = ""
    issue: int = 1  # of the printed QR; a lower one is revoked
    withdrawn: bool = False  # no longer on the roster


class Pass(State):
    """A signed link given to a duty or a desk (`label`, never a person's name)."""

    role: Role | None = None
    venue: str | None = None
    person: UUID | None = None
    label: str = ""
    expires: datetime | None = None
    revoked: bool = False


class ConferenceEvent(Event):
    """Something about how a conference is set up. Heard by every process: facts for the door, passes, names of places."""

    code: Literal["recorded", "stale"] = "recorded"
    by: str

    def changes_facts(self) -> bool:
        return self.code == "recorded"


class ConferenceCreated(ConferenceEvent):
    """A conference exists, or its particulars changed."""

    type: Literal["vn.diemcau.conference.conference-created.v1"] = "vn.diemcau.conference.conference-created.v1"
    state: Conference = Conference()


class UnitDefined(ConferenceEvent):
    """A unit exists, or changed."""

    type: Literal["vn.diemcau.conference.unit-defined.v1"] = "vn.diemcau.conference.unit-defined.v1"
    state: Unit = Unit()


class VenueDefined(ConferenceEvent):
    """A venue exists, or changed. Boards show it; doors judge capacity by it."""

    type: Literal["vn.diemcau.conference.venue-defined.v1"] = "vn.diemcau.conference.venue-defined.v1"
    state: Venue = Venue()

    def people(self) -> set[UUID]:
        return {self.state.contact} if self.state.contact else set()


class SessionDefined(ConferenceEvent):
    """A session is planned, or its plan changed."""

    type: Literal["vn.diemcau.conference.session-defined.v1"] = "vn.diemcau.conference.session-defined.v1"
    state: Session = Session()


class SessionOpened(ConferenceEvent):
    """Doors are open: deeds from `state.opened_at` on count."""

    type: Literal["vn.diemcau.conference.session-opened.v1"] = "vn.diemcau.conference.session-opened.v1"
    state: Session = Session()


class SessionClosed(ConferenceEvent):
    """Deeds from `state.closed_at` on no longer count. Nothing is written into attendees: readers cut presences here."""

    type: Literal["vn.diemcau.conference.session-closed.v1"] = "vn.diemcau.conference.session-closed.v1"
    state: Session = Session()


class SessionRefused(ConferenceEvent):
    """Somebody acted on a session that had changed since they looked."""

    type: Literal["vn.diemcau.conference.session-refused.v1"] = "vn.diemcau.conference.session-refused.v1"
    code: Literal["stale"] = "stale"
    state: Session = Session()


class PassGiven(ConferenceEvent):
    """A pass exists. Its secret is not on the log."""

    type: Literal["vn.diemcau.conference.pass-given.v1"] = "vn.diemcau.conference.pass-given.v1"
    state: Pass = Pass()


class PassRevoked(ConferenceEvent):
    """A pass holds no longer; every process closes its streams."""

    type: Literal["vn.diemcau.conference.pass-revoked.v1"] = "vn.diemcau.conference.pass-revoked.v1"
    state: Pass = Pass()


class RowImported(ConferenceEvent):
    """A roster row exists, or changed. Said by the import, which writes the name into `people`."""

    type: Literal["vn.diemcau.conference.row-imported.v1"] = "vn.diemcau.conference.row-imported.v1"
    state: Row = Row()


ConferenceEvents = Annotated[
    ConferenceCreated
    | UnitDefined
    | VenueDefined
    | SessionDefined
    | SessionOpened
    | SessionClosed
    | SessionRefused
    | PassGiven
    | PassRevoked
    | RowImported,
    Field(discriminator="type"),
]
CONFERENCE_EVENTS: TypeAdapter[ConferenceEvents] = TypeAdapter(ConferenceEvents, config=WITHOUT_INPUT)
