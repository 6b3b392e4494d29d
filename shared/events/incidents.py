"""What is known of incidents, and of the ledger that opens them: one for a broken router, not one per venue."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.events.base import Fact, State
from shared.events.links import Component

Trouble = Literal["no_picture", "no_sound", "link_lost", "other"]
Cause = Literal["down", "flapping", "hub", "person"]
Status = Literal["open", "acknowledged", "mitigating", "recovered", "closed"]
Did = Literal["opened", "acknowledged", "mitigating", "recovered", "reopened", "closed", "joined", "noted"]
LinkNews = Literal["stale", "down", "back", "flapping", "calm"]


class Step(Fact):
    """One step of an incident's life. `by`: a pass id, or `rule`."""

    did: Did
    at: datetime
    by: str
    reason: str = ""
    revision: int  # after this step


class Incident(State):
    """Something is broken, somebody owns it. `owner`: pass id of who acknowledged it last. `venues`: all it touches."""

    kind: Trouble | None = None  # None: not opened yet
    cause: Cause = "person"
    venues: tuple[str, ...] = ()
    component: Component | None = None
    status: Status = "open"
    owner: str | None = None
    opened_at: datetime | None = None
    recovered_at: datetime | None = None
    watched_from: datetime | None = None  # our own gap ended here: five minutes are watched from the later of the two
    closed_at: datetime | None = None
    steps: tuple[Step, ...] = ()


class Out(Fact):
    """A venue that is not heard now."""

    since: datetime  # stale from then
    down: bool = False
    maintenance: bool = False


class Own(Fact):
    """A venue's own incident, until it is closed. While the line flaps, a beat does not mean that it is back."""

    incident: UUID
    recovered: bool = False
    flapping: bool = False
    reopened: bool = False  # ordered; where its closing is heard next, that order came too late


class Hub(Fact):
    """The hub's incident, until it is closed. `told`: how many venues it was told of."""

    incident: UUID
    since: datetime
    recovered: bool = False
    told: int = 0
    tell_at: datetime | None = None  # venues that joined meanwhile are told then, together
    rest_at: datetime | None = None  # the others are back: who is still down then gets an incident of its own


class Outages(State):
    """The conference's ledger of outages, fed by the links: which venues are out, and which incident that is."""

    out: dict[str, Out] = {}
    own: dict[str, Own] = {}
    hub: Hub | None = None
    flapping: tuple[str, ...] = ()  # said while the hub's incident was on; opened when it is over


class IncidentOrder(Fact):
    """What the ledger wants of an incident; sent as a follow-up to the incident's own key."""

    incident: UUID
    step: Literal["open", "recover", "reopen", "join"]
    cause: Cause
    venues: tuple[str, ...]
    at: datetime
