"""The strip of the last hour: what the link was, from when on. Maintenance hides what is beneath, on the strip alone."""

from datetime import datetime, timedelta
from typing import Literal

from shared.events.links import Change, Link, Observed

Shown = Observed | Literal["maintenance", "gap"]
HOUR = timedelta(minutes=60)
MOST = 120  # changes


def shown(link: Link) -> Shown:
    return "maintenance" if link.in_maintenance else link.observed


def noted(recent: tuple[Change, ...], at: datetime, state: Shown) -> tuple[Change, ...]:
    """With one more change. What is told late begins where the newest did, in its place."""
    if recent and at <= recent[-1].at:
        at, recent = recent[-1].at, recent[:-1]
    if recent and recent[-1].state == state:
        return recent
    return (*_of_the_last_hour(recent, at), Change(at=at, state=state))[-MOST:]


def _of_the_last_hour(recent: tuple[Change, ...], now: datetime) -> tuple[Change, ...]:
    """And the one before them, which holds at its beginning."""
    older = sum(change.at <= now - HOUR for change in recent)
    return recent[max(0, older - 1) :]
