"""The number a venue reads out. It stands beside the list; the gap is shown, neither corrects the other."""

from services.checkin.commands import CheckinStamp
from services.checkin.commands import HeadCount as ReadOut
from shared.events.attendance import HeadCount
from shared.events.checkin import HeadCountRecorded


def decide_head_count(state: HeadCount, command: ReadOut, stamp: CheckinStamp, revision: int) -> HeadCountRecorded:
    """Always recorded: what was read out was read out."""
    return HeadCountRecorded(
        command=command.id,
        at=stamp.at,
        session=command.session,
        venue=command.venue,
        by=stamp.actor.id,
        count=command.count,
    )


def evolve_head_count(state: HeadCount, event: HeadCountRecorded) -> HeadCount:
    """The latest number by the time it was read out; one uploaded late changes nothing."""
    if state.at is not None and event.at < state.at:
        return state
    return HeadCount(count=event.count, at=event.at, by=event.by)
