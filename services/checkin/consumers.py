"""What check-in hears, in one table. Its own events are heard from the end: its documents were written before them."""

from collections.abc import Sequence

from services.checkin.boards import Boards
from services.checkin.store import CHECKIN, CONFERENCE
from shared.feed import Heard, each
from shared.parts import Parts


def hears(parts: Parts, boards: Boards) -> Sequence[Heard]:
    """topic · from where · who is told."""
    return (
        Heard(CHECKIN.events_topic, "end", each(boards.on_record, parts.waiters.on_event)),
        Heard(CONFERENCE.events_topic, "beginning", each(parts.conferences.on_record, parts.waiters.on_event)),
    )
