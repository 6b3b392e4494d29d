"""Where somebody was, from when to when. Stays are in order of their start, never overlap, and one at most is open.

Deeds arrive in any order: a desk that was offline uploads an entry or an exit long after what came next. So an exit
that found nobody inside is kept as a known exit, and a stay ends at the earliest thing known after its start.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from services.checkin.rules import ends
from shared.events.attendance import Attendee, Exit, Presence


def covers(stay: Presence, at: datetime) -> bool:
    return stay.start <= at and (stay.end is None or at < stay.end)


def here(state: Attendee, session: str, venue: str, at: datetime) -> Presence | None:
    """The stay at this venue that `at` belongs to: it covers it, or it is open, began later, and nothing known lies
    between (the same stay, seen earlier by another desk)."""
    inside = next((stay for stay in state.presences if stay.session == session and covers(stay, at)), None)
    if inside is not None:
        return inside if inside.venue == venue else None
    stay = ends.next_after(state, at)
    same_door = stay is not None and stay.end is None and (stay.session, stay.venue) == (session, venue)
    return stay if same_door and not _left_before_the_next(state, session, venue, at) else None


def at_this_door(state: Attendee, session: str, venue: str, at: datetime) -> Presence | None:
    """The stay at this venue that covers `at`."""
    return next((it for it in state.presences if (it.session, it.venue) == (session, venue) and covers(it, at)), None)


def elsewhere(state: Attendee, session: str, venue: str, at: datetime) -> Presence | None:
    """The stay at another venue of this session that `at` falls into, or that is open and began later, unless the
    person is known to have left here before anything else began."""
    for stay in state.presences:
        if stay.session == session and stay.venue != venue:
            if covers(stay, at):
                return stay
            if stay.end is None and at < stay.start and not _left_before_the_next(state, session, venue, at):
                return stay
    return None


def open_elsewhere(state: Attendee, stay: Presence) -> Presence | None:
    """The open stay at another venue of the same session."""
    others = (it for it in state.presences if it.session == stay.session and it.venue != stay.venue)
    return next((it for it in others if it.end is None), None)


def entered(state: Attendee, stay: Presence) -> dict[str, Any]:
    """What changes when `stay` begins: it ends whatever went on at that moment, and uses up the exit that ends it."""
    ended: list[Presence] = []
    freed: list[Exit] = []
    for other in state.presences:
        if covers(other, stay.start):
            freed += ends.freed(other)
            other = ends.cut(other, stay, state.sessions)
        ended.append(other)
    changes: dict[str, Any] = {"presences": ends.ordered((*ended, stay), state.sessions)}
    if freed or (stay.exit is not None and state.exits):
        changes["exits"] = (*(known for known in state.exits if known.deed != stay.exit), *freed)
    return changes


def seen(state: Attendee, stay: Presence, at: datetime) -> dict[str, Any]:
    """What changes when somebody inside is seen here again. Seen before the stay began, they were here from then on."""
    if at >= stay.start:
        return replaced(state, stay.model_copy(update={"seen": max(stay.seen, at)})) if at > stay.seen else {}
    others = _but(state, stay)
    return entered(state.model_copy(update={"presences": others}), stay.model_copy(update={"start": at}))


def left(state: Attendee, stay: Presence, at: datetime, deed: UUID, by: str) -> dict[str, Any]:
    """What changes when a stay ends at `at`. An exit uploaded late does not throw out somebody seen since: the stay
    goes on from then. Both parts keep its entry, so that an undo of the entry takes away both."""
    parts = [stay.model_copy(update={"end": at, "exit": deed, "exit_by": by, "seen": min(stay.seen, at)})]
    freed: list[Exit] = []
    if stay.seen > at and (stay.end is None or stay.seen < stay.end):
        parts.append(stay.model_copy(update={"start": stay.seen}))
    else:
        freed = ends.freed(stay)
    changes: dict[str, Any] = {"presences": ends.ordered((*_but(state, stay), *parts), state.sessions)}
    return changes | ({"exits": (*state.exits, *freed)} if freed else {})


def knows(state: Attendee, stay: Presence) -> bool:
    """Whether there is a stay of this entry and start."""
    return any(_same(it, stay) for it in state.presences)


def replaced(state: Attendee, stay: Presence) -> dict[str, Any]:
    """The stay of this entry and start is now known like this."""
    return {"presences": tuple(stay if _same(it, stay) else it for it in state.presences)}


def _same(one: Presence, other: Presence) -> bool:
    return (one.entry, one.start) == (other.entry, other.start)


def _left_before_the_next(state: Attendee, session: str, venue: str, at: datetime) -> bool:
    return ends.first_exit_at(state.exits, session, venue, at, ends.next_after(state, at)) is not None


def _but(state: Attendee, stay: Presence) -> Iterable[Presence]:
    return tuple(other for other in state.presences if other is not stay)
