"""When a stay ends: at an exit here, or when the next stay begins anywhere."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from shared.events.attendance import Attendee, Exit, Flag, Presence, SessionFact

Sessions = Mapping[str, SessionFact]


def with_its_end(state: Attendee, stay: Presence) -> Presence:
    """A stay that begins, ended by the earliest thing known after its start."""
    following = next_after(state, stay.start)
    known = first_exit(state.exits, stay, stay.start, following)
    return by_exit(stay, known) if known else until(stay, following, state.sessions)


def next_after(state: Attendee, at: datetime) -> Presence | None:
    """The first stay, anywhere, that began after `at`."""
    return next((stay for stay in state.presences if stay.start > at), None)


def first_exit(exits: Iterable[Exit], stay: Presence, after: datetime, following: Presence | None) -> Exit | None:
    """The earliest exit kept for this stay's door after `after`, unless something else began before."""
    return first_exit_at(exits, stay.session, stay.venue, after, following)


def first_exit_at(
    exits: Iterable[Exit],
    session: str,
    venue: str,
    after: datetime,
    following: Presence | None,
) -> Exit | None:
    known = [
        it
        for it in exits
        if it.venue == venue
        and it.session == session
        and it.at > after
        and (following is None or it.at <= following.start)
    ]
    return min(known, key=lambda it: it.at, default=None)


def until(stay: Presence, following: Presence | None, sessions: Sessions) -> Presence:
    """Ended by what came next; open if nothing did."""
    if following is not None:
        return cut(stay, following, sessions)
    return stay if stay.end is None else stay.model_copy(update={"end": None, "exit": None, "exit_by": None})


def cut(stay: Presence, by: Presence, sessions: Sessions) -> Presence:
    """Ended by another stay: as that begins, or, where that is in another session, at the closing of this one."""
    end, fact = by.start, sessions.get(stay.session)
    if stay.session != by.session and fact is not None and fact.closes is not None:
        end = max(stay.start, min(end, fact.closes))
    return stay.model_copy(update={"end": end, "exit": by.entry, "exit_by": None})


def by_exit(stay: Presence, known: Exit) -> Presence:
    return stay.model_copy(update={"end": known.at, "exit": known.deed, "exit_by": known.by})


def freed(stay: Presence) -> list[Exit]:
    """The exit that no longer ends its stay is known still: an entry uploaded later may be the one it belongs to."""
    if stay.exit is None or stay.end is None or stay.exit_by is None:
        return []
    return [Exit(deed=stay.exit, session=stay.session, venue=stay.venue, at=stay.end, by=stay.exit_by)]


def ordered(stays: Iterable[Presence], sessions: Sessions) -> tuple[Presence, ...]:
    """In order of start; late is the first stay of a session alone, whichever that turns out to be."""
    met: set[str] = set()
    result = []
    for stay in sorted(stays, key=lambda stay: stay.start):
        late = stay.session not in met and is_late(stay.start, sessions.get(stay.session))
        met.add(stay.session)
        if late != ("late" in stay.flags):
            stay = stay.model_copy(update={"flags": _flagged(stay.flags, late)})
        result.append(stay)
    return tuple(result)


def is_late(start: datetime, session: SessionFact | None) -> bool:
    return session is not None and session.starts is not None and start > session.starts


def _flagged(flags: tuple[Flag, ...], late: bool) -> tuple[Flag, ...]:
    others = tuple(flag for flag in flags if flag != "late")
    return ("late", *others) if late else others
