"""What a refusal leaves behind: nothing that anybody acts on, but what a deed uploaded later is judged by."""

from typing import Any

from services.checkin.rules import stays
from services.checkin.rules.case import deed_of
from shared.events.attendance import Attendee, Exit
from shared.events.checkin import CheckinRefused

SIGHTINGS = ("check_in", "override", "walk_in", "enter_substitute")  # the person was seen; a substitution is not that


def after_refusal(state: Attendee, event: CheckinRefused) -> dict[str, Any]:
    if event.code == "already_in" and event.wanted in SIGHTINGS:
        stay = stays.here(state, event.session, event.venue, event.at)
        return stays.seen(state, stay, event.at) if stay else {}
    if event.code == "not_in" and event.wanted == "check_out":
        known = Exit(deed=deed_of(event), session=event.session, venue=event.venue, at=event.at, by=event.by)
        return {"exits": (*state.exits, known)}
    if event.code == "nothing_to_undo" and event.deed is not None:
        return {"undone": (*state.undone, event.deed)}
    return {}
