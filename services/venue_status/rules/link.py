"""One venue's link: which rule decides which command, what it waits for, and what follows from its events."""

from collections.abc import Callable, Iterable, Iterator

from services.venue_status.commands import (
    Beat,
    CancelMaintenance,
    DeclareComponent,
    DeclareLink,
    LinkAsked,
    MarkComponent,
    SetMaintenance,
)
from services.venue_status.incident_commands import TellLedger
from services.venue_status.rules import beats, declaring, flapping, maintenance, silence
from services.venue_status.rules.dues import is_due
from services.venue_status.rules.link_case import Case
from services.venue_status.settings import Thresholds
from shared.deadlines import Due
from shared.events.base import Actor, Command, Deadline, Stamp, follow_up_id
from shared.events.links import OUT, Link
from shared.events.venues import LinkEvent, MaintenanceChanged

Decided = LinkEvent | Link | None
RULES: dict[type[Command], Callable[[Case], Decided]] = {
    Beat: beats.take_beat,
    DeclareLink: declaring.declare_link,
    DeclareComponent: declaring.declare_component,
    MarkComponent: declaring.mark_component,
    SetMaintenance: maintenance.set_window,
    CancelMaintenance: maintenance.cancel_window,
}
WHEN_DUE: dict[str, Callable[[Case], Decided]] = {
    "stale": silence.goes_silent,
    "down": silence.goes_silent,
    "watch": silence.stays_silent,
    "calm": flapping.calms_down,
    "begin": maintenance.begins,
    "end": maintenance.ends,
}


def decide_link(
    thresholds: Thresholds, link: Link, command: LinkAsked | MarkComponent | Deadline, stamp: Stamp, revision: int
) -> Decided:
    """An event, a state of which nothing is said, or None: an old beat, a deadline whose basis has moved."""
    case = Case(thresholds, link, command, stamp, revision)
    return _when_due(case) if isinstance(command, Deadline) else RULES[type(command)](case)


def link_deadlines(thresholds: Thresholds, link: Link) -> Iterable[Due]:
    """Silence, calm after flapping, and windows of maintenance."""
    dues = (silence.silence_due(thresholds, link), flapping.calm_due(thresholds, link))
    return [*(due for due in dues if due), *maintenance.window_dues(link)]


def link_follow_ups(event: LinkEvent) -> Iterator[tuple[Command, Stamp]]:
    """News go to the conference's ledger of outages; also that a bad line is in maintenance now."""
    is_bad = event.state.observed in OUT or event.state.flapping
    is_told = event.news or (isinstance(event, MaintenanceChanged) and is_bad)
    if is_told and event.command and event.version:
        conference = event.key.split("/", 1)[0]
        told = TellLedger(
            id=follow_up_id(event.command, f"{conference}/ledger/outages"),
            conference=conference,
            source=event.key,
            source_version=event.version,
            venue=event.venue,
            news=event.news,
            maintenance=event.state.in_maintenance,
            at=event.at,
        )
        yield told, Stamp(received_at=event.at, at=event.at, actor=Actor(id=event.by or "rule", role="follow_up"))


def _when_due(case: Case) -> Decided:
    waited_for = is_due(case.command, link_deadlines(case.thresholds, case.link))
    return WHEN_DUE[case.command.name](case) if waited_for else None
