"""Somebody comes in a summoned person's place (đi thay): decided at the summoned person's key, then entered at the
substitute's own."""

from typing import Any
from uuid import UUID

from services.checkin.commands import EnterSubstitute, ReleaseSubstitute, Substitute
from services.checkin.rules import stays, taking_back
from services.checkin.rules.case import Case
from services.checkin.rules.entering import stay_of
from services.checkin.rules.reasons import inside_elsewhere, reasons
from shared.events.checkin import (
    Attendee,
    AttendeeCheckedIn,
    AttendeeEvent,
    Flag,
    Presence,
    SubstituteReleased,
    SubstituteTakenIn,
    Substitution,
)


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
    )
    return SubstituteTakenIn(**case.facts(), flags=("substitute_for", *case.flags), substitution=taken)


def after_substitution(state: Attendee, event: SubstituteTakenIn) -> dict[str, Any]:
    return {"substitutions": {**state.substitutions, event.session: event.substitution}}


def enter(case: Case, command: EnterSubstitute) -> AttendeeEvent:
    """At the substitute's key. Session, venue and capacity were judged already; a refusal goes back to `cause`."""
    about = {"cause": command.cause, "deed": command.substitution.deed, "substitute": command.attendee}
    of_session = (stay for stay in case.state.presences if stay.session == command.session)
    taken = next((stay for stay in of_session if stay.substitute_for not in (None, command.cause)), None)
    if taken is not None:  # one person stands for one other in a session
        return case.refused("already_in", where=taken.venue, since=taken.start, who_took=taken.by, **about)
    refusal = inside_elsewhere(case)
    if refusal is not None:
        return refusal.model_copy(update=about)
    stay = stays.here(case.state, command.session, command.venue, case.at)
    stay = stay.model_copy(update={"seen": max(stay.seen, case.at)}) if stay else stay_of(case, case.at)
    if command.id not in case.state.released:
        stay = _standing_for(stay, command.cause)
    elif not command.substitution.listed:  # the summoned person came after all, and that was heard first
        stay = _standing_for(stay, None, walk_in=True)
    return AttendeeCheckedIn(**case.facts(), flags=stay.flags, presence=stay)


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
    walk_in = event.as_walk_in and not event.listed and (state.row is None or state.row.withdrawn)
    changes["presences"] = tuple(
        _standing_for(stay, None, walk_in)
        if stay.session == event.session and stay.substitute_for == event.cause
        else stay
        for stay in changes["presences"]
    )
    return changes | ({"walk_in": True} if walk_in else {})


def _standing_for(stay: Presence, whom: UUID | None, walk_in: bool = False) -> Presence:
    flags: list[Flag] = [flag for flag in stay.flags if flag not in ("substitute_for", "walk_in")]
    if whom is not None:
        flags.insert(0, "substitute_for")
    if walk_in:
        flags.insert(0, "walk_in")
    return stay.model_copy(update={"substitute_for": whom, "flags": tuple(flags)})
