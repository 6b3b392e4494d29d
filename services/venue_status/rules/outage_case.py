"""What the ledger is told, and the small changes that it is made of. Each gives the ledger after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from services.venue_status.settings import Thresholds
from shared.events.incidents import Hub, Out, Outages, Own


@dataclass(frozen=True, slots=True)
class Case:
    """One command to the ledger. `id`: the command's, from which new incidents have theirs. `told`: the incident that
    tells of itself, and needs no order for that."""

    thresholds: Thresholds
    id: UUID
    at: datetime
    maintenance: bool = False
    told: UUID | None = None


def with_out(outages: Outages, venue: str, out: Out) -> Outages:
    return outages.model_copy(update={"out": {**outages.out, venue: out}})


def without_out(outages: Outages, venue: str) -> Outages:
    return outages.model_copy(update={"out": {it: out for it, out in outages.out.items() if it != venue}})


def with_own(outages: Outages, venue: str, own: Own) -> Outages:
    return outages.model_copy(update={"own": {**outages.own, venue: own}})


def without_own(outages: Outages, venue: str) -> Outages:
    return outages.model_copy(update={"own": {it: own for it, own in outages.own.items() if it != venue}})


def with_hub(outages: Outages, **changes: Any) -> Outages:
    """The hub's incident as it was, with these changes; a new one if there is none."""
    hub = outages.hub.model_copy(update=changes) if outages.hub else Hub(**changes)
    return outages.model_copy(update={"hub": hub})


def is_on(hub: Hub | None) -> bool:
    """While it is, no other incident is opened by rule."""
    return hub is not None and not hub.recovered


def has_open(outages: Outages, venue: str) -> bool:
    own = outages.own.get(venue)
    return own is not None and not own.recovered


def raised(case: Case, outages: Outages, venue: str, flapping: bool = False) -> Outages:
    """This venue's own incident is on: the one that is watched still, or a new one."""
    own = outages.own.get(venue)
    if own is None:
        return with_own(outages, venue, Own(incident=uuid5(case.id, venue), flapping=flapping))
    again = {"recovered": False, "reopened": True} if own.recovered else {}
    return with_own(outages, venue, own.model_copy(update={"flapping": own.flapping or flapping, **again}))


def recovered(outages: Outages, venue: str) -> Outages:
    own = outages.own[venue].model_copy(update={"recovered": True, "reopened": False})
    return with_own(outages, venue, own)
