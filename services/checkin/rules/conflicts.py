"""The server decided otherwise than a desk told, or a follow-up was refused: open until somebody settles it."""

from typing import Any

from services.checkin.commands import OpenConflict, SettleConflict
from services.checkin.rules.case import Case, deed_of
from shared.events.attendance import Attendee, Conflict, Settlement
from shared.events.checkin import AttendeeEvent, ConflictOpened, ConflictSettled


def beside_what_was_told(event: AttendeeEvent) -> AttendeeEvent:
    """Nothing that an offline desk told is dropped in silence."""
    differs = event.told is not None and event.told != event.code
    return event.model_copy(update={"conflict": True}) if differs else event


def of(event: AttendeeEvent) -> Conflict:
    """The conflict that this decision opened."""
    return Conflict(
        deed=deed_of(event),
        told=event.told or "",
        code=event.code,
        session=event.session,
        venue=event.venue,
        at=event.at,
        by=event.by,
    )


def open_conflict(case: Case, command: OpenConflict) -> AttendeeEvent:
    """Comes back from a substitute's key, unless the substitution has been taken back meanwhile."""
    if command.conflict.deed in case.state.undone:
        return case.refused("undone")
    return ConflictOpened(**case.facts(), flags=case.flags, opened=command.conflict)


def settle(case: Case, command: SettleConflict) -> AttendeeEvent:
    """Says who was right and moves nobody: what must be put right is a deed of its own."""
    unsettled = [it for it in case.state.conflicts if it.deed == command.deed and it.settled is None]
    if command.seen != case.revision or not unsettled:
        return case.refused("stale")
    if case.stamp.actor.role == "venue_head" and any(it.venue != command.venue for it in unsettled):
        return case.refused("not_yours")
    settlement = Settlement(outcome=command.outcome, by=case.stamp.actor.id, at=case.at)
    return ConflictSettled(**case.facts(), flags=case.flags, deed=command.deed, settled=settlement)


def after_opening(state: Attendee, event: ConflictOpened) -> dict[str, Any]:
    return {"conflicts": (*state.conflicts, event.opened)}


def after_settling(state: Attendee, event: ConflictSettled) -> dict[str, Any]:
    return {
        "conflicts": tuple(
            it.model_copy(update={"settled": event.settled}) if it.deed == event.deed and it.settled is None else it
            for it in state.conflicts
        )
    }
