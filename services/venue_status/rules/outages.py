"""The conference's ledger of outages: one incident for a broken router, not one for each hall.

What is heard changes the ledger in silence; what incidents must do follows from comparing it with what it was before.
"""

from collections.abc import Iterator

from services.venue_status.incident_commands import TellLedger
from services.venue_status.rules import hub_outage, outage_incidents, outage_news
from services.venue_status.rules.dues import is_due
from services.venue_status.rules.outage_case import Case
from services.venue_status.rules.outage_orders import orders_between, outages_follow_ups
from services.venue_status.settings import Thresholds
from shared.deadlines import Due
from shared.events.base import Deadline, Stamp
from shared.events.incidents import Outages
from shared.events.venues import OutagesWeighed

__all__ = ["decide_outages", "outages_deadlines", "outages_follow_ups"]


def decide_outages(
    thresholds: Thresholds, outages: Outages, command: TellLedger | Deadline, stamp: Stamp, revision: int
) -> OutagesWeighed | Outages | None:
    """An event only if something is ordered: the document must stay small with 1,100 venues out at once. Else the state
    alone, even unchanged: news that are not noted as taken would be news again later. None: a deadline that has moved."""
    if isinstance(command, Deadline) and not is_due(command, outages_deadlines(thresholds, outages)):
        return None
    case = _case(thresholds, command)
    after = hub_outage.settled(case, _heard(case, outages, command))
    if hub_outage.is_over(outages, after):
        after = outage_news.raised_if_flapping(case, after)
    orders = orders_between(case, outages, after)
    return OutagesWeighed(at=case.at, orders=orders, state=after) if orders else after


def outages_deadlines(thresholds: Thresholds, outages: Outages) -> Iterator[Due]:
    """Of the hub's incident: tell it who joined; let it rest when the others are back."""
    if outages.hub is None:
        return
    for name, at in (("tell", outages.hub.tell_at), ("rest", outages.hub.rest_at)):
        if at is not None:
            yield Due(name, at.isoformat(), at)


def _case(thresholds: Thresholds, command: TellLedger | Deadline) -> Case:
    if isinstance(command, Deadline):
        return Case(thresholds, command.id, command.due)
    return Case(thresholds, command.id, command.at, command.maintenance, command.incident)


def _heard(case: Case, outages: Outages, command: TellLedger | Deadline) -> Outages:
    if isinstance(command, TellLedger):
        outages = outage_incidents.after_step(case, outages, command)
        return outage_news.after_news(case, outages, command)
    if command.name == "tell":
        return hub_outage.told(outages)
    return hub_outage.rested(case, outages, command.watching_since)
