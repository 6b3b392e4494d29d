"""What goes wrong on the day, and where: given by the size of the halls, so that one venue or eleven will do."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Literal

from deploy.simulator.sample import Sample, Session
from deploy.simulator.truth import Outage

FAST = timedelta(minutes=7)
# 60 % of arrivals (mean T-14 min, sd 7) fall into the twelve minutes around their mean
MORNING_OUTAGE = (timedelta(minutes=-20), timedelta(minutes=-8))
FLUSHED_TOGETHER = (timedelta(minutes=-18), timedelta(minutes=-10))
FLAPPING, OFF_AND_ON = (timedelta(minutes=8), timedelta(minutes=13)), timedelta(seconds=10)
HUB_OUTAGE = (timedelta(minutes=30), timedelta(minutes=30, seconds=45))


def by_size(sample: Sample) -> list[str]:
    """The halls, the largest first."""
    sizes = Counter(row.venue for row in sample.rows)
    return sorted(sample.venues, key=lambda venue: (-sizes[venue], venue))


def outages(sample: Sample) -> list[Outage]:
    """In the first session the third largest hall has no line for 12 minutes, and later the hub none for 45 seconds; in
    the last the two largest lose theirs and come back in the same second, so that their queues arrive together."""
    halls, first, last = by_size(sample), sample.sessions[0], sample.sessions[-1]
    lonely = _outage(first, halls[min(2, len(halls) - 1)], MORNING_OUTAGE)
    of_hub = [_outage(first, hall, HUB_OUTAGE, "hub") for hall in sample.venues]
    return [lonely, *(_outage(last, hall, FLUSHED_TOGETHER) for hall in halls[:2]), *of_hub]


def flaps(sample: Sample) -> list[Outage]:
    """In the first session a small hall's line comes and goes for five minutes: ten seconds off, ten on."""
    first, hall = sample.sessions[0], by_size(sample)[-2:][0]
    times = (FLAPPING[1] - FLAPPING[0]) // (2 * OFF_AND_ON)
    begins = [FLAPPING[0] + 2 * n * OFF_AND_ON for n in range(times)]
    return [_outage(first, hall, (at, at + OFF_AND_ON)) for at in begins]


def _outage(
    session: Session, venue: str, window: tuple[timedelta, timedelta], cause: Literal["line", "hub"] = "line"
) -> Outage:
    return Outage(session.id, venue, session.starts + window[0], session.starts + window[1], cause)


def outside(cuts: list[Outage], venue: str, at: datetime) -> datetime:
    """The same moment, or two minutes after the line came back: for deeds that need an answer from the server."""
    margin = timedelta(seconds=90)
    for cut in cuts:
        if cut.venue == venue and cut.since - margin <= at < cut.until + margin:
            return cut.until + timedelta(minutes=2)
    return at
