"""How a conference is set up: the conference, units, venues, sessions and passes. Each is defined whole, every time.

An event of these kinds is the thing's whole state after it and nothing else, so the rules write the state and
`evolve_conference` takes it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.checkin.conference_commands import (
    CloseSession,
    ConferenceCommand,
    CreateConference,
    DefineSession,
    DefineUnit,
    DefineVenue,
    GivePass,
    OpenSession,
    RevokePass,
)
from shared.events.base import Stamp, State
from shared.events.conference import (
    Conference,
    ConferenceCreated,
    ConferenceEvent,
    ConferenceEvents,
    Pass,
    PassGiven,
    PassRevoked,
    Session,
    SessionClosed,
    SessionDefined,
    SessionOpened,
    SessionRefused,
    Unit,
    UnitDefined,
    Venue,
    VenueDefined,
)


def decide_conference(state: Any, command: ConferenceCommand, stamp: Stamp, revision: int) -> ConferenceEvent:
    """What happens to one thing of a conference. `state` is of the command's kind."""
    facts: dict[str, Any] = {"command": command.id, "at": stamp.at, "by": stamp.actor.id}
    if isinstance(command, OpenSession | CloseSession) and command.seen not in (None, revision):
        return SessionRefused(**facts, state=state)
    return RULES[type(command)](state, command, facts)


def evolve_conference(state: State, event: ConferenceEvents) -> State:
    return event.state


def create(state: Conference, command: CreateConference, facts: dict[str, Any]) -> ConferenceCreated:
    known = Conference(name=command.name, day=command.day, zone=command.zone, rehearsal=command.rehearsal)
    return ConferenceCreated(**facts, state=known)


def define_unit(state: Unit, command: DefineUnit, facts: dict[str, Any]) -> UnitDefined:
    known = Unit(name=command.name, parent=command.parent, valid_from=command.valid_from, valid_to=command.valid_to)
    return UnitDefined(**facts, state=known)


def define_venue(state: Venue, command: DefineVenue, facts: dict[str, Any]) -> VenueDefined:
    known = Venue(
        name=command.name,
        kind=command.kind,
        unit=command.unit,
        capacity=command.capacity,
        contact=command.contact,
    )
    return VenueDefined(**facts, state=known)


def define_session(state: Session, command: DefineSession, facts: dict[str, Any]) -> SessionDefined:
    """The plan. When doors really opened and closed stays as it was."""
    plan = {"name": command.name, "opens": command.opens, "starts": command.starts, "closes": command.closes}
    return SessionDefined(**facts, state=state.model_copy(update=plan))


def open_session(state: Session, command: OpenSession, facts: dict[str, Any]) -> SessionOpened:
    """A session opened again counts from its first opening: who came then is still in."""
    return SessionOpened(**facts, state=_doors(state, state.opened_at or facts["at"], None))


def close_session(state: Session, command: CloseSession, facts: dict[str, Any]) -> SessionClosed:
    """Two people who both press "close" close it once, at the first moment."""
    return SessionClosed(**facts, state=_doors(state, state.opened_at, state.closed_at or facts["at"]))


def give_pass(state: Pass, command: GivePass, facts: dict[str, Any]) -> PassGiven:
    """A pass that was revoked stays so, whichever is heard first."""
    known = Pass(
        role=command.role,
        venue=command.venue,
        person=command.person,
        label=command.label,
        expires=command.expires,
        revoked=state.revoked,
    )
    return PassGiven(**facts, state=known)


def revoke_pass(state: Pass, command: RevokePass, facts: dict[str, Any]) -> PassRevoked:
    return PassRevoked(**facts, state=state.model_copy(update={"revoked": True}))


def _doors(state: Session, opened_at: datetime | None, closed_at: datetime | None) -> Session:
    return state.model_copy(update={"opened_at": opened_at, "closed_at": closed_at})


RULES: dict[type, Callable[[Any, Any, dict[str, Any]], ConferenceEvent]] = {
    CreateConference: create,
    DefineUnit: define_unit,
    DefineVenue: define_venue,
    DefineSession: define_session,
    OpenSession: open_session,
    CloseSession: close_session,
    GivePass: give_pass,
    RevokePass: revoke_pass,
}
