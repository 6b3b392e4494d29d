"""One person of one conference: which rule decides which command, and what each event changes."""

from collections.abc import Callable
from typing import Any

from services.checkin.commands import (
    AttendeeCommand,
    CheckIn,
    CheckinStamp,
    CheckOut,
    EnterSubstitute,
    Excuse,
    OpenConflict,
    Override,
    ReleaseSubstitute,
    SettleConflict,
    Substitute,
    Transfer,
    Undo,
    WalkIn,
)
from services.checkin.rules import conflicts, entering, excusing, leaving, refusing, substituting, transferring, undoing
from services.checkin.rules.case import Case, remembering
from shared.events.attendance import Attendee
from shared.events.checkin import (
    AttendeeCheckedIn,
    AttendeeCheckedOut,
    AttendeeEvent,
    AttendeeExcused,
    AttendeeTransferred,
    CheckinRefused,
    ConflictOpened,
    ConflictSettled,
    DeedUndone,
    SubstituteReleased,
    SubstituteTakenIn,
)

RULES: dict[type, Callable[[Case, Any], AttendeeEvent]] = {
    CheckIn: entering.check_in,
    WalkIn: entering.check_in,
    Override: entering.override,
    Transfer: transferring.transfer,
    CheckOut: leaving.check_out,
    Substitute: substituting.take_in,
    EnterSubstitute: substituting.enter,
    ReleaseSubstitute: substituting.release,
    Undo: undoing.undo,
    Excuse: excusing.excuse,
    OpenConflict: conflicts.open_conflict,
    SettleConflict: conflicts.settle,
}

CHANGES: dict[type, Callable[[Attendee, Any], dict[str, Any]]] = {
    AttendeeCheckedIn: entering.after_entry,
    AttendeeTransferred: transferring.after_transfer,
    AttendeeCheckedOut: leaving.after_exit,
    CheckinRefused: refusing.after_refusal,
    SubstituteTakenIn: substituting.after_substitution,
    SubstituteReleased: substituting.after_release,
    DeedUndone: undoing.after_undo,
    AttendeeExcused: excusing.after_excuse,
    ConflictOpened: conflicts.after_opening,
    ConflictSettled: conflicts.after_settling,
}


def decide(state: Attendee, command: AttendeeCommand, stamp: CheckinStamp, revision: int) -> AttendeeEvent:
    """The answer to one deed. `revision`: of the document as it is, for deeds that name the one they saw."""
    case = Case(remembering(state, stamp.session, stamp.row), command, stamp, revision)
    if command.id in state.undone:
        return case.refused("undone")  # no conflict with what a desk told: whoever took it back knew
    return conflicts.beside_what_was_told(RULES[type(command)](case, command))


def evolve(state: Attendee, event: AttendeeEvent) -> Attendee:
    """The state after an event, of this and earlier days: decides nothing, asks nobody."""
    state = remembering(state, event.session_fact, event.row_fact)
    changes = CHANGES[type(event)](state, event)
    if event.conflict:
        changes["conflicts"] = (*changes.get("conflicts", state.conflicts), conflicts.of(event))
    return state.model_copy(update=changes) if changes else state
