"""Steps of incidents that the ledger hears of: people open, recover and reopen too, and what is closed is forgotten."""

from services.venue_status.incident_commands import TellLedger
from services.venue_status.rules import hub_outage
from services.venue_status.rules.outage_case import Case, is_on, raised, recovered, with_hub, with_own, without_own
from shared.events.incidents import Outages, Own


def after_step(case: Case, outages: Outages, told: TellLedger) -> Outages:
    """News of a link alone changes nothing here."""
    if told.incident is None:
        return outages
    if outages.hub is not None and outages.hub.incident == told.incident:
        return _hub(case, outages, told)
    venue = next((venue for venue, own in outages.own.items() if own.incident == told.incident), None)
    return _own(case, outages, told, venue) if venue else _taken_over(outages, told)


def _hub(case: Case, outages: Outages, told: TellLedger) -> Outages:
    if told.status == "closed":
        return hub_outage.closed(case, outages)
    return with_hub(outages, recovered=told.status == "recovered")


def _own(case: Case, outages: Outages, told: TellLedger, venue: str) -> Outages:
    if told.status == "closed":
        return _closed(case, outages, venue)
    if told.status == "recovered":
        return recovered(outages, venue)
    return with_own(outages, venue, outages.own[venue].model_copy(update={"recovered": False}))


def _closed(case: Case, outages: Outages, venue: str) -> Outages:
    """It is forgotten, and if the venue is still down nothing happens until there is news: somebody wanted it so.
    Unless it was reopened by rule, and that order came too late."""
    own, out = outages.own[venue], outages.out.get(venue)
    outages = without_own(outages, venue)
    is_bad = own.flapping or (out is not None and out.down and not out.maintenance)
    too_late = own.reopened and is_bad and not is_on(outages.hub)
    return raised(case, outages, venue, own.flapping) if too_late else outages


def _taken_over(outages: Outages, told: TellLedger) -> Outages:
    """A person saw it first: it is the venue's own from now on, so that DOWN opens no second one."""
    over = told.status in ("recovered", "closed")
    if not told.venue or told.incident is None or over or told.venue in outages.own:
        return outages
    return with_own(outages, told.venue, Own(incident=told.incident))
