"""The way back: so many good beats in a row. One beat is not enough, or a line that comes and goes would ring each time."""

from datetime import datetime
from typing import Any

from services.venue_status.settings import Thresholds, seconds
from shared.events.links import OUT, Link

NO_GOOD_BEATS: dict[str, Any] = {"good": 0, "good_since": None, "good_at": None}


def with_good_beat(thresholds: Thresholds, link: Link, at: datetime) -> Link:
    """One more of the row. One that comes with half a beat interval to the last or less does not count: those of a
    burst say no more than one of them. A break ends the row."""
    if link.observed not in OUT:
        return link
    if link.good_at is None or at - link.good_at > seconds(thresholds.break_after):
        return link.model_copy(update={"good": 1, "good_since": at, "good_at": at})
    if at - link.good_at < seconds(thresholds.beat_every / 2):
        return link
    return link.model_copy(update={"good": link.good + 1, "good_at": at})


def is_back(thresholds: Thresholds, link: Link) -> bool:
    return link.good >= thresholds.good_beats
