"""What people do with an incident, from where, and what is refused."""

from services.venue_status.incident_commands import IncidentAsked, OpenIncident, StepCommand
from services.venue_status.rules.incident_case import WORKED_ON, Case
from shared.events.base import Actor
from shared.events.incidents import Did, Incident, Status, Trouble
from shared.events.links import Component
from shared.events.venues import IncidentCode, IncidentMoved, IncidentRefused

DID: dict[str, Did] = {
    "acknowledge": "acknowledged",
    "mitigate": "mitigating",
    "recover": "recovered",
    "reopen": "reopened",
    "close": "closed",
    "note": "noted",
}
FROM: dict[Did, frozenset[Status]] = {
    "acknowledged": WORKED_ON,
    "mitigating": frozenset({"acknowledged"}),
    "recovered": WORKED_ON,
    "reopened": frozenset({"recovered"}),
    "closed": frozenset({"recovered"}),
    "noted": WORKED_ON | {"recovered", "closed"},  # what it was is often known only when it is over
}
BROKEN: dict[Trouble, Component] = {"no_picture": "video_in", "no_sound": "audio_in"}


def step_by_person(case: Case, command: IncidentAsked, actor: Actor) -> IncidentMoved | IncidentRefused:
    """An actor of one venue steps in for incidents that touch it, and no other."""
    if isinstance(command, OpenIncident):
        return _open(case, command, actor)
    code = _refusal(case, command, actor)
    return case.refused(code, command.type) if code else case.moved(DID[command.type])


def _open(case: Case, command: OpenIncident, actor: Actor) -> IncidentMoved | IncidentRefused:
    if actor.venue not in (None, command.venue):
        return case.refused("not_yours", command.type)
    if case.incident.kind is not None:
        return case.refused("already_open", command.type)
    component = command.component or BROKEN.get(command.kind)
    return case.moved("opened", kind=command.kind, cause="person", venues=(command.venue,), component=component)


def _refusal(case: Case, command: IncidentAsked, actor: Actor) -> IncidentCode | None:
    incident = case.incident
    if incident.kind is None:
        return "unknown_incident"
    if actor.venue is not None and actor.venue not in incident.venues:
        return "not_yours"
    if isinstance(command, StepCommand) and command.seen != case.revision:
        return "stale"
    return None if _is_legal(incident, DID[command.type], actor.id) else "illegal_step"


def _is_legal(incident: Incident, did: Did, by: str) -> bool:
    """A false alarm is closed without having recovered, but only by who can know: the rule's alarms end by the link."""
    if did == "acknowledged" and by == incident.owner:
        return False
    is_false_alarm = did == "closed" and incident.cause == "person" and incident.owner is not None
    return incident.status in (FROM[did] | {"acknowledged", "mitigating"} if is_false_alarm else FROM[did])
