"""Links and incidents in the form in which they can be compared: from the truth, and from the states of a record."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from deploy.simulator.beats import EVERY
from deploy.simulator.truth import Outage, Truth

Json = dict[str, Any]
STALE, DOWN, MANY = timedelta(seconds=12), timedelta(seconds=30), 3
TOLERANCE = EVERY.total_seconds()  # of each interval: one beat


class Opened(NamedTuple):
    """An incident: why, at which halls, and when it was opened; in the truth: between when and when it has to be."""

    cause: str
    venues: tuple[str, ...]
    after: datetime
    before: datetime

    def may_be(self, found: "Opened") -> bool:
        return self[:2] == found[:2] and self.after <= found.after <= self.before

    def __str__(self) -> str:
        return f"{self.cause} at {' '.join(self.venues)}, {self.after.isoformat(' ', 'seconds')}"


@dataclass(frozen=True)
class Links:
    """Incidents that were opened by rule: what people open is their affair. `lost`: seconds without a line, by hall;
    `intervals`: of how many outages, from the truth alone."""

    opened: list[Opened]
    kinds: Counter[str]
    lost: dict[str, float]
    intervals: Counter[str]

    def minutes_lost(self) -> dict[str, float]:
        return {venue: round(seconds / 60, 1) for venue, seconds in sorted(self.lost.items()) if seconds}


def true_links(truth: Truth) -> Links:
    """As it was: from the last beat that arrived before a silence to the first that arrived after it."""
    lost: Counter[str] = Counter()
    intervals: Counter[str] = Counter()
    for venue, since, until in _silences(truth):
        heard = _last_beat(truth, since), _first_beat(truth, until)
        if heard[1] - heard[0] > STALE:
            lost[venue] += (heard[1] - heard[0]).total_seconds()  # type: ignore[assignment]
            intervals[venue] += 1
    opened = sorted(_incidents(truth))
    return Links(opened, Counter({"link_lost": len(opened)}), dict(lost), intervals)


def recorded_links(states: dict[str, Json], until: datetime) -> Links:
    """As these states have it, by key; what people tried out after `until` is left out."""
    every = [state for key, state in states.items() if key.split("/")[1] == "incident" and _is_before(state, until)]
    incidents = [state for state in every if state["cause"] != "person"]
    links = {key.split("/")[2]: state for key, state in states.items() if key.split("/")[1] == "link"}
    lost = {venue: state["lost"].get("network", 0.0) for venue, state in links.items()}
    return Links(sorted(map(_opened, incidents)), Counter(it["kind"] for it in incidents), lost, Counter())


def false_alarms(true: Links, found: Links) -> list[Opened]:
    """Opened by rule, and nothing in the truth leads to it: not there, not then, or not twice."""
    return _compared(true.opened, found.opened)[1]


def link_differences(true: Links, where: str, found: Links) -> Iterator[str]:
    missing, alarms = _compared(true.opened, found.opened)
    yield from (f"{where}: no incident {it}" for it in missing)
    yield from (f"{where}: a false alarm {it}" for it in alarms)
    if found.kinds != true.kinds:
        yield f"{where}: incidents {dict(found.kinds)}, expected {dict(true.kinds)}"
    for venue in sorted(true.lost.keys() | found.lost.keys()):
        seconds, expected = found.lost.get(venue, 0.0), true.lost.get(venue, 0.0)
        if abs(seconds - expected) > TOLERANCE * true.intervals[venue]:
            yield f"{where}: {venue} without a line for {seconds} s, expected {expected} s"


def _compared(true: Sequence[Opened], found: Sequence[Opened]) -> tuple[list[Opened], list[Opened]]:
    """(those of the truth that were not found, those found that are not of the truth)"""
    missing, alarms = list(true), list[Opened]()
    for one in found:
        match = next((it for it in missing if it.may_be(one)), None)
        missing.remove(match) if match else alarms.append(one)
    return missing, alarms


def _silences(truth: Truth) -> Iterator[tuple[str, datetime, datetime]]:
    """Each outage; a line that comes and goes is lost until it stays."""
    yield from ((it.venue, it.since, it.until) for it in truth.outages)
    for venue in sorted({it.venue for it in truth.flaps}):
        flaps = [it for it in truth.flaps if it.venue == venue]
        yield venue, flaps[0].since, flaps[-1].until


def _incidents(truth: Truth) -> Iterator[Opened]:
    """One for each line that was down, one for a line that flaps, one for the hub's however many halls it cost."""
    at_once = [it for it in truth.outages if it.cause == "hub"]
    if len(at_once) >= MANY:
        yield _expected(truth, "hub", *at_once)
    alone = [it for it in truth.outages if it.cause == "line" or len(at_once) < MANY]
    every = (_expected(truth, "down", it) for it in alone)
    yield from (it for it in every if it.before - it.after > DOWN)
    for venue in sorted({it.venue for it in truth.flaps}):
        yield _expected(truth, "flapping", *(it for it in truth.flaps if it.venue == venue))


def _expected(truth: Truth, cause: str, *dark: Outage) -> Opened:
    """It is opened while the beats are missing."""
    venues = tuple(sorted({it.venue for it in dark}))
    return Opened(cause, venues, _last_beat(truth, dark[0].since), _first_beat(truth, dark[-1].until))


def _opened(incident: Json) -> Opened:
    at = datetime.fromisoformat(incident["opened_at"])
    return Opened(incident["cause"], tuple(sorted(incident["venues"])), at, at)


def _last_beat(truth: Truth, before: datetime) -> datetime:
    return truth.begins + ((before - truth.begins - timedelta(microseconds=1)) // EVERY) * EVERY


def _first_beat(truth: Truth, after: datetime) -> datetime:
    return truth.begins - ((truth.begins - after) // EVERY) * EVERY


def _is_before(incident: Json, until: datetime) -> bool:
    return datetime.fromisoformat(incident["opened_at"]) <= until
