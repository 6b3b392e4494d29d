"""What check-in decides. Pure: no clock, no I/O, no framework; a replay folds events and never decides again."""

from services.checkin.rules.attendee import decide, evolve
from services.checkin.rules.conference import decide_conference, evolve_conference
from services.checkin.rules.follow_ups import follow_ups
from services.checkin.rules.headcount import decide_head_count, evolve_head_count

__all__ = [
    "decide",
    "decide_conference",
    "decide_head_count",
    "evolve",
    "evolve_conference",
    "evolve_head_count",
    "follow_ups",
]
