"""What venue status hears, in two tables: its own ear, for screens and callers, and the groups that keep or do something."""

from collections.abc import Sequence

from services.venue_status.attendance import kept
from services.venue_status.boards import Boards
from services.venue_status.notices import Notifier
from services.venue_status.people import People
from services.venue_status.settings import VenueSettings
from services.venue_status.store import ATTENDANCE, COUNTS, NAME, NOTIFIES
from shared.consuming import Read
from shared.events.checkin import CHECKIN_EVENTS
from shared.feed import Fold, Heard, each
from shared.folding import StateFold
from shared.parts import Parts

EVENTS, CHECKIN, CONFERENCE = f"{NAME}.events.v1", "checkin.events.v1", "conference.events.v1"


def hears(parts: Parts, boards: Boards, people: People) -> Sequence[Heard]:
    """topic · from where · who is told. People's figures start from the fold's documents, so from where its group is."""
    return (
        Heard(EVENTS, "end", each(boards.on_record, parts.waiters.on_event)),
        Heard(CONFERENCE, "beginning", parts.conferences.on_record),
        Heard(CHECKIN, Fold(COUNTS), people.on_record),
    )


def reads(parts: Parts, settings: VenueSettings) -> Sequence[Read]:
    """topic · group · who handles it. Without a webhook nobody is told outside."""
    counts = StateFold(parts.store, parts.publisher, ATTENDANCE, CHECKIN_EVENTS, kept)
    notifier = Notifier(parts.publisher, parts.clock, settings)
    notices = (Read(EVENTS, NOTIFIES, notifier.handle),) if settings.webhook else ()
    return (Read(CHECKIN, COUNTS, counts.handle), *notices)
