"""News of one venue's link: what each means for the ledger."""

from collections.abc import Callable

from services.venue_status.incident_commands import TellLedger
from services.venue_status.rules.hub_outage import opened_if_many
from services.venue_status.rules.outage_case import (
    Case,
    has_open,
    is_on,
    raised,
    recovered,
    with_out,
    with_own,
    without_out,
)
from shared.events.incidents import LinkNews, Out, Outages


def after_news(case: Case, outages: Outages, told: TellLedger) -> Outages:
    """All that was told at once, in its order."""
    known = outages.out.get(told.venue)
    if known and told.incident is None:
        outages = with_out(outages, told.venue, known.model_copy(update={"maintenance": told.maintenance}))
    if told.maintenance:  # if the line still comes and goes when it is over, that is news again
        outages = _without_flapping(outages, told.venue)
    for news in told.news:
        outages = NEWS[news](case, outages, told.venue)
    return outages


def _stale(case: Case, outages: Outages, venue: str) -> Outages:
    """Nothing is opened for one. Told again after maintenance, it is out since when it fell silent."""
    return opened_if_many(case, with_out(outages, venue, _out(case, outages, venue)), venue)


def _down(case: Case, outages: Outages, venue: str) -> Outages:
    """In maintenance, and while the hub's incident is on, only the opening is suppressed: that it is down is known."""
    out = _out(case, outages, venue).model_copy(update={"down": True})
    outages = with_out(outages, venue, out)
    return outages if out.maintenance or is_on(outages.hub) else raised(case, outages, venue)


def _back(case: Case, outages: Outages, venue: str) -> Outages:
    """While its line flaps, some good beats do not mean that it is over."""
    outages = without_out(outages, venue)
    flaps = has_open(outages, venue) and outages.own[venue].flapping
    return recovered(outages, venue) if has_open(outages, venue) and not flaps else outages


def raised_if_flapping(case: Case, outages: Outages) -> Outages:
    """The hub is back, and these lines still come and go: they said so while nothing was opened for them."""
    for venue in outages.flapping:
        outages = _without_flapping(raised(case, outages, venue, flapping=True), venue)
    return outages


def _flapping(case: Case, outages: Outages, venue: str) -> Outages:
    if own := outages.own.get(venue):
        outages = with_own(outages, venue, own.model_copy(update={"flapping": True}))
    if case.maintenance:
        return outages
    if is_on(outages.hub):
        flapping = (*_without_flapping(outages, venue).flapping, venue)
        return outages.model_copy(update={"flapping": flapping})
    return raised(case, outages, venue, flapping=True)


def _calm(case: Case, outages: Outages, venue: str) -> Outages:
    outages = _without_flapping(outages, venue)
    own = outages.own.get(venue)
    if own is None or not own.flapping:
        return outages
    outages = with_own(outages, venue, own.model_copy(update={"flapping": False}))
    return recovered(outages, venue) if has_open(outages, venue) and venue not in outages.out else outages


def _without_flapping(outages: Outages, venue: str) -> Outages:
    return outages.model_copy(update={"flapping": tuple(it for it in outages.flapping if it != venue)})


def _out(case: Case, outages: Outages, venue: str) -> Out:
    return outages.out.get(venue) or Out(since=case.at, maintenance=case.maintenance)


NEWS: dict[LinkNews, Callable[[Case, Outages, str], Outages]] = {
    "stale": _stale,
    "down": _down,
    "back": _back,
    "flapping": _flapping,
    "calm": _calm,
}
