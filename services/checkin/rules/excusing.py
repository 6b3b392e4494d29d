"""Absent with a reason (vắng có phép)."""

from typing import Any

from services.checkin.commands import Excuse as ExcuseAbsence
from services.checkin.rules.case import Case, deed_of
from services.checkin.rules.reasons import unknown_code
from shared.events.checkin import Attendee, AttendeeEvent, AttendeeExcused, Excuse


def excuse(case: Case, command: ExcuseAbsence) -> AttendeeEvent:
    """May be said days before the session opens, and after it closed. Somebody who came all the same is present."""
    return unknown_code(case) or AttendeeExcused(**case.facts(), flags=case.flags)


def after_excuse(state: Attendee, event: AttendeeExcused) -> dict[str, Any]:
    absence = Excuse(deed=deed_of(event), at=event.at, by=event.by, venue=event.venue)
    return {"excuses": {**state.excuses, event.session: absence}}
