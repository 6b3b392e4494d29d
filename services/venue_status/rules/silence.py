"""Silence: STALE, then DOWN, each at the moment that was due. What we did not watch is a gap of ours, and no silence.

A gap shows in two ways: a deadline says that its sender watches since later than the silence counts from, or a beat
comes after a deadline that nobody sent. Either way the link stays as it was, out if it was out: our restart brings
nothing back. A link that is down has a deadline too, to see such gaps: more and more seldom, since nobody may ever come.
"""

from datetime import datetime, timedelta

from services.venue_status.rules.link_case import Case
from services.venue_status.rules.losses import without
from services.venue_status.rules.returning import NO_GOOD_BEATS
from services.venue_status.rules.strip import noted, shown
from services.venue_status.rules.telling import told
from services.venue_status.settings import Thresholds, seconds
from shared.deadlines import Due
from shared.events.links import ALIVE, OUT, Link
from shared.events.venues import LinkEvent, WatchingResumed

LATE = timedelta(seconds=2)  # so late a deadline may come when nothing is wrong: owners look every half second


def silence_due(thresholds: Thresholds, link: Link) -> Due | None:
    """What it is when it stays silent, and from when on. None: nothing is expected of it."""
    since = _waited_on(link)
    if since is None:
        return None
    if link.observed in ALIVE:
        return Due("stale", since.isoformat(), since + seconds(thresholds.stale_after))
    if link.observed == "stale":
        return Due("down", since.isoformat(), since + seconds(thresholds.down_after))
    return Due("watch", since.isoformat(), since + _until_next_watch(thresholds, link, since))


def goes_silent(case: Case) -> LinkEvent | Link:
    """It is lost from its last sign of life on, or from where its line on the strip begins, if that is later: silence
    in maintenance, or in our gap, costs nothing."""
    if gap := _gap_of_sender(case):
        return gap
    begun = max([case.link.last_seen or case.at, *(change.at for change in case.link.recent[-1:])])
    after = case.link.model_copy(update={"observed": case.command.name, **NO_GOOD_BEATS})
    return told(case, after, network=begun)


def stays_silent(case: Case) -> LinkEvent | Link:
    """Nothing is said of it, but that we watched is known."""
    return _gap_of_sender(case) or case.link.model_copy(update={"watched_to": case.at})


def unwatched_since(case: Case) -> datetime | None:
    """Asked at a beat: since when we did not watch before it. None: we did."""
    due = silence_due(case.thresholds, case.link)
    return known_to(case.link) if due and case.at > due.at + LATE else None


def after_gap(link: Link, since: datetime, until: datetime) -> Link:
    """What it did between is not known: it is as it was, and that time costs nothing."""
    recent = noted(noted(link.recent, since, "gap"), until, shown(link))
    return without(link.model_copy(update={"recent": recent, "watched_from": until}), since, until)


def counted_from(link: Link) -> datetime | None:
    """The moment that silence counts from: the last sign of life, or the end of our gap after it."""
    return max(filter(None, (link.last_seen, link.watched_from)), default=None)


def known_to(link: Link) -> datetime | None:
    """The newest moment of which we know how it was: its beat, or its silence that was seen."""
    seen_out = (link.since, link.watched_to) if link.observed in OUT else ()
    return max(filter(None, (counted_from(link), *seen_out)), default=None)


def _waited_on(link: Link) -> datetime | None:
    if link.observed == "no_data":
        return None
    return known_to(link) if link.observed == "down" else counted_from(link)


def _until_next_watch(thresholds: Thresholds, link: Link, since: datetime) -> timedelta:
    """At first as long as to DOWN, later a tenth of the time that it is down already."""
    return max(seconds(thresholds.down_after), (since - (link.since or since)) / 10)


def _gap_of_sender(case: Case) -> LinkEvent | None:
    """The sender of this deadline did not watch all of the time that it counts."""
    waited_on, known, until = _waited_on(case.link), known_to(case.link), case.command.watching_since
    if waited_on is None or known is None or until <= waited_on:
        return None
    since = min(known, until)
    return case.says(WatchingResumed, after_gap(case.link, since, until), until, since=since)
