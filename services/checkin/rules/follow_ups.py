"""What an event sends to another person's key. A function of the event alone: whoever says it again sends the same."""

from services.checkin.commands import CheckinStamp, EnterSubstitute, FollowUp, OpenConflict, ReleaseSubstitute
from services.checkin.rules.case import deed_of
from services.checkin.rules.standing import entry_of
from shared.events.attendance import Conflict, Substitution
from shared.events.base import Actor, follow_up_id
from shared.events.checkin import AttendeeCheckedIn, AttendeeEvent, CheckinRefused, DeedUndone, SubstituteTakenIn

FollowUps = tuple[tuple[FollowUp, CheckinStamp], ...]


def follow_ups(event: AttendeeEvent) -> FollowUps:
    """The commands that follow, each with its stamp; most events have none."""
    command = _follow_up(event)
    return ((command, _stamp(event)),) if command is not None else ()


def _follow_up(event: AttendeeEvent) -> FollowUp | None:
    if isinstance(event, SubstituteTakenIn):
        return _enter(event, event.substitution)
    if isinstance(event, AttendeeCheckedIn) and event.released is not None:
        return _release(event, event.released, as_walk_in=True)
    if isinstance(event, DeedUndone) and event.substitution is not None:
        return _release(event, event.substitution, as_walk_in=False)
    if isinstance(event, DeedUndone) and event.restored is not None:
        return _enter(event, event.restored)
    if isinstance(event, CheckinRefused) and event.cause is not None:
        return _open_conflict(event)
    return None


def _enter(event: AttendeeEvent, taken: Substitution) -> EnterSubstitute:
    return EnterSubstitute(
        id=follow_up_id(deed_of(event), _key(event, str(taken.substitute))),
        conference=_conference(event),
        attendee=taken.substitute,
        session=taken.session or event.session,
        venue=taken.venue,
        cause=event.attendee,
        reason=event.reason,
        substitution=taken,
    )


def _release(event: AttendeeEvent, taken: Substitution, as_walk_in: bool) -> ReleaseSubstitute:
    key = _key(event, str(taken.substitute))
    return ReleaseSubstitute(
        id=follow_up_id(deed_of(event), key),
        conference=_conference(event),
        attendee=taken.substitute,
        session=taken.session or event.session,
        venue=taken.venue,
        cause=event.attendee,
        reason=event.reason,
        deed=entry_of(taken, key),
        as_walk_in=as_walk_in,
        listed=taken.listed,
    )


def _open_conflict(event: CheckinRefused) -> OpenConflict | None:
    """The summoned person's key was told that somebody is in for them; that somebody could not be."""
    if event.cause is None or event.deed is None:
        return None
    conflict = Conflict(
        deed=event.deed,
        told="checked_in",
        code=event.code,
        session=event.session,
        venue=event.venue,
        at=event.at,
        by=event.by,
    )
    return OpenConflict(
        id=follow_up_id(deed_of(event), _key(event, str(event.cause))),
        conference=_conference(event),
        attendee=event.cause,
        session=event.session,
        venue=event.venue,
        cause=event.attendee,
        conflict=conflict,
    )


def _stamp(event: AttendeeEvent) -> CheckinStamp:
    """The moment and the pass are the deed's own; where a substitution holds again, those of the substitution. Roster
    rows are not passed on: this one is another person's."""
    deed = (isinstance(event, DeedUndone) and event.restored) or event
    return CheckinStamp(
        received_at=deed.at,
        at=deed.at,
        actor=Actor(id=deed.by, role="follow_up"),
        session=event.session_fact,
    )


def _conference(event: AttendeeEvent) -> str:
    return event.key.split("/", 1)[0]


def _key(event: AttendeeEvent, person: str) -> str:
    return f"{_conference(event)}/attendee/{person}"
