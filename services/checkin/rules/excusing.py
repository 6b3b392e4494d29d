"""Absent with a reason (vắng có phép)."""

from typing import Any

from services.checkin.commands import Excuse as ExcuseAbsence
from services.checkin.rules.case import Case, deed_of
from services.checkin.rules.reasons import unknown_code, wrong_venue
from shared.events.attendance import Attendee, Excuse
from shared.events.checkin import AttendeeEvent, AttendeeExcused


def excuse(case: Case, command: ExcuseAbsence) -> AttendeeEvent:
    """May be said days before the session opens, and after it closed. Somebody who came all the same is present. Said
    for the venue that expects the person, by the centre too: no hall excuses the people of another."""
    refusal = unknown_code(case) or wrong_venue(case)
    again = command.session in case.state.excuses
    return refusal or AttendeeExcused(**case.facts(), flags=case.flags, again=again)


def after_excuse(state: Attendee, event: AttendeeExcused) -> dict[str, Any]:
    if event.again:
        return {}
    absence = Excuse(deed=deed_of(event), at=event.at, by=event.by, venue=event.venue)
    return {"excuses": {**state.excuses, event.session: absence}}
