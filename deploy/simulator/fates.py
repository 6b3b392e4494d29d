"""Draws the truth of a day from a seed, as domain practice has it: who came, who did not, who came instead."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from deploy.simulator import faults
from deploy.simulator.arrivals import Arrivals
from deploy.simulator.sample import Sample, Session
from deploy.simulator.stories import tell_stories
from deploy.simulator.truth import Fate, Half, HeadCount, Person, Truth

SUBSTITUTED, EXCUSED, UNEXCUSED = 0.02, (0.02, 0.03), (0.005, 0.01)
SAME_AS_BEFORE = 0.75  # of those absent in the first session, absent in the next
BEFORE_DOORS = timedelta(minutes=15)
AFTERNOON = timedelta(hours=2)  # at least an hour; the last session stays open


def make_truth(sample: Sample, seed: int, lasts: timedelta = AFTERNOON) -> Truth:
    """The same sample and seed give the same day, whatever the machine. It `lasts` so long after the last start."""
    rng = Random(seed)
    people = [_summoned(sample, n) for n in range(len(sample.rows))]
    truth = Truth(
        sample.id, seed, sample.sessions[0].opens - BEFORE_DOORS, sample.sessions[-1].starts + lasts,
        list(sample.venues), list(_halves(sample)), people, _fates(sample, people, rng), [],
        outages=faults.outages(sample), flaps=faults.flaps(sample), fast=_rank(sample, 3), double_tapping=_rank(sample, 4),
    )  # fmt: skip
    arrivals = Arrivals(rng, sample.sessions, truth)
    tell_stories(truth, arrivals, rng)
    truth.head_counts.extend(_head_counts(truth, sample, rng))
    return truth


def _summoned(sample: Sample, n: int) -> Person:
    row = sample.rows[n]
    return Person(sample.attendee(row), row.name, row.title, row.unit, row.code, row.venue)


def _halves(sample: Sample) -> Iterator[Half]:
    for session in sample.sessions:
        last = session is sample.sessions[-1]
        yield Half(session.id, session.opens, session.starts, None if last else session.closes)


def _rank(sample: Sample, n: int) -> str:
    return faults.by_size(sample)[n % len(sample.venues)]


def _fates(sample: Sample, people: list[Person], rng: Random) -> dict[str, dict[str, Fate]]:
    fates: dict[str, dict[str, Fate]] = {}
    before: dict[str, Fate] = {}
    for session in sample.sessions:
        before = _absences(people, before, rng)
        fates[session.id] = {person.id: before.get(person.id, "present") for person in people}
    return fates


def _absences(people: list[Person], before: dict[str, Fate], rng: Random) -> dict[str, Fate]:
    """Whoever is not there in person. Most of them were not there in the session before either."""
    fresh = [person.id for person in people if person.id not in before]
    rng.shuffle(fresh)
    absent: dict[str, Fate] = {}
    for fate, count in _how_many(len(people), rng):
        again = [person for person, was in before.items() if was == fate]
        kept = rng.sample(again, min(len(again), round(count * SAME_AS_BEFORE)))
        absent |= dict.fromkeys(kept + [fresh.pop() for _ in range(count - len(kept))], fate)
    return absent


def _how_many(people: int, rng: Random) -> list[tuple[Fate, int]]:
    excused, unexcused = round(people * rng.uniform(*EXCUSED)), max(1, round(people * rng.uniform(*UNEXCUSED)))
    return [("excused", excused), ("unexcused", unexcused), ("substituted", round(people * SUBSTITUTED))]


def _head_counts(truth: Truth, sample: Sample, rng: Random) -> Iterator[HeadCount]:
    """Five minutes before the start each hall reads out its number; one in four is off by one."""
    for session in sample.sessions:
        at = session.starts - timedelta(minutes=5)
        for venue in sample.venues:
            off = rng.choice((-1, 1)) if rng.random() < 0.25 else 0
            yield HeadCount(session.id, venue, at, max(0, _inside(truth, session, venue) + off))


def _inside(truth: Truth, session: Session, venue: str) -> int:
    at = session.starts - timedelta(minutes=5)
    here = [s for s in truth.stays if (s.session, s.venue) == (session.id, venue)]
    return sum(s.arrived <= at and (s.left is None or s.left > at) for s in here)
