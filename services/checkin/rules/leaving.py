"""Somebody leaves."""

from typing import Any

from services.checkin.commands import CheckOut
from services.checkin.rules import stays
from services.checkin.rules.case import Case, deed_of
from services.checkin.rules.reasons import outside
from shared.events.attendance import Attendee
from shared.events.checkin import AttendeeCheckedOut, AttendeeEvent


def check_out(case: Case, command: CheckOut) -> AttendeeEvent:
    """An exit counts until the session closes, also when it is uploaded later. One that finds nobody inside here is
    refused and kept: the entry before it may still come from another desk."""
    refusal = outside(case)
    if refusal is not None:
        return refusal
    if stays.at_this_door(case.state, command.session, command.venue, case.at) is None:
        other = stays.elsewhere(case.state, command.session, command.venue, case.at)
        return case.refused("not_in", where=other.venue if other else None, since=other.start if other else None)
    return AttendeeCheckedOut(**case.facts(), flags=case.flags)


def after_exit(state: Attendee, event: AttendeeCheckedOut) -> dict[str, Any]:
    stay = stays.at_this_door(state, event.session, event.venue, event.at)
    return stays.left(state, stay, event.at, deed_of(event), event.by) if stay else {}
