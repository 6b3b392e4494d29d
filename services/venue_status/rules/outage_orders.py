"""What the ledger orders of incidents: by comparing it with what it was before. So no incident is ordered twice at once."""

from collections.abc import Iterator
from typing import Literal

from services.venue_status.incident_commands import OrderIncident
from services.venue_status.rules.hub_outage import still_out, touched
from services.venue_status.rules.incident_case import BY_RULE
from services.venue_status.rules.outage_case import Case
from shared.events.base import Actor, Command, Stamp, follow_up_id
from shared.events.incidents import Cause, Hub, IncidentOrder, Outages, Own
from shared.events.venues import OutagesWeighed

Ordered = Literal["open", "recover", "reopen"]


def orders_between(case: Case, before: Outages, after: Outages) -> tuple[IncidentOrder, ...]:
    """An incident that tells of itself needs none."""
    orders = (*_of_hub(case, before, after), *_of_venues(case, before, after))
    return tuple(order for order in orders if order.incident != case.told)


def outages_follow_ups(event: OutagesWeighed) -> Iterator[tuple[Command, Stamp]]:
    """Each order to its incident's key."""
    if event.command is None or event.version is None:
        raise ValueError(f"{event.type} names no command")
    conference = event.key.split("/", 1)[0]
    for order in event.orders:
        command = OrderIncident(
            id=follow_up_id(event.command, f"{conference}/incident/{order.incident}"),
            conference=conference,
            source=event.key,
            source_version=event.version,
            incident=order.incident,
            venue=order.venues[0],
            order=order,
        )
        yield command, Stamp(received_at=order.at, at=order.at, actor=Actor(id=BY_RULE, role="follow_up"))


def _of_hub(case: Case, before: Outages, after: Outages) -> Iterator[IncidentOrder]:
    hub, known = after.hub, before.hub
    if hub is None:
        return
    step = _step(known, hub) or ("join" if known and hub.told > known.told else None)
    if step:
        venues = still_out(before) if step == "recover" else touched(after)
        yield IncidentOrder(incident=hub.incident, step=step, cause="hub", venues=venues, at=case.at)


def _of_venues(case: Case, before: Outages, after: Outages) -> Iterator[IncidentOrder]:
    for venue, own in after.own.items():
        if step := _step(before.own.get(venue), own):
            cause: Cause = "flapping" if own.flapping else "down"
            yield IncidentOrder(incident=own.incident, step=step, cause=cause, venues=(venue,), at=case.at)


def _step(known: Own | Hub | None, now: Own | Hub) -> Ordered | None:
    if known is None or known.incident != now.incident:
        return "open"
    if known.recovered == now.recovered:
        return None
    return "recover" if now.recovered else "reopen"
