"""What venue status decides. Pure: no clock, no I/O, no framework. An event of these kinds carries the state after it,
which its rule wrote; `evolve` takes it."""

from typing import Any

from services.venue_status.rules.announcements import decide_acknowledgement, decide_announcement
from services.venue_status.rules.checks import check_call, decide_check, decide_round
from services.venue_status.rules.incidents import decide_incident, incident_deadlines, incident_follow_ups
from services.venue_status.rules.link import decide_link, link_deadlines, link_follow_ups
from services.venue_status.rules.notices import decide_notice
from services.venue_status.rules.outages import decide_outages, outages_deadlines, outages_follow_ups

WITH_THRESHOLDS = (
    "decide_link",
    "link_deadlines",
    "decide_incident",
    "incident_deadlines",
    "decide_outages",
    "outages_deadlines",
)


def evolve(state: Any, event: Any) -> Any:
    return event.state


__all__ = [
    "WITH_THRESHOLDS",
    "check_call",
    "decide_acknowledgement",
    "decide_announcement",
    "decide_check",
    "decide_incident",
    "decide_link",
    "decide_notice",
    "decide_outages",
    "decide_round",
    "evolve",
    "incident_deadlines",
    "incident_follow_ups",
    "link_deadlines",
    "link_follow_ups",
    "outages_deadlines",
    "outages_follow_ups",
]
