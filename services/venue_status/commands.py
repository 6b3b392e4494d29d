"""What can be asked about links, by whom, and the key that each command belongs to."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, TypeAdapter, model_validator

from services.venue_status.check_commands import CheckAsked, CheckCommand
from services.venue_status.incident_commands import IncidentAsked, IncidentCommand, TellLedger
from shared.access import CENTRE, DOOR, Access
from shared.events.base import Command, Deadline, LedgerCommand, Passing
from shared.events.conference import PlaceId, Role
from shared.events.links import Component, Declarable, SourceKind, Working

SOURCES: frozenset[Role] = frozenset({"operator", "venue_head", "agent"})  # duties of one venue: nobody else is there
Milliseconds = Annotated[float, Field(ge=0, le=600_000, allow_inf_nan=False)]


class LinkCommand(Command):
    """About one venue's link."""

    access: ClassVar[Access] = Access(DOOR, "venue")
    venue: PlaceId

    def key(self) -> str:
        return f"{self.conference}/link/{self.venue}"


class Beat(LinkCommand, Passing):
    """A sign of life of one source (a desk page, an agent), with what its way to the hub measured.

    `boot`: when the source was started, milliseconds of the server's clock; `number` counts from 1 since then.
    `leaving`: the last one, it stops on purpose. Accepted with 202, never repeated by its sender.
    """

    access = Access(SOURCES, "venue")
    type: Literal["beat"] = "beat"
    source: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    kind: SourceKind
    boot: int = Field(ge=0, le=4_102_444_800_000)
    number: int = Field(ge=1, le=10**9)
    rtt: Milliseconds | None = None
    jitter: Milliseconds | None = None
    loss: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    waiting: int = Field(default=0, ge=0, le=100_000)
    working: dict[Component, Working] = {}
    leaving: bool = False


class DeclareLink(LinkCommand):
    """Say how the link is, as seen on the spot or heard by phone. None: the word is taken back."""

    type: Literal["declare_link"] = "declare_link"
    state: Declarable | None = None
    seen: int | None = None


class DeclareComponent(LinkCommand):
    """Say that a part of the venue works or does not. None: the word is taken back."""

    type: Literal["declare_component"] = "declare_component"
    component: Component
    state: Working | None = None
    seen: int | None = None


class SetMaintenance(LinkCommand):
    """Work on this venue's line is planned from `since` to `until`: its silence then is no incident."""

    access = Access(CENTRE, "venue")
    type: Literal["set_maintenance"] = "set_maintenance"
    since: AwareDatetime
    until: AwareDatetime

    @model_validator(mode="after")
    def _in_order(self) -> "SetMaintenance":
        if self.since >= self.until:
            raise ValueError("window-out-of-order")
        return self


class CancelMaintenance(LinkCommand):
    """A window is taken back; one that has begun ends now. `window`: the id of the command that set it."""

    access = Access(CENTRE, "venue")
    type: Literal["cancel_maintenance"] = "cancel_maintenance"
    window: UUID


class MarkComponent(LinkCommand, LedgerCommand):
    """Follows from an incident: a part of the venue is broken, or works again. It leaves no decision: a link's document
    would fill with them."""

    type: Literal["mark_component"] = "mark_component"
    component: Component
    state: Working
    since: datetime


LinkAsked = Beat | DeclareLink | DeclareComponent | SetMaintenance | CancelMaintenance
VenuesCommand = LinkAsked | MarkComponent | TellLedger | IncidentCommand | CheckCommand | Deadline
ASKED: TypeAdapter[Command] = TypeAdapter(
    Annotated[LinkAsked | IncidentAsked | CheckAsked, Field(discriminator="type")]
)
