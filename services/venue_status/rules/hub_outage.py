"""The hub's incident: many venues fell silent together. It is opened, told who joined, and let rest, for all of them."""

from datetime import datetime
from uuid import uuid5

from services.venue_status.rules.outage_case import Case, has_open, is_on, raised, with_hub
from services.venue_status.settings import seconds
from shared.events.incidents import Hub, Outages


def touched(outages: Outages) -> tuple[str, ...]:
    """The venues whose silence is the hub's affair."""
    return tuple(venue for venue in still_out(outages) if not has_open(outages, venue))


def still_out(outages: Outages) -> tuple[str, ...]:
    """An incident of its own, or a person's, does not bring a venue back."""
    return tuple(venue for venue, out in outages.out.items() if not out.maintenance)


def opened_if_many(case: Case, outages: Outages, venue: str) -> Outages:
    """This venue fell silent; so many within so short a time are one outage. A recovered one is reopened."""
    if is_on(outages.hub) or venue not in touched(outages):
        return outages
    within, at = seconds(case.thresholds.hub_within), outages.out[venue].since
    times = sorted(since for it in touched(outages) if abs((since := outages.out[it].since) - at) <= within)
    first_and_last = zip(times, times[case.thresholds.hub_venues - 1 :], strict=False)
    return _on(case, outages) if any(last - first <= within for first, last in first_and_last) else outages


def closed(case: Case, outages: Outages) -> Outages:
    """It is forgotten. Unless it was reopened, and that order came too late: then the outage needs a new one."""
    was_on = is_on(outages.hub)
    outages = outages.model_copy(update={"hub": None})
    return _on(case, outages) if was_on and touched(outages) else outages


def told(outages: Outages) -> Outages:
    return with_hub(outages, told=len(touched(outages)), tell_at=None)


def rested(case: Case, outages: Outages, watching_since: datetime) -> Outages:
    """The others are back for a while: it was not the hub, for those who are still down. Counted from where we watched:
    who came back before was not heard by us."""
    until = watching_since + seconds(case.thresholds.rest_after)
    if until > case.at:
        return with_hub(outages, rest_at=until)
    left = [venue for venue in touched(outages) if outages.out[venue].down]
    outages = with_hub(outages, recovered=True)
    for venue in left:
        outages = raised(case, outages, venue)
    return outages


def is_over(before: Outages, after: Outages) -> bool:
    """By this command: what was suppressed is opened then."""
    return is_on(before.hub) and not is_on(after.hub)


def settled(case: Case, outages: Outages) -> Outages:
    """What its incident waits for now. With nobody out any more it is over at once."""
    hub = outages.hub
    if hub is None:
        return outages
    over = hub.recovered or not still_out(outages)
    there = len(touched(outages))
    tell_at = None if over or there <= hub.told else hub.tell_at or case.at + seconds(case.thresholds.hub_within)
    changes = {"recovered": over, "told": min(hub.told, there), "tell_at": tell_at}
    return with_hub(outages, **changes, rest_at=_rest_at(case, outages, hub))


def _rest_at(case: Case, outages: Outages, hub: Hub) -> datetime | None:
    """Taken back when many are out again. A person may have said that it is over while some were down: they wait too."""
    out = still_out(outages)
    waits = any(outages.out[venue].down for venue in touched(outages)) if hub.recovered else bool(out)
    if not waits or len(out) >= case.thresholds.hub_venues:
        return None
    return hub.rest_at or case.at + seconds(case.thresholds.rest_after)


def _on(case: Case, outages: Outages) -> Outages:
    incident = outages.hub.incident if outages.hub else uuid5(case.id, "hub")
    there = len(touched(outages))
    return with_hub(outages, incident=incident, since=case.at, recovered=False, told=there, tell_at=None, rest_at=None)
