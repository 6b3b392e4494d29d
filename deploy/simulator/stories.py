"""The stays of a day and the stories beside them: excuses, wrong halls, stray cards, a mistake, walk-ins."""

from datetime import timedelta
from random import Random

from deploy.simulator.arrivals import Arrivals
from deploy.simulator.cast import Cast
from deploy.simulator.substitutes import came_after_all, substitutes
from deploy.simulator.truth import Moment, Truth

WRONG_HALL, WALK_INS, COME_AGAIN = 0.005, 0.01, 0.8


def tell_stories(truth: Truth, arrivals: Arrivals, rng: Random) -> None:
    """Fills the truth's lists."""
    cast = Cast(truth, arrivals, rng)
    _excuses(cast)
    _wrong_halls(cast)
    _strays(cast)
    _mistake(cast)
    late_comer = came_after_all(cast)
    substitutes(cast, besides=late_comer)
    _walk_ins(cast)
    _everybody_else(cast)
    truth.stays.sort(key=lambda stay: (stay.arrived, stay.venue, stay.person))


def _excuses(cast: Cast) -> None:
    """The organiser writes them down beforehand; one of the excused comes all the same."""
    for minutes, session in enumerate(cast.sessions, start=1):
        fates = cast.truth.fates[session]
        excused = [person for person, fate in fates.items() if fate == "excused"]
        at = cast.truth.begins + timedelta(minutes=minutes)
        cast.truth.excuses.extend(Moment(person, session, cast.hall(person), at) for person in excused)
        if session == cast.first and len(excused) > 2:
            fates[excused[0]] = "present"


def _wrong_halls(cast: Cast) -> None:
    """They came to another hall, were taken in there, and stay with it for the day."""
    for person in cast.several(WRONG_HALL) if len(cast.truth.venues) > 1 else []:
        venue = cast.rng.choice([other for other in cast.truth.venues if other != cast.hall(person)])
        cast.truth.moved[person] = venue
        arrived = cast.arrivals.answered(cast.first, venue)
        cast.place(person, cast.first, venue, arrived, cast.arrivals.leaving(cast.first))


def _strays(cast: Cast) -> None:
    """Two cards are scanned at another hall while their owners sit in theirs: in a hall with a line, in one without."""
    dark = cast.truth.outages[0].venue
    for venue, minutes in ((next((v for v in cast.truth.venues if v != dark), dark), 4), (dark, 16)):
        owner = cast.pick(set(cast.truth.venues) - {venue, dark})
        if owner:
            cast.place(owner, cast.first, cast.hall(owner), cast.arrivals.before_start(cast.first, 25))
            at = cast.arrivals.before_start(cast.first, minutes)
            cast.truth.strays.append(Moment(owner, cast.first, venue, at))


def _mistake(cast: Cast) -> None:
    """The card of somebody absent is scanned, and taken back at once."""
    absent = next(person for person, fate in cast.truth.fates[cast.first].items() if fate == "unexcused")
    at = cast.arrivals.before_start(cast.first, 5.5)
    cast.truth.mistakes.append(Moment(absent, cast.first, cast.hall(absent), at))


def _walk_ins(cast: Cast) -> None:
    """Nobody summoned them; most of them come in the afternoon too."""
    halls = [person.venue for person in cast.truth.people if person.venue]  # a large hall has more of them
    for _ in range(max(1, round(cast.summoned() * WALK_INS))):
        person, venue = cast.stranger(), cast.rng.choice(halls)
        for session in cast.sessions:
            if session == cast.first or cast.rng.random() < COME_AGAIN:
                _come(cast, person, session, venue)


def _everybody_else(cast: Cast) -> None:
    for session in cast.sessions:
        for person, fate in cast.truth.fates[session].items():
            if fate == "present" and not cast.is_placed(person, session):
                _come(cast, person, session, cast.hall(person))


def _come(cast: Cast, person: str, session: str, venue: str) -> None:
    cast.place(person, session, venue, cast.arrivals.arrival(session), cast.arrivals.leaving(session))
