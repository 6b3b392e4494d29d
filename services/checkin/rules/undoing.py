"""One named deed is taken back: an entry, an exit, a move, an excuse or a substitution. History keeps both."""

from typing import Any, NamedTuple
from uuid import UUID

from services.checkin.commands import Undo
from services.checkin.rules import stays, taking_back
from services.checkin.rules.case import Case
from shared.events.attendance import Attendee, Excuse, Exit, Substitution
from shared.events.checkin import AttendeeEvent, DeedUndone


class Done(NamedTuple):
    """A deed that holds: whose it is, and at which venue it was done."""

    by: str
    venue: str


def undo(case: Case, command: Undo) -> AttendeeEvent:
    """An undo that overtakes its deed is remembered by the deed's id, which then changes nothing when it comes. Taking
    back is asked neither for a session that is open nor for a person who is known: mistakes are found later, too."""
    state, deed = case.state, command.deed
    done = _done(state, deed)
    if done is None:
        return case.refused("nothing_to_undo", deed=None if deed in state.undone else deed)
    if any(stay.entry == deed and stay.substitute_for for stay in state.presences):
        return case.refused("nothing_to_undo")  # taken back at the person they stand for, whose substitution it is
    if not _may(case, done):
        return case.refused("not_yours")
    ended = next((stay for stay in state.presences if stay.exit == deed and stay.exit_by is not None), None)
    other = stays.open_elsewhere(state, ended) if ended else None
    if other is not None:
        return case.refused("inside_elsewhere", where=other.venue, since=other.start, who_took=other.by)
    taken = next((it for it in state.substitutions.values() if it.deed == deed), None)
    restored = _holds_again(state, deed)
    return DeedUndone(**case.facts(), flags=case.flags, deed=deed, substitution=taken, restored=restored)


def after_undo(state: Attendee, event: DeedUndone) -> dict[str, Any]:
    deed = event.deed
    changes: dict[str, Any] = {"undone": (*state.undone, deed)}
    if any(stay.entry == deed for stay in state.presences):
        changes |= taking_back.without_entry(state, deed)
    else:
        changes |= taking_back.without_exit(state, deed)
    if any(move.deed == deed for move in state.moves):
        changes |= _expected_as_before(state, deed)
    changes["excuses"] = {session: it for session, it in state.excuses.items() if it.deed != deed}
    changes["substitutions"] = {session: it for session, it in state.substitutions.items() if it.deed != deed}
    if event.restored is not None:
        back = event.restored.session
        changes["substitutions"][back] = event.restored
        changes["given_up"] = {session: it for session, it in state.given_up.items() if session != back}
    return changes


def _done(state: Attendee, deed: UUID) -> Done | None:
    for stay in state.presences:
        if stay.entry == deed:
            return Done(stay.by, stay.venue)
        if stay.exit == deed and stay.exit_by is not None:
            return Done(stay.exit_by, stay.venue)
    for move in state.moves:
        if move.deed == deed:
            return Done(move.by, move.to)
    others: list[Exit | Excuse | Substitution] = [
        *state.exits,
        *state.excuses.values(),
        *state.substitutions.values(),
    ]
    return next((Done(it.by, it.venue) for it in others if it.deed == deed), None)


def _may(case: Case, done: Done) -> bool:
    """An operator takes back what this pass did, a venue head whatever was done there, the centre everything."""
    actor, here = case.stamp.actor, done.venue == case.command.venue
    if actor.role == "operator":
        return here and done.by == actor.id
    return here or actor.role != "venue_head"


def _holds_again(state: Attendee, deed: UUID) -> Substitution | None:
    """The substitution that ended when the person came after all, if nothing else remains of their coming."""
    session = next((stay.session for stay in state.presences if stay.entry == deed), "")
    taken = state.given_up.get(session)
    if taken is None or session in state.substitutions or taken.deed in state.undone:
        return None
    since = (stay for stay in state.presences if stay.session == session and stay.start > taken.at)
    return taken if all(stay.entry == deed for stay in since) else None


def _expected_as_before(state: Attendee, deed: UUID) -> dict[str, Any]:
    moves = tuple(move for move in state.moves if move.deed != deed)
    last = moves[-1] if moves else None
    return {"moves": moves, "moved_to": last.to if last else None, "moved_by": last.deed if last else None}
