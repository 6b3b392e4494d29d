"""What is said of a link after a command: by comparing it with what it was before."""

from collections.abc import Iterator
from datetime import datetime

from services.venue_status.rules.link_case import Case
from services.venue_status.rules.losses import counted
from services.venue_status.rules.strip import noted, shown
from services.venue_status.settings import seconds
from shared.events.incidents import LinkNews
from shared.events.links import OUT, Link
from shared.events.venues import LinkChanged, LinkEvent, LinkFlapping, LinkSeen, WatchingResumed


def told(
    case: Case, after: Link, unwatched: datetime | None = None, network: datetime | None = None
) -> LinkEvent | Link:
    """The event; a state alone while the link goes on as it was and was told of a short while ago.

    `unwatched`: we did not watch from then on. `network`: since when it is lost, or works again."""
    before, after = case.link, settled(case.link, after, case.at, network)
    news = tuple(_news(before, after))
    if before.observed != after.observed or before.lost_since.keys() != after.lost_since.keys():
        return case.says(LinkChanged, after, was=before.observed, news=news)
    if before.flapping != after.flapping:
        return case.says(LinkFlapping, after, news=news)
    if unwatched:
        return case.says(WatchingResumed, after, since=unwatched)
    return case.says(LinkSeen, after) if _is_due(case) else after


def settled(before: Link, after: Link, at: datetime, network: datetime | None = None) -> Link:
    """With what follows from the change: since when, the strip, what is lost."""
    if after.observed != before.observed:
        after = after.model_copy(update={"since": at})
    if shown(after) != shown(before):
        after = after.model_copy(update={"recent": noted(after.recent, at, shown(after))})
    return counted(after, at, {"network": network} if network else {})


def _news(before: Link, after: Link) -> Iterator[LinkNews]:
    if before.flapping and not after.flapping:
        yield "calm"
    if before.observed in OUT and after.observed not in OUT:
        yield "back"
    if before.observed != after.observed and (after.observed == "stale" or after.observed == "down"):
        yield after.observed
    if after.flapping and not before.flapping:
        yield "flapping"


def _is_due(case: Case) -> bool:
    said_at = case.link.said_at
    return said_at is None or case.at - said_at >= seconds(case.thresholds.say_every)
