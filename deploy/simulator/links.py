"""Links and incidents in the form in which they can be compared: from the truth, and from the states of a record."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from deploy.simulator.beats import EVERY
from deploy.simulator.truth import Outage, Truth

Json = dict[str, Any]
Opened = tuple[str, tuple[str, ...]]  # why, and at which halls
STALE, DOWN, MANY = timedelta(seconds=12), timedelta(seconds=30), 3
TOLERANCE = EVERY.total_seconds()  # of each interval: one beat


@dataclass(frozen=True)
class Links:
    """Incidents that were opened by rule: what people open is their affair. `lost`: seconds without a line, by hall;
    `intervals`: of how many outages, from the truth alone."""

    opened: Counter[Opened]
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
    opened = Counter(_incidents(truth))
    return Links(opened, Counter({"link_lost": opened.total()}), dict(lost), intervals)


def recorded_links(states: dict[str, Json], until: datetime) -> Links:
    """As these states have it, by key; what people tried out after `until` is left out."""
    every = [state for key, state in states.items() if key.split("/")[1] == "incident" and _is_before(state, until)]
    incidents = [state for state in every if state["cause"] != "person"]
    links = {key.split("/")[2]: state for key, state in states.items() if key.split("/")[1] == "link"}
    opened = Counter((it["cause"], tuple(sorted(it["venues"]))) for it in incidents)
    lost = {venue: state["lost"].get("network", 0.0) for venue, state in links.items()}
    return Links(opened, Counter(it["kind"] for it in incidents), lost, Counter())


def false_alarms(true: Links, found: Links) -> list[Opened]:
    """Opened by rule, and nothing in the truth leads to it."""
    return sorted((found.opened - true.opened).elements())


def link_differences(true: Links, where: str, found: Links) -> Iterator[str]:
    for why, halls in sorted((true.opened - found.opened).elements()):
        yield f"{where}: no incident {why} at {' '.join(halls)}"
    for why, halls in false_alarms(true, found):
        yield f"{where}: a false alarm {why} at {' '.join(halls)}"
    if found.kinds != true.kinds:
        yield f"{where}: incidents {dict(found.kinds)}, expected {dict(true.kinds)}"
    for venue in sorted(true.lost.keys() | found.lost.keys()):
        seconds, expected = found.lost.get(venue, 0.0), true.lost.get(venue, 0.0)
        if abs(seconds - expected) > TOLERANCE * true.intervals[venue]:
            yield f"{where}: {venue} without a line for {seconds} s, expected {expected} s"


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
        yield "hub", tuple(sorted(it.venue for it in at_once))
    alone = [it for it in truth.outages if it.cause == "line" or len(at_once) < MANY]
    yield from (("down", (it.venue,)) for it in alone if _is_down(truth, it))
    yield from (("flapping", (venue,)) for venue in sorted({it.venue for it in truth.flaps}))


def _is_down(truth: Truth, dark: Outage) -> bool:
    return _first_beat(truth, dark.until) - _last_beat(truth, dark.since) > DOWN


def _last_beat(truth: Truth, before: datetime) -> datetime:
    return truth.begins + ((before - truth.begins - timedelta(microseconds=1)) // EVERY) * EVERY


def _first_beat(truth: Truth, after: datetime) -> datetime:
    return truth.begins - ((truth.begins - after) // EVERY) * EVERY


def _is_before(incident: Json, until: datetime) -> bool:
    return datetime.fromisoformat(incident["opened_at"]) <= until
