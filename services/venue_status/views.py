"""Which desks see a thing: their own venue's, and what was said to them."""

from collections.abc import Sequence

from services.venue_status.items import Seen
from shared.events.checks import Announcement
from shared.events.incidents import Incident


def venues_of(seen: Seen) -> Sequence[str] | None:
    """None: all of them."""
    kind, *rest = seen.id.split("/")
    if isinstance(seen.state, Incident):
        return seen.state.venues
    if isinstance(seen.state, Announcement):
        return seen.state.venues
    if kind in ("link", "check", "ack"):
        return rest[-1:]
    return None if kind == "round" else ()
