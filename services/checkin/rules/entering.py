"""Somebody is at the door: scans, walk-ins, and entries over a refusal."""

from datetime import datetime
from typing import Any

from services.checkin.commands import CheckIn, Override, WalkIn
from services.checkin.rules import ends, standing, stays
from services.checkin.rules.case import Case, deed_of
from services.checkin.rules.reasons import reasons
from shared.events.attendance import (
    Attendee,
    Code,
    Flag,
    Move,
    Presence,
    Substitution,
)
from shared.events.checkin import AttendeeCheckedIn, AttendeeEvent

OVER: tuple[Code, ...] = (
    "inside_elsewhere",
    "already_substituted",
    "wrong_venue",
    "capacity_reached",
)  # in their order


def check_in(case: Case, command: CheckIn | WalkIn) -> AttendeeEvent:
    """A scan. A walk-in whose id turns out to be on the roster is a plain scan."""
    return next(reasons(case), None) or _taken_in(case)


def override(case: Case, command: Override) -> AttendeeEvent:
    """In, although the answer was `over`. If that holds no more, a plain scan; a reason behind it still refuses."""
    if command.seen != case.revision:
        return case.refused("stale")
    held: list[Code] = []
    for refusal in reasons(case):
        if not _is_passed_over(refusal.code, command):
            return refusal
        held.append(refusal.code)
    return _taken_in(case, tuple(held))


def _is_passed_over(code: Code, command: Override) -> bool:
    """`over`, and what comes before it in the order of reasons: whoever was told `over` has passed that already, and
    two reasons would send a desk from one to the other for ever. Nobody is taken from another hall without a reason."""
    if code not in OVER or OVER.index(code) > OVER.index(command.over):
        return False
    return code != "inside_elsewhere" or bool(command.reason)


def stay_of(case: Case, start: datetime, moved: bool = False) -> Presence:
    """The stay that begins with this deed, ended by what is known to come after it."""
    state, command = case.state, case.command
    of_session = (stay for stay in state.presences if stay.session == command.session)
    for_whom = next((stay.substitute_for for stay in of_session if stay.substitute_for), None)
    stay = Presence(
        session=command.session,
        venue=command.venue,
        start=start,
        seen=start,
        entry=command.id,
        by=case.stamp.actor.id,
        how=command.how if isinstance(command, CheckIn) else "typed",
        flags=tuple(_flags(case, start, moved, for_whom is not None)),
        substitute_for=for_whom,
    )
    return ends.with_its_end(state, stay)


def after_entry(state: Attendee, event: AttendeeCheckedIn) -> dict[str, Any]:
    if stays.knows(state, event.presence):  # a substitute who was here already: the stay stands for somebody now
        changes = stays.replaced(state, event.presence)
    else:
        changes = stays.entered(state, event.presence)
    if "walk_in" in event.flags:
        changes["walk_in"] = True
    if "wrong_venue" in event.over:
        changes |= moved(state, Move(deed=deed_of(event), to=event.venue, by=event.by))
    if event.released is not None:
        changes |= _given_up(state, event, event.released)
    if event.restored is not None:
        changes |= standing.again(state, event, event.restored, changes["presences"])
    return changes


def _given_up(state: Attendee, event: AttendeeCheckedIn, taken: Substitution) -> dict[str, Any]:
    taken = taken.model_copy(update={"session": event.session, "released_by": deed_of(event)})
    return {
        "substitutions": {session: it for session, it in state.substitutions.items() if session != event.session},
        "given_up": {**state.given_up, event.session: taken},
    }


def moved(state: Attendee, move: Move) -> dict[str, Any]:
    """From now on the person is expected there."""
    return {"moved_to": move.to, "moved_by": move.deed, "moves": (*state.moves, move)}


def _taken_in(case: Case, over: tuple[Code, ...] = ()) -> AttendeeCheckedIn:
    start = case.at
    if "inside_elsewhere" in over:  # the stay there may have begun, by another desk's clock, after this deed
        other = stays.elsewhere(case.state, case.command.session, case.command.venue, case.at)
        start = max(start, other.start) if other else start
    stay = stay_of(case, start, moved="wrong_venue" in over)
    released = case.state.substitutions.get(case.command.session) if "already_substituted" in over else None
    return AttendeeCheckedIn(**case.facts(), flags=stay.flags, presence=stay, over=over, released=released)


def _flags(case: Case, start: datetime, moved: bool, stands_in: bool) -> list[Flag]:
    state, command, flags = case.state, case.command, list[Flag]()
    first = not any(stay.session == command.session and stay.start <= start for stay in state.presences)
    if first and ends.is_late(start, case.session):
        flags.append("late")
    if case.summoned is None and (state.walk_in or isinstance(command, WalkIn)):
        flags.append("walk_in")
    if stands_in:
        flags.append("substitute_for")
    if moved or (case.summoned and state.moved_to == command.venue != case.summoned.venue):
        flags.append("moved")
    if command.session in state.excuses:
        flags.append("excused_but_came")
    flags += case.flags
    return flags
