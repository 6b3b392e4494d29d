"""Who comes in whose place (đi thay), and the summoned person who comes after all."""

from deploy.simulator.cast import Cast
from deploy.simulator.truth import Substitution

LISTED = 0.1  # of the substitutes are summoned themselves, to the same hall
CONSENT_FORGOTTEN = 0.3  # of them are refused once, until somebody has asked the chair


def came_after_all(cast: Cast) -> str | None:
    """A stranger is taken in for somebody who comes in the end; the stranger stays, as one whom nobody summoned.
    None: too few substitutes for this story."""
    away = [person for person, fate in cast.truth.fates[cast.first].items() if fate == "substituted"]
    if len(away) < 2:
        return None
    summoned, stranger, hall = away[0], cast.stranger(), cast.hall(away[0])
    early, late = cast.arrivals.before_start(cast.first, 30), cast.arrivals.before_start(cast.first, 4)
    cast.truth.fates[cast.first][summoned] = "present"
    cast.truth.substitutions.append(Substitution(cast.first, summoned, stranger, hall, early, until=late))
    cast.place(stranger, cast.first, hall, early)
    cast.place(summoned, cast.first, hall, late)
    return summoned


def substitutes(cast: Cast, besides: str | None) -> None:
    """Everybody whose place is taken; whoever stands in does so for the whole day. `besides`: has had a story."""
    stand_ins: dict[str, str] = {}
    for session in cast.sessions:
        for summoned, fate in cast.truth.fates[session].items():
            if fate == "substituted" and summoned != besides:
                substitute = stand_ins.get(summoned) or _stand_in(cast, summoned)
                stand_ins[summoned] = substitute
                _take_in(cast, session, summoned, substitute)
            elif fate == "substituted":
                cast.truth.fates[session][summoned] = "present"


def _stand_in(cast: Cast, summoned: str) -> str:
    colleague = cast.pick({cast.hall(summoned)}) if cast.rng.random() < LISTED else None
    return colleague or cast.stranger()


def _take_in(cast: Cast, session: str, summoned: str, substitute: str) -> None:
    hall, asked = cast.hall(summoned), cast.rng.random() < CONSENT_FORGOTTEN
    at = cast.arrivals.answered(session, hall) if asked else cast.arrivals.arrival(session)
    listed = cast.is_summoned(substitute)
    cast.truth.substitutions.append(Substitution(session, summoned, substitute, hall, at, listed, asked))
    cast.place(substitute, session, hall, at, cast.arrivals.leaving(session), stands_for=summoned)
