"""Windows of maintenance of one venue. Its link is observed all the same; its silence opens no incident, costs nothing."""

from collections.abc import Iterator
from typing import Any, Literal
from uuid import UUID

from services.venue_status.rules.link_case import Case
from services.venue_status.rules.telling import settled
from shared.deadlines import Due
from shared.events.incidents import LinkNews
from shared.events.links import Link, Window
from shared.events.venues import LinkEvent, MaintenanceChanged

What = Literal["set", "cancelled", "began", "ended"]


def set_window(case: Case) -> LinkEvent:
    """One that has begun already counts from now on: what was lost before stays lost."""
    command = case.command
    if command.until <= case.at:
        return case.refused("window_past")
    window = Window(
        id=command.id,
        since=command.since,
        until=command.until,
        by=case.stamp.actor.id,
        reason=command.reason or "",
        began=command.since <= case.at,
    )
    return case.says_by(MaintenanceChanged, **_told(case, "set", window.id, (*case.link.windows, window)))


def cancel_window(case: Case) -> LinkEvent:
    window = case.command.window
    if all(known.id != window for known in case.link.windows):
        return case.refused("window_unknown")
    return case.says_by(MaintenanceChanged, **_told(case, "cancelled", window, _others(case.link, window)))


def window_dues(link: Link) -> Iterator[Due]:
    """What each window waits for: its beginning, then its end."""
    for window in link.windows:
        name, at = ("end", window.until) if window.began else ("begin", window.since)
        yield Due(name, str(window.id), at)


def begins(case: Case) -> LinkEvent:
    id = UUID(case.command.basis)
    windows = (known.model_copy(update={"began": True}) if known.id == id else known for known in case.link.windows)
    return case.says(MaintenanceChanged, **_told(case, "began", id, tuple(windows)))


def ends(case: Case) -> LinkEvent:
    id = UUID(case.command.basis)
    return case.says(MaintenanceChanged, **_told(case, "ended", id, _others(case.link, id)))


def _told(case: Case, what: What, window: UUID, windows: tuple[Window, ...]) -> dict[str, Any]:
    """An outage that outlasts the last window is news again: now it may open an incident."""
    on = any(known.began for known in windows)
    after = settled(case.link, case.link.model_copy(update={"windows": windows, "in_maintenance": on}), case.at)
    news = tuple(_still_true(after)) if case.link.in_maintenance and not on else ()
    return {"after": after, "what": what, "window": window, "news": news}


def _still_true(link: Link) -> Iterator[LinkNews]:
    if link.observed == "stale" or link.observed == "down":
        yield link.observed
    if link.flapping:
        yield "flapping"


def _others(link: Link, window: UUID) -> tuple[Window, ...]:
    return tuple(known for known in link.windows if known.id != window)
