"""What can be asked about incidents; and what links and the conference's ledger tell each other, which nobody asks."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.access import DOOR, Access
from shared.events.base import Command, LedgerCommand
from shared.events.conference import PlaceId
from shared.events.incidents import IncidentOrder, LinkNews, Status, Trouble
from shared.events.links import Component

AT_A_DOOR = Access(DOOR, "venue")  # desks: about their own venue's incidents, which the rules see to
Reason = Annotated[str, Field(min_length=3, max_length=300)]


class AboutIncident(Command):
    """About one incident, in the name of one of its venues."""

    access: ClassVar[Access] = AT_A_DOOR
    incident: UUID
    venue: PlaceId

    def key(self) -> str:
        return f"{self.conference}/incident/{self.incident}"


class OpenIncident(AboutIncident):
    """Something is broken at this venue. `incident`: the browser's new id."""

    type: Literal["open_incident"] = "open_incident"
    kind: Trouble
    component: Component | None = None


class StepCommand(AboutIncident):
    """A step by somebody who saw the incident at revision `seen`; a stale one is refused with the state as it is."""

    seen: int


class Acknowledge(StepCommand):
    """Somebody owns it from now on; also to take it over."""

    type: Literal["acknowledge"] = "acknowledge"


class Mitigate(StepCommand):
    """Work on it has begun, by the owner or for them; `reason`: what is being done."""

    type: Literal["mitigate"] = "mitigate"


class Recover(StepCommand):
    """It works again; it is watched for five minutes before it closes."""

    type: Literal["recover"] = "recover"


class Reopen(StepCommand):
    """It is broken again while it was watched."""

    type: Literal["reopen"] = "reopen"


class Close(StepCommand):
    """It is over. Before the five minutes are, or for a false alarm, with a reason."""

    type: Literal["close"] = "close"
    reason: Reason


class Note(AboutIncident):
    """A word into its history."""

    type: Literal["note"] = "note"
    reason: Reason


class OrderIncident(AboutIncident, LedgerCommand):
    """Follows from the conference's ledger, in its order; leaves no decision, since a bad line may bring hundreds in a
    day. `venue`: the first of the order's."""

    type: Literal["order_incident"] = "order_incident"
    order: IncidentOrder


class TellLedger(LedgerCommand):
    """Follows from a link or an incident: what the conference's ledger of outages must know."""

    type: Literal["tell_ledger"] = "tell_ledger"
    venue: str = ""
    news: tuple[LinkNews, ...] = ()
    maintenance: bool = False
    incident: UUID | None = None  # news of an incident: `status`; `venue` if it is one venue's lost link
    status: Status | None = None
    at: datetime

    def key(self) -> str:
        return f"{self.conference}/ledger/outages"


IncidentAsked = OpenIncident | Acknowledge | Mitigate | Recover | Reopen | Close | Note
IncidentCommand = IncidentAsked | OrderIncident
