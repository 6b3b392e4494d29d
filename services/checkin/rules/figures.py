"""What one person adds to the figures of a session. Sums of these are the totals: of a venue, a unit, a conference."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from shared.events.attendance import Attendee, Presence, RowFact, SessionFact
from shared.events.conference import Row

Figure = Literal["summoned", "present", "substituted", "walk_ins", "excused", "unexcused", "attending", "inside"]
Counted = tuple[str, Figure]  # venue, and what the person counts as there


def contribution(
    attendee_id: UUID,
    state: Attendee,
    row: Row | RowFact | None,
    session: str,
    closed_at: datetime | None = None,
) -> tuple[Counted, ...]:
    """Where and as what a person counts, each once. `row`: of the roster as it is now.

    Summoned, substituted and absent count where the person is expected; present, attending and inside at the venue
    of their last stay: so venues add up to distinct people. Nobody is inside a closed session.
    """
    return tuple(_counted(state, row, session, closed_at))


def minutes_attended(state: Attendee, session: SessionFact, until: datetime | None = None) -> float:
    """Minutes of a person's stays in a session, cut at its closing; those still open at `until`, else not counted."""
    spans = (_span(stay, session.closes, until) for stay in _of(state, session.id))
    return sum(spans, timedelta()) / timedelta(minutes=1)


def _counted(
    state: Attendee,
    row: Row | RowFact | None,
    session: str,
    closed_at: datetime | None,
) -> Iterator[Counted]:
    stays = _of(state, session)
    last = stays[-1] if stays else None
    if row is not None and not row.withdrawn:
        yield from _summoned(state, state.moved_to or row.venue, last, session)
    elif last is not None and not any(stay.substitute_for for stay in stays):
        yield last.venue, "walk_ins"
    if last is not None:
        yield last.venue, "attending"
    if last is not None and last.end is None and closed_at is None:
        yield last.venue, "inside"


def _summoned(state: Attendee, expected: str, last: Presence | None, session: str) -> Iterator[Counted]:
    """Summoned = present + substituted + excused + unexcused: exactly one of the four. Who came is present, even if a
    substitute came later; a listed substitute is present in their own right."""
    yield expected, "summoned"
    if last is not None:
        yield last.venue, "present"
    elif session in state.substitutions:
        yield expected, "substituted"
    elif session in state.excuses:
        yield expected, "excused"
    else:
        yield expected, "unexcused"


def _of(state: Attendee, session: str) -> list[Presence]:
    return [stay for stay in state.presences if stay.session == session]


def _span(stay: Presence, closes: datetime | None, until: datetime | None) -> timedelta:
    ends = [moment for moment in (stay.end, closes, until) if moment is not None]
    return max(min(ends) - stay.start, timedelta()) if ends else timedelta()
