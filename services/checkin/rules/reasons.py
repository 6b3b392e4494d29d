"""Why somebody is not taken in. One order for all deeds at a door: the first that holds is the answer."""

from collections.abc import Callable, Iterator

from services.checkin.commands import Excuse, Substitute, WalkIn
from services.checkin.rules import stays
from services.checkin.rules.case import Case
from shared.events.attendance import Presence
from shared.events.checkin import CheckinRefused

Reason = Callable[[Case], CheckinRefused | None]


def reasons(case: Case) -> Iterator[CheckinRefused]:
    """All reasons against an entry that hold, in their order; looked at no further than asked."""
    return _holding(case, AT_THE_DOOR)


def outside(case: Case) -> CheckinRefused | None:
    """The first reason why a deed does not count at all, whoever is where: for exits and transfers."""
    return next(_holding(case, BEFORE_THE_DOOR), None)


def _holding(case: Case, order: tuple[Reason, ...]) -> Iterator[CheckinRefused]:
    for reason in order:
        refusal = reason(case)
        if refusal is not None:
            yield refusal


def unknown_code(case: Case) -> CheckinRefused | None:
    """Known is who was summoned, came before, or comes now as a walk-in. Only the summoned can be stood in for, or
    excused."""
    if case.summoned is not None:
        return None
    state, command = case.state, case.command
    came = state.walk_in or bool(state.presences) or isinstance(command, WalkIn)
    return None if came and not isinstance(command, Substitute | Excuse) else case.refused("unknown_code")


def revoked(case: Case) -> CheckinRefused | None:
    issue = case.command.issue
    return case.refused("revoked") if issue is not None and case.row and issue < case.row.issue else None


def session_not_open(case: Case) -> CheckinRefused | None:
    opens = case.session.opens if case.session else None
    return case.refused("session_not_open") if opens is None or case.at < opens else None


def session_closed(case: Case) -> CheckinRefused | None:
    closes = case.session.closes if case.session else None
    return case.refused("session_closed") if closes is not None and case.at >= closes else None


def already_in(case: Case) -> CheckinRefused | None:
    stay = stays.here(case.state, case.command.session, case.command.venue, case.at)
    return case.refused("already_in", **_seen(stay)) if stay else None


def inside_elsewhere(case: Case) -> CheckinRefused | None:
    stay = stays.elsewhere(case.state, case.command.session, case.command.venue, case.at)
    return case.refused("inside_elsewhere", **_seen(stay)) if stay else None


def already_substituted(case: Case) -> CheckinRefused | None:
    taken = case.state.substitutions.get(case.command.session)
    if taken is None:
        return None
    return case.refused(
        "already_substituted",
        where=taken.venue,
        since=taken.at,
        who_took=taken.by,
        substitute=taken.substitute,
    )


def wrong_venue(case: Case) -> CheckinRefused | None:
    expected = case.expected_at
    return case.refused("wrong_venue", where=expected) if expected not in (None, case.command.venue) else None


def substitute_needs_consent(case: Case) -> CheckinRefused | None:
    asked = isinstance(case.command, Substitute) and not case.command.consent
    return case.refused("substitute_needs_consent") if asked else None


def capacity_reached(case: Case) -> CheckinRefused | None:
    """Soft: two doors that both know of one free place let two people in."""
    inside, venue = case.stamp.inside, case.stamp.venue
    full = inside is not None and venue is not None and venue.capacity is not None and inside >= venue.capacity
    return case.refused("capacity_reached") if full else None


def _seen(stay: Presence) -> dict[str, object]:
    return {"where": stay.venue, "since": stay.start, "who_took": stay.by}


BEFORE_THE_DOOR: tuple[Reason, ...] = (unknown_code, revoked, session_not_open, session_closed)
AT_THE_DOOR: tuple[Reason, ...] = (
    *BEFORE_THE_DOOR,
    already_in,
    inside_elsewhere,
    already_substituted,
    wrong_venue,
    substitute_needs_consent,
    capacity_reached,
)
