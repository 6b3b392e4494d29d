"""Somebody comes in a summoned person's place (đi thay): decided at the summoned person's key, then entered at the
substitute's own."""

from typing import Any

from services.checkin.commands import EnterSubstitute, ReleaseSubstitute, Substitute
from services.checkin.rules import stays, taking_back
from services.checkin.rules.case import Case
from services.checkin.rules.entering import stay_of
from services.checkin.rules.reasons import inside_elsewhere, reasons
from services.checkin.rules.standing import entry_of, standing_for, walked_in
from shared.events.attendance import Attendee, Substitution
from shared.events.checkin import AttendeeCheckedIn, AttendeeEvent, SubstituteReleased, SubstituteTakenIn


def take_in(case: Case, command: Substitute) -> AttendeeEvent:
    """At the summoned person's key. The door and the chair are asked here; whether the substitute can be here is
    asked at their own key."""
    refusal = next(reasons(case), None)
    if refusal is not None:
        return refusal
    taken = Substitution(
        deed=command.id,
        substitute=command.substitute,
        listed=command.listed,
        venue=command.venue,
        at=case.at,
        by=case.stamp.actor.id,
        consent=command.consent,
        session=command.session,
    )
    return SubstituteTakenIn(**case.facts(), flags=("substitute_for", *case.flags), substitution=taken)


def after_substitution(state: Attendee, event: SubstituteTakenIn) -> dict[str, Any]:
    return {"substitutions": {**state.substitutions, event.session: event.substitution}}


def enter(case: Case, command: EnterSubstitute) -> AttendeeEvent:
    """At the substitute's key. Session, venue and capacity were judged already; a refusal goes back to `cause`. A
    substitution that holds again comes with another id, and is entered as if it had never been released."""
    entry, again = entry_of(command.substitution, command.key()), command.substitution.released_by is not None
    about = {"cause": command.cause, "deed": command.substitution.deed, "substitute": command.attendee}
    if entry in case.state.undone:  # taken back here, while it stood for nobody
        return case.refused("undone", **about)
    of_session = (stay for stay in case.state.presences if stay.session == command.session)
    taken = next((stay for stay in of_session if stay.substitute_for not in (None, command.cause)), None)
    if taken is not None:  # one person stands for one other in a session
        return case.refused("already_in", where=taken.venue, since=taken.start, who_took=taken.by, **about)
    here = stays.here(case.state, command.session, command.venue, case.at)
    refusal = inside_elsewhere(case) if here is None else None
    if refusal is not None:
        return refusal.model_copy(update=about)
    stay = here or stay_of(case, case.at).model_copy(update={"entry": entry})
    stay = stay.model_copy(update={"seen": max(stay.seen, case.at)})
    if again or entry not in case.state.released:
        stay = standing_for(stay, command.cause)
    elif not command.substitution.listed:  # the summoned person came after all, and that was heard first
        stay = standing_for(stay, None, walk_in=True)
    restored = command.substitution if again else None
    return AttendeeCheckedIn(**case.facts(), flags=stay.flags, presence=stay, restored=restored)


def release(case: Case, command: ReleaseSubstitute) -> AttendeeEvent:
    """At the substitute's key: their entry holds no longer, or holds for themselves. May be heard before that entry."""
    return SubstituteReleased(
        **case.facts(),
        flags=case.flags,
        code="recorded" if command.as_walk_in else "undone",
        as_walk_in=command.as_walk_in,
        deed=command.deed,
        cause=command.cause,
        listed=command.listed,
    )


def after_release(state: Attendee, event: SubstituteReleased) -> dict[str, Any]:
    if event.as_walk_in:
        changes: dict[str, Any] = {"presences": state.presences, "released": (*state.released, event.deed)}
    else:
        changes = {**taking_back.without_entry(state, event.deed), "undone": (*state.undone, event.deed)}
    walk_in = not event.listed and (state.row is None or state.row.withdrawn)
    changes["presences"] = tuple(
        standing_for(stay, None, walk_in)
        if stay.session == event.session and stay.substitute_for == event.cause
        else stay
        for stay in changes["presences"]
    )
    changes["walk_in"] = (walk_in and event.as_walk_in) or walked_in(changes["presences"])
    return changes
