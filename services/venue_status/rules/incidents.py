"""One incident: people's steps, the ledger's orders, and the end of its watch."""

from collections.abc import Iterator
from datetime import datetime

from services.venue_status.incident_commands import IncidentCommand, OrderIncident
from services.venue_status.rules.dues import is_due
from services.venue_status.rules.incident_case import BY_RULE, WORKED_ON, Case
from services.venue_status.rules.incident_follow_ups import incident_follow_ups
from services.venue_status.rules.incident_steps import step_by_person
from services.venue_status.settings import Thresholds, seconds
from shared.deadlines import Due
from shared.events.base import Deadline, Stamp
from shared.events.incidents import Did, Incident, IncidentOrder, Status
from shared.events.venues import IncidentMoved, IncidentRefused

__all__ = ["decide_incident", "incident_deadlines", "incident_follow_ups"]

Decided = IncidentMoved | IncidentRefused | Incident | None
ORDERED: dict[str, tuple[Did, frozenset[Status]]] = {
    "recover": ("recovered", WORKED_ON),
    "reopen": ("reopened", frozenset({"recovered"})),
}


def decide_incident(
    thresholds: Thresholds, incident: Incident, command: IncidentCommand | Deadline, stamp: Stamp, revision: int
) -> Decided:
    """An event; the state as it is for an order that no longer fits, so that it is known as taken."""
    if isinstance(command, Deadline):
        over = is_due(command, incident_deadlines(thresholds, incident))
        return _watched(incident, command, revision) if over else None
    if isinstance(command, OrderIncident):
        return _obeyed(Case(incident, revision, command.order.at, BY_RULE), command.order)
    case = Case(incident, revision, stamp.at, stamp.actor.id, command.reason or "")
    return step_by_person(case, command, stamp.actor)


def incident_deadlines(thresholds: Thresholds, incident: Incident) -> Iterator[Due]:
    """A recovered one is watched for a while; every recovery counts anew."""
    if incident.status == "recovered" and incident.recovered_at is not None:
        since = _watched_since(incident)
        yield Due("watched", since.isoformat(), since + seconds(thresholds.watch_for))


def _watched(incident: Incident, command: Deadline, revision: int) -> Decided:
    """It is over, if we watched all that time; else it is watched from where we began."""
    if command.watching_since > _watched_since(incident):
        return incident.model_copy(update={"watched_from": command.watching_since})
    return Case(incident, revision, command.due, BY_RULE).moved("closed")


def _watched_since(incident: Incident) -> datetime:
    return max(filter(None, (incident.recovered_at, incident.watched_from)))


def _obeyed(case: Case, order: IncidentOrder) -> Decided:
    """Orders come late: people have stepped in meanwhile. Closed is closed; the ledger hears of that, and begins anew."""
    incident = case.incident
    if incident.kind is None:
        opens = order.step == "open"
        return case.moved("opened", kind="link_lost", cause=order.cause, venues=order.venues) if opens else None
    did, fitting = ORDERED.get(order.step, ("joined", frozenset()))
    touched = incident.venues if order.step == "recover" else tuple(dict.fromkeys(incident.venues + order.venues))
    if incident.status in fitting:
        return case.moved(did, venues=touched)
    if incident.status != "closed" and touched != incident.venues:
        return case.moved("joined", venues=touched)
    return incident
