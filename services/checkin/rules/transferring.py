"""From now on the person is expected at this venue, and is here now if they were inside elsewhere."""

from typing import Any

from services.checkin.commands import Transfer
from services.checkin.rules import stays
from services.checkin.rules.case import Case, deed_of
from services.checkin.rules.entering import moved, stay_of
from services.checkin.rules.reasons import capacity_reached, outside
from shared.events.attendance import Attendee, Code, Move
from shared.events.checkin import AttendeeEvent, AttendeeTransferred


def transfer(case: Case, command: Transfer) -> AttendeeEvent:
    """Out there and in here is one decision, one event, one version: of two a reader might drop the second."""
    if command.seen != case.revision:
        return case.refused("stale")
    refusal = outside(case)
    if refusal is not None:
        return refusal
    other = stays.elsewhere(case.state, command.session, command.venue, case.at)
    # the stay there may have begun, by another desk's clock, after this deed
    stay = stay_of(case, max(case.at, other.start), moved=True) if other else None
    flags = stay.flags if stay else ("moved", *case.flags)
    return AttendeeTransferred(**case.facts(), flags=flags, presence=stay, over=_passed_over(case) if stay else ())


def _passed_over(case: Case) -> tuple[Code, ...]:
    """A full hall does not stop a transfer: its reason is what an override of capacity would ask for, and the person
    stands at this door already. But the event says so, for whoever asks how more people came in than there are seats."""
    refusal = capacity_reached(case)
    return (refusal.code,) if refusal else ()


def after_transfer(state: Attendee, event: AttendeeTransferred) -> dict[str, Any]:
    changes = stays.entered(state, event.presence) if event.presence else {}
    return changes | moved(state, Move(deed=deed_of(event), to=event.venue, by=event.by))
