"""A line that comes and goes: so many pauses between its beats within three minutes, whether or not STALE was reached."""

from datetime import datetime

from services.venue_status.rules.link_case import Case
from services.venue_status.rules.silence import counted_from, unwatched_since
from services.venue_status.rules.telling import told
from services.venue_status.settings import Thresholds, seconds
from shared.deadlines import Due
from shared.events.links import ALIVE, Link
from shared.events.venues import LinkEvent


def after_pause(case: Case, link: Link) -> Link:
    """With the break that this beat ended, if it was one. As many are kept as make a line flap."""
    if not _is_break(case):
        return link
    oldest = case.at - seconds(case.thresholds.flapping_within)
    breaks = (*(it for it in link.breaks if it > oldest), case.at)[-case.thresholds.flapping_breaks :]
    flapping = link.flapping or len(breaks) >= case.thresholds.flapping_breaks
    return link.model_copy(update={"breaks": breaks, "flapping": flapping})


def calm_due(thresholds: Thresholds, link: Link) -> Due | None:
    """Only a link that is there can be calm."""
    since = _calm_since(link)
    if since is None or link.observed not in ALIVE:
        return None
    return Due("calm", since.isoformat(), since + seconds(thresholds.calm_after))


def calms_down(case: Case) -> LinkEvent | Link:
    """If we watched all that time; else it counts from where we began."""
    since, watching = _calm_since(case.link), case.command.watching_since
    if since is not None and watching > since:
        return case.link.model_copy(update={"watched_from": watching})
    return told(case, case.link.model_copy(update={"flapping": False, "breaks": ()}))


def _is_break(case: Case) -> bool:
    """A pause of ours is none of the line's; but where STALE was decided, its silence was real."""
    before = case.link
    last = counted_from(before) if before.observed in ALIVE else before.last_seen
    if before.observed == "no_data" or last is None or case.at - last <= seconds(case.thresholds.break_after):
        return False
    return before.observed not in ALIVE or unwatched_since(case) is None


def _calm_since(link: Link) -> datetime | None:
    if not link.flapping:
        return None
    return max(filter(None, (*link.breaks[-1:], link.watched_from)), default=None)
