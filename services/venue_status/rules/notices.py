"""What became of a notice to the world outside."""

from services.venue_status.check_commands import ReportNotice
from shared.events.base import Stamp
from shared.events.checks import Notice
from shared.events.venues import NoticeTried


def decide_notice(notice: Notice, command: ReportNotice, stamp: Stamp, revision: int) -> NoticeTried | None:
    """None: it is delivered already, this is a repetition, or an older try than the one that is known."""
    is_known = (notice.status, notice.tries) == (command.status, command.tries)
    is_old = notice.at is not None and stamp.at < notice.at
    if is_known or is_old or notice.status == "delivered":
        return None
    after = Notice(
        incident=command.incident,
        what=command.what,
        status=command.status,
        tries=command.tries,
        at=stamp.at,
        error=command.error,
    )
    return NoticeTried(at=stamp.at, by=stamp.actor.id, state=after)
