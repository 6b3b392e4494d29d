"""What venue status says: links, incidents, line checks, announcements, notices. No persons: actors are pass ids."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from shared.events.base import WITHOUT_INPUT, Event
from shared.events.checks import Acknowledgement, Announcement, Check, CheckItem, Notice, Result, Round
from shared.events.incidents import Did, Incident, IncidentOrder, LinkNews, Outages
from shared.events.links import Component, Link, Observed

LinkCode = Literal["recorded", "stale", "window_past", "window_unknown"]
IncidentCode = Literal["recorded", "stale", "illegal_step", "unknown_incident", "already_open", "not_yours"]
PlainCode = Literal["recorded", "stale", "unknown", "withdrawn"]


class LinkEvent(Event):
    """Something about one venue's link. Its whole state goes with it."""

    venue: str
    code: LinkCode = "recorded"
    by: str = ""  # pass id; "" if nobody did it
    reason: str = ""
    news: tuple[LinkNews, ...] = ()  # what the conference's ledger must hear of it
    state: Link = Link()

    def changes_facts(self) -> bool:
        return self.code == "recorded"


class LinkSeen(LinkEvent):
    """A living link, at most every 15 s: boards show its age and its measures."""

    type: Literal["vn.diemcau.venues.link-seen.v1"] = "vn.diemcau.venues.link-seen.v1"

    def changes_facts(self) -> bool:
        return False


class LinkChanged(LinkEvent):
    """A link is otherwise than it was, from `at` on. Boards, incidents, Q&A and reports care."""

    type: Literal["vn.diemcau.venues.link-changed.v1"] = "vn.diemcau.venues.link-changed.v1"
    was: Observed


class LinkFlapping(LinkEvent):
    """A line comes and goes (`flapping` in the state), or has calmed down."""

    type: Literal["vn.diemcau.venues.link-flapping.v1"] = "vn.diemcau.venues.link-flapping.v1"


class WatchingResumed(LinkEvent):
    """We did not watch since `since`: a gap of our own, not the venue's silence. Deadlines count from `at`."""

    type: Literal["vn.diemcau.venues.watching-resumed.v1"] = "vn.diemcau.venues.watching-resumed.v1"
    since: datetime


class LinkDeclared(LinkEvent):
    """Somebody said how a link, or a part of a venue, is; `component` None: the link."""

    type: Literal["vn.diemcau.venues.link-declared.v1"] = "vn.diemcau.venues.link-declared.v1"
    component: Component | None = None


class MaintenanceChanged(LinkEvent):
    """A window of maintenance was set or taken back, began or ended."""

    type: Literal["vn.diemcau.venues.maintenance-changed.v1"] = "vn.diemcau.venues.maintenance-changed.v1"
    what: Literal["set", "cancelled", "began", "ended"]
    window: UUID


class LinkRefused(LinkEvent):
    """A command about a link that was not taken, and why. Its sender sees the state as it is now."""

    type: Literal["vn.diemcau.venues.link-refused.v1"] = "vn.diemcau.venues.link-refused.v1"


class IncidentEvent(Event):
    """Something about one incident."""

    code: IncidentCode = "recorded"
    by: str  # pass id, or `rule`
    reason: str = ""
    state: Incident = Incident()

    def changes_facts(self) -> bool:
        return self.code == "recorded"


class IncidentMoved(IncidentEvent):
    """An incident was opened, owned, worked on, recovered, reopened, closed. Boards show it; notices go out."""

    type: Literal["vn.diemcau.venues.incident-moved.v1"] = "vn.diemcau.venues.incident-moved.v1"
    did: Did


class IncidentRefused(IncidentEvent):
    """A step that was not taken, and why."""

    type: Literal["vn.diemcau.venues.incident-refused.v1"] = "vn.diemcau.venues.incident-refused.v1"
    wanted: str


class OutagesWeighed(Event):
    """The ledger ordered something of incidents. Nobody but the incidents need care."""

    type: Literal["vn.diemcau.venues.outages-weighed.v1"] = "vn.diemcau.venues.outages-weighed.v1"
    orders: tuple[IncidentOrder, ...]
    # Not said: most of what the ledger hears is silent, so no state of it could be rebuilt from events; and after an
    # outage of ours hundreds of these are decided in one batch, and lie in one document until it is done.
    state: Outages = Field(default=Outages(), exclude=True)


class PlainEvent(Event):
    """About a round, a check, an announcement."""

    code: PlainCode = "recorded"
    by: str

    def changes_facts(self) -> bool:
        return self.code == "recorded"


class RoundDefined(PlainEvent):
    """A round of line checks is planned, or its plan changed."""

    type: Literal["vn.diemcau.venues.round-defined.v1"] = "vn.diemcau.venues.round-defined.v1"
    state: Round = Round()


class LineChecked(PlainEvent):
    """An item was checked (`item`), or the hub called go or no-go (`item` None)."""

    type: Literal["vn.diemcau.venues.line-checked.v1"] = "vn.diemcau.venues.line-checked.v1"
    round: str
    venue: str
    item: CheckItem | None = None
    result: Result | None = None
    state: Check = Check()


class Announced(PlainEvent):
    """The hub says something to desks, or takes it back. Desks show it at once."""

    type: Literal["vn.diemcau.venues.announced.v1"] = "vn.diemcau.venues.announced.v1"
    state: Announcement = Announcement()


class AnnouncementAcknowledged(PlainEvent):
    """A venue has read an announcement."""

    type: Literal["vn.diemcau.venues.announcement-acknowledged.v1"] = "vn.diemcau.venues.announcement-acknowledged.v1"
    announcement: UUID
    venue: str
    state: Acknowledgement = Acknowledgement()


class NoticeTried(PlainEvent):
    """A notice to the world outside was delivered, or was not: then the board says so."""

    type: Literal["vn.diemcau.venues.notice-tried.v1"] = "vn.diemcau.venues.notice-tried.v1"
    state: Notice = Notice()


VenuesEvents = Annotated[
    LinkSeen
    | LinkChanged
    | LinkFlapping
    | WatchingResumed
    | LinkDeclared
    | MaintenanceChanged
    | LinkRefused
    | IncidentMoved
    | IncidentRefused
    | OutagesWeighed
    | RoundDefined
    | LineChecked
    | Announced
    | AnnouncementAcknowledged
    | NoticeTried,
    Field(discriminator="type"),
]
VENUES_EVENTS: TypeAdapter[VenuesEvents] = TypeAdapter(VenuesEvents, config=WITHOUT_INPUT)
