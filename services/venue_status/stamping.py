"""What the door sees to before a command goes on the log: the venue exists, and no beat comes from the future."""

from datetime import timedelta

from services.venue_status.check_commands import Announce
from services.venue_status.commands import Beat
from shared.conferences import Conferences
from shared.events.base import Command, Stamp
from shared.problems import Problem

AHEAD = timedelta(seconds=60)  # a source learns the server's time from its answers


class Stamper:
    """Rules here need no facts of other things; what no rule could mend is refused."""

    def __init__(self, conferences: Conferences) -> None:
        self._conferences = conferences

    async def stamp(self, command: Command, stamp: Stamp) -> Stamp:
        """Raises a 422 problem for a venue that the conference does not have, and for a beat whose source says that it
        was started later than now: all its later beats, with the clock put right, would look old."""
        for venue in _venues(command):
            self._require(command.conference, venue)
        if isinstance(command, Beat) and command.boot / 1000 > (stamp.received_at + AHEAD).timestamp():
            raise Problem("beat-from-the-future")
        return stamp

    def _require(self, conference: str, venue: str) -> None:
        if self._conferences.get(conference, "venue", venue) is None:
            there = self._conferences.get(conference, "conference", conference)
            raise Problem("unknown-venue" if there else "unknown-conference")


def _venues(command: Command) -> tuple[str, ...]:
    if isinstance(command, Announce):
        return command.venues or ()
    venue = getattr(command, "venue", None)
    return (venue,) if venue else ()
