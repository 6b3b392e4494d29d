"""What follows from an incident's steps: the ledger hears of a lost link, and the link of a broken part."""

from collections.abc import Iterator
from uuid import UUID

from services.venue_status.commands import MarkComponent
from services.venue_status.incident_commands import TellLedger
from services.venue_status.rules.incident_case import BY_RULE
from shared.events.base import Actor, Command, Stamp, follow_up_id
from shared.events.incidents import Did
from shared.events.links import Working
from shared.events.venues import IncidentEvent, IncidentMoved

HEARD: frozenset[Did] = frozenset({"opened", "recovered", "reopened"})  # the ledger ordered these itself, if by rule
MARKS: dict[Did, Working] = {"opened": "fault", "reopened": "fault", "recovered": "ok", "closed": "ok"}


def incident_follow_ups(event: IncidentEvent) -> Iterator[tuple[Command, Stamp]]:
    """Of a step that was taken; a refused one changes nothing anywhere."""
    if not isinstance(event, IncidentMoved):
        return
    stamp = Stamp(received_at=event.at, at=event.at, actor=Actor(id=event.by, role="follow_up"))
    commands = (_told_to_ledger(event), _mark(event))
    yield from ((command, stamp) for command in commands if command is not None)


def _told_to_ledger(event: IncidentMoved) -> TellLedger | None:
    incident = event.state
    is_news = event.did == "closed" or (event.did in HEARD and event.by != BY_RULE)
    if incident.kind != "link_lost" or not is_news:
        return None
    conference, _, id = event.key.split("/", 2)
    return TellLedger(
        id=follow_up_id(_deed(event), f"{conference}/ledger/outages"),
        conference=conference,
        source=event.key,
        source_version=event.version or 0,
        incident=UUID(id),
        status=incident.status,
        venue=incident.venues[0] if incident.cause == "person" else "",
        at=event.at,
    )


def _mark(event: IncidentMoved) -> MarkComponent | None:
    """A part was broken from its (re)opening to its recovery: what worked in between is not lost."""
    incident = event.state
    was_marked_ok = event.did == "closed" and incident.recovered_at is not None
    if incident.kind == "link_lost" or incident.component is None or event.did not in MARKS or was_marked_ok:
        return None
    conference, venue = event.key.split("/", 1)[0], incident.venues[0]
    return MarkComponent(
        id=follow_up_id(_deed(event), f"{conference}/link/{venue}"),
        conference=conference,
        source=event.key,
        source_version=event.version or 0,
        venue=venue,
        component=incident.component,
        state=MARKS[event.did],
        since=event.at,
        reason=event.reason or None,
    )


def _deed(event: IncidentMoved) -> UUID:
    if event.command is None:
        raise ValueError(f"{event.type} names no command")
    return event.command
